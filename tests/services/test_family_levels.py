# SPDX-License-Identifier: MIT
"""An alert of another computer stands here, whatever the clocks of the two said."""

from datetime import timedelta

import pytest

from caregiver_app.content.changes import load_changes
from caregiver_app.content.emergency_words import load_first_aid
from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.happened import last_asked
from caregiver_app.domain.levels import Level
from caregiver_app.domain.sheets.handoff import Audience, select_handoff
from caregiver_app.domain.sheets.shift_facts import shift_facts
from caregiver_app.domain.timing.cadence import next_check
from caregiver_app.domain.timing.follow_up import follow_up
from caregiver_app.domain.timing.told_until import all_told, known_until
from caregiver_app.services.emergencies.emergency import EmergencyService
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.looking_back.overview import OverviewService
from caregiver_app.ui.widgets.shift.shift_words import fact_words
from caregiver_app.wiring import build_services
from tests.report.reading import text_of
from tests.services.test_family_merge import ID, PROMPTS, RULES, WHO, Home

TIMES = load_time_rules()


@pytest.fixture
def two(tmp_path):
    """Return what makes Ana's and Ben's computers; his clock is ahead so many minutes."""
    made = []

    def of(ahead):
        made.extend(Home(tmp_path / name, skew) for name, skew in (("ana", 0), ("ben", ahead)))
        made[0].write(EntryKind.PERSON, WHO)
        made[1].take_from(made[0])
        return made

    yield of
    for home in made:
        home.log.close()


def check_in(home, level, others=()):
    """Save a check-in of a level, then let five minutes go by everywhere."""
    rules = (
        [{"id": "E03", "level": level, "because": "E03"}]
        if level in ("URGENT", "EMERGENCY")
        else []
    )
    judged = {"rule_set": RULES.version, "level": level, "rules": rules}
    saved = {"id": home.desk.new_id(), "at": home.desk.now().text, "assessment": judged}
    home.write(EntryKind.CHECK_IN, saved)
    for each in (home, *others):
        each.pass_time(5)
    return saved["id"]


def test_a_dose_by_a_clock_that_is_ahead_moves_no_next_dose_of_the_read_back(two):
    ana, ben = two(2 * 24 * 60)
    times = ["02:00", "08:00", "14:00", "20:00"]
    doses = [{"time": time, "mg": 10} for time in times]
    steps = [{"from": "2026-05-01", "mg_per_day": 40, "doses": doses}]
    plan = {"id": "p1", "drug": "baclofen", "route": "oral", "dose_times": times, "steps": steps}
    ana.write(EntryKind.PLAN, plan | {"zone": "America/New_York"})
    ana.dose(8)
    ben.dose(10)
    check_in(ben, "NO_FLAGS", [ana])
    ana.take_from(ben)
    views = build_services(ana.log, ana.clock).shift_views
    last, coming, _flags = fact_words(views.facts(ID), views.now())
    assert [line.replace("\xa0", " ") for line in (*last.lines[1:], *coming.lines)] == [
        "8 mg baclofen, 8:00 AM.",
        "A dose is written down for Sat 23 May, 8:00 AM, later than now. Check the clocks.",
        "10 mg baclofen, 2:00 PM.",
    ]
    assert coming.age == "in 5 hours 55 minutes"
    handoff = build_services(ana.log, ana.clock).handoff
    page = text_of(handoff.sheet(ID, audience=Audience.SHIFT))
    assert "2026-05-21 14:00, 10 mg" in page
    assert "2026-05-23" not in page
    assert "A clock was WRONG: an entry has a time that is yet to come." in page


def test_a_check_in_by_a_clock_that_is_ahead_hides_no_missed_dose(two):
    ana, ben = two(2 * 24 * 60)
    check_in(ben, "NO_FLAGS", [ana])
    ana.take_from(ben)
    ana.dose(10, "missed")
    doses = build_services(ana.log, ana.clock).doses
    assert {rule.id for rule in doses.told(ID).rules} == {"W05"}


@pytest.mark.parametrize(("route", "rule"), [("oral", "U13"), ("itb", "U09")])
def test_what_the_newest_check_in_of_another_computer_did_not_know_is_told(two, route, rule):
    ana, ben = two(0)
    profile = ana.book.in_force(ID).person.entry.id
    ana.write(EntryKind.PERSON, WHO | {"route": route}, profile)
    at = {"id": ana.desk.new_id(), "at": ana.desk.now().text}
    if route == "oral":
        ana.dose(10, "extra")
    else:
        ana.write(EntryKind.PUMP_EVENT, at | {"kind": "alarm", "tone": "single"})
    for home in (ana, ben):
        home.pass_time(5)
    check_in(ben, "NO_FLAGS", [ana])
    ana.take_from(ben)
    told = build_services(ana.log, ana.clock).doses.told(ID)
    assert {finding.id for finding in told.rules} == {rule}


