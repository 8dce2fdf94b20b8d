"""What Synapse writes into a captured answer."""

from typing import Any

from synapse.http.server import finish_request, respond_with_html
from twisted.trial.unittest import TestCase
from twisted.web.server import Request
from twisted.web.test.requesthelper import DummyChannel

from synapse_bouton.api.captured_answer import CapturedAnswer


class CapturedAnswerTest(TestCase):
    def setUp(self) -> None:
        self.request = Request(DummyChannel(), False)
        self.request.requestHeaders.setRawHeaders(b"user-agent", [b"test"])
        self.answer: Any = CapturedAnswer(self.request)

    def test_a_page_is_kept_and_nothing_reaches_the_client(self) -> None:
        respond_with_html(self.answer, 403, "<p>né</p>")
        wire = self.answer.to_wire()
        self.assertEqual((wire["status"], wire["body"]), (403, "<p>né</p>"))
        self.assertIn(["Content-Type", "text/html; charset=utf-8"], wire["headers"])
        self.assertEqual((self.request.startedWriting, self.request.finished, self.request.code), (0, 0, 200))

    def test_a_redirect_is_kept(self) -> None:
        self.answer.redirect("https://example.com/?a=b")
        finish_request(self.answer)
        self.assertEqual(
            self.answer.to_wire(),
            {
                "status": 302,
                "headers": [["Location", "https://example.com/?a=b"], ["Content-Type", "text/html"]],
                "body": "",
            },
        )

    def test_what_is_read_is_the_request(self) -> None:
        self.assertEqual(self.answer.getHeader(b"user-agent"), b"test")
        self.assertIs(self.answer.requestHeaders, self.request.requestHeaders)

    def test_no_answer_is_an_error(self) -> None:
        self.assertRaises(RuntimeError, self.answer.to_wire)
