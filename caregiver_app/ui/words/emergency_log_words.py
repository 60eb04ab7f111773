# SPDX-License-Identifier: MIT
"""What the running log of an emergency says: its buttons and its lines."""

from datetime import timedelta

from caregiver_app.domain.back_dated import written_later
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.emergency_log import AMBULANCE_CREW, SEIZURE_ENDED, LogLine, Tap, tap_of
from caregiver_app.domain.events import NUMBER_WRITTEN, ActionKind, ActionTaken
from caregiver_app.domain.happened import HAPPENED, Happening, kind_of
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.system.words import _, apart, in_use
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.days_in_text import days_in_words


def tap_words(tap: Tap, number: str) -> str:
    """Return what one tap writes down."""
    return {
        Tap.CALLED_911: _("Called {number}").format(number=number),
        Tap.AMBULANCE: _("Ambulance here"),
        Tap.SEIZURE: _("Seizure started"),
        Tap.SEIZURE_STOPPED: _("Seizure stopped"),
        Tap.BREATHING: _("Trouble breathing"),
        Tap.MEDICINE: _("Gave rescue medicine"),
        Tap.OTHER: _("Something else"),
    }[tap]


def tap_help(tap: Tap) -> str:
    """Return what a button does, for readers of the screen."""
    if tap is Tap.MEDICINE:
        return _("Writes down the time. Only what the plan of the prescriber says.")
    return _("Writes down the time.")


def line_words(line: LogLine, number: str) -> str:
    """Return what happened, without its time; what was told later has the time of the telling."""
    words, fact = _told(line, number), line.fact
    written = written_later(fact) if isinstance(fact, CheckIn) and not line.stopped else None
    if written is None:
        return words
    when = dates.clock_time(written)
    if written.day != fact.at.day:
        when = dates.date_time(written)
    return _("{what} (written at {time})").format(what=words, time=when)


def _told(line: LogLine, number: str) -> str:
    fact, tap = line.fact, tap_of(line)
    if tap is Tap.CALLED_911 and isinstance(fact, ActionTaken):
        return _with_note(called_words(number), fact.note)
    if tap is not None:
        told = not (isinstance(fact, CheckIn) and fact.note == SEIZURE_ENDED)
        words = tap_words(tap if told else Tap.SEIZURE_STOPPED, number)
        return _with_note(words, fact.note if told and not line.stopped else None)
    if isinstance(fact, ActionTaken):
        return _with_note(action_words(fact), fact.note)
    if isinstance(fact, CheckIn):
        return _stopped(fact) if line.stopped else _check_in(fact)
    return ""


def exact_time(moment: Moment) -> str:
    """Return "2:14:05 PM": in an emergency the seconds count."""
    local = moment.local
    return dates.wall_time(local.hour, f":{local.minute:02}:{local.second:02}")


def stopwatch(length: timedelta) -> str:
    """Return "0:45" or "1:02:03"; never less than nothing."""
    seconds = max(0, int(length.total_seconds()))
    hours, rest = divmod(seconds, 3600)
    minutes = f"{rest // 60:02}" if hours else f"{rest // 60}"
    return f"{hours}:{minutes}:{rest % 60:02}" if hours else f"{minutes}:{rest % 60:02}"


def tapped_short(tap: Tap, when: str, number: str) -> str:
    """Return what stands on a narrow button, with its time once there is one."""
    if not when:
        return _("Gave medicine") if tap is Tap.MEDICINE else tap_words(tap, number)
    short = {
        Tap.CALLED_911: number,
        Tap.AMBULANCE: _("Here"),
        Tap.SEIZURE_STOPPED: _("Stopped now?"),
        Tap.BREATHING: _("Breathing"),
        Tap.MEDICINE: _("Gave it"),
        Tap.OTHER: _("Else"),
    }.get(tap, tap_words(tap, number))
    return _("{what} {time}").format(what=short, time=when)


def action_words(action: ActionTaken) -> str:
    """Return what was done and with whom, without its time and its note."""
    words = {
        ActionKind.CALLED: _("Called"),
        ActionKind.SPOKE: _("They answered"),
        ActionKind.NO_ANSWER: _("No answer"),
        ActionKind.WENT_TO_ER: _("Went to the ER"),
        ActionKind.CALLED_911: called_words(in_use().emergency),
        ActionKind.RECHECKED: _("Checked again"),
        ActionKind.CONFIRMED_PLAN: _("Plan confirmed"),
        ActionKind.DISMISSED: _("Alert put aside"),
    }[action.kind]
    if action.kind is ActionKind.SPOKE and action.who == AMBULANCE_CREW:
        return _("Ambulance here")
    return f"{words} ({apart(action.who)})" if action.who else words


def called_words(number: str) -> str:
    """Return that help was called; the number only where it is surely the one that was called.

    The record keeps none: another country may have been chosen since, or on another computer.
    """
    if number != NUMBER_WRITTEN:
        return _("Called the emergency number")
    return _("Called {number}").format(number=number)


def _check_in(check_in: CheckIn) -> str:
    if HAPPENED in check_in.more:
        return _with_note(_happened(check_in), check_in.note)
    judged = check_in.assessment
    found = [f.because for f in judged.rules if f.level is Level.EMERGENCY] if judged else []
    told = days_in_words(" ".join(found[:1]))
    return _("{what} (check-in)").format(what=told.rstrip(".")) if told else _("Check-in")


def _happened(check_in: CheckIn) -> str:
    kind = kind_of(check_in)
    if kind is Happening.MEDICINE:
        return _("Gave {name}").format(
            name=", ".join(apart(given.name) for given in check_in.prn_taken)
        )
    return {
        Happening.SPASMS: _("Spasm storm started"),
        Happening.FALL: _("A fall"),
        Happening.PUMP_SOUND: _("A pump sound"),
        Happening.DOSE: _("Dose written down"),
        Happening.PUMP: _("Pump entry written down"),
        Happening.TIME: _("Time passed"),
        Happening.CORRECTION: _("Change written down"),
    }.get(kind or Happening.OTHER, _("Something else"))


def _stopped(check_in: CheckIn) -> str:
    return _("Spasm storm stopped") if kind_of(check_in) is Happening.SPASMS else _("It stopped")


def _with_note(words: str, note: str | None) -> str:
    return f"{words}: {note}" if note else words
