# SPDX-License-Identifier: MIT
"""The worst temperature of 72 hours stands there in both units, like the one of now."""

from decimal import Decimal

from tests.report.page_boxes import drawn
from tests.report.page_rules import faults
from tests.report.reading import PAPERS, printed
from tests.report.records import check_in, fullest, record

COLD = check_in(1, 40, temp_c=Decimal("34.2"))
HOT = check_in(2, 10, temp_c=Decimal("39.2"))


def page(of, paper: str = "letter") -> str:
    found = drawn(printed(of, paper).pdf)
    assert faults(found) == []
    return found.text


def test_the_worst_temperature_has_both_units_and_its_age():
    for paper in PAPERS:
        text = page(record(check_ins=[HOT, check_in(3, 1)]), paper)
        assert "102.6 °F (39.2 °C), 10 h ago" in text


def test_so_have_the_highest_and_the_lowest_where_both_are_far_out():
    text = page(record(check_ins=[COLD, HOT, check_in(3, 1)]))
    for words in ("102.6 °F (39.2 °C), 10 h ago;", "93.6 °F (34.2 °C), 40 h ago"):
        assert words in text


def test_a_page_without_room_keeps_at_least_the_value():
    full = fullest()
    for paper in PAPERS:
        assert "103.3 °F" in page(full, paper)
