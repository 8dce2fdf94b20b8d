"""What Synapse lacks."""

from typing import Any

import synapse
from synapse.module_api import ModuleApi
from synapse.module_api.errors import ConfigError
from twisted.trial.unittest import TestCase

from synapse_bouton.capabilities import Need, assert_offered, missing, missing_members, needs, offers
from synapse_bouton.contract import contract

MODULE = "synapse.module_api"
#: The class has the methods that are looked for.
API: Any = ModuleApi


class Older:
    """A Synapse that has one category, with none of its callbacks."""

    def register_federation_callbacks(self) -> None: ...


OLDER: Any = Older


class CapabilitiesTest(TestCase):
    def test_this_synapse_lacks_what_came_with_newer_ones_and_nothing_else(self) -> None:
        came = {"onEventDeliveredOverFederation": (1, 158), "registerFederationCallbacks": (1, 158)}
        major, minor, *_ = synapse.__version__.split(".")
        lacking = {
            name: f"Synapse {of[0]}.{of[1]} or newer" for name, of in came.items() if of > (int(major), int(minor))
        }
        self.assertEqual(missing(API), lacking)

    def test_members_of_synapses_own_need_them(self) -> None:
        self.assertEqual(needs()["createRoom"], (Need(MODULE, "ModuleApi.create_room", "1.65"),))
        self.assertEqual(needs()["accountDataManager"], (Need(MODULE, "ModuleApi.account_data_manager", "1.57"),))

    def test_members_of_the_node_half_need_nothing(self) -> None:
        self.assertFalse({"httpClient", "httpClient.getJson", "deferToThread", "deferToThreadpool"} & needs().keys())

    def test_what_came_later_names_its_version(self) -> None:
        wanted = {
            "there": (Need(MODULE, "ModuleApi.send_mail", "1.39"),),
            "later": (Need(MODULE, "ModuleApi.send_mail", "1.39"), Need(MODULE, "ModuleApi.later", "1.999")),
            "nothing": (),
        }
        self.assertEqual(missing_members(wanted), {"later": "Synapse 1.999 or newer"})

    def test_one_of_two_that_do_as_well_is_enough(self) -> None:
        wanted = {
            "first": (Need(MODULE, "ModuleApi.send_mail", instead="gone"),),
            "second": (Need(MODULE, "ModuleApi.gone", instead="send_mail"),),
        }
        self.assertEqual(missing_members(wanted), {})

    def test_what_is_gone_is_named(self) -> None:
        wanted = {
            "method": (Need(MODULE, "ModuleApi.gone"),),
            "type": (Need(MODULE, "Gone.method"),),
            "module": (Need("synapse.gone", "Gone.method"),),
        }
        self.assertEqual(
            missing_members(wanted),
            {
                "method": "a Synapse with synapse.module_api.ModuleApi.gone, as 1.140 to 1.163 have",
                "type": "a Synapse with synapse.module_api.Gone.method, as 1.140 to 1.163 have",
                "module": "a Synapse with synapse.gone.Gone.method, as 1.140 to 1.163 have",
            },
        )

    def test_a_synapse_without_a_category_does_not_offer_its_callbacks(self) -> None:
        lacking = missing(OLDER)
        self.assertEqual(lacking["onEventDeliveredOverFederation"], "Synapse 1.158 or newer")
        self.assertEqual(lacking["userMaySend3pidInvite"], "Synapse 1.45 or newer")
        self.assertFalse(any(offers(row, OLDER) for row in contract().values()))

    def test_who_registers_what_is_not_offered_is_named_with_the_version_that_has_it(self) -> None:
        delivered = contract()["federation.on_event_delivered_over_federation"]
        has = f"on_event_delivered_over_federation, which Synapse {synapse.__version__} does not have; "
        for modules, refusal in (
            (["@acme/a#A"], f"@acme/a#A registers {has}it came with Synapse 1.158"),
            (["@acme/a#A", "./b.ts", "@acme/a#A"], f"@acme/a#A, ./b.ts register {has}it came with Synapse 1.158"),
        ):
            with self.assertRaises(ConfigError) as raised:
                assert_offered(delivered, modules, OLDER)
            self.assertEqual(str(raised.exception), refusal)
        assert_offered(contract()["spam_checker.user_may_invite"], ["@acme/a#A"], API)