def test_a_plan_without_an_id_hides_no_missed_dose_of_another_computer(two):
    ana, ben = two(0)
    ana.dose(10, "missed")
    check_in(ben, "NO_FLAGS", [ana])
    ben.take_from(ana)
    steps = [{"from": "2026-05-01", "mg_per_day": 40}]
    ben.write(EntryKind.PLAN, {"drug": "baclofen", "route": "oral", "steps": steps})
    page = text_of(build_services(ben.log, ben.clock).handoff.sheet(ID))
    assert "missed 1" in page


def test_two_notes_of_one_dose_are_read_back_as_two(two):
    ana, ben = two(0)
    ana.dose(10)
    ben.dose(10, "missed")
    ana.take_from(ben)
    views = build_services(ana.log, ana.clock).shift_views
    last = fact_words(views.facts(ID), views.now())[0]
    assert last.lines[0] == "Two notes of one dose differ. It is not decided yet."
    assert not any("not recorded" in line for line in last.lines)


def answer(home, about):
    """Write down that somebody was reached about an alert."""
    done = {"id": home.desk.new_id(), "at": home.desk.now().text, "kind": "spoke", "about": about}
    home.write(EntryKind.ACTION, done)


def exchange(one, other):
    one.take_from(other)
    other.take_from(one)


def stands(home):
    """Return the alert that stands there, and look that a new start finds the same record."""
    record = home.book.record(ID)
    assert record == RecordBook(home.log, home.clock).record(ID)
    return follow_up(TIMES, record, home.desk.now())


def told(home):
    """Return the level that Today, the read-back and the sheet tell; all tell one."""
    record, now = home.book.record(ID), home.desk.now()
    overview = OverviewService(home.book, RULES, TIMES, load_changes(), PROMPTS, home.clock)
    last = overview.today(ID).last
    facts = shift_facts(record, RULES, TIMES, now)
    assert last.assessment.level is facts.level
    assert all_told(record).last_check_in.assessment.level is facts.level
    assert last.age >= timedelta(0)
    return facts.level


def test_an_emergency_from_a_clock_that_is_ahead_stands_here_at_once(two):
    ana, ben = two(180)
    check_in(ana, "NO_FLAGS", [ben])
    check_in(ben, "EMERGENCY", [ana])
    exchange(ana, ben)
    for home in (ana, ben):
        alert, check = stands(home), next_check(TIMES, home.book.record(ID), home.desk.now())
        assert alert is not None
        assert not alert.answered
        assert alert.since <= home.desk.now()
        assert check.asked_by is Level.EMERGENCY
        assert check.due.utc - home.desk.now().utc <= timedelta(hours=1)
        assert told(home) is Level.EMERGENCY


def test_the_first_check_in_of_all_may_be_an_emergency_that_lies_ahead(two):
    ana, ben = two(180)
    check_in(ben, "EMERGENCY", [ana])
    exchange(ana, ben)
    check = next_check(TIMES, ana.book.record(ID), ana.desk.now())
    assert (check.asked_by, check.due) == (Level.EMERGENCY, ana.desk.now())


def test_who_had_the_alert_of_a_clock_that_is_ahead_ends_it(two):
    ana, ben = two(180)
    wrong = check_in(ben, "URGENT", [ana])
    exchange(ana, ben)
    did = {"id": ana.desk.new_id(), "at": ana.desk.now().text, "kind": ActionKind.SPOKE}
    ana.write(EntryKind.ACTION, did | {"about": wrong})
    assert stands(ana).answered
    ana.pass_time(5)
    check_in(ana, "NO_FLAGS", [ben])
    assert stands(ana) is None
    ana.pass_time(240)  # and the time of the alert itself goes by
    assert stands(ana) is None


@pytest.mark.parametrize("level", ["NO_FLAGS", "INCOMPLETE", "WATCH", "URGENT"])
def test_who_did_not_have_an_emergency_neither_ends_nor_hides_it(two, level):
    ana, ben = two(60)
    check_in(ben, level, [ana])
    ana.pass_time(25)
    check_in(ana, "EMERGENCY")
    ana.pass_time(40)
    ben.pass_time(70)
    exchange(ana, ben)
    for home in (ana, ben):
        assert stands(home).level is Level.EMERGENCY
        assert told(home) is Level.EMERGENCY
    check_in(ben, "NO_FLAGS", [ana])
    exchange(ana, ben)
    ana.pass_time(60)
    assert (stands(ana), told(ana)) == (None, Level.NO_FLAGS)


