"""Frames, the unit of the wire protocol. PROTOCOL.md in the repository describes them."""

import struct
from collections.abc import Iterator
from enum import IntEnum
from typing import Final


class Kind(IntEnum):
    """What a frame is for."""

    REQUEST = 1
    RESPONSE = 2
    ERROR = 3
    CANCEL = 4
    NOTIFY = 5
    CHUNK = 6
    END = 7
    CREDIT = 8
    PING = 9
    PONG = 10


#: The longest frame, in bytes, without the length itself.
MAX_LENGTH: Final = 64 * 1024 * 1024

_HEADER: Final = struct.Struct(">IBI")
_LENGTH_SIZE: Final = 4
_MIN_LENGTH: Final = _HEADER.size - _LENGTH_SIZE


#: Kind, id and body of a frame.
Frame = tuple[Kind, int, bytes]

_KINDS: Final = {int(kind): kind for kind in Kind}


class ProtocolError(Exception):
    """The other end broke the protocol; the connection cannot be used any longer."""


def encode_frame(kind: Kind, frame_id: int, body: bytes = b"") -> bytes:
    """The bytes of a frame.

    Raises:
        ValueError: if the body is too long.
    """
    length = _MIN_LENGTH + len(body)
    if length > MAX_LENGTH:
        raise ValueError(f"A frame of {length} bytes is too long; {MAX_LENGTH} is the most")
    return _HEADER.pack(length, kind, frame_id) + body


class FrameReader:
    """Cuts a stream of bytes into frames."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        """The frames that these bytes complete.

        Raises:
            ProtocolError: at a frame of an impossible length or an unknown kind.
        """
        pending = self._pending
        pending += data
        at = 0
        try:
            while len(pending) - at >= _HEADER.size:
                length, kind, frame_id = _HEADER.unpack_from(pending, at)
                if not _MIN_LENGTH <= length <= MAX_LENGTH:
                    raise ProtocolError(f"A frame of {length} bytes came; {_MIN_LENGTH} to {MAX_LENGTH} are possible")
                end = at + _LENGTH_SIZE + length
                if len(pending) < end:
                    return
                body = bytes(pending[at + _HEADER.size : end])
                at = end
                yield _kind(kind), frame_id, body
        finally:
            del pending[:at]


def _kind(number: int) -> Kind:
    kind = _KINDS.get(number)
    if kind is None:
        raise ProtocolError(f"A frame of the unknown kind {number} came")
    return kind
