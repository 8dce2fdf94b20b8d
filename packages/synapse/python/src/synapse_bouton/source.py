"""Where an item stands in Synapse's configuration files: Synapse itself passes on only what it read."""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any, Final, NoReturn

import attr
import yaml

from .plain_config import Path, to_plain

#: The items that were looked for so far: of equal ones, the next is meant.
_seen: Final[list[Any]] = []


@attr.s(frozen=True, auto_attribs=True, slots=True)
class Source:
    """The place of an item's `config`."""

    #: The file, as the command line names it.
    name: str
    text: str
    #: `("modules", 0, "config")`
    path: Path

    def position(self, path: Path, at_key: bool = False) -> str:
        """`file:line:column` of a value below, or of its key; if there is none, of the nearest key above it."""
        key = node = yaml.compose(self.text, Loader=yaml.SafeLoader)
        found = True
        for step in (*self.path, *path):
            item = _item_at(node, step)
            if item is None:
                found = False
                break
            key, node = item
        mark = (node if found and not at_key else key).start_mark
        return f"{self.name}:{mark.line + 1}:{mark.column + 1}"

    def to_wire(self) -> dict[str, Any]:
        """As the Node half knows it."""
        return {"name": self.name, "text": self.text, "path": self.path}


def find_source(config: Any, host: type, argv: Sequence[str] | None = None) -> Source | None:
    """Finds the item with this `config` in the files of Synapse's command line; None if it does not stand there.

    To be called once for each item in Synapse's order.

    Args:
        config: what Synapse read.
        host: the class that the item's `module` names.
        argv: Synapse's arguments, else those of this process.
    """
    # NaN equals nothing, and a list that holds itself has no end: what can be compared is what JSON makes of them.
    plain, _ = to_plain(config)
    equal_before = _seen.count(plain)
    _seen.append(plain)
    found: tuple[str, str, list[int]] | None = None
    for name in _config_files(sys.argv[1:] if argv is None else argv):
        try:
            with open(name) as file:
                text = file.read()
            content = yaml.safe_load(text)
        except (OSError, ValueError, yaml.YAMLError):
            return None
        if isinstance(content, dict) and "modules" in content:
            # Of several files with this key, the last counts.
            found = (name, text, list(_equal_items(content["modules"], plain, host)))
    if found is None:
        return None
    name, text, items = found
    if not items:
        return None
    return Source(name, text, ("modules", items[equal_before % len(items)], "config"))


def _equal_items(modules: Any, config: Any, host: type) -> Iterable[int]:
    for index, item in enumerate(modules if isinstance(modules, list) else ()):
        if (
            isinstance(item, dict)
            and _named(item.get("module")) is host
            and to_plain(item.get("config") or {})[0] == config
        ):
            yield index


def _named(module: Any) -> Any:
    """What `module` names, if Synapse has imported it."""
    package, _, name = str(module).rpartition(".")
    return getattr(sys.modules.get(package), name, None)


def _config_files(argv: Sequence[str]) -> list[str]:
    parser = _Parser(add_help=False)
    parser.add_argument("-c", "--config-path", action="append", default=[])
    try:
        paths: list[str] = parser.parse_known_args(argv)[0].config_path
        return [file for path in paths for file in _files_at(path)]
    except (OSError, ValueError):
        return []


def _files_at(path: str) -> list[str]:
    if not os.path.isdir(path):
        return [path]
    inside = (os.path.join(path, name) for name in sorted(os.listdir(path)) if name.endswith(".yaml"))
    return [file for file in inside if os.path.isfile(file)]


class _Parser(argparse.ArgumentParser):
    """Does not end the process if the arguments are not Synapse's."""

    def error(self, message: str) -> NoReturn:
        raise ValueError(message)


def _item_at(node: Any, step: "str | int") -> tuple[Any, Any] | None:
    """The nodes of a key, or of a list's item, and of its value."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    if isinstance(node, yaml.MappingNode):
        # Where a key stands twice, the last counts.
        for key, value in reversed(node.value):
            if key.value == step:
                return key, value
    return None
