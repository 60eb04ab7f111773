# SPDX-License-Identifier: MIT
"""In which order a page that is ever fuller lets go: charts and references before a note."""

import pytest

from tests.report.reading import PAPERS, printed, text_of
from tests.report.records import check_in, record, seizures

NOTE = {"note": "looks gray", "other_signs": ["metallic taste"]}


def left_off(crowd: int, paper: str) -> tuple[set[str], str]:
    """Return what a page has no room for, and its words; `crowd` says how much it has to hold."""
    roles = ("pump_clinic", "decision_maker", "after_hours", "family", "pharmacy")
    groups = ("sedating", "opioid", "anticoagulant")
    one = record(
        communication="many words " * 3 * crowd,
        past_withdrawal="many words " * 2 * crowd,
        allergies=["something long"] * crowd,
        contacts=[{"role": r, "name": r, "phone": "555-0101"} for r in roles[: crowd // 2]],
        medicines=[
            {"name": f"Medicine {n}", "dose_text": "10 mg", "groups": [groups[n % 3]]}
            for n in range(2 * crowd)
        ],
        check_ins=[check_in(1, 20), check_in(2, 1, **NOTE, seizures=seizures(crowd))],
    )
    sheet = printed(one, paper)
    return set(sheet.left_off), text_of(sheet)


@pytest.mark.parametrize("paper", PAPERS)
def test_no_chart_and_no_reference_takes_the_place_of_the_caregivers_note(paper):
    kept_alone = False
    for crowd in range(14):
        gone, text = left_off(crowd, paper)
        if "the caregiver's note" in gone:
            assert {"charts", "the references"} <= gone
        else:
            assert "looks gray" in text
            kept_alone |= "charts" in gone
    assert kept_alone
