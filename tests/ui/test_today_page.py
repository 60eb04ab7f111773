# SPDX-License-Identifier: MIT
"""Today for a new person, for one who is late, and for one with a pump."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.domain.plan import PlanRoute, Step, StepDose, TaperPlan
from caregiver_app.ui.widgets.learn.reference_view import ReferenceDialog
from caregiver_app.ui.widgets.level.level_panel import LevelPanel
from caregiver_app.ui.widgets.today.changed_card import ChangedCard
from tests.journeys.words import find, is_gone, press, see


@pytest.fixture
def new_person(open_window):
    """Return the window on somebody nothing is written about yet."""
    return open_window(person=Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN))


def _texts(window) -> str:
    return "\n".join(part.text() for part in window.findChildren(QLabel) if part.isVisible())


def test_a_new_person_sees_what_to_do_first(new_person):
    seen = _texts(new_person)
    assert "No check-in yet." in seen
    assert "Do a first check-in" in seen
    assert new_person.findChild(QWidget, "level").level is Level.INCOMPLETE
    new_person.findChild(QAbstractButton, "first.check_in").click()
    assert new_person.page_name == "check_in"


def test_what_is_not_known_is_named(new_person):
    seen = _texts(new_person)
    assert "Date of birth not recorded" in seen
    assert "no written plan yet" in seen
    assert "Last cut not written down" in seen
    assert "No phone number is recorded." in seen


def test_the_three_next_steps_lead_where_they_say(new_person):
    for step, page in (("plan", "plan"), ("sheet", "handoff"), ("check_in", "check_in")):
        new_person.show_page("today")
        new_person.findChild(QAbstractButton, f"first.{step}").click()
        assert new_person.page_name == page


def test_a_plan_that_is_typed_in_is_no_step_any_more(new_person):
    book, person = new_person.services.book, new_person.person_id
    steps = [
        {"from": day, "mg_per_day": Decimal(mg), "doses": [{"time": "13:00", "mg": Decimal(mg)}]}
        for day, mg in (("2026-05-01", 30), ("2026-05-18", 20))
    ]
    payload = {"drug": "baclofen", "route": "oral", "steps": steps}
    assert "before the first step down" in _texts(new_person)
    now = new_person.services.happened.now()
    book.append([book.new_entry(person, EntryKind.PLAN, payload, now, None)])
    new_person.open_person(person)
    QApplication.processEvents()
    assert "Type in the written plan" not in _texts(new_person)
    seen = _texts(new_person)
    assert "Print the first ER sheet" in seen
    assert "before the first step down" not in seen, "it is past"
    see(new_person, "Due: 1:00 PM, 40 minutes ago")
    new_person.findChild(QAbstractButton, "doses.given.baclofen").click()
    see(new_person, "20 mg baclofen", "1:40 PM, just now")


def test_a_quiet_level_of_yesterday_is_no_headline(open_window):
    window = open_window(person="practice-child")
    said = window.findChild(QWidget, "level").accessibleName()
    assert said.startswith("Last check 20 hours ago. Check now.")
    assert "Then: No warning signs in what you entered." in said
    assert "2 doses are not written down since Wed 20 May, 5:30\u00a0PM." in said
    see(window, "8 mg (8 mL) baclofen")
    window.show_page("happened")
    said = [panel.accessibleName() for panel in window.findChildren(LevelPanel)]
    assert all(name.startswith("Last check 20 hours ago.") for name in said[:2])


def test_the_first_steps_go_when_the_first_check_in_is_saved(new_person):
    services = new_person.services
    draft = Draft(mode=Mode.QUICK, stiffness=3)
    new_person.show_saved(services.check_ins.save(new_person.person_id, draft))
    assert "Do a first check-in" not in _texts(new_person)
    assert "Next check-in" in _texts(new_person)


def test_a_late_check_asks_for_it_now_and_keeps_the_old_time(open_window, clock):
    window = open_window(person="practice-oral")
    view = window.services.overview.today(window.person_id)
    assert view.last.assessment.level is Level.WATCH
    clock.go_to(view.next_check.due.utc + timedelta(hours=1))
    window.open_person(window.person_id)
    seen = _texts(window)
    assert seen.count("Check again now. It was due by") == 1
    assert "Check again in" not in seen
    assert "Write it down. Tell the prescriber at the next call." in seen
    assert "Late by 1 hour" in seen


def test_under_an_alert_it_is_said_once_that_the_check_is_late(open_window, clock):
    window = open_window()
    person = window.services.people.open_practice("practice-oral")
    draft = Draft(mode=Mode.QUICK, temp_c=Decimal("38.4"))
    window.services.check_ins.save(person, draft)
    clock.go_to(clock.now() + timedelta(hours=3))
    window.open_person(person)
    QApplication.processEvents()
    assert _texts(window).count("Check again now.") == 1


def test_what_two_drugs_have_in_common_stands_on_a_line_for_each(open_window, clock):
    window = open_window()
    person = window.services.people.open_practice("practice-both")
    clock.go_to(clock.now() + timedelta(hours=28))
    window.services.check_ins.save(person, Draft(mode=Mode.QUICK, stiffness=3))
    window.open_person(person)
    QApplication.processEvents()
    (reason,) = [part for part in _texts(window).split("\n\n") if "doses of baclofen" in part]
    lines = reason[re.search(r"Nobody wrote down \d+ doses of b", reason).start() :].split("\n")
    assert "doses of baclofen, the first due at" in lines[0]
    assert "Limit" in lines[0]
    assert "doses of clonazepam" in lines[1]


def test_my_last_shift_is_offered_to_who_had_one(open_window):
    window = open_window()
    person = window.services.people.open_practice("practice-oral")
    window.open_person(person)
    assert not window.findChild(QAbstractButton, "changes.shift").isVisible()
    window.services.settings.change(recorder="Alex Kim, aide (practice)")
    window.open_person(person)
    window.findChild(QAbstractButton, "changes.shift").click()
    QApplication.processEvents()
    assert "before the step down" not in _texts(window)
    assert window.findChild(ChangedCard).choice() == "shift"


def test_the_supply_stands_beside_the_doses(open_window):
    window = open_window(person="practice-oral")
    QApplication.processEvents()
    assert "Medicine left: lasts to about" in _texts(window)


def test_what_changed_stands_beside_what_was_and_what_is_usual(open_window):
    window = open_window(person="practice-oral")
    seen = _texts(window)
    assert "Stiffness is 5 of 10." in seen
    assert "It was 3 before the step down on Sunday 17 May. Usual is 3." in seen
    window.findChild(QAbstractButton, "changes.day").click()
    assert "before the step down" not in _texts(window)


def test_the_next_check_says_when_why_how_often_and_where_they_are(open_window):
    window = open_window(person="practice-oral")
    seen = _texts(window)
    assert "It was due by Wed 20\u00a0May, 9:45\u00a0PM." in seen.replace("20 May", "20\u00a0May")
    assert "The last check found something to watch." in seen
    assert "Every 4 hours while awake" in seen
    assert "Signs can start now." in seen


def test_what_to_expect_opens_beside_the_page_and_goes_away_with_escape(open_window):
    window = open_window(person="practice-pump")
    window.findChild(QAbstractButton, "today.expect").click()
    QApplication.processEvents()
    dialog = window.findChild(ReferenceDialog)
    assert dialog.isVisible()
    assert "pump" in dialog.windowTitle().lower()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not any(each.isVisible() for each in window.findChildren(ReferenceDialog))


def test_a_prompt_asks_the_prescriber_and_keeps_who_confirmed_it(open_window):
    window = open_window(person="practice-child")
    level = window.services.overview.today(window.person_id).last.assessment.level
    assert "Please ask the prescriber to confirm" in _texts(window)
    window.findChild(QAbstractButton, "prompts.confirm.plan-01").click()
    who = window.findChild(QLineEdit, "prompts.who")
    assert who.text() == "Dr. Ruth Adler (practice)"
    window.findChild(QAbstractButton, "prompts.save").click()
    QApplication.processEvents()
    assert "Confirmed by Dr. Ruth Adler (practice) on Thu 21 May 2026" in _texts(window)
    view = window.services.overview.today(window.person_id)
    assert [prompt.confirmed is not None for prompt in view.prompts] == [True]
    assert view.last.assessment.level is level


def test_a_name_that_is_half_typed_outlives_the_minute(open_window, clock):
    window = open_window(person="practice-child")
    window.findChild(QAbstractButton, "prompts.confirm.plan-01").click()
    window.findChild(QLineEdit, "prompts.who").setText("Nurse Kim")
    clock.go_to(clock.now() + timedelta(minutes=1))
    window.minute_passed()
    assert window.findChild(QLineEdit, "prompts.who").text() == "Nurse Kim"


def test_without_a_plan_the_prescriber_is_asked_for_one(new_person):
    assert "Please ask the prescriber for the plan in writing." in _texts(new_person)


def test_a_pump_without_doses_by_mouth_says_so(open_window):
    window = open_window(person="practice-pump")
    assert "No dose by mouth is planned." in _texts(window)


def test_an_empty_history_says_so_and_offers_a_check_in(new_person):
    new_person.show_page("history")
    assert "Nothing written yet" in _texts(new_person)
    new_person.findChild(QAbstractButton, "history.start_check_in").click()
    assert new_person.page_name == "check_in"


def test_other_limits_of_a_child_are_said_beside_the_level(open_window):
    window = open_window(person="practice-child")
    assert "Limits for this child's age are used." in _texts(window)
    window.show_page("check_in")
    assert "Limits for this child's age are used." in _texts(window)


def test_of_two_medicines_each_is_named_with_its_own_time(open_window):
    window = open_window(person="practice-both")
    seen = _texts(window)
    assert "baclofen by mouth: Day " in seen
    assert "clonazepam by mouth: Day " in seen


def test_the_level_is_as_high_as_its_words_however_much_the_doses_say(open_window):
    window = open_window(person="practice-oral", recorder="Ana")
    level, changed = find(window, "level"), window.findChild(ChangedCard)
    assert level.height() <= level.heightForWidth(level.width()) + 1
    assert changed.mapTo(window, changed.rect().topLeft()).y() < 560


def test_each_dose_of_a_day_that_nobody_wrote_down_can_be_written_down_here(open_window, clock):
    clock.go_to(clock.now() + timedelta(hours=28))
    window = open_window(1024, 768, person="practice-oral")
    press(window, "doses.unwritten")
    missing = window.services.doses.offers(window.person_id).overdue
    assert len(missing) == 3
    rows = [one for one in window.findChildren(QAbstractButton, "doses.open") if one.isVisible()]
    assert len(rows) == len(missing)


def test_many_doses_that_nobody_wrote_down_stand_in_one_line_that_opens(open_window, clock):
    clock.go_to(clock.now() + timedelta(hours=26))
    window = open_window(1024, 768, person="practice-oral")
    assert is_in_sight(find(window, "doses.given.baclofen"))
    see(window, "2 doses are not written down since Thu 21 May, 5:45\u00a0PM.")
    assert is_gone(window, "doses.open")
    before = find(window, "doses.given.baclofen").mapTo(window, QPoint(0, 0))
    press(window, "doses.unwritten")
    see(window, "7:00\u00a0AM, 15\u00a0mg baclofen: not written down.")
    assert find(window, "doses.given.baclofen").mapTo(window, QPoint(0, 0)) == before
    press(window, "doses.open")
    window.show_page("today")
    assert not is_gone(window, "doses.open"), "it is still open for the next one"
    press(window, "doses.unwritten")
    assert is_gone(window, "doses.open")


def is_in_sight(part: QWidget) -> bool:
    return part.visibleRegion().boundingRect().height() >= part.height() // 2


def test_the_level_of_somebody_new_is_no_higher_than_its_words_beside_many_doses(
    open_window, clock
):
    person = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)
    window = open_window(person=person)
    day = clock.now().date() - timedelta(days=3)
    doses = tuple(StepDose(time=time, mg=Decimal(5)) for time in ("07:00", "13:00", "21:00"))
    plan = TaperPlan(
        drug=Drug.BACLOFEN,
        route=PlanRoute.ORAL,
        start_mg_per_day=Decimal(20),
        dose_times=("07:00", "13:00", "21:00"),
        steps=(Step(from_=day, mg_per_day=Decimal(15), doses=doses),),
    )
    window.services.plans.add_version(window.person_id, plan, "Ana (daughter)")
    window.show_written("", lambda _by: None)
    QApplication.processEvents()
    press(window, "doses.unwritten")
    level = find(window, "level")
    assert find(window, "doses.given.baclofen").isVisible()
    assert level.height() <= level.heightForWidth(level.width()) + 1
