# SPDX-License-Identifier: MIT
"""What two computers wrote apart stays on both sides until a person decides."""

import re
from datetime import timedelta

import pytest

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.caregivers import CaregiverRole
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.exchange.bundle import Cost
from caregiver_app.services.care_team.caregivers import CaregiverRefused
from caregiver_app.services.handing_over.paper import CarriedPage
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.sharing_files.family import (
    WrongPassphraseError,
    read_whole,
    write_bundle,
)
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.system.ids import new_id
from caregiver_app.ui.widgets.sharing import apart_titles
from caregiver_app.wiring import build_services
from tests.report.reading import text_of
from tests.services.test_family_merge import ID, PERSON, WHO, Home

LIGHT = Cost(64, 1, 1)


@pytest.fixture
def two(tmp_path):
    """Return two computers that begin with the same person, check-in and plan."""
    ann, ben = Home(tmp_path / "ann", 0), Home(tmp_path / "ben", 5)
    ann.write(EntryKind.PERSON, WHO)
    ann.check_in(80)
    ann.plan(60)
    ben.take_from(ann)
    yield ann, ben
    for home in (ann, ben):
        home.log.check()
        home.log.close()


def exchange(ann, ben):
    for home in (ann, ben):
        home.pass_time(10)
    ann.take_from(ben)
    ben.take_from(ann)


def kinds(home):
    return [one.kind for one in home.apart.conflicts(ID)]


def settle(ann, ben, side):
    """Let Ben decide, and return what is still open when Ann has heard of it."""
    (open_,) = ben.apart.conflicts(ID)
    ben.apart.keep(ID, open_, open_.sides[side], "Ben")
    exchange(ann, ben)
    assert ann.says() == ben.says()
    return kinds(ann) + kinds(ben)


def test_two_corrections_of_one_answer_stay_and_one_is_chosen(two):
    ann, ben = two
    ann.correct(0, 90)
    ben.correct(0, 70)
    exchange(ann, ben)
    assert kinds(ann) == kinds(ben) == [ConflictKind.CORRECTIONS]
    assert [c.hr for c in ann.book.record(ID).check_ins] == [70]
    assert len(ann.book.record(ID).changes) == 2
    assert settle(ann, ben, 0) == []
    assert [c.hr for c in ann.book.record(ID).check_ins] == [90]


def test_the_same_correction_on_both_is_nothing_to_decide(two):
    ann, ben = two
    ann.correct(0, 90)
    ben.correct(0, 90)
    exchange(ann, ben)
    assert kinds(ann) == []


def test_a_correction_by_somebody_who_had_the_first_one_settles_itself(two):
    ann, ben = two
    ann.correct(0, 90)
    exchange(ann, ben)
    ben.correct(0, 70)
    exchange(ann, ben)
    assert kinds(ann) == kinds(ben) == []
    assert ann.book.record(ID).check_ins[0].hr == 70


def test_of_two_plans_the_one_written_later_holds_until_somebody_chooses(two):
    ann, ben = two
    ben.plan(40)
    ben.pass_time(-30)
    ann.pass_time(20)
    ann.plan(50)
    exchange(ann, ben)
    assert kinds(ann) == kinds(ben) == [ConflictKind.PLANS]
    amounts = [plan.steps[0].mg_per_day for plan in ben.book.record(ID).plans]
    assert amounts == [60, 40, 50]
    assert settle(ann, ben, 0) == []
    assert ann.book.record(ID).plans[-1].steps[0].mg_per_day == 40


