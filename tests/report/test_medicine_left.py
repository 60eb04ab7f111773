# SPDX-License-Identifier: MIT
"""How much medicine is left is said in tablets or in mL: "units" could be taken for a dose."""

from decimal import Decimal

import pytest

from tests.report.other_records import shift
from tests.report.reading import printed, text_of
from tests.report.records import record

LIQUID = {"concentration_mg_per_ml": Decimal(5)}


@pytest.mark.parametrize(
    ("left", "person", "words"),
    [("420", {}, "420 tablets"), ("1", {}, "1 tablet"), ("132.5", LIQUID, "132.5 mL")],
)
def test_it_is_said_as_it_was_counted(left, person, words):
    supply = {"units_left": Decimal(left), "counted_on": "2026-05-20"}
    mine = record(supply=supply, **person)
    assert f"Medicine left: {words}, counted 2026-05-20." in text_of(shift(mine))
    text = text_of(printed(mine))
    assert f"Left: {words}, counted 2026-05-20" in text
    assert " units" not in text + text_of(shift(mine))
