# SPDX-License-Identifier: MIT
"""What two computers wrote apart, in words: what it is about, and what each side says."""

from collections.abc import Sequence

from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.entries import Entry
from caregiver_app.domain.events import PumpEvent
from caregiver_app.domain.form import Form
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.profile import Profile
from caregiver_app.domain.person import Person
from caregiver_app.domain.plan import TaperPlan
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sharing.conflicts import Conflict
from caregiver_app.services.looking_back.change_log import Logged
from caregiver_app.services.looking_back.edits import Edit
from caregiver_app.services.sharing_files.apart import Side
from caregiver_app.system.words import _
from caregiver_app.ui.widgets.history.edit_words import edit_values
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.person_words import drug_words
from caregiver_app.ui.words.story_words import (
    changed_values,
    correction_title,
    dose_status_words,
    dose_words,
    pump_event_words,
    pump_words,
)


def about(conflict: Conflict) -> str:
    """Say what holds as long as nobody decides."""
    return {
        ConflictKind.DOUBLE_DOSE: _(
            "Two computers say that it was given. Ask who gave it. Both notes count until then."
        ),
        ConflictKind.DOSES_DIFFER: _(
            "Two computers say different things. Ask who was there. Both notes count until then."
        ),
        ConflictKind.PUMP_NOTES: _(
            "They may be about one visit. The earlier date counts until you choose. "
            "A date that only one note gives counts too, and is kept."
        ),
        ConflictKind.PLANS: _(
            "They were written on two computers. The last one below is shown in Plan until "
            "somebody chooses. Ask the prescriber which one is right."
        ),
        ConflictKind.CORRECTIONS: _(
            "The last one below counts for now. The other one is kept in History."
        ),
        ConflictKind.PROFILES: _(
            "What only one of them changed was put together. Both changed this. "
            "Of two limits, the more careful one is used until you choose."
        ),
        ConflictKind.ONE_ID: _(
            "Two computers read it in from two files. Number 1 counts for now. "
            "The other one is kept."
        ),
    }[conflict.kind]


def side_head(number: int, entry: Entry, now: Moment) -> str:
    """Return the number of a side, who wrote it down and when; sides count from 1."""
    who = entry.author or _("somebody")
    at = dates.day_and_time(entry.recorded_at, now)
    return _("Number {n}, written by {name}, {time}").format(n=number, name=who, time=at)


def state(conflict: Conflict, number: int) -> str:
    """Say whether a side is in use until somebody decides; blank where each stands for itself."""
    if conflict.kind is not ConflictKind.PLANS:
        return ""
    is_last = number == len(conflict.sides)
    return in_use_head() if is_last else _("Not in use now:")


def lines(sides: Sequence[Side], form: Form, profile: Profile, now: Moment) -> list[list[str]]:
    """Return what each side says, line by line; of plans and profiles what differs."""
    versions = [side.said for side in sides if isinstance(side.said, TaperPlan | Person)]
    if len(versions) == len(sides):
        return _versions(versions, form, profile, now)
    return [_line(side, form, now) for side in sides]


def choice(conflict: Conflict, number: int) -> str:
    """Return the words of the button that keeps one side; sides count from 1."""
    if conflict.kind is ConflictKind.DOUBLE_DOSE:
        return _("Only number {n} was given").format(n=number)
    return _("Keep number {n}").format(n=number)


def in_use_head() -> str:
    """Say that what follows holds until somebody decides."""
    return _("In use for now:")


def in_use(
    person: Person, sides: Sequence[Side], form: Form, profile: Profile, now: Moment
) -> list[str]:
    """Return what holds until somebody decides of what several sides changed, line by line."""
    versions = [side.said for side in sides if isinstance(side.said, Person)]
    return _of(person, versions, form, profile, now)


def _versions(
    versions: Sequence[TaperPlan | Person], form: Form, profile: Profile, now: Moment
) -> list[list[str]]:
    return [_of(version, versions, form, profile, now) for version in versions]


def _of(
    version: TaperPlan | Person,
    others: Sequence[TaperPlan | Person],
    form: Form,
    profile: Profile,
    now: Moment,
) -> list[str]:
    """Return what one version says where another one says something else."""
    found: dict[str, None] = {}
    for other in others:
        edit = Edit(at=now, by=None, before=version, after=other)
        rows = edit_values(edit, form, profile) if version != other else ()
        found |= dict.fromkeys(_named(name, own) for name, own, _other in rows)
    return list(found)


def _line(side: Side, form: Form, now: Moment) -> list[str]:
    if isinstance(side.said, DoseEvent):
        return [_dose(side.said, now)]
    if isinstance(side.said, PumpEvent):
        return [_pump_note(side.said, now)]
    if not isinstance(side.said, Logged):
        return []
    told, fact = side.said.told, side.said.fact
    values = changed_values(told, fact, form)
    named = [_named(name, after) for name, _before, after in values]
    return named or [correction_title(told, fact, form)]


def _pump_note(event: PumpEvent, now: Moment) -> str:
    at = dates.day_and_time(event.at, now)
    return ", ".join(filter(None, (_named(pump_event_words(event), at), pump_words(event))))


def _dose(dose: DoseEvent, now: Moment) -> str:
    amount = dose_words(dose, drug_words(dose.drug) if dose.drug is not None else "")
    status = dose_status_words(dose.status)
    parts = [_named(status, amount) if amount else status]
    if dose.scheduled_for is not None:
        due = dates.day_and_time(dose.scheduled_for, now)
        parts.append(_("due {time}").format(time=due))
    if dose.at is not None:
        parts.append(_("given {time}").format(time=dates.day_and_time(dose.at, now)))
    return ", ".join(filter(None, parts))


def _named(name: str, value: str) -> str:
    return f"{name}: {value}"
