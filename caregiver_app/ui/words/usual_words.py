# SPDX-License-Identifier: MIT
"""Usual values in a caregiver's words, with who gave each of them."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from caregiver_app.domain.check_in import CheckIn, Mode
from caregiver_app.domain.form import Form
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.usual_from_record import WorkedOut
from caregiver_app.domain.person import Person, UsualValues
from caregiver_app.system.words import _, ngettext
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.answers import answers_of, field_name


def usual_lines(usual: UsualValues, form: Form, unit: str, now: Moment) -> list[tuple[str, str]]:
    """Return the name and the words of every usual value that is known."""
    known: dict[str, Any] = {
        field.name: value
        for field in fields(UsualValues)
        if (value := getattr(usual, field.name)) is not None
    }
    as_typed = CheckIn(id="", at=now, mode=Mode.FULL, entered_unit={"temp_c": unit}, **known)
    return [(a.name, a.words) for a in answers_of(as_typed, form) if a.recorded]


def offer_words(
    offered: Sequence[WorkedOut], form: Form, unit: str, now: Moment
) -> tuple[str, str]:
    """Return what is offered, and how many check-ins it comes from at most."""
    values: dict[str, Any] = {
        o.field: o.value if o.field == "temp_c" else int(o.value) for o in offered
    }
    lines = usual_lines(UsualValues(**values), form, unit, now)
    said = "; ".join(_("{name} {value}").format(name=name, value=words) for name, words in lines)
    most = max(offered, key=lambda one: one.check_ins)
    number = ngettext("{n} full check-in", "{n} full check-ins", most.check_ins)
    days = ngettext("{n} day", "{n} days", most.days)
    return f"{said}.", _("The middle of {check_ins} on {days} before the first cut.").format(
        check_ins=number.format(n=most.check_ins), days=days.format(n=most.days)
    )


def worked_out_by(name: str, check_ins: int) -> str:
    """Return who a usual value is from when somebody confirmed one that was worked out."""
    words = ngettext(
        "Middle of {n} full check-in, confirmed by {name}",
        "Middle of {n} full check-ins, confirmed by {name}",
        check_ins,
    )
    return words.format(name=name, n=check_ins)


def source_lines(person: Person, form: Form) -> list[str]:
    """Return who gave which usual values and when, a line for each of them."""
    by_source: dict[tuple[str, date | None], list[str]] = {}
    for field in fields(UsualValues):
        if getattr(person.usual, field.name) is None:
            continue
        source = person.usual_from.get(field.name)
        key = ((source.by or "") if source else "", source.on if source else None)
        by_source.setdefault(key, []).append(_name(field.name, form))
    return [_source_line(names, *key) for key, names in by_source.items()]


def _source_line(names: Sequence[str], by: str, on: date | None) -> str:
    said = ", ".join(dict.fromkeys(names))
    who = _("{values}: {name}").format(values=said, name=by)
    if not by:
        who = _("{values}: nobody wrote down who gave them").format(values=said)
    if on is None:
        return f"{who}."
    return _("{who}, {day}.").format(who=who, day=dates.long_date(on))


def changed_usual(typed: UsualValues, before: UsualValues) -> list[str]:
    """Return the names of the usual values that differ."""
    names = [field.name for field in fields(UsualValues)]
    return [name for name in names if getattr(typed, name) != getattr(before, name)]


def _name(field: str, form: Form) -> str:
    return field_name("bp" if field in ("sbp", "dbp") else field, form).rstrip("?")
