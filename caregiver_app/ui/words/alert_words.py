# SPDX-License-Identifier: MIT
"""What is said about an alert that somebody has to answer, and about what was done so far."""

from collections.abc import Sequence
from datetime import timedelta

from caregiver_app.domain.events import NUMBER_WRITTEN, ActionKind, ActionTaken
from caregiver_app.domain.form import Form
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.timing.follow_up import FollowUp
from caregiver_app.domain.timing.past_emergency import PastEmergency
from caregiver_app.domain.timing.time_rules import TimeRules
from caregiver_app.system.words import _, apart
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.answers import field_name
from caregiver_app.ui.words.days_in_text import days_in_words

_LINES_SHOWN = 4
_REASONS_SHOWN = 2
_MINUTE = timedelta(minutes=1)
_RINGING = frozenset({ActionKind.CALLED, ActionKind.NO_ANSWER})


class AlertWords:
    """Sentences about an alert; those that say what to do come from the clinical content."""

    def __init__(self, rules: TimeRules, emergency_number: str) -> None:
        self._said = rules.words.follow_up
        self._number = emergency_number

    def er(self, alert: FollowUp | None) -> tuple[str, str]:
        """Return what to do and why when nobody answered in time, or two blanks."""
        if alert is None or not alert.go_to_er:
            return "", ""
        waited = alert.waited
        because = self._said["no_answer"].format(minutes=waited // _MINUTE) if waited else ""
        return self._said["go_to_er"], because

    def head(self, alert: FollowUp, word: str, call: str, now: Moment) -> str:
        """Return which alert it is: the word of its level, and whom to call while it is open."""
        since = dates.day_and_time(alert.since, now)
        if alert.answered:
            return _("{level} since {time}.").format(level=word, time=since)
        said = _("{level} since {time} is still open.").format(level=word, time=since)
        # "Go to the ER now" is said above it by then, and comes before any call.
        return said if alert.go_to_er else f"{said} {call}."

    def before(
        self, past: PastEmergency, word: str, now: Moment, corrected: Moment | None = None
    ) -> str:
        """Return when an EMERGENCY was that was eased since, why, and that nobody was reached.

        Where what found it was `corrected` since, its numbers are not those of the check-in now.
        """
        told: list[str] = []
        for at, because in past.found[:_REASONS_SHOWN]:
            said, time = self._said["before_one" if told else "before"], dates.day_and_time(at, now)
            why = days_in_words(because)
            told.append(said.format(level=word, time=time, because=why).strip())
        if corrected is not None:
            time = dates.day_and_time(corrected, now)
            told.append(_("Some of this was corrected at {time}.").format(time=time))
        return " ".join([*told, *([] if past.answers else [self._said["before_open"]])])

    def state(self, alert: FollowUp, now: Moment, form: Form) -> str:
        """Return what is waited for, until when, when to check again, and what to ask then."""
        if alert.at_er is not None:
            return self._said["at_er"].format(time=dates.day_and_time(alert.at_er, now))
        parts = [self._waiting(alert, now), self._recheck(alert, now), self._to_ask(alert, form)]
        return " ".join(part for part in parts if part)

    def log(self, actions: Sequence[ActionTaken], now: Moment, me: str | None) -> str:
        """Return what was done, a line each, the newest last; of many only the last ones."""
        lines = [line for line in (self.line(action, now, me) for action in actions) if line]
        before = len(lines) - _LINES_SHOWN
        if before > 0:
            lines = [_("{n} earlier.").format(n=before), *lines[-_LINES_SHOWN:]]
        return "\n".join(lines)

    def line(self, action: ActionTaken, now: Moment, me: str | None) -> str:
        """Return one thing that was done: "2:14 AM: you called."; blank for a plan's."""
        mine = not action.by or action.by == me
        words = _by_me().get(action.kind) if mine else _by_others().get(action.kind)
        if not words:
            return ""
        at = dates.day_and_time(action.at, now)
        number = self._number if self._number == NUMBER_WRITTEN else _("the emergency number")
        said = words.format(time=at, name=action.by, number=number)
        typed = [f"\u201c{apart(part)}\u201d" for part in (action.who, action.note) if part]
        return " ".join([said, *typed])

    def _waiting(self, alert: FollowUp, now: Moment) -> str:
        if alert.go_to_er or alert.er_at is None:
            return ""
        rung = [action.at for action in alert.actions if action.kind in _RINGING]
        until = dates.day_and_time(alert.er_at, now)
        if not rung:
            return self._said["not_called"].format(until=until)
        return self._said["waiting"].format(since=dates.day_and_time(rung[0], now), until=until)

    def _to_ask(self, alert: FollowUp, form: Form) -> str:
        names = ", ".join(field_name(name, form) for name in alert.to_ask)
        return self._said["ask_again"].format(what=names) if names else ""

    def _recheck(self, alert: FollowUp, now: Moment) -> str:
        if alert.recheck_due is None:
            return ""
        due = dates.day_and_time(alert.recheck_due, now)
        return self._said["recheck" if alert.recheck_due > now else "recheck_now"].format(due=due)


def _by_me() -> dict[ActionKind, str]:
    return {
        ActionKind.CALLED: _("{time}: you called."),
        ActionKind.SPOKE: _("{time}: they answered."),
        ActionKind.NO_ANSWER: _("{time}: no answer."),
        ActionKind.WENT_TO_ER: _("{time}: you went to the ER."),
        ActionKind.CALLED_911: _("{time}: you called {number}."),
        ActionKind.RECHECKED: _("{time}: you checked again."),
    }


def _by_others() -> dict[ActionKind, str]:
    return {
        ActionKind.CALLED: _("{time}: {name} called."),
        ActionKind.SPOKE: _("{time}: they answered {name}."),
        ActionKind.NO_ANSWER: _("{time}: no answer for {name}."),
        ActionKind.WENT_TO_ER: _("{time}: {name} went to the ER."),
        ActionKind.CALLED_911: _("{time}: {name} called {number}."),
        ActionKind.RECHECKED: _("{time}: {name} checked again."),
    }
