# SPDX-License-Identifier: MIT
"""What the tests of the carried pages share: a person with all that such a page needs."""

from caregiver_app.content.emergency_words import load_first_aid
from caregiver_app.content.form import load_form
from caregiver_app.content.paper import load_wall_rules
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.red_flags import red_flags, urgent_messages
from caregiver_app.domain.sheets.handoff import select_handoff
from caregiver_app.domain.sheets.paper import holds_from, next_change
from caregiver_app.report.paper.carried import Carried
from tests.report.records import NOW, rules

NAMES = (
    "Nguyễn Thị Minh Khai",
    "Ольга Ёлкина",
    "Ελένη Παπαδοπούλου",
    "فاطمة الزهراء",
    "שרה כהן",
    "अनुष्का शर्मा",
    "王小明",
    "A" * 200,
    "many words " * 18,
    "<b>Bold</b> & \u202eevil\x07 \U0001f600",
)


def carried(record: Record, now: Moment = NOW) -> Carried:
    """Return everything that a carried page says about a person."""
    person = record.person
    return Carried(
        sheet=select_handoff(record, None, now, rules()),
        rule_set=rules(),
        first_aid=load_first_aid(),
        flags=red_flags(rules(), load_form(), person, now, load_first_aid().pump_signs),
        urgent=urgent_messages(rules(), person, load_wall_rules(rules()).of(person)),
        since=holds_from(record, now),
        next_change=next_change(record, now.day),
        colour="lagoon",
    )
