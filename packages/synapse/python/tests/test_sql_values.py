"""Values of SQL on the wire."""

import math
from decimal import Decimal

from twisted.trial.unittest import TestCase

from synapse_bouton.sql_values import parameters_from_wire, rows_to_wire

SAFE = 2**53 - 1


class SqlValuesTest(TestCase):
    def test_what_json_says_exactly_stays(self) -> None:
        row = ("text", 1, -SAFE, 0.5, True, None)
        self.assertEqual(rows_to_wire([row]), [list(row)])

    def test_numbers_that_json_has_no_word_for_are_written_out(self) -> None:
        row = (SAFE + 1, -(2**63), math.inf, -math.inf, math.nan)
        self.assertEqual(
            rows_to_wire([row]),
            [
                [
                    {"integer": "9007199254740992"},
                    {"integer": "-9223372036854775808"},
                    {"number": "Infinity"},
                    {"number": "-Infinity"},
                    {"number": "NaN"},
                ]
            ],
        )

    def test_decimals_are_integers_or_texts(self) -> None:
        row = (Decimal(42), Decimal(2**64), Decimal("12.50"), Decimal("5.0"), Decimal("1E+3"), Decimal("NaN"))
        self.assertEqual(
            rows_to_wire([row]), [[42, {"integer": "18446744073709551616"}, "12.50", "5.0", "1E+3", "NaN"]]
        )

    def test_bytes_are_base64_whatever_has_them(self) -> None:
        data = b"\x00\xff"
        self.assertEqual(rows_to_wire([(data, bytearray(data), memoryview(data))]), [[{"bytes": "AP8="}] * 3])

    def test_lists_are_json_and_all_else_is_a_text(self) -> None:
        self.assertEqual(
            rows_to_wire([(["ü", 1, None, Decimal("0.5")], range(2))]), [['["ü", 1, null, "0.5"]', "range(0, 2)"]]
        )

    def test_parameters_come_back(self) -> None:
        wire = ["text", 1, 0.5, False, None, {"integer": "9223372036854775807"}, {"bytes": "AP8="}]
        self.assertEqual(parameters_from_wire(wire), ["text", 1, 0.5, False, None, 2**63 - 1, bytearray(b"\x00\xff")])
        zero, infinite, large = parameters_from_wire([{"number": "-0"}, {"number": "-Infinity"}, {"number": "1e+21"}])
        self.assertEqual((math.copysign(1, zero), infinite, large), (-1.0, -math.inf, 1e21))
        self.assertIsInstance(large, float)
