"""Outcomes and failure rules."""

from types import SimpleNamespace
from typing import Any

from synapse.api.errors import Codes, SynapseError
from synapse.module_api import NOT_SPAM, MediaUploadLimit, RatelimitOverride
from synapse.spam_checker_api import RegistrationBehaviour
from twisted.internet.defer import CancelledError
from twisted.trial.unittest import TestCase

from synapse_bouton.contract import Row, contract
from synapse_bouton.failure import failure_rule
from synapse_bouton.outcomes import outcome_decoder, uncaught

DENIAL = {"errcode": "M_LIMIT_EXCEEDED", "error": "You are not permitted to create rooms", "additionalFields": {"k": 1}}
PRESENCE = {
    "userId": "@a:b",
    "state": "online",
    "lastActiveTs": 1,
    "lastFederationUpdateTs": 2,
    "lastUserSyncTs": 3,
    "statusMsg": None,
    "currentlyActive": True,
}


def row(name: str) -> Row:
    return next(row for row in contract().values() if row.name == name)


def decode(name: str, outcome: Any) -> Any:
    return outcome_decoder(row(name))(outcome)


class OutcomeDecoderTest(TestCase):
    def test_an_allowance_is_the_constant_itself(self) -> None:
        self.assertIs(decode("user_may_create_room", None), NOT_SPAM)

    def test_a_denial_is_a_real_tuple_of_a_real_code_and_fields(self) -> None:
        self.assertEqual(decode("user_may_create_room", DENIAL), (Codes.LIMIT_EXCEEDED, {"k": 1}))
        self.assertIsInstance(decode("user_may_create_room", DENIAL)[0], Codes)

    def test_a_denial_where_no_tuple_is_taken_is_a_code(self) -> None:
        self.assertIs(decode("user_may_send_state_event", DENIAL), Codes.LIMIT_EXCEEDED)

    def test_a_code_that_this_synapse_does_not_know_reaches_the_client_all_the_same(self) -> None:
        denial = {**DENIAL, "errcode": "COM.EXAMPLE"}
        self.assertEqual(decode("user_may_create_room", denial), (Codes.FORBIDDEN, {"errcode": "COM.EXAMPLE", "k": 1}))

    def test_a_text_of_the_deprecated_kind_stays_a_text(self) -> None:
        stock = {**DENIAL, "error": "This message has been rejected as probable spam"}
        self.assertEqual(decode("check_event_for_spam", stock), (Codes.LIMIT_EXCEEDED, {"k": 1}))
        self.assertEqual(decode("check_event_for_spam", {**DENIAL, "error": "no links"}), "no links")

    def test_vetoes_are_booleans_and_replacements_are_tuples(self) -> None:
        self.assertIs(decode("check_can_deactivate_user", None), True)
        self.assertIs(decode("check_can_deactivate_user", DENIAL), False)
        self.assertEqual(decode("check_event_allowed", {}), (True, None))
        self.assertEqual(decode("check_event_allowed", {"denied": True}), (False, None))
        self.assertEqual(decode("check_event_allowed", {"replacement": {}}), (True, {}))

    def test_presence_comes_in_real_sets(self) -> None:
        routes = decode("get_users_for_states", {"@c:d": [PRESENCE, PRESENCE]})
        self.assertEqual([(user, type(states), len(states)) for user, states in routes.items()], [("@c:d", set, 1)])
        self.assertEqual(decode("get_interested_users", ["@a:b"]), {"@a:b"})
        self.assertEqual(decode("get_interested_users", "ALL"), "ALL")

    def test_limits_and_behaviours_are_synapses_own(self) -> None:
        self.assertIs(decode("check_registration_for_spam", "shadow_ban"), RegistrationBehaviour.SHADOW_BAN)
        limits = decode("get_media_upload_limits_for_user", [{"maxBytes": 1, "timePeriodMs": 2, "infoUri": "x"}])
        # Before 1.158 a limit has nothing else.
        more = {"info_uri": "x"} if hasattr(limits[0], "info_uri") else {}
        self.assertEqual(limits, [MediaUploadLimit(max_bytes=1, time_period_ms=2, **more)])
        self.assertIsNone(decode("get_media_upload_limits_for_user", None))
        override = decode("get_ratelimit_override_for_user", {"perSecond": 0.5, "burstCount": 3})
        self.assertEqual((override.per_second, override.burst_count), (0.5, 3))
        none = decode("get_ratelimit_override_for_user", {"perSecond": 0, "burstCount": 0})
        self.assertIsInstance(none, RatelimitOverride)
        self.assertGreater(min(none.per_second, none.burst_count), 1_000_000)


