# SPDX-License-Identifier: MIT
"""What a reminder says in the window, and how little of it a notice says outside."""

from datetime import date
from decimal import Decimal

import pytest

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.pump.pump_dates import PumpDay
from caregiver_app.domain.timing.reminders import Reminder, ReminderKind, Urgency
from caregiver_app.services.reminding.reminders import DueReminder, notice_words
from caregiver_app.ui.words.reminder_words import reminder_words

NOW = Moment.parse("2026-05-21T13:40:00-04:00", "America/New_York")
DUE = Moment.parse("2026-05-21T12:00:00-04:00", "America/New_York")
DAY = date(2026, 5, 23)


def made(kind: str, urgency: Urgency = Urgency.DUE, **more) -> Reminder:
    late = DUE if urgency is Urgency.LATE else None
    return Reminder(
        key="k",
        kind=ReminderKind(kind),
        urgency=urgency,
        due=DUE,
        late_since=late,
        may_sound=True,
        **more,
    )


SAID = {
    "Check again now. It was due by 12:00 PM.": made("recheck", Urgency.URGENT),
    "It is time to check again. It was due by 12:00 PM.": made("recheck", Urgency.LATE),
    "A check-in is due since 12:00 PM.": made("check_in"),
    "The check-in is late. It was due by 12:00 PM.": made("check_in", Urgency.LATE),
    "The clonazepam dose of 12:00 PM is due.": made("dose", drug=Drug.CLONAZEPAM),
    "The baclofen dose of 12:00 PM is due: 8 mg (8 mL).": made(
        "dose", drug=Drug.BACLOFEN, mg=Decimal(8), ml=Decimal(8)
    ),
    "Nobody wrote down the baclofen dose of 12:00 PM.": made(
        "dose", Urgency.LATE, drug=Drug.BACLOFEN
    ),
    "Low-reservoir date: 23 May 2026. No visit before it is written down.": made(
        "pump_date", pump_day=PumpDay.LOW_RESERVOIR, on=DAY
    ),
    "The low-reservoir date was 23 May 2026.": made(
        "pump_date", Urgency.LATE, pump_day=PumpDay.LOW_RESERVOIR, on=DAY
    ),
    "The pump can be empty since 23 May 2026, by the dates written down.": made(
        "pump_date", pump_day=PumpDay.EMPTY, on=DAY
    ),
    "The pump is to be replaced by 23 May 2026.": made(
        "pump_date", pump_day=PumpDay.REPLACE_BY, on=DAY
    ),
    "Refill visit: 23 May 2026.": made("appointment", pump_day=PumpDay.APPOINTMENT, on=DAY),
    "The next look at the plan is on 23 May 2026.": made("appointment", on=DAY),
    "The medicine by mouth runs low. It is to be refilled by 23 May 2026.": made("supply", on=DAY),
    "The medicine by mouth was to be refilled by 23 May 2026.": made(
        "supply", Urgency.LATE, on=DAY
    ),
}


@pytest.mark.parametrize("words", SAID)
def test_each_thing_that_is_due_has_words_of_its_own_in_the_window(words):
    assert reminder_words(SAID[words], NOW).replace("\u00a0", " ") == words
    named = reminder_words(SAID[words], NOW, "Walter Brandt")
    assert named.startswith("For Walter Brandt: ")


@pytest.mark.parametrize("words", SAID)
def test_a_notice_names_nobody_no_medicine_no_pump_and_no_number(words):
    told = notice_words([DueReminder(person_id="Walter", reminder=SAID[words])])
    assert told in {
        "It is time to check again.",
        "A check-in is due.",
        "A planned dose is due.",
        "A planned dose is not written down.",
        "A date needs a look.",
    }


def test_a_notice_of_several_only_counts_them():
    several = [DueReminder(person_id="a", reminder=one) for one in list(SAID.values())[:3]]
    assert notice_words(several) == "3 reminders are due."
