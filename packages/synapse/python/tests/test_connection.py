"""A connection, on a real socket and the real reactor."""

import threading
import time
from typing import Any

from synapse.api.errors import SynapseError
from synapse.logging.context import LoggingContext, current_context, make_deferred_yieldable
from synapse.util.frozenutils import freeze
from twisted.internet import reactor as _reactor
from twisted.internet.defer import Deferred, ensureDeferred
from twisted.internet.task import deferLater
from twisted.trial.unittest import TestCase

from synapse_bouton.frames import MAX_LENGTH, Kind
from synapse_bouton.wire_errors import HostUnavailable, RemoteError

from .peer import Peer

reactor: Any = _reactor


class ConnectionTest(TestCase):
    def setUp(self) -> None:
        self.peer = Peer()
        self.connection = self.peer.connection
        self.addCleanup(self.peer.close)

    def attach(self) -> None:
        self.connection.attach(reactor)

    def turn(self, seconds: float = 0.02) -> "Deferred[None]":
        return deferLater(reactor, seconds, lambda: None)

    async def test_ask_sends_a_request_and_fires_with_its_response(self) -> None:
        self.attach()
        answer = self.connection.ask(self.connection.take_id(), b'["greet","you"]', 5)
        self.assertEqual(self.peer.next(), (Kind.REQUEST, 1, b'["greet","you"]'))
        self.peer.send(Kind.RESPONSE, 1, {"hello": "you"})
        self.assertEqual(await answer, b'{"hello": "you"}')

    async def test_what_is_too_long_for_a_frame_is_neither_asked_nor_answered(self) -> None:
        self.attach()
        with self.assertRaises(HostUnavailable) as raised:
            self.connection.ask(self.connection.take_id(), b" " * (MAX_LENGTH + 1), 5)
        self.assertEqual(str(raised.exception), "A frame of 67108870 bytes is too long; 67108864 is the most")
        self.connection.respond(2, "x" * (MAX_LENGTH - 1))
        kind, request_id, body = self.peer.next()
        self.assertEqual((kind, request_id), (Kind.ERROR, 2))
        self.assertIn(b"is too long; 67108864 is the most", body)
        self.assertFalse(self.connection.lost)

    async def test_ask_fails_with_the_error_of_the_other_end(self) -> None:
        self.attach()
        refused = self.connection.ask(self.connection.take_id(), b'["a"]', 5)
        broken = self.connection.ask(self.connection.take_id(), b'["b"]', 5)
        self.peer.send(
            Kind.ERROR,
            1,
            {
                "kind": "synapse",
                "status": 418,
                "error": "a teapot",
                "errcode": "M_TEA",
                "additionalFields": {"cups": 3},
                "headers": {"X-Tea": "green"},
            },
        )
        self.peer.send(Kind.ERROR, 3, {"kind": "error", "name": "TypeError", "message": "no tea"})
        error = await self.assertFailure(refused, SynapseError)
        self.assertEqual(
            (error.code, error.error_dict(None), error.headers),
            (418, {"error": "a teapot", "errcode": "M_TEA", "cups": 3}, {"X-Tea": "green"}),
        )
        self.assertEqual(str(await self.assertFailure(broken, RemoteError)), "TypeError: no tea")

    async def test_ask_fails_at_its_deadline_and_ignores_what_comes_later(self) -> None:
        self.attach()
        late = self.connection.ask(self.connection.take_id(), b'["late"]', 0.05)
        await self.assertFailure(late, HostUnavailable)
        self.assertEqual([self.peer.next()[0], self.peer.next()], [Kind.REQUEST, (Kind.CANCEL, 1, b"")])
        self.peer.send(Kind.RESPONSE, 1, "late")
        soon = self.connection.ask(self.connection.take_id(), b'["soon"]', 5)
        self.peer.send(Kind.RESPONSE, 3, "soon")
        self.assertEqual(await soon, b'"soon"')

    async def test_a_cancelled_request_is_cancelled_over_there(self) -> None:
        self.attach()
        waiting = self.connection.ask(self.connection.take_id(), b'["a"]', 5)
        waiting.addErrback(lambda _: None)
        waiting.cancel()
        self.assertEqual([self.peer.next()[0], self.peer.next()], [Kind.REQUEST, (Kind.CANCEL, 1, b"")])

    async def test_everything_that_waits_fails_when_the_connection_ends(self) -> None:
        self.attach()
        waiting = [self.connection.ask(self.connection.take_id(), b'["a"]', 5) for _ in range(3)]
        for _ in waiting:
            self.peer.next()
        self.peer.socket.close()
        for request in waiting:
            error = await self.assertFailure(request, HostUnavailable)
            self.assertEqual(str(error), "The Node host closed the connection")
        self.assertEqual(self.peer.ends, ["The Node host closed the connection"])
        with self.assertRaisesRegex(HostUnavailable, "The Node host is down"):
            self.connection.ask(self.connection.take_id(), b'["b"]', 5)

    async def test_a_broken_frame_ends_the_connection_and_nothing_else(self) -> None:
        for broken in (b"\xff\xff\xff\xff\x01\x00\x00\x00\x01", b"\x00\x00\x00\x06\x05\x00\x00\x00\x00{"):
            peer = Peer()
            self.addCleanup(peer.close)
            peer.connection.attach(reactor)
            with self.assertLogs("synapse_bouton.channel", "ERROR"):
                peer.socket.sendall(broken)
                await self.turn()
            self.assertEqual([end.partition(":")[0] for end in peer.ends], ["The connection broke"])

    async def test_requests_and_pings_of_the_other_end_are_answered(self) -> None:
        self.attach()
        self.peer.send(Kind.REQUEST, 2, ["api.echo", 1, None])
        self.peer.send(Kind.PING, 7)
        await self.turn()
        self.assertEqual(self.peer.requests, [(2, "api.echo", [1, None])])
        self.assertEqual([self.peer.next(), self.peer.next()], [(Kind.RESPONSE, 2, b"[1,null]"), (Kind.PONG, 7, b"")])

    async def test_what_synapse_has_frozen_is_an_answer(self) -> None:
        self.attach()
        self.connection.respond(2, {"content": freeze({"list": [{"a": 1}], "empty": {}})})
        await self.turn()
        self.assertEqual(self.peer.next(), (Kind.RESPONSE, 2, b'{"content":{"list":[{"a":1}],"empty":{}}}'))

    async def test_much_is_sent_while_the_other_end_reads_slowly(self) -> None:
        self.attach()
        chunks = [bytes([number]) * 100_000 for number in range(50)]
        for chunk in chunks:
            self.connection.send(Kind.CHUNK, 1, chunk)
        received: list[bytes] = []
        reader = threading.Thread(target=lambda: received.extend(self.peer.next()[2] for _ in chunks))
        reader.start()
        while reader.is_alive():
            await self.turn()
        self.assertEqual(received, chunks)
        self.assertEqual(self.connection.unsent, 0)

    async def test_the_log_context_of_who_asks_is_back_after_the_answer_and_nowhere_else(self) -> None:
        self.attach()
        seen: list[str] = []

        async def ask() -> None:
            with LoggingContext(name="request", server_name="test"):
                asked = self.connection.ask(self.connection.take_id(), b'["a"]', 5)
                await make_deferred_yieldable(asked)
                seen.append(str(current_context()))

        asking = ensureDeferred(ask())
        seen.append(str(current_context()))
        self.peer.send(Kind.RESPONSE, 1, b"null")
        await asking
        self.assertEqual(seen, ["sentinel", "request"])
        await self.turn()
        self.assertEqual(str(current_context()), "sentinel")

    def test_ask_blocking_answers_before_the_reactor_runs_and_leaves_the_rest_for_later(self) -> None:
        self.peer.send(Kind.REQUEST, 2, ["api.early"])
        self.peer.send(Kind.RESPONSE, 1, {"protocol": 1})
        self.assertEqual(self.connection.ask_blocking("hello", {}, timeout=5), {"protocol": 1})
        self.assertEqual(self.peer.requests, [])
        self.attach()
        return self.turn().addCallback(lambda _: self.assertEqual(self.peer.requests, [(2, "api.early", [])]))

    def test_ask_blocking_gives_up(self) -> None:
        since = time.monotonic()
        with self.assertRaisesRegex(HostUnavailable, 'The Node host did not answer "hello"'):
            self.connection.ask_blocking("hello", timeout=0.05)
        self.assertLess(time.monotonic() - since, 1)

    async def test_ask_at_once_gives_the_answer_itself_where_it_comes_soon(self) -> None:
        self.attach()
        self.peer.send(Kind.RESPONSE, 1, b"null")
        self.assertEqual(self.connection.ask_at_once(self.connection.take_id(), b'["a"]', 5), b"null")
        later = self.connection.ask_at_once(self.connection.take_id(), b'["b"]', 5)
        self.assertIsInstance(later, Deferred)
        self.peer.send(Kind.RESPONSE, 3, "later")
        self.assertEqual(await later, b'"later"')