def test_no_page_that_is_carried_tells_a_dose_that_is_not_decided(two):
    ann, ben = two
    services = build_services(ann.log, ann.clock)
    paper, book = services.paper, services.book
    assert "60 mg" in text_of(paper.wallet_card(ID))
    ann.plan(50)
    ben.plan(40)
    ann.pass_time(10)
    book.forget()  # Ann's plan was written by another book
    services.family.take_in(services.family.compared(ben.family.bundle(ID)))
    for page in (paper.wallet_card(ID), paper.fridge_sheet(ID)):
        assert "baclofen: dose NOT decided" in text_of(page)
        assert "Ask the prescriber." in text_of(page)
        assert not {"40 mg", "50 mg"} & set(re.findall(r"\d+ mg", text_of(page)))
    sheet = text_of(services.handoff.sheet(ID))
    assert re.search(r"By one plan or the other: baclofen by mouth (40|50) mg/day or", sheet)
    paper.note_printed(ID, CarriedPage.FRIDGE_SHEET)
    assert paper.print_again(ID) == ()
    (open_,) = services.apart.conflicts(ID)
    services.apart.keep(ID, open_, open_.sides[-1], "Ana")
    amount = f"{book.record(ID).plans[-1].steps[0].mg_per_day} mg"
    assert amount in text_of(paper.fridge_sheet(ID))
    assert [one.page for one in paper.print_again(ID)] == [CarriedPage.FRIDGE_SHEET]


def test_a_dose_given_on_both_may_be_twice_and_one_can_be_taken_out(two):
    ann, ben = two
    ann.dose(10)
    ben.dose(10)
    exchange(ann, ben)
    assert kinds(ann) == kinds(ben) == [ConflictKind.DOUBLE_DOSE]
    assert len(ann.book.record(ID).doses) == 2
    assert settle(ann, ben, 1) == []
    assert len(ann.book.record(ID).doses) == 1


def test_two_doses_that_were_both_given_say_so_from_then_on(two):
    ann, ben = two
    ann.dose(10)
    ben.dose(10)
    exchange(ann, ben)
    (open_,) = ann.apart.conflicts(ID)
    ann.apart.both_given(ID, open_, "Ana")
    exchange(ann, ben)
    assert kinds(ann) == kinds(ben) == []
    assert sorted(d.status.value for d in ben.book.record(ID).doses) == ["extra", "taken"]


def test_one_says_given_and_the_other_missed_and_one_note_is_kept(two):
    ann, ben = two
    ann.dose(10)
    ben.dose(10, "missed")
    exchange(ann, ben)
    assert kinds(ann) == kinds(ben) == [ConflictKind.DOSES_DIFFER]
    assert settle(ann, ben, 0) == []
    assert [d.status.value for d in ben.book.record(ID).doses] == ["taken"]


def test_a_value_against_a_reason_for_none_is_one_thing_to_decide(two):
    ann, ben = two
    ann.correct(0, 90)
    ben.correct(0, "refused", "not_taken.hr")
    exchange(ann, ben)
    assert kinds(ann) == [ConflictKind.CORRECTIONS]
    assert settle(ann, ben, 0) == []
    (check_in,) = ann.book.record(ID).check_ins
    assert (check_in.hr, dict(check_in.not_taken)) == (90, {})


def test_a_file_read_in_the_old_way_after_a_merge_adds_nothing(two):
    ann, ben = two
    ann.correct(0, 90)
    ben.dose(10)
    exchange(ann, ben)
    for home, other in ((ann, ben), (ben, ann)):
        assert home.records.import_plain(other.book.plain_record(ID)).new_entries == 0


def test_two_profiles_are_told_and_one_is_chosen(two):
    ann, ben = two
    ann.profile(1)
    ben.profile(2)
    exchange(ann, ben)
    assert kinds(ann) == [ConflictKind.PROFILES]
    assert settle(ann, ben, 0) == []
    assert ann.book.record(ID).person.diagnosis == "MS, 1"
    assert [card.name for card in ann.book.people()] == ["A. Moreno"]


@pytest.mark.parametrize(
    ("slots", "minutes", "asked"),
    [
        ((False, False), 3, True),
        ((False, False), 59, True),
        ((True, False), 3, True),
        ((True, False), 110, True),
        ((False, False), 180, False),
    ],
)
def test_two_doses_near_each_other_may_be_one_given_twice(tmp_path, slots, minutes, asked):
    homes = [Home(tmp_path / name, 0) for name in ("ann", "ben")]
    homes[0].write(EntryKind.PERSON, WHO)
    homes[1].take_from(homes[0])
    homes[1].pass_time(minutes)
    for home, in_slot in zip(homes, slots, strict=True):
        at = home.desk.now().text
        dose = {"id": home.desk.new_id(), "at": at, "status": "taken", "mg": 10}
        home.write(EntryKind.DOSE, dose | ({"scheduled_for": at} if in_slot else {}))
    exchange(*homes)
    for home in homes:
        assert kinds(home) == ([ConflictKind.DOUBLE_DOSE] if asked else [])
        home.log.close()


