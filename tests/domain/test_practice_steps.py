# SPDX-License-Identifier: MIT
"""A step of the practice is done by doing it, and what was left for later waits until told."""

from dataclasses import replace

from caregiver_app.domain.entries import NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.person import Contact, ContactRole, Pump, Route, UsualValues
from caregiver_app.domain.practice_steps import PracticeStep, practised
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.put_off import PutOff, put_off
from tests.domain.pretend import NOW, person


def written(kind: EntryKind, **more: object) -> NewEntry:
    """Return what was written, with what happened in it."""
    return NewEntry(
        id="1",
        person_id="2",
        kind=kind,
        author=None,
        observer=None,
        effective_at=NOW,
        payload={"more": more},
    )


CHECKED, DOSE = written(EntryKind.CHECK_IN), written(EntryKind.DOSE)
HEARD = written(EntryKind.CHECK_IN, happened="pump sound")
FELL = written(EntryKind.CHECK_IN, happened="fall")


def test_nothing_is_done_at_first_and_the_check_in_comes_next() -> None:
    begun = practised(person(), (), ())
    assert begun.done == frozenset()
    assert begun.next is PracticeStep.CHECK_IN


def test_a_check_in_and_a_dose_count_only_when_they_stand_in_the_record() -> None:
    claimed = practised(person(), (), (PracticeStep.CHECK_IN, PracticeStep.DOSE))
    assert claimed.done == frozenset()
    kept = practised(person(), (CHECKED, DOSE), (PracticeStep.SHEET,))
    assert kept.done == {PracticeStep.CHECK_IN, PracticeStep.DOSE, PracticeStep.SHEET}
    assert kept.next is PracticeStep.RED_FLAG


def test_an_event_of_one_press_is_no_check_in() -> None:
    assert practised(person(), (FELL, HEARD), ()).done == frozenset()


def test_who_takes_nothing_by_mouth_has_a_pump_to_listen_to_instead() -> None:
    by_pump = replace(person(), route=Route.ITB)
    heard = practised(by_pump, (CHECKED, HEARD), ())
    assert heard.done == {PracticeStep.CHECK_IN, PracticeStep.PUMP_SOUND}
    assert PracticeStep.DOSE not in heard.steps
    assert len(heard.steps) == len(practised(person(), (), ()).steps)


def test_after_all_steps_nothing_comes_next() -> None:
    assert practised(person(), (CHECKED, DOSE), tuple(PracticeStep)).next is None


def test_what_nobody_told_of_somebody_waits_and_none_known_is_told() -> None:
    bare = replace(
        person(), contacts=(), allergies=None, address=None, usual=UsualValues(), usual_from={}
    )
    by_mouth = tuple(one for one in PutOff if one is not PutOff.REFILL_BY)
    assert put_off(Record(person=bare), NOW) == by_mouth
    with_pump = replace(bare, route=Route.ITB, pump=Pump())
    assert put_off(Record(person=with_pump), NOW) == tuple(PutOff)
    nameless = Contact(role=ContactRole.PRESCRIBER, name="Dr. Okafor")
    assert PutOff.PHONE in put_off(Record(person=replace(bare, contacts=(nameless,))), NOW)
    told = replace(
        bare,
        contacts=(replace(nameless, phone="313-555-0142"),),
        allergies=(),
        address="1418 Maple Street",
        usual=UsualValues(hr=72),
    )
    assert put_off(Record(person=told), NOW) == (PutOff.PLAN,)