def test_an_emergency_saved_here_is_told_though_a_calmer_note_lies_ahead(two):
    ana, ben = two(180)
    check_in(ben, "NO_FLAGS", [ana])
    exchange(ana, ben)
    check_in(ana, "EMERGENCY")
    told_apart = (lambda _id: stands(ana), ana.apart.conflicts)
    for_help = EmergencyService(ana.book, RULES, load_first_aid(), ana.clock, *told_apart)
    assert for_help.script(ID).signs == ("E03",)
    for _hour in range(5):
        assert stands(ana).level is Level.EMERGENCY
        assert told(ana) is Level.EMERGENCY
        ana.pass_time(60)


def test_an_answer_about_one_alert_is_none_about_an_alert_that_nobody_had_there(two):
    ana, ben = two(0)
    check_in(ben, "EMERGENCY", [ana])
    hers = check_in(ana, "EMERGENCY", [ben])
    answer(ana, hers)
    assert stands(ana).answered
    exchange(ana, ben)
    for home in (ana, ben):
        assert (stands(home).answered, stands(home).recheck_due is not None) == (False, True)
    answer(ben, hers)
    exchange(ana, ben)
    assert stands(ana).answered
    assert stands(ben).answered


def test_of_two_that_were_saved_in_one_second_apart_the_emergency_tells(two):
    ana, ben = two(0)
    check_in(ben, "EMERGENCY")
    check_in(ana, "NO_FLAGS")
    exchange(ana, ben)
    for home in (ana, ben):
        assert stands(home).level is told(home) is Level.EMERGENCY


def test_a_watch_of_a_clock_that_is_ahead_is_told_and_not_an_older_no_flags(two):
    ana, ben = two(60)
    check_in(ana, "NO_FLAGS", [ben])
    check_in(ben, "WATCH", [ana])
    exchange(ana, ben)
    assert told(ana) is told(ben) is Level.WATCH
    check_in(ana, "NO_FLAGS", [ben])
    assert told(ana) is Level.NO_FLAGS


def test_one_computer_tells_by_time_while_its_clock_goes_on(two):
    ana, _ben = two(0)
    check_in(ana, "EMERGENCY")
    check_in(ana, "NO_FLAGS")
    assert stands(ana) is None
    assert not ana.book.record(ID).order.is_mixed


def test_after_its_clock_was_put_back_what_was_written_last_tells(two):
    ana, _ben = two(0)
    check_in(ana, "EMERGENCY")
    ana.pass_time(-90)
    assert stands(ana).level is Level.EMERGENCY
    check_in(ana, "NO_FLAGS")
    ana.pass_time(10)
    assert stands(ana) is None
    check_in(ana, "EMERGENCY")
    for _hour in range(4):
        assert stands(ana).level is told(ana) is Level.EMERGENCY
        ana.pass_time(60)


@pytest.mark.parametrize("minutes", [-180, 30 * 24 * 60])
def test_no_check_in_of_a_wrong_clock_hides_the_emergency_that_was_written_after_it(two, minutes):
    """The clock is ahead and is put back, or it lost a month while its battery was flat."""
    ana, _ben = two(0)
    check_in(ana, "NO_FLAGS")
    ana.pass_time(-abs(minutes))
    check_in(ana, "EMERGENCY")
    ana.pass_time(max(minutes, 0))
    for _look in range(3):
        assert stands(ana).level is told(ana) is Level.EMERGENCY
        ana.pass_time(100)
    check_in(ana, "NO_FLAGS")
    assert stands(ana) is None
    assert told(ana) is Level.NO_FLAGS


def test_the_sheet_says_that_a_clock_was_ahead_while_a_check_in_lies_there(two):
    ana, _ben = two(0)
    check_in(ana, "NO_FLAGS")
    ana.pass_time(-180)
    check_in(ana, "EMERGENCY")
    for ahead in (True, False):
        record, now = ana.book.record(ID), ana.desk.now()
        last = all_told(record).last_check_in
        sheet = select_handoff(all_told(record), last.assessment, now, RULES)
        assert (sheet.level, sheet.one_is_ahead) == (Level.EMERGENCY, ahead)
        assert not sheet.clock_is_behind
        ana.pass_time(300)


def test_a_note_that_lies_ahead_answers_for_no_dose(two):
    ana, ben = two(180)
    check_in(ben, "NO_FLAGS", [ana])
    exchange(ana, ben)
    record = ana.book.record(ID)
    assert last_asked(record) is not None
    assert last_asked(known_until(record, ana.desk.now())) is None
