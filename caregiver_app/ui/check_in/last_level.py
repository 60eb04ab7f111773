# SPDX-License-Identifier: MIT
"""The level of the newest check-in on a panel, and what is said over one that is old."""

from datetime import timedelta

from caregiver_app.domain.asked_again import HAPPENED_ONCE
from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.dosing.given_since import given_since
from caregiver_app.domain.events import ActionKind
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.timing.cadence import Lateness
from caregiver_app.services.looking_back.views import PersonLine, TodayView
from caregiver_app.system.clock import here_and_now
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.widgets.level.level_panel import LevelPanel
from caregiver_app.ui.widgets.today.today_words import (
    foot_words,
    late_words,
    open_words,
    unwritten_words,
)
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.answers import field_name
from caregiver_app.ui.words.person_words import drug_words

_HOUR = timedelta(hours=1)
_LATE = (Lateness.REMIND, Lateness.LATE)
_MANY_DOSES = 2
"""So many planned doses in a row that nobody wrote down are what the rules call missed ones."""


def show_last_level(
    panel: LevelPanel,
    services: Services,
    view: TodayView,
    line: PersonLine,
    *,
    waiting: bool,
    newer_call: bool = False,
) -> None:
    """Show the newest check-in, or what was written down since where that says more.

    While an alert is `waiting` for an answer, its card says that a check is late. A `newer_call`
    of answers that nobody saved makes calmer words untrue: the line over the page says whom to
    call, and leads to them.
    """
    has_pump, last = line.route.value in ("itb", "both"), view.last
    told = services.doses.told(line.person_id)
    if last is None or (told is not None and told.level >= last.assessment.level):
        judged, at, old = told, None, ""
        note = close_together(view, told) if told is not None else _("No check-in yet.")
        foot = since_words(services, line.person_id, view.now) if told else ""
    else:
        judged, at = last.assessment, last.at
        old, said = old_words(services, line.person_id, view)
        if not old:
            # While an EMERGENCY waits, nothing stands over what to do.
            is_first = waiting and judged.level is Level.EMERGENCY
            late = "" if waiting else late_words(view, last)
            said = " ".join(filter(None, (late, "" if is_first else open_words(last))))
        # Above the reasons: the foot of a low window is out of sight, and a sign asks for a call.
        note = " ".join(part for part in (*view.signs, said, close_together(view, judged)) if part)
        foot = " ".join([foot_words(view, last) + ".", *view.notes])
    if newer_call and not _calls(judged):
        old = _("A check-in is begun and NOT SAVED.")
    told_first = answered_words(services, line, judged)
    parts = (told_first, note, given_words(services, line.person_id, judged))
    note = " ".join(part for part in parts if part)
    is_done = _calls(judged) and _is_at_er(services, line.person_id)
    if is_done:  # the card of the alert says since when, and what to do once they are home
        note, old = "", _("They went to the ER")
    panel.show_assessment(
        judged, view.contacts, has_pump, at, note=note, foot=foot, old=old, is_done=is_done
    )


def given_words(services: Services, person_id: str, judged: Assessment | None) -> str:
    """Return that a dose was kept down since it was told that doses were missed, or a blank.

    Whoever reads the reason alone may give it a second time.
    """
    record, now = services.book.record(person_id), here_and_now(services.clock)
    found = (given_since(record, f, now) for f in (judged.rules if judged is not None else ()))
    newest = max((one for one in found if one), key=lambda one: one.at.utc, default=None)
    if newest is None:
        return ""
    words = _("A dose of {drug} was kept down since this was told, {time}.")
    return words.format(drug=drug_words(newest.drug), time=dates.day_and_time(newest.at, now))


def answered_words(services: Services, line: PersonLine, judged: Assessment | None) -> str:
    """Return that somebody has answered about an alert that the level still tells, or a blank.

    What was found stands until somebody has looked again. Large words to call, with nothing beside
    them, read as if nobody had.
    """
    alert = services.alerts.follow_up(line.person_id) if _calls(judged) else None
    if alert is None or not alert.answered:
        return ""
    newest = max((one.at for one in alert.actions if one.kind is ActionKind.SPOKE), default=None)
    if newest is None:
        return ""
    words = _("They answered, {time}. What was found stands until the next check-in.")
    return words.format(time=dates.day_and_time(newest, here_and_now(services.clock)))


def _calls(judged: Assessment | None) -> bool:
    """Say whether a level calls somebody."""
    return judged is not None and judged.level >= Level.URGENT


def _is_at_er(services: Services, person_id: str) -> bool:
    """Say whether they went to the ER, and nobody has written of them since."""
    alert = services.alerts.in_sight(person_id)
    return alert is not None and alert.at_er is not None


def since_words(services: Services, person_id: str, now: Moment) -> str:
    """Return why a level is not that of the newest check-in.

    Doses and the pump have made it since, or that check-in did not ask again about an alert.
    """
    alert = services.alerts.follow_up(person_id)
    if alert is None or alert.answered or not alert.open_answers:
        return _("With what was written down since the last check-in.")
    words, time = services.alerts.rules.words.follow_up, dates.day_and_time(alert.since, now)
    not_asked = [name for name in alert.open_answers if name not in HAPPENED_ONCE]
    if not not_asked:
        return words["not_over"].format(time=time)
    names = [field_name(name, services.check_ins.every_question) for name in not_asked]
    return words["not_asked"].format(time=time, what=", ".join(names))


def old_words(services: Services, person_id: str, view: TodayView) -> tuple[str, str]:
    """Return a headline for a quiet level that no longer tells how they are, and a sentence more.

    Large words must not be about yesterday. Two blanks for a level that is new enough, and for
    one that says something itself.
    """
    last = view.last
    if last is None or last.assessment.level is not Level.NO_FLAGS:
        return "", ""
    unwritten = services.doses.offers(person_id).unwritten
    doses = unwritten_words(unwritten.n, unwritten.since, view.now) if unwritten.n else ""
    if view.next_check.lateness in _LATE:
        return _("Last check {age}. Check now.").format(age=_ago(last.age)), doses
    if unwritten.n >= _MANY_DOSES:
        return doses, _("Write down what became of them, or check now.")
    return "", ""


def close_together(view: TodayView, judged: Assessment) -> str:
    """Return the question about two doses that were given together, until it is answered.

    No rule is about them, and a level that says nothing of them reads as if all was told. One
    from URGENT on says to call already.
    """
    if judged.level >= Level.URGENT:
        return ""
    asked = (p for p in view.prompts if p.id == "P-TWICE" and p.confirmed is None)
    return " ".join(dict.fromkeys(prompt.message for prompt in asked))


def _ago(age: timedelta) -> str:
    """Return an age in whole hours, where there is one: a headline is short."""
    return dates.ago(age - age % _HOUR if age >= _HOUR else age)
