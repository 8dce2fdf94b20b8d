"""Prints, as JSON, what the installed matrix-synapse says about its module callbacks.

Standard input is a JSON object {"texts": [...], "codes": [...]}; the answer names those of them that Synapse does not know.
"""

import collections.abc
import inspect
import json
import pathlib
import pydoc
import re
import sys
import types
import typing

import synapse
from synapse.api.errors import Codes
from synapse.http.client import SimpleHttpClient
from synapse.module_api import AccountDataManager, ModuleApi, PublicRoomListManager

UNIONS = (typing.Union, types.UnionType)


def alternatives(annotation: object) -> list[object]:
    """The members of a union; a single annotation is a union of one."""
    if typing.get_origin(annotation) in UNIONS:
        return list(typing.get_args(annotation))
    return [annotation]


def signatures(annotation: object) -> list[list[object]]:
    """The parameter lists that a keyword of a register method accepts."""
    found = []
    for alternative in alternatives(annotation):
        origin = typing.get_origin(alternative)
        if origin is collections.abc.Callable:
            found.append(list(typing.get_args(alternative)[0]))
        elif origin is dict:
            found += signatures(typing.get_args(alternative)[1])
        elif alternative is not type(None):
            raise TypeError(f"Cannot tell the signature of a callback from {alternative}")
    return found


def type_name(annotation: object) -> str:
    """A type's bare name: no module, no type arguments; "str | None" for an optional one."""
    names = []
    for alternative in alternatives(annotation):
        origin = typing.get_origin(alternative) or alternative
        if alternative is type(None):
            names.append("None")
        elif isinstance(origin, typing.ForwardRef):
            names.append(pydoc.locate(origin.__forward_arg__).__name__)
        else:
            names.append(origin.__name__)
    return " | ".join(names)


def categories() -> dict[str, dict[str, object]]:
    """Category → callback → its longest signature, and whether the register method insists on it."""
    found = {}
    for method_name, method in inspect.getmembers(ModuleApi, inspect.isfunction):
        category = re.fullmatch(r"register_(\w+)_callbacks", method_name)
        if category is None:
            continue
        found[category[1]] = {
            keyword.name: {
                "parameters": [type_name(t) for t in max(signatures(keyword.annotation), key=len)],
                "required": keyword.default is inspect.Parameter.empty,
            }
            for keyword in list(inspect.signature(method).parameters.values())[1:]
        }
    return found


def public_names(kind: type) -> list[str]:
    """The public members of a class and of those it inherits from, without what it keeps for itself."""
    return [name for name, _ in inspect.getmembers(kind) if not name.startswith("_")]


MANAGERS = {
    "http_client": SimpleHttpClient,
    "public_room_list_manager": PublicRoomListManager,
    "account_data_manager": AccountDataManager,
}


def parameters() -> dict[str, dict[str, bool]]:
    """Method → its parameters, each with whether it may be left out."""
    methods = dict(inspect.getmembers(ModuleApi, inspect.isfunction))
    for manager, kind in MANAGERS.items():
        methods |= {f"{manager}.{name}": method for name, method in inspect.getmembers(kind, inspect.isfunction)}
    return {
        name: {
            parameter.name: parameter.default is not inspect.Parameter.empty
            for parameter in list(inspect.signature(method).parameters.values())[1:]
        }
        for name, method in methods.items()
    }


def members() -> dict[str, list[str]]:
    """The methods and properties of ModuleApi, and the methods of the objects behind its properties."""
    names = public_names(ModuleApi)
    attributes = re.findall(r"self\.([a-z]\w*)(?:: [^=\n]+)? = ", inspect.getsource(ModuleApi.__init__))
    properties = [name for name in names if isinstance(vars(ModuleApi)[name], property)]
    return {
        "methods": [name for name in names if name not in properties],
        "properties": properties + attributes,
        "managers": [f"{manager}.{name}" for manager, kind in MANAGERS.items() for name in public_names(kind)],
    }


def unknown_texts(texts: list[str]) -> list[str]:
    """The texts that are no string of Synapse's Python code; strings that are joined across lines count as one."""
    folder = pathlib.Path(synapse.__file__).parent
    sources = [re.sub(r'"\s*\n\s*(\+\s*)?"', "", file.read_text("utf-8")) for file in folder.rglob("*.py")]
    return [text for text in texts if not any(f'"{text}"' in source for source in sources)]


wanted = json.load(sys.stdin)
json.dump(
    {
        "categories": categories(),
        "members": members(),
        "parameters": parameters(),
        "unknown_texts": unknown_texts(wanted["texts"]),
        "unknown_codes": [code for code in wanted["codes"] if code not in list(Codes)],
    },
    sys.stdout,
)