@pytest.mark.parametrize(("side", "left"), [(0, ["hard_to_wake"]), (1, [])])
def test_what_one_took_out_and_the_other_corrected_is_asked_about(two, side, left):
    ann, ben = two
    ann.correct(0, True, "removed")
    ben.correct(0, "hard_to_wake", "alertness")
    exchange(ann, ben)
    assert kinds(ann) == kinds(ben) == [ConflictKind.CORRECTIONS]
    assert apart_titles.title(ann.apart.conflicts(ID)[0]) == "One note was corrected and taken out"
    assert ann.book.record(ID).check_ins == ()
    assert settle(ann, ben, side) == []
    assert [c.alertness for c in ann.book.record(ID).check_ins] == left


def test_a_dose_that_one_took_out_and_the_other_says_was_vomited_is_asked_about(two):
    ann, ben = two
    ann.dose(10)
    exchange(ann, ben)
    (dose,) = ann.book.record(ID).doses
    for home, values in (
        (ann, {"removed": (False, True)}),
        (ben, {"status": ("taken", "vomited")}),
    ):
        home.desk.write(home.desk.corrections(ID, dose.id, "Ana", "seen", values))
    exchange(ann, ben)
    assert kinds(ann) == [ConflictKind.CORRECTIONS]
    assert settle(ann, ben, 0) == []
    assert [d.status.value for d in ann.book.record(ID).doses] == ["vomited"]


@pytest.mark.parametrize(("side", "holds"), [(0, (75, 50)), (1, (120, 90))])
def test_two_corrections_that_do_not_fit_together_keep_nothing_else_out(two, side, holds):
    ann, ben = two
    first = {"id": ann.desk.new_id(), "at": ann.desk.now().text, "sbp": 120, "dbp": 80}
    judged = {"rule_set": "2026.1", "level": "NO_FLAGS", "rules": []}
    ann.write(EntryKind.CHECK_IN, first | {"assessment": judged})
    exchange(ann, ben)
    down = {"sbp": (120, 75), "dbp": (80, 50)}
    ann.desk.write(ann.desk.corrections(ID, first["id"], "Ana", "typed wrong", down))
    ben.pass_time(1)
    up = {"dbp": (80, 90)}
    ben.desk.write(ben.desk.corrections(ID, first["id"], "Ben", "typed wrong", up))
    ben.dose(10)
    exchange(ann, ben)
    assert kinds(ann) == kinds(ben) == [ConflictKind.CORRECTIONS]
    last = ann.book.record(ID).check_ins[-1]
    assert (last.sbp, last.dbp, len(ann.book.record(ID).doses)) == (None, None, 1)
    assert settle(ann, ben, side) == []
    found = next(c for c in ann.book.record(ID).check_ins if c.id == first["id"])
    assert (found.sbp, found.dbp) == holds


def test_two_first_profiles_that_differ_are_both_kept_and_asked_about(tmp_path):
    homes = [Home(tmp_path / name, skew) for name, skew in (("ann", 0), ("ben", 600))]
    more = {"route": "both", "sci_t6_or_above": True, "allergies": ["penicillin"]}
    for home, who in zip(homes, (WHO, WHO | more), strict=True):
        home.records.import_plain({"format": "taper-record/1", "person": who})
    assert homes[0].family.compared(homes[1].family.bundle(ID)).number == 1
    exchange(*homes)
    for home in homes:
        assert kinds(home) == [ConflictKind.PROFILES]
        assert home.book.record(ID) == RecordBook(home.log, home.clock).record(ID)
        person = home.book.record(ID).person
        told = (person.route, person.sci_t6_or_above, person.allergies)
        assert told == ("both", True, ("penicillin",))
    assert settle(*homes, 0) == []
    person = homes[0].book.record(ID).person
    assert (person.route, person.allergies) == ("oral", ("penicillin",))
    for home in homes:
        home.log.close()


