# SPDX-License-Identifier: MIT
"""What the log of changes says of watch items, to-dos, shifts and what was read back."""

from caregiver_app.domain.events import Change
from caregiver_app.domain.history.corrections import UNDO, Correction
from caregiver_app.domain.shift.shift_log import ON_SHIFT, Fact, fact_of, is_of_shift
from caregiver_app.domain.shift.watch_items import Listed, item_place, text_of
from caregiver_app.system.words import _

Lines = tuple[tuple[str, str], ...]
"""A name and its words each."""


def care_title(told: Correction) -> str:
    """Return what a line did; a blank for a line that is about an entry."""
    first = next((c for c in told.changes if item_place(c) is not None or is_of_shift(c)), None)
    if first is None:
        return ""
    on = next((c for c in told.changes if c.field == ON_SHIFT), None)
    place = item_place(first)
    if place is not None:
        words = _item_titles()[place[0], _is_closed(first) is not (told.reason == UNDO)]
    elif on is not None:
        words = _shift_title(on, back=told.reason == UNDO)
    else:
        words = _("Not read back")
    return _("Taken back: {what}").format(what=words) if told.reason == UNDO else words


def care_lines(told: Correction) -> Lines:
    """Return what a line is about, part by part."""
    found = []
    for change in told.changes:
        if item_place(change) is not None:
            found.append((_("What"), text_of(change)))
        elif is_of_shift(change) and change.field != ON_SHIFT:
            found.append(_fact_line(change))
    return tuple(line for line in found if line[1])


def care_detail(told: Correction) -> str:
    """Return the same in one line."""
    lines = care_lines(told)
    if len(lines) == 1 and item_place(told.changes[0]) is not None:
        return lines[0][1]
    said = _("{name}: {words}")
    return " ".join(said.format(name=name, words=words) for name, words in lines)


def _is_closed(change: Change) -> bool:
    return not isinstance(change.after, str)


def _item_titles() -> dict[tuple[Listed, bool], str]:
    return {
        (Listed.WATCH, False): _("Watch item added"),
        (Listed.WATCH, True): _("Watch item done"),
        (Listed.TO_DO, False): _("To-do added"),
        (Listed.TO_DO, True): _("To-do done"),
    }


def _shift_title(on: Change, *, back: bool) -> str:
    """Return who went and who came; of what was taken back what it had been."""
    sides: tuple[object, object] = (on.after, on.before) if back else (on.before, on.after)
    went, came = (side if isinstance(side, str) else "" for side in sides)
    if went and came:
        return _("Shift from {before} to {after}").format(before=went, after=came)
    if came:
        return _("Shift of {name} started").format(name=came)
    return _("Shift of {name} ended").format(name=went)


def _fact_line(change: Change) -> tuple[str, str]:
    fact, was_read = fact_of(change), isinstance(change.after, str)
    read = {
        Fact.LAST_DOSE: _("Last dose, read back"),
        Fact.NEXT_DOSE: _("Next dose, read back"),
        Fact.FLAGS: _("Open flags, read back"),
    }
    unread = {
        Fact.LAST_DOSE: _("Last dose, not read back"),
        Fact.NEXT_DOSE: _("Next dose, not read back"),
        Fact.FLAGS: _("Open flags, not read back"),
    }
    sentence = change.after if was_read else change.before
    if fact is None or not isinstance(sentence, str):
        return "", ""
    return (read if was_read else unread)[fact], sentence
