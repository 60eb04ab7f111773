# SPDX-License-Identifier: MIT
"""What is read back stands as the record has it, and a shift tells what was written in it."""

from dataclasses import replace

from caregiver_app.content.changes import load_changes
from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.assessment import Finding
from caregiver_app.domain.changed.change_lines import ChangeKind
from caregiver_app.domain.check_in import Seizure
from caregiver_app.domain.events import ActionKind, ActionTaken, Change
from caregiver_app.domain.happened import HAPPENED, Happening
from caregiver_app.domain.history.corrections import UNDO
from caregiver_app.domain.levels import Level
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.shift_facts import ShiftFacts, ShiftStory, shift_facts, shift_story
from caregiver_app.domain.shift.shift_log import Shift
from tests.domain.pretend import NOW, RULES, ago, check_in, dose, person, plan, pump_person

TIMES, CHANGES = load_time_rules(), load_changes()
PLAN = plan("06:00", "14:00", "22:00", id="p1")


def facts(**parts) -> ShiftFacts:
    found = Record(**{"person": person(), "plans": (PLAN,), **parts})
    return shift_facts(found, RULES, TIMES, NOW)


def story(hours: float, end: float | None = None, **parts) -> ShiftStory:
    found = Record(**{"person": person(), "plans": (PLAN,), **parts})
    shift = Shift(who="Ana", start=ago(hours), end=None if end is None else ago(end))
    return shift_story(found, CHANGES, shift, CHANGES.gap, NOW)


def test_the_facts_are_those_of_the_sheet_for_the_next_caregiver():
    asked = check_in(2, Level.WATCH, last_kept_dose_at=None, doses_missed_in_row=None)
    found = facts(doses=(dose(6),), check_ins=(asked,))
    (told,) = found.doses
    assert told.last is not None
    assert told.next is not None
    assert (told.last.at, told.next.due.local.hour) == (ago(6), 14)
    assert (found.level, found.checked_at, found.pump) == (Level.WATCH, ago(2), None)


def test_what_nobody_wrote_down_is_nothing_and_never_a_guess():
    found = facts(plans=())
    assert (found.level, found.checked_at, found.reasons, found.alert) == (None, None, (), None)
    assert all(told.next is None for told in found.doses)
    assert facts(person=pump_person(), plans=()).pump is not None


def test_thoughts_of_self_harm_are_not_read_out_loud():
    urgent = check_in(1, Level.URGENT)
    assert urgent.assessment is not None
    private = Finding(id="U18", level=Level.URGENT, message="m", because="private", source="s")
    told = replace(urgent, assessment=replace(urgent.assessment, rules=(private,)))
    found = facts(check_ins=(told,))
    assert (found.reasons, found.kept_private) == ((), True)


def test_an_alert_is_open_until_somebody_was_reached():
    urgent = check_in(1, Level.URGENT)
    assert facts(check_ins=(urgent,)).alert is not None
    spoke = ActionTaken(id="a", at=ago(0.5), kind=ActionKind.SPOKE, about=urgent.id)
    assert facts(check_ins=(urgent,), actions=(spoke,)).alert is None


def test_a_seizure_that_was_tapped_is_no_check_in_and_still_runs():
    seen = replace(
        check_in(1, Level.EMERGENCY, "E01", seizures=(Seizure(start=ago(1)),)),
        more={HAPPENED: Happening.SEIZURE.value},
    )
    found = facts(check_ins=(check_in(3), seen))
    assert (found.level, found.checked_at, found.is_event) == (Level.EMERGENCY, ago(1), True)
    assert found.running == (seen,)
    assert facts(check_ins=(check_in(3),)).running == ()


def test_an_emergency_that_eased_is_told_until_somebody_was_reached():
    eased = (check_in(3, Level.EMERGENCY, "E01"), check_in(1, Level.NO_FLAGS))
    found = facts(check_ins=eased)
    assert (found.level, found.before.at if found.before else None) == (Level.NO_FLAGS, ago(3))
    went = ActionTaken(id="a", at=ago(2), kind=ActionKind.WENT_TO_ER, about=eased[0].id)
    assert facts(check_ins=eased, actions=(went,)).before is None


def test_a_shift_tells_what_was_written_in_it_the_oldest_first():
    parts = {"check_ins": (check_in(9), check_in(3)), "doses": (dose(10), dose(6))}
    assert [told.at for told in story(8, **parts).told] == [ago(6), ago(3)]
    assert [told.at for told in story(9.5, 4, **parts).told] == [ago(9), ago(6)]
    assert [told.at for told in story(9, 6, **parts).told] == [ago(9), ago(6)]


def test_items_of_a_shift_are_those_added_or_done_in_it():
    def item(number, hours, before, after, reason=None):
        own = {"field": f"watch_items.{number}", "before": before, "after": after}
        return Change(id=str(hours), at=ago(hours), target="x", reason=reason, **own)

    old, new, done = item(1, 20, None, "a"), item(2, 4, None, "b"), item(1, 3, "a", None)
    gone = item(3, 2, None, "c"), item(3, 1.9, "c", None, UNDO)
    found = story(8, changes=(old, new, done, *gone))
    assert [one.text for one in found.added] == ["b"]
    assert [one.text for one in found.done] == ["a"]


def test_a_gap_in_the_shift_is_named():
    kinds = {line.kind for line in story(8, doses=(dose(20),)).changed}
    assert ChangeKind.GAP in kinds
    assert ChangeKind.NOT_RECORDED in kinds
