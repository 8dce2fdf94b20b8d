"""What Synapse read, as JSON has it."""

import json

import yaml
from twisted.trial.unittest import TestCase

from synapse_bouton.plain_config import to_plain


class ToPlainTest(TestCase):
    def test_days_and_times_are_iso_8601(self) -> None:
        text = "[2024-05-01, 2024-5-1 1:02:03, 2001-12-14t21:59:43.10-05:00, 2001-12-15T02:59:43Z]"
        self.assertEqual(
            to_plain(yaml.safe_load(text)),
            (
                ["2024-05-01", "2024-05-01T01:02:03Z", "2001-12-14T21:59:43.100000-05:00", "2001-12-15T02:59:43Z"],
                [],
            ),
        )

    def test_keys_are_those_of_json(self) -> None:
        content = yaml.safe_load("on: 1\n0755: 2\n~: 3\n2.0: 4\n2024-05-01: 5\n")
        self.assertEqual(to_plain(content), ({"true": 1, "493": 2, "null": 3, "2.0": 4, "2024-05-01": 5}, []))

    def test_what_json_has_not_is_found_and_the_rest_read(self) -> None:
        content = yaml.safe_load(
            "{a: [.nan, -.inf, 918756876419824312, 9007199254740991], b: !!set {x}, c: !!binary aGk=}"
        )
        plain, faults = to_plain(content, ("modules",))
        self.assertEqual(plain, {"a": [None, None, None, 9007199254740991], "b": None, "c": None})
        json.dumps(plain, allow_nan=False)
        big = "is an integer beyond 2^53, which would be rounded; write it in quotes, as a text"
        self.assertEqual(
            faults,
            [
                (("modules", "a", 0), "must be a finite number"),
                (("modules", "a", 1), "must be a finite number"),
                (("modules", "a", 2), big),
                (("modules", "b"), "is a set, which JSON does not have"),
                (("modules", "c"), "is a binary value, which JSON does not have"),
            ],
        )

    def test_aliases_expand_to_a_bound_only(self) -> None:
        lists = [f"a0: &a0 [{', '.join('x' * 9)}]"]
        lists += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
        plain, faults = to_plain(yaml.safe_load("\n".join(lists)))
        self.assertEqual([message for _, message in faults], ["makes aliases stand for more than 100,000 values"])
        self.assertLess(len(json.dumps(plain)), 10_000_000)

    def test_what_is_written_out_has_no_bound(self) -> None:
        names = [f"@user{n}:example.com" for n in range(120_000)]
        plain, faults = to_plain({"deny": names, "more": [names[:2]]})
        self.assertEqual((plain, faults), ({"deny": names, "more": [names[:2]]}, []))

    def test_a_list_that_holds_itself(self) -> None:
        _, faults = to_plain(yaml.safe_load("&a [*a]"))
        self.assertEqual([message for _, message in faults], ["is nested more than 100 levels deep"])
