"""What Synapse answers a web request with, kept for the module that is to answer it."""

from typing import Any, Final

from twisted.web.http_headers import Headers


class CapturedAnswer:
    """Stands in for a web request that Synapse itself answers: what it writes is kept, what it reads is real."""

    def __init__(self, request: Any) -> None:
        self._request: Final = request
        self._body: Final[list[bytes]] = []
        self._disconnected: Final = False
        self.code = 200
        self.responseHeaders: Final = Headers()
        self.finished = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._request, name)

    def setResponseCode(self, code: int, message: bytes | None = None) -> None:  # noqa: N802
        """Sets the status."""
        self.code = code

    def setHeader(self, name: str | bytes, value: str | bytes) -> None:  # noqa: N802
        """Sets a header, in the place of what it was."""
        self.responseHeaders.setRawHeaders(_bytes(name), [_bytes(value)])

    def redirect(self, url: str | bytes) -> None:
        """Sends the client elsewhere."""
        self.setResponseCode(302)
        self.setHeader(b"location", url)

    def write(self, data: bytes) -> None:
        """Adds to the body."""
        self._body.append(data)

    def finish(self) -> None:
        """The answer is complete."""
        self.finished = True

    def to_wire(self) -> dict[str, Any]:
        """The answer, as the Node half makes a `Response` of it. Raises if Synapse has not answered."""
        if not self.finished:
            raise RuntimeError("Synapse has not answered the web request")
        # As Twisted does when it sends an answer.
        if not self.responseHeaders.hasHeader(b"content-type") and self.defaultContentType is not None:
            self.setHeader(b"content-type", self.defaultContentType)
        return {
            "status": self.code,
            "headers": [
                [name.decode("latin-1"), value.decode("latin-1")]
                for name, values in self.responseHeaders.getAllRawHeaders()
                for value in values
            ],
            "body": b"".join(self._body).decode("utf-8"),
        }


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8") if isinstance(text, str) else text
