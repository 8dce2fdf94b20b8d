"""The functions that Synapse is given."""

import inspect
import json
from types import SimpleNamespace
from typing import Any

from synapse.api.errors import SynapseError
from synapse.module_api import NOT_SPAM
from twisted.internet import reactor as _reactor
from twisted.internet.defer import ensureDeferred
from twisted.trial.unittest import TestCase

from synapse_bouton.arguments import request_encoder
from synapse_bouton.callbacks import Registration, make_callback
from synapse_bouton.contract import contract
from synapse_bouton.frames import Kind

from .peer import Peer

reactor: Any = _reactor


def registration(name: str, *filters: dict[str, Any] | None) -> Registration:
    return Registration(
        row=contract()[name], modules=("@acme/a#A", "./b.ts"), deadline=5.0, on_failure=None, filters=filters
    )


class MakeCallbackTest(TestCase):
    def setUp(self) -> None:
        self.peer = Peer()
        self.peer.connection.attach(reactor)
        self.addCleanup(self.peer.close)

    def make(self, name: str, *filters: dict[str, Any] | None) -> Any:
        link = SimpleNamespace(connection=self.peer.connection)
        return make_callback(registration(name, *filters), 0, link, "here")

    def test_every_callback_has_the_contracts_parameters_and_the_modules_names(self) -> None:
        for row in contract().values():
            callback = self.make(row.full_name)
            self.assertEqual(tuple(inspect.signature(callback).parameters), tuple(name for name, _ in row.parameters))
            self.assertEqual(f"{callback.__module__}.{callback.__qualname__}", f"bouton.@acme/a#A+./b.ts.{row.name}")

    async def test_all_modules_are_asked_with_one_request(self) -> None:
        asked = ensureDeferred(self.make("spam_checker.user_may_invite", None)("@a:here", "@ü:here", "!r"))
        kind, request_id, body = self.peer.next()
        self.assertEqual(
            (kind, json.loads(body)),
            (Kind.REQUEST, ["callback", 0, "spam_checker.user_may_invite", "@a:here", "@ü:here", "!r"]),
        )
        self.peer.send(Kind.RESPONSE, request_id, b"null")
        self.assertIs(await asked, NOT_SPAM)

    async def test_edits_of_an_argument_are_made_in_place(self) -> None:
        content = {"name": "x", "gone": 1}
        row = "third_party_rules.on_create_room"
        requester = SimpleNamespace(
            user=SimpleNamespace(to_string=lambda: "@a:here"),
            device_id="D",
            is_guest=False,
            shadow_banned=False,
            app_service_id=None,
            authenticated_entity="@a:here",
        )
        asked = ensureDeferred(self.make(row, None)(requester, content, False))
        self.peer.send(Kind.RESPONSE, self.peer.next()[1], {"outcome": None, "edited": {"1": {"name": "y"}}})
        self.assertIsNone(await asked)
        self.assertEqual(content, {"name": "y"})

    async def test_an_event_that_no_module_wants_stays_here(self) -> None:
        callback = self.make("spam_checker.check_event_for_spam", {"type": ["m.room.name"]}, {"sender": "remote"})
        message = SimpleNamespace(type="m.room.message", sender="@a:here")
        self.assertIs(await callback(message), NOT_SPAM)
        self.peer.connection.send(Kind.PING, 99)
        self.assertEqual(self.peer.next(), (Kind.PING, 99, b""))

    async def test_a_host_that_is_down_leaves_it_to_the_failure_rule(self) -> None:
        invite = self.make("spam_checker.user_may_invite", None)
        deactivate = self.make("third_party_rules.check_can_deactivate_user", None)
        profile = self.make("third_party_rules.on_profile_update", None)
        self.peer.connection.close("down")
        for asked in (invite("@a:here", "@b:here", "!r"), deactivate("@a:here", False)):
            error = await self.assertFailure(ensureDeferred(asked), SynapseError)
            self.assertEqual(error.code, 503)
        info = SimpleNamespace(avatar_url=None, display_name=None)
        self.assertIsNone(await profile("@a:here", info, False, False))


class RequestEncoderTest(TestCase):
    def test_plain_parameters_become_json_whatever_they_hold(self) -> None:
        encode = request_encoder(contract()["account_validity.on_user_login"], 3)
        body = encode(('@"\\\n\ud800😀:here', None, "sso"))
        self.assertEqual(
            json.loads(body), ["callback", 3, "account_validity.on_user_login", '@"\\\n\ud800😀:here', None, "sso"]
        )

    def test_numbers_and_booleans_are_not_strings(self) -> None:
        encode = request_encoder(contract()["media_repository.is_user_allowed_to_upload_media_of_size"], 0)
        self.assertEqual(json.loads(encode(("@a:here", 2**60)))[3:], ["@a:here", 2**60])
        encode = request_encoder(contract()["spam_checker.user_may_join_room"], 0)
        self.assertEqual(json.loads(encode(("@a:here", "!r", True)))[3:], ["@a:here", "!r", True])
