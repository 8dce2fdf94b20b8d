"""What Synapse lacks."""

from typing import Any

from synapse.module_api import ModuleApi
from twisted.trial.unittest import TestCase

from synapse_bouton.capabilities import Need, missing, missing_members, offers
from synapse_bouton.contract import contract

MODULE = "synapse.module_api"
#: The class has the methods that are looked for.
API: Any = ModuleApi


class CapabilitiesTest(TestCase):
    def test_this_synapse_lacks_nothing(self) -> None:
        self.assertEqual(missing(API), {})

    def test_what_came_later_names_its_version(self) -> None:
        needs = {
            "there": Need(MODULE, "ModuleApi.send_mail", "1.39"),
            "later": Need(MODULE, "ModuleApi.later", "1.999"),
        }
        self.assertEqual(missing_members(needs), {"later": "Synapse 1.999 or newer"})

    def test_what_is_gone_is_named(self) -> None:
        needs = {
            "method": Need(MODULE, "ModuleApi.gone"),
            "type": Need(MODULE, "Gone.method"),
            "module": Need("synapse.gone", "Gone.method"),
        }
        self.assertEqual(
            missing_members(needs),
            {
                "method": "a Synapse with synapse.module_api.ModuleApi.gone, as 1.140 to 1.163 have",
                "type": "a Synapse with synapse.module_api.Gone.method, as 1.140 to 1.163 have",
                "module": "a Synapse with synapse.gone.Gone.method, as 1.140 to 1.163 have",
            },
        )

    def test_a_synapse_without_a_category_does_not_offer_its_callbacks(self) -> None:
        class Older:
            def register_federation_callbacks(self) -> None: ...

        older: Any = Older
        lacking = missing(older)
        self.assertEqual(lacking["onEventDeliveredOverFederation"], "Synapse 1.158 or newer")
        self.assertEqual(lacking["userMaySend3pidInvite"], "Synapse 1.45 or newer")
        self.assertEqual(len(lacking), len(contract()))
        self.assertTrue(all(offers(row, API) for row in contract().values()))