def test_a_profile_read_in_from_an_export_is_no_version_of_its_own(two, tmp_path):
    ann, _ben = two
    ann.profile(1)
    other = Home(tmp_path / "other", 30)
    other.records.import_plain(ann.book.plain_record(ID))
    ann.pass_time(10)
    ann.profile(2)
    other.pass_time(60)
    exchange(ann, other)
    assert kinds(ann) == kinds(other) == []
    assert other.book.record(ID).person.diagnosis == "MS, 2"
    other.log.close()


def test_one_computer_alone_has_nothing_to_decide(tmp_path):
    home = Home(tmp_path / "one", 0)
    home.write(EntryKind.PERSON, WHO)
    home.dose(10)
    home.dose(10)
    assert home.apart.conflicts(ID) == ()
    home.log.close()


def test_a_file_is_looked_at_before_anything_is_added(two, tmp_path):
    ann, ben = two
    ann.correct(0, 90)
    ben.correct(0, 70)
    ben.dose(10)
    path = write_bundle(ben.family.bundle(ID), "four words of ours", tmp_path, "f", LIGHT)
    incoming = ann.family.compared(read_whole(path, "four words of ours"))
    assert dict(incoming.new) == {EntryKind.CHANGE: 1, EntryKind.DOSE: 1}
    assert [one.kind for one in incoming.open_] == [ConflictKind.CORRECTIONS]
    assert (incoming.name, incoming.is_new_person, incoming.here) == ("A. Moreno", False, 4)
    assert len(ann.book.entries(ID)) == 4
    assert ann.family.take_in(incoming) == 2
    with pytest.raises(WrongPassphraseError):
        read_whole(path, "four words of yours")


def test_no_file_is_replaced_and_its_name_names_nobody(two, tmp_path):
    ann, _ben = two
    stem = ann.family.stem()
    paths = [
        write_bundle(ann.family.bundle(ID), "four words of ours", tmp_path, stem, LIGHT)
        for _ in range(2)
    ]
    assert [path.name for path in paths] == [
        "family-2026-05-21-0800.caregiver",
        "family-2026-05-21-0800-2.caregiver",
    ]
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o600}


def test_a_record_that_was_read_in_before_is_the_same_one(two, tmp_path):
    ann, _ben = two
    old = Home(tmp_path / "old", -60)
    old.records.import_plain(ann.book.plain_record(ID))
    old.check_in(75)
    incoming = ann.family.compared(old.family.bundle(ID))
    assert dict(incoming.new)[EntryKind.CHECK_IN] == 1
    exchange(ann, old)
    assert ann.says() == old.says()
    assert len(ann.book.record(ID).check_ins) == 2
    old.log.check()
    old.log.close()


def test_somebody_of_the_same_name_under_another_id_is_told(two, tmp_path):
    ann, _ben = two
    other = Home(tmp_path / "other", 0)
    at = ann.desk.now()
    own = {"format": "taper-record/1", "person": PERSON | {"id": "own", "drug": "clonazepam"}}
    before = Moment(at.local - timedelta(hours=1), at.zone)
    seen = [{"id": str(t.local.hour), "at": t.text, "mode": "quick"} for t in (before, at)]
    other.records.import_plain(own | {"check_ins": seen})
    (card,) = other.book.people()
    told = ann.family.compared(other.family.bundle(card.id)).namesake
    assert (told.here.drug, told.there.drug) == ("baclofen", "clonazepam")
    assert (told.here.check_ins, told.there.check_ins, told.there.last.utc) == (1, 2, at.utc)
    assert ann.family.compared(ann.family.bundle(ID)).namesake is None
    other.log.close()


