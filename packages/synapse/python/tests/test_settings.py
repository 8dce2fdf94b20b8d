"""The configuration of one item."""

from twisted.trial.unittest import TestCase

from synapse_bouton.settings import Settings, parse_settings


class ParseSettingsTest(TestCase):
    def test_an_item_without_faults(self) -> None:
        self.assertEqual(
            parse_settings({"project": "/", "command": ["bouton"], "modules": None, "start_timeout": "2m"}),
            (Settings(("bouton",), None, {"project": "/", "modules": [], "callbacks": {}}, 120.0, 5.0), []),
        )

    def test_all_faults_are_found(self) -> None:
        settings, faults = parse_settings(
            {"projekt": "/", "answer": 42, "socket": 7, "start_timeout": True, "hang_timeout": "0s"}
        )
        self.assertIsNone(settings)
        duration = 'must be a duration like "2s", or a number of milliseconds'
        self.assertEqual(
            [fault.sentence for fault in faults],
            [
                'projekt is not known; did you mean "project"?',
                "answer is not known; there are project, socket, command, modules, callbacks, start_timeout, hang_timeout",
                "socket must be the path of the Unix socket of a shared host",
                "project must be the folder whose node_modules holds the module packages",
                f"start_timeout {duration}",
                f"hang_timeout {duration}",
            ],
        )

    def test_with_a_faulty_timeout_the_modules_can_be_checked_nevertheless(self) -> None:
        settings, faults = parse_settings({"project": "/", "command": ["bouton"], "hang_timeout": "soon"})
        self.assertEqual(settings and settings.hang_timeout, 5.0)
        self.assertEqual(len(faults), 1)

    def test_a_project_without_bouton(self) -> None:
        folder = self.mktemp()
        for project, sentence in (
            ("/", 'project: there is no /node_modules/.bin/bouton; install it with "npm install @bouton/cli"'),
            (folder, "project must be the folder whose node_modules holds the module packages"),
        ):
            settings, faults = parse_settings({"project": project})
            self.assertIsNone(settings)
            self.assertEqual([fault.sentence for fault in faults], [sentence])

    def test_an_item_that_is_no_mapping(self) -> None:
        settings, faults = parse_settings(["project"])
        self.assertIsNone(settings)
        self.assertEqual(
            [fault.sentence for fault in faults], ["config must be a mapping with at least project and modules"]
        )
