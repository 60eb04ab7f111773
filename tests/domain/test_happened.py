# SPDX-License-Identifier: MIT
"""What one tap says about an event: its kind, its times, and no answer that nobody gave."""

from dataclasses import replace
from decimal import Decimal

import pytest

from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.check_in import Draft, Mode, PumpAlarm, Seizure
from caregiver_app.domain.happened import (
    END_UNKNOWN,
    HAPPENED,
    LONGEST_S,
    SECONDS,
    Happening,
    begun,
    events_since_asked,
    is_running,
    kind_of,
    last_answering_doses,
    last_asked,
    last_telling,
    lasted,
    not_taken_back,
    seconds_of,
)
from caregiver_app.domain.levels import Level
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.told_together import told_together
from caregiver_app.domain.spreadsheet_mark import id_of
from tests.domain.pretend import NOW, check_in, person

TIMED = {Happening.SEIZURE, Happening.SPASMS}


def event(hours: float, level: Level | None = None, kind: Happening = Happening.FALL):
    told = check_in(hours, more={HAPPENED: kind.value})
    judged = Assessment(rule_set="test", level=level) if level is not None else None
    return replace(told, assessment=judged)


def record(*check_ins) -> Record:
    return Record(person=person(), check_ins=check_ins)


@pytest.mark.parametrize("kind", Happening)
def test_a_tap_says_what_happened_and_nothing_else(kind):
    more = {HAPPENED: kind.value}
    said = {
        Happening.SEIZURE: {"seizures": (Seizure(start=NOW),)},
        Happening.PUMP_SOUND: {"pump_alarm": PumpAlarm.UNSURE},
    }
    wanted = Draft(mode=Mode.QUICK, recorder="Ana", more=more, **said.get(kind, {}))
    assert begun(kind, NOW, "Ana") == wanted
    assert kind_of(wanted) is kind
    assert begun(kind, NOW, "").recorder is None


def test_a_check_in_is_no_event_and_words_from_elsewhere_name_none():
    assert kind_of(check_in(1)) is None
    assert kind_of(Draft(more={HAPPENED: "something new"})) is None


@pytest.mark.parametrize("kind", Happening)
def test_what_has_an_end_runs_until_its_end_is_told_or_nobody_saw_it(kind):
    draft = begun(kind, NOW, None)
    assert is_running(draft) is (kind in TIMED)
    unseen = replace(draft, more={**draft.more, END_UNKNOWN: True})
    assert not is_running(unseen)
    seen = replace(draft, more={**draft.more, END_UNKNOWN: False})
    assert is_running(seen) is (kind in TIMED)


def with_fields(draft: Draft, fields) -> Draft:
    """Return a draft with the fields that say how long it lasted."""
    more = {name.removeprefix("more."): v for name, v in fields.items() if "." in name}
    own = {name: value for name, value in fields.items() if "." not in name}
    return replace(draft, **own, more={**draft.more, **more})


@pytest.mark.parametrize("kind", sorted(TIMED))
@pytest.mark.parametrize(
    ("told", "kept"), [(-1, 0), (0, 0), (1, 1), (125, 125), (86400, 86400), (86401, 86400)]
)
def test_how_long_it_lasted_is_kept_at_most_a_day_and_ends_it(kind, told, kept):
    draft = begun(kind, NOW, None)
    ended = with_fields(draft, lasted(draft, told))
    assert (seconds_of(ended), is_running(ended)) == (kept, False)
    assert LONGEST_S == 86400


def test_only_the_first_seizure_of_an_event_gets_its_length():
    first, second = Seizure(start=NOW, kind="usual"), Seizure(start=NOW)
    draft = replace(begun(Happening.SEIZURE, NOW, None), seizures=(first, second))
    told = lasted(draft, 40)
    assert told == {"seizures": (replace(first, duration_s=40), second)}
    assert seconds_of(replace(draft, **told)) == 40


def test_a_seizure_that_lost_its_entry_keeps_its_length_beside_it():
    draft = replace(begun(Happening.SEIZURE, NOW, None), seizures=None)
    assert seconds_of(draft) is None
    assert lasted(draft, 40) == {f"more.{SECONDS}": Decimal(40)}


def test_spasms_take_no_length_from_a_seizure_and_words_are_none():
    draft = begun(Happening.SPASMS, NOW, None)
    assert lasted(replace(draft, seizures=(Seizure(start=NOW),)), 40) == {
        f"more.{SECONDS}": Decimal(40)
    }
    assert seconds_of(replace(draft, more={**draft.more, SECONDS: "long"})) is None
    assert seconds_of(replace(draft, more={**draft.more, SECONDS: 7})) == 7
    assert seconds_of(replace(draft, more={**draft.more, SECONDS: True})) is None


def test_the_newest_check_in_that_asked_is_found_behind_the_events_after_it():
    early, asked, fall, sound = check_in(9), check_in(5), event(3), event(1)
    kept = record(event(12), early, event(7), asked, fall, sound)
    assert last_asked(kept) == asked
    assert list(events_since_asked(kept)) == [sound, fall]
    assert list(events_since_asked(record(early))) == []
    assert last_asked(record(fall)) is None
    assert list(events_since_asked(record(fall, sound))) == [sound, fall]


def test_a_row_of_a_table_measured_and_asked_nothing():
    asked, row = check_in(5), replace(check_in(1), id=id_of("0" * 36, 2), hr=90)
    kept = record(asked, row)
    assert last_asked(kept) == last_answering_doses(kept) == asked
    assert list(events_since_asked(kept)) == [row]
    assert kept.last_look(NOW) == asked.at
    assert told_together(kept).last_check_in.hr == 90