@pytest.fixture
def laptops(tmp_path, clock, practised):
    """Return the services of two laptops with the same practice person."""
    logs = []
    for name in ("one", "two"):
        practised("practice-oral", clock, tmp_path / name)
        logs.append(EntryLog.open(tmp_path / name, clock))
    yield [build_services(log, clock) for log in logs]
    for log in logs:
        log.check()
        log.close()


def test_a_dose_that_both_gave_is_urgent_at_once_and_stays_so_when_both_were_right(laptops, clock):
    here, there = laptops
    person = here.people.people()[0].id
    slot = {"drug": "baclofen", "scheduled_for": "2026-05-21T15:00:00-04:00", "mg": 15}
    for services in laptops:
        now = services.history.now()
        dose = slot | {"id": new_id(clock.now()), "at": now.text, "status": "taken"}
        entry = services.book.new_entry(person, EntryKind.DOSE, dose, now, "Ana")
        services.book.append([entry])
        clock.go_to(clock.now() + timedelta(minutes=20))
    assert here.doses.told(person) is None
    here.family.take_in(here.family.compared(there.family.bundle(person)))
    assert [rule.id for rule in here.doses.told(person).rules] == ["U17"]
    (open_,) = here.apart.conflicts(person)
    here.apart.both_given(person, open_, "Ana")
    last = here.book.record(person).check_ins[-1]
    assert [rule.id for rule in last.assessment.rules] == ["U13"]


AIDE = [("Rosa", "Rosa"), ("Rosa", "rosa (night)"), ("Rosa", None), ("Kim", "Kim")]


@pytest.mark.parametrize("what", ["refill", "moved refill", "plan", "profile"])
@pytest.mark.parametrize(("there", "wrote"), [*AIDE, ("Rosa", "Ben"), ("Rosa", "Ana (daughter)")])
def test_an_aide_takes_in_what_family_wrote_and_no_plan_or_profile_of_an_aide(
    two, what, there, wrote
):
    ann, ben = two
    services = build_services(ann.log, ann.clock)
    care, family = services.caregivers, services.family
    care.begin_with(ID, "Ana (daughter)")
    ids = {"Ana": care.of(ID)[0].id, "Rosa": care.add(ID, "Rosa", None, CaregiverRole.AIDE).id}
    made = {"id": ben.desk.new_id(), "at": ben.desk.now().text, "kind": "refill"}
    ben.write(EntryKind.PUMP_EVENT, made)
    family.take_in(family.compared(ben.family.bundle(ID)))
    care.switch(ID, ids["Rosa"]) if there == "Rosa" else care.switch_to_name(ID, there, guest=True)
    ben.check_in(70)
    ben.write(EntryKind.PUMP_EVENT, made | {"id": ben.desk.new_id(), "kind": "alarm"})
    assert family.take_in(family.compared(ben.family.bundle(ID))) == 2
    ben.author = wrote
    write_guarded(ben, what, made)
    if (there, wrote) in AIDE:
        with pytest.raises(CaregiverRefused, match=r"Only family .* Switch to: Ana.* In this file"):
            family.take_in(family.compared(ben.family.bundle(ID)))
        care.switch(ID, ids["Ana"])
    assert family.take_in(family.compared(ben.family.bundle(ID))) == 1


def write_guarded(home, what, made):
    moved = {"next_refill": (None, "2026-09-01")}
    changes = home.desk.corrections(ID, made["id"], home.author, "typed wrong", moved)
    {
        "refill": lambda: home.write(EntryKind.PUMP_EVENT, made | {"id": home.desk.new_id()}),
        "moved refill": lambda: home.desk.write(changes),
        "plan": lambda: home.plan(40),
        "profile": lambda: home.profile(2),
    }[what]()


def test_computers_with_the_same_entries_print_the_same_sheets(two):
    ann, ben = two
    for home, pulse in ((ben, 81), (ann, 84)):
        home.check_in(pulse)
        home.pass_time(3)
    exchange(ann, ben)
    ben.clock._now = ann.clock.now()
    pages = [build_services(home.log, home.clock).handoff.sheet(ID) for home in (ann, ben)]
    assert text_of(pages[0]) == text_of(pages[1])
