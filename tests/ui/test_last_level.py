# SPDX-License-Identifier: MIT
"""Which level stands large on Today, and what is said over one that is old."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QWidget

from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.events import ActionKind, ActionTaken
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.timing.cadence import Lateness
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.ui.check_in.last_level import close_together, old_words, show_last_level
from caregiver_app.ui.look.theme import load_theme
from caregiver_app.ui.widgets.level.level_panel import LevelPanel
from caregiver_app.wiring import build_services
from tests.services.test_nothing_calmer import QUIET

pytestmark = pytest.mark.gui
HOUR = timedelta(hours=1)


@pytest.fixture
def services(data_dir, clock):
    """Return every service on an empty record."""
    log = EntryLog.open(data_dir, clock)
    yield build_services(log, clock)
    log.close()


@pytest.fixture
def person(services) -> str:
    """Return somebody whose doses of 7 AM and 3 PM were written down; it is 5:45 PM."""
    return services.people.open_practice("practice-oral")


@pytest.fixture
def host(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def said(host, services, person):
    """Return what a screen reader hears of the level."""
    panel = LevelPanel(load_theme("light", 1.0), services.rule_set, host)

    def hear(*, waiting: bool = False) -> str:
        view, line = services.overview.today(person), services.overview.person_line(person)
        show_last_level(panel, services, view, line, waiting=waiting)
        return " ".join(panel.accessibleName().split())

    return hear


def go_on(clock, hours: float) -> None:
    clock.go_to(clock.now() + hours * HOUR)


def check_quietly(services, person) -> None:
    """Save a check-in without a sign; the dose of 7 AM was kept, and none was missed."""
    now = services.happened.now()
    seven = Moment(now.local.replace(hour=7, minute=0), now.zone)
    services.check_ins.save(person, replace(QUIET, doses_missed_in_row=0, last_kept_dose_at=seven))


def test_a_told_sign_without_a_rule_says_whom_to_call_before_all_that_is_calm(
    services, person, said
):
    now = services.happened.now()
    seven = Moment(now.local.replace(hour=7, minute=0), now.zone)
    quiet = replace(QUIET, doses_missed_in_row=0, last_kept_dose_at=seven)
    services.check_ins.save(person, replace(quiet, severe_headache=True))
    call = said().index("A very bad headache has no rule here. Call the prescriber.")
    assert call < said().index("Who to ring")


def test_a_quiet_level_stands_as_long_as_its_check_is_not_late(services, person, clock, said):
    check_quietly(services, person)
    assert said().startswith("No warning signs in what you entered.")
    go_on(clock, 4)
    assert said().startswith("No warning signs in what you entered.")
    go_on(clock, 1.5)
    assert said().startswith("Last check 5 hours ago.")
    assert "Check now. Then: No warning signs in what you entered." in said()
    assert "1 dose is not written down since 1:40 PM." in said()


@pytest.mark.parametrize(("hours", "headline"), [(4, ""), (11, "2 doses are not written down")])
def test_one_dose_that_nobody_wrote_down_is_no_headline_and_two_are(
    services, person, clock, hours, headline
):
    check_quietly(services, person)
    go_on(clock, hours)
    view = services.overview.today(person)
    assert services.doses.offers(person).unwritten.n == (2 if headline else 1)
    on_time = replace(view, next_check=replace(view.next_check, lateness=Lateness.DUE))
    said, more = old_words(services, person, on_time)
    assert bool(said) is bool(headline)
    assert said.startswith(headline)
    assert more == ("Write down what became of them, or check now." if headline else "")


def test_what_a_late_check_found_keeps_its_words_under_an_alert_that_waits(
    services, person, clock, said
):
    go_on(clock, 30)
    view = services.overview.today(person)
    assert view.last.assessment.level is Level.WATCH
    assert "Check again now. It was due by" in said()
    assert "Check again now. It was due by" not in said(waiting=True)


def test_while_they_are_at_the_er_the_level_calls_nobody(services, person, clock, said):
    services.check_ins.save(person, replace(QUIET, temp_c=Decimal("39.6")))
    assert "They went to the ER" not in said()
    alert = services.alerts.follow_up(person)
    assert "Call" in said()
    services.alerts.record(person, alert.check_in_id, ActionKind.WENT_TO_ER, "Ana")
    assert said().startswith("They went to the ER.")
    assert "Call the prescriber now" not in said()


@pytest.mark.parametrize("found", [{"temp_c": Decimal("39.6")}, {"temp_c": Decimal("38.4")}])
def test_that_somebody_answered_stands_beside_the_call_until_they_are_looked_at_again(
    services, person, clock, said, found
):
    services.check_ins.save(person, replace(QUIET, **found))
    alert = services.alerts.follow_up(person)
    for kind in (ActionKind.CALLED, ActionKind.NO_ANSWER):
        services.alerts.record(person, alert.check_in_id, kind, "Ana")
        assert "They answered" not in said()
    services.alerts.record(person, alert.check_in_id, ActionKind.SPOKE, "Ana")
    heard = said()
    assert "What was found stands until the next check-in." in heard
    assert "Call" in heard, "the level stays what it was"
    go_on(clock, 1)
    check_quietly(services, person)
    assert "They answered" not in said()


def gave(services, person, minutes: int) -> None:
    """Write down a dose of the plan that was kept so many minutes ago."""
    now = services.happened.now()
    amount = services.doses.as_planned(services.doses.offers(person).planned[0], now, "Ana").mg
    at = Moment(now.local - timedelta(minutes=minutes), now.zone)
    dose = DoseEvent(
        id=services.doses.new_id(),
        drug=Drug.BACLOFEN,
        at=at,
        zone=at.zone,
        mg=amount,
        status=DoseStatus.TAKEN,
    )
    services.doses.log(person, dose)
    services.doses.keep()


def test_two_doses_close_together_are_asked_about_until_answered_unless_the_level_calls(
    services, person, clock, said
):
    check_quietly(services, person)
    quiet = services.overview.today(person).last.assessment
    go_on(clock, 3)
    gave(services, person, 40)
    gave(services, person, 20)
    view = services.overview.today(person)
    (asked,) = (p for p in view.prompts if p.id == "P-TWICE")
    assert close_together(view, quiet) == asked.message
    assert said().startswith("URGENT.")
    assert asked.message not in said()
    answer = ActionTaken(id="a", at=view.now, kind=ActionKind.SPOKE, about="plan")
    told = replace(view, prompts=tuple(replace(p, confirmed=answer) for p in view.prompts))
    assert close_together(told, quiet) == ""


def test_at_the_er_no_check_is_said_to_be_late(services, person, clock, said):
    services.check_ins.save(person, replace(QUIET, hr=118))
    alert = services.alerts.follow_up(person)
    services.alerts.record(person, alert.check_in_id, ActionKind.WENT_TO_ER, "Ana")
    go_on(clock, 9)
    assert said().startswith("They went to the ER.")
    assert "Check again now." not in said()


def test_what_was_written_down_later_and_what_was_corrected_is_said_with_it(
    services, person, said, clock
):
    since = Moment(clock.now() - HOUR)
    later = services.check_ins.save(person, replace(QUIET, temp_c=Decimal("39.9")), about=since)
    assert "1 hour ago, written down 1:40 PM" in said()
    assert "corrected" not in said()
    wrong = later.check_in
    services.history.correct(person, wrong, replace(wrong, temp_c=Decimal("37")), "typo", "Ana")
    assert "Some of this was corrected at 1:40 PM." in said()