class UncaughtTest(TestCase):
    def test_the_error_passes_where_synapse_catches_all_but_cancellations(self) -> None:
        error = uncaught(SynapseError(503, "down", "M_UNKNOWN", {"k": 1}))
        self.assertIsInstance(error, CancelledError)
        self.assertEqual((error.code, error.error_dict(None)), (503, {"error": "down", "errcode": "M_UNKNOWN", "k": 1}))


class FailureRuleTest(TestCase):
    local = SimpleNamespace(sender="@a:here")
    remote = SimpleNamespace(sender="@a:elsewhere")

    def test_by_default_notifications_are_dropped(self) -> None:
        self.assertIsNone(failure_rule(row("on_new_event"), None, "here")((self.local, {})))
        self.assertEqual(failure_rule(row("add_field_to_unsigned_callback"), None, "here")((self.local,)), {})

    def test_by_default_checks_of_remote_events_allow_and_those_of_local_actions_fail(self) -> None:
        rule = failure_rule(row("check_event_for_spam"), None, "here")
        self.assertIs(rule((self.remote,)), NOT_SPAM)
        with self.assertRaises(SynapseError) as raised:
            rule((self.local,))
        self.assertEqual(
            (raised.exception.code, raised.exception.error_dict(None)),
            (503, {"error": "A module of this homeserver does not answer", "errcode": "M_UNKNOWN"}),
        )

    def test_by_default_a_user_of_another_server_may_do_what_a_local_user_may_not(self) -> None:
        rule = failure_rule(row("user_may_invite"), None, "here")
        self.assertIs(rule(("@a:elsewhere", "@b:here", "!room:elsewhere")), NOT_SPAM)
        with self.assertRaises(SynapseError):
            rule(("@b:here", "@a:elsewhere", "!room:elsewhere"))

    def test_every_callback_that_can_be_refused_is_refused_where_the_administrator_wants_it(self) -> None:
        refusals: dict[str, Any] = {}
        for callback in contract().values():
            if callback.denial is not None:
                try:
                    refusals[callback.name] = failure_rule(callback, "deny", "here")((self.local,))
                except SynapseError as error:
                    refusals[callback.name] = (error.code, error.errcode)
        self.assertEqual(refusals["user_may_invite"], (Codes.FORBIDDEN, {}))
        self.assertEqual(refusals["check_event_allowed"], (False, None))
        self.assertIs(refusals["check_can_shutdown_room"], False)
        self.assertEqual(refusals["check_registration_for_spam"], (429, "M_UNKNOWN"))
        self.assertEqual(refusals["is_user_expired"], (403, "ORG_MATRIX_EXPIRED_ACCOUNT"))
        self.assertEqual(refusals["on_create_room"], (403, "M_UNKNOWN"))

    def test_background_updates_that_no_module_controls_go_on_as_synapse_has_them(self) -> None:
        names = ("on_update", "default_batch_size", "min_batch_size")
        taken = {name: failure_rule(row(name), None, "here")(("update", "master")) for name in names}
        self.assertEqual(taken, {"on_update": 100, "default_batch_size": 100, "min_batch_size": 1})

    def test_every_callback_can_be_allowed(self) -> None:
        for callback in contract().values():
            failure_rule(callback, "allow", "here")((self.local,))