def test_a_check_in_that_was_saved_early_left_open_what_became_of_the_doses():
    early = Assessment(rule_set="test", level=Level.EMERGENCY, missing=("dose_status",))
    asked, hurried = check_in(5), replace(check_in(1), assessment=early)
    kept = record(asked, hurried)
    assert last_asked(kept) == hurried
    assert last_answering_doses(kept) == asked
    assert last_answering_doses(record(hurried)) is None


@pytest.mark.parametrize("level", [None, *Level])
def test_an_event_that_says_nothing_of_how_they_are_hides_no_check_in(level):
    asked, told = check_in(5), event(1, level)
    hidden = level is Level.INCOMPLETE
    assert last_telling((check_in(9), asked, told)) == (asked if hidden else told)
    assert last_telling((told,)) == (None if hidden else told)


@pytest.mark.parametrize("level", [Level.WATCH, Level.URGENT])
def test_no_event_makes_milder_how_they_are(level):
    assessment = Assessment(rule_set="test", level=Level.EMERGENCY)
    asked = replace(check_in(5), assessment=assessment)
    assert last_telling((asked, event(2, level), event(1, Level.NO_FLAGS))) == asked
    calm = replace(check_in(5), assessment=replace(assessment, level=Level.NO_FLAGS))
    told = event(2, level)
    assert last_telling((asked, calm, told, event(1, Level.NO_FLAGS))) == told


def test_a_check_in_that_lacks_an_answer_still_tells_how_they_are():
    blank = replace(check_in(1), assessment=Assessment(rule_set="test", level=Level.INCOMPLETE))
    assert last_telling((check_in(9), blank)) == blank
    assert last_telling(()) is None


def judged(hours: float, level: Level, *rules: str, missing: tuple[str, ...] = ()):
    found = tuple(
        Finding(id=rule, level=level, message="", because=rule, source="") for rule in rules
    )
    assessment = Assessment(rule_set="test", level=level, rules=found, missing=missing)
    return replace(check_in(hours), assessment=assessment)


def test_a_check_in_that_lacks_answers_takes_no_alert_back():
    alert = judged(3, Level.EMERGENCY, "E05")
    blank, again = judged(2, Level.INCOMPLETE), judged(1, Level.INCOMPLETE)
    worse = event(2.5, Level.URGENT)
    for since in ((blank,), (blank, again), (worse, blank), (blank, event(0.5, Level.WATCH))):
        seen = (judged(9, Level.URGENT, "U01"), alert, *since)
        assert last_telling(seen) == alert
        assert next(not_taken_back(seen)) == alert
        told = told_together(record(*seen)).last_check_in
        assert told.assessment.level is Level.EMERGENCY
        assert told.at == last_asked(record(*seen)).at
        assert "E05" in {finding.id for finding in told.assessment.rules}
    assert last_telling((alert, judged(2.5, Level.NO_FLAGS), blank)) == blank
    assert last_telling((judged(27, Level.EMERGENCY, "E05"), blank)) == blank
    assert last_telling((alert, blank, judged(1, Level.NO_FLAGS))).id == check_in(1).id


def test_nor_does_it_take_a_watch_back():
    drowsy, blank = judged(3, Level.WATCH, "W16"), judged(2, Level.INCOMPLETE)
    assert last_telling((drowsy, blank)) == drowsy
    told = told_together(record(drowsy, blank)).last_check_in
    assert told.assessment.level is Level.WATCH
    assert [finding.id for finding in told.assessment.rules] == ["W16"]
    assert last_telling((judged(27, Level.WATCH, "W16"), blank)) == blank
    alert = judged(4, Level.EMERGENCY, "E05")
    assert last_telling((alert, judged(2.5, Level.WATCH), blank)).assessment.level is Level.WATCH


@pytest.mark.parametrize("level", [Level.WATCH, Level.URGENT])
def test_nor_does_one_that_found_something_else(level):
    alert = judged(3, Level.EMERGENCY, "E05")
    other = judged(2, level, "U07", missing=("orientation",))
    assert last_telling((alert, other)) == alert
    told = told_together(record(alert, other)).last_check_in.assessment
    assert told.level is Level.EMERGENCY
    assert {finding.id for finding in told.rules} == {"E05", "U07"}
    assert last_telling((alert, other, judged(1, level))).at == check_in(1).at


def test_a_birth_date_that_is_not_written_down_leaves_no_answer_open():
    alert = judged(3, Level.EMERGENCY, "E05")
    answered = judged(2, Level.WATCH, missing=("dob",))
    assert last_telling((alert, answered)) == answered


def test_presses_before_the_first_check_in_are_told_together_and_miss_nothing_they_tell():
    urgent = Assessment(rule_set="t", level=Level.EMERGENCY, missing=("dose_status", "seizures"))
    seen = replace(
        event(0.5, kind=Happening.SEIZURE),
        seizures=(Seizure(start=NOW),),
        assessment=urgent,
    )
    presses = (seen, event(0.2, Level.INCOMPLETE, Happening.MEDICINE))
    told = told_together(Record(person=person(), check_ins=presses)).last_check_in
    assert told is not None
    assert told.assessment is not None
    assert (told.assessment.level, told.at) == (Level.EMERGENCY, presses[-1].at)
    assert told.assessment.missing == ("dose_status",)
    assert told.seizures == seen.seizures
    assert told.more == {}
