"""Exceptions on the wire."""

import json
from typing import Any

from synapse.api.errors import SynapseError
from synapse.module_api.errors import ConfigError


class HostUnavailable(Exception):
    """The Node host cannot be asked: it is down, or it did not answer in time."""


class RemoteError(Exception):
    """An exception in the Node host that no client is meant to see."""


def decode_error(body: bytes) -> Exception:
    """The exception that an error frame stands for."""
    error: dict[str, Any] = json.loads(body)
    if error["kind"] == "synapse":
        return SynapseError(
            error["status"], error["error"], error["errcode"], error["additionalFields"], error["headers"]
        )
    return RemoteError(f"{error['name']}: {error['message']}")


def encode_error(error: BaseException) -> bytes:
    """The body of the error frame for an exception."""
    if isinstance(error, SynapseError):
        body = error.error_dict(None)
        wire: dict[str, Any] = {
            "kind": "synapse",
            "status": error.code,
            "error": error.msg,
            "errcode": error.errcode,
            "additionalFields": {k: v for k, v in body.items() if k not in ("error", "errcode")},
            "headers": dict(error.headers or {}),
        }
    else:
        message = error.msg if isinstance(error, ConfigError) else str(error)
        wire = {"kind": "error", "name": _error_name(error), "message": message or type(error).__name__}
    return json.dumps(wire).encode()


def _error_name(error: BaseException) -> str:
    if isinstance(error, ConfigError):
        return "ConfigError"
    if isinstance(error, TypeError):
        return "TypeError"
    # Synapse refuses users of other servers with either; the SDK calls that a RangeError.
    if isinstance(error, (ValueError, RuntimeError)):
        return "RangeError"
    return "Error"
