# SPDX-License-Identifier: MIT
"""Any record at all gives one whole clinic sheet and one whole sheet for the next caregiver."""

import re
from itertools import product

import pytest

from caregiver_app.domain.sheets.handoff import Audience
from caregiver_app.services.handing_over.handoff import HandoffService, Sheet, sheet_from_record
from caregiver_app.system.clock import FixedClock
from tests.report.any_record import Case, any_case
from tests.report.page_boxes import drawn
from tests.report.page_rules import FORBIDDEN, MOST_BYTES, faults
from tests.report.records import rules

pytestmark = pytest.mark.gui

RECORDS, SAMPLE = 40, 10  # those beyond the sample in the long run
PART = 10
REQUIRED = (
    "DO NOT STOP SUDDENLY",
    "Recorded by family or caregiver \u2013 not verified by a clinician",
    "Page 1 of 1",
    "Last check-in:",
    "Usual",
    "not recorded",
    "Rule set",
    "not shown",
)
OWN = {
    Audience.CLINIC: ("Period:", "Plan as written", "Signs by step", "Questions to ask"),
    Audience.SHIFT: ("How bad it is", "Do next", "What to do if", "Read back", "Open flags"),
}


class _Book:
    """One person's record, as the window's service asks for it."""

    def __init__(self, case: Case) -> None:
        self.id, self.colour, self._record = "p", case.colour, case.record

    def record(self, _person_id: str):
        return self._record

    def people(self):
        return [self]


def sheet_of(case: Case, audience: Audience) -> Sheet:
    """Return the sheet; with a clock that is behind, as the window makes it."""
    if not case.is_behind:
        return sheet_from_record(rules(), case.record, case.now, case.paper, audience)
    clock = FixedClock(case.now.utc, "America/New_York")
    return HandoffService(_Book(case), rules(), clock).sheet("p", case.paper, audience=audience)


def test_short_things_to_do_leave_their_width_to_what_to_do_if(qapp):
    """In columns of one width four lines of it had no room, with white beside the other column."""
    sheet = sheet_of(any_case(93), Audience.SHIFT)
    assert faults(drawn(sheet.pdf)) == []
    hidden = [name for name in sheet.left_off if "What to do if" in name]
    assert not any(name.startswith(("3", "4")) for name in hidden)


@pytest.mark.parametrize(
    "first",
    [
        *range(0, SAMPLE, PART),
        *(pytest.param(first, marks=pytest.mark.long) for first in range(SAMPLE, RECORDS, PART)),
    ],
)
def test_any_record_gives_one_page_on_which_all_holds(qapp, first):
    cases = map(any_case, range(first, first + PART))
    for case, audience in product(cases, (Audience.CLINIC, Audience.SHIFT)):
        sheet, number = sheet_of(case, audience), case.number
        page = drawn(sheet.pdf)
        assert not faults(page), number
        assert len(sheet.pdf) <= MOST_BYTES
        for words in REQUIRED:
            assert words in page.text, (number, words)
        for words in OWN[audience]:  # of the fullest record one goes whole, and is named for it
            gone = f"items not shown: {words[0].lower()}{words[1:]}"
            assert words in page.text or gone in page.text, (number, words)
        assert not FORBIDDEN.search(page.text), number
        assert not re.search(r"-\d+ (h|min|days?)\b", page.text), number


def test_a_record_that_once_had_no_room_for_what_is_usual_keeps_it(qapp):
    sheet = sheet_of(any_case(84, seed=2029), Audience.SHIFT)
    page = drawn(sheet.pdf)
    assert not faults(page)
    assert all(words in page.text for words in REQUIRED)
    assert "the other recorders" in sheet.left_off
