"""Where an item stands in Synapse's configuration files."""

import os
import textwrap
from typing import Any

import yaml
from twisted.trial.unittest import TestCase

from synapse_bouton import Host
from synapse_bouton.source import Source, find_source

MAIN = """\
server_name: localhost
modules:
  - module: some.other.Module
    config: { project: /a }
  - module: synapse_bouton.Host
    config: &config
      project: /a   # the folder
      start_timeout: soon
  - { module: synapse_bouton.host.Host, config: { project: /b } }
  - module: synapse_bouton.Host
    config: *config
"""


class FindSourceTest(TestCase):
    def setUp(self) -> None:
        self.folder = self.mktemp()
        os.mkdir(self.folder)

    def write(self, name: str, text: str) -> str:
        path = os.path.join(self.folder, name)
        with open(path, "w") as file:
            file.write(textwrap.dedent(text))
        return path

    def find(self, config: Any, *argv: str) -> Source | None:
        return find_source(config, Host, argv)

    def test_items_are_found_by_what_they_say_and_equal_ones_in_turn(self) -> None:
        path = self.write("homeserver.yaml", MAIN)
        items = [item["config"] for item in yaml.safe_load(MAIN)["modules"][1:]]
        found = [self.find(config, "-c", path) for config in items]
        self.assertEqual(found, [Source(path, MAIN, ("modules", index, "config")) for index in (1, 2, 3)])

    def test_the_last_file_with_modules_counts(self) -> None:
        self.write("a.yaml", MAIN)
        last = self.write("b.yaml", "modules: [{ module: synapse_bouton.Host, config: { project: /last } }]")
        self.write("c.yaml.disabled", MAIN)
        worker = self.write("worker.yaml", "worker_app: synapse.app.generic_worker")
        for argv in (
            ("-D", "--config-path", self.folder, "--generate-keys"),
            ("-c", self.folder, "-H", "localhost", f"--config-path={worker}"),
            ("read", "server_name", f"-c{last}"),
        ):
            source = self.find({"project": "/last"}, *argv)
            self.assertEqual((source and source.name, source and source.path), (last, ("modules", 0, "config")))
            self.assertIsNone(self.find({"project": "/b"}, *argv))

    def test_what_does_not_stand_there_is_not_found(self) -> None:
        path = self.write("homeserver.yaml", MAIN)
        broken = self.write("broken.yaml", "modules: [")
        config = {"project": "/elsewhere"}
        for argv in ((), ("-c",), ("-c", path), ("-c", broken), ("-c", os.path.join(self.folder, "none.yaml"))):
            self.assertIsNone(self.find(config, *argv))


class SourceTest(TestCase):
    source = Source("homeserver.yaml", MAIN, ("modules", 1, "config"))

    def test_positions_are_those_of_the_value_or_its_key(self) -> None:
        self.assertEqual(self.source.position(("start_timeout",)), "homeserver.yaml:8:22")
        self.assertEqual(self.source.position(("start_timeout",), at_key=True), "homeserver.yaml:8:7")

    def test_what_is_missing_is_shown_at_the_key_above(self) -> None:
        self.assertEqual(self.source.position(("command",)), "homeserver.yaml:6:5")

    def test_aliases_lead_to_what_they_mean_and_of_equal_keys_the_last_counts(self) -> None:
        source = Source("homeserver.yaml", MAIN, ("modules", 3, "config"))
        self.assertEqual(source.position(("project",)), "homeserver.yaml:7:16")
        twice = Source("homeserver.yaml", "a: 1\na: 2\n", ())
        self.assertEqual(twice.position(("a",)), "homeserver.yaml:2:4")
