"""The other end of a connection, for tests: a real socket, read and written by hand."""

import json
import socket
from typing import Any

from synapse_bouton.connection import Connection
from synapse_bouton.frames import Frame, FrameReader, Kind, encode_frame


class Peer:
    """Plays the Node host, and notes what the connection tells its owner."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        theirs.settimeout(5)
        self.socket = theirs
        self.connection = Connection(ours, self)
        self.requests: list[tuple[int, str, list[Any]]] = []
        self.notifications: list[tuple[str, list[Any]]] = []
        self.ends: list[str] = []
        self._reader = FrameReader()
        self._received: list[Frame] = []

    def next(self) -> Frame:
        """The next frame that arrives here."""
        while not self._received:
            self._received += self._reader.feed(self.socket.recv(65536))
        return self._received.pop(0)

    def send(self, kind: Kind, frame_id: int, body: object = None) -> None:
        """Sends a frame; the body as JSON, unless it is bytes."""
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        self.socket.sendall(encode_frame(kind, frame_id, data))

    def request(self, connection: Connection, request_id: int, method: str, args: list[Any]) -> None:
        self.requests.append((request_id, method, args))
        connection.respond(request_id, args)

    def notify(self, method: str, args: list[Any]) -> None:
        self.notifications.append((method, args))

    def lost(self, reason: str) -> None:
        self.ends.append(reason)

    def close(self) -> None:
        self.connection.close("The test is over")
        self.socket.close()
