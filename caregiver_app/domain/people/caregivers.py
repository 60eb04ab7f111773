# SPDX-License-Identifier: MIT
"""Who records for a person: name, relation, role, PIN, and what each role may change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import timedelta
from enum import StrEnum

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.pins import Pin
from caregiver_app.domain.person import Person
from caregiver_app.domain.record import Record

PIN_ENDS_AFTER = timedelta(hours=24)
"""How long a PIN still counts once somebody said that it is forgotten."""


class CaregiverRole(StrEnum):
    """What somebody is to the person: family, a home-health aide, or here for one shift."""

    FAMILY = "family"
    AIDE = "aide"
    GUEST = "guest"


class Guarded(StrEnum):
    """What only family changes. `CAREGIVERS` is the list of caregivers itself.

    `PASSCODE` is what locks the whole record, with its recovery sheet. `DELETION` is taking a
    person out for good; `RESTORE` is putting a backup in place of the record, with older plans and
    lists of names in it.
    """

    PLAN = "plan"
    LIMITS = "limits"
    USUAL = "usual"
    CAREGIVERS = "caregivers"
    PASSCODE = "passcode"
    DELETION = "deletion"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caregiver:
    """Somebody who writes entries for one person.

    `earlier` are texts that their entries carried before a name or relation was changed.
    `forgot_at` is when somebody said that the PIN is forgotten; signing in with it takes that back.
    """

    id: str
    name: str
    relation: str | None = None
    role: CaregiverRole
    pin: Pin | None = None
    forgot_at: Moment | None = None
    earlier: tuple[str, ...] = ()

    @property
    def signature(self) -> str:
        """Return the text that entries carry: "Ana (daughter)"."""
        return f"{self.name} ({self.relation})" if self.relation else self.name

    @property
    def is_set_up(self) -> bool:
        """Say whether somebody put them on the list; a guest needs no set-up."""
        return self.role is not CaregiverRole.GUEST

    def pin_ends(self) -> Moment | None:
        """Return when a forgotten PIN ends, None while it goes on."""
        if self.pin is None or self.forgot_at is None:
            return None
        return Moment(self.forgot_at.local + PIN_ENDS_AFTER, self.forgot_at.zone)


def in_force(caregivers: Iterable[Caregiver], now: Moment) -> tuple[Caregiver, ...]:
    """Return caregivers as they stand: a forgotten PIN that has ended is none any more."""
    return tuple(
        replace(one, pin=None, forgot_at=None) if (end := one.pin_ends()) and end <= now else one
        for one in caregivers
    )


def tidied(text: str) -> str:
    """Return a typed text without control characters and without blanks around or doubled."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def told_apart(text: str) -> tuple[str, str | None]:
    """Return name and relation of a text such as "Ana (daughter)"; raise nothing."""
    name, bracket, rest = text.partition(" (")
    if not bracket or not rest.endswith(")") or not name:
        return text, None
    return name, rest.removesuffix(")") or None


def named(caregivers: Sequence[Caregiver], text: str) -> Caregiver | None:
    """Return the caregiver whom a typed text names, by name alone or with the relation."""
    typed = text.casefold()
    found = [c for c in caregivers if typed in (c.name.casefold(), c.signature.casefold())]
    return found[0] if found else None


def who_records(
    caregivers: Sequence[Caregiver], text: str | None, caregiver_id: str | None
) -> Caregiver | None:
    """Return who is recording under a text, None while nobody said so.

    A name that has a PIN counts only when it was chosen with it, which `caregiver_id` says. A
    name that nobody put on the list is family, until there is an aide: from then on it is a guest.
    A guest is one beside others: while nobody is on the list it is family like any name.
    """
    if not text:
        return None
    chosen = [c for c in caregivers if c.id == caregiver_id and c.signature == text]
    known = chosen[0] if chosen else named(caregivers, text)
    if known is not None and (chosen or known.pin is None):
        alone = not any(one.is_set_up for one in caregivers)
        return replace(known, role=CaregiverRole.FAMILY) if alone else known
    name, relation = told_apart(text)
    role = CaregiverRole.GUEST if known else unknown_role(caregivers)
    return Caregiver(id="", name=name, relation=relation, role=role)


def unknown_role(caregivers: Sequence[Caregiver]) -> CaregiverRole:
    """Return what a name is that nobody put on the list."""
    aides = any(c.role is CaregiverRole.AIDE for c in caregivers)
    return CaregiverRole.GUEST if aides else CaregiverRole.FAMILY


def nobodys_role(caregivers: Sequence[Caregiver], caregiver_id: str | None) -> CaregiverRole:
    """Return what whoever is there may do while nobody said who records.

    After somebody with a PIN, whom `caregiver_id` names, it is a guest: the PIN was not typed.
    """
    after_pin = any(one.id == caregiver_id and one.pin is not None for one in caregivers)
    return CaregiverRole.GUEST if after_pin else unknown_role(caregivers)


def author_role(caregivers: Sequence[Caregiver], author: str | None) -> CaregiverRole:
    """Return with what right a change was written that carries a name and came from elsewhere.

    Lists do not travel: a name that is not on this one is family there. Whoever shares their name
    with an aide or a guest has no more right than those. Without a name it is as for anybody.
    """
    if not author:
        return unknown_role(caregivers)
    text = tidied(author).casefold()
    same = [one for one in caregivers if text in (t.casefold() for t in _signatures(one))]
    name = told_apart(text)[0]
    same = same or [one for one in caregivers if one.name.casefold() == name]
    barred = (one.role for one in same if is_barred(one.role))
    return next(barred, CaregiverRole.FAMILY)


def names_of(who: Caregiver, caregivers: Iterable[Caregiver]) -> frozenset[str]:
    """Return every name that somebody wrote under; an earlier one that is another's now is not."""
    others = {other.signature for other in caregivers if other.id != who.id}
    return frozenset({who.signature, *(set(who.earlier) - others)})


def _signatures(caregiver: Caregiver) -> tuple[str, ...]:
    return (caregiver.signature, caregiver.name, *caregiver.earlier)


def with_pin(
    caregivers: Sequence[Caregiver], text: str, caregiver_id: str | None
) -> Caregiver | None:
    """Return who records under a text when it takes a PIN."""
    by_name = named(caregivers, text)
    own = (one for one in caregivers if one is by_name or one.id == caregiver_id)
    return next((one for one in own if one.pin is not None), None)


def is_barred(role: CaregiverRole) -> bool:
    """Say whether a role may not change what is guarded."""
    return role is not CaregiverRole.FAMILY


_PLAN = frozenset(
    {"drug", "route", "formulation", "product_name", "concentration_mg_per_ml", "pump"}
)
_USUAL = frozenset({"usual", "usual_from"})
# What moves a limit of a rule, or says for whom the limits are.
_LIMITS = frozenset(
    {
        "dob",
        "pregnant",
        "sci_t6_or_above",
        "spo2_target_88_92",
        "seizure_plan",
        "past_withdrawal",
        "kidney",
        "months_on_drug",
        "backup_oral_baclofen",
    }
)


def guard_of(field: str) -> Guarded | None:
    """Return what a field of the profile belongs to, or None when anybody may change it."""
    head = field.partition(".")[0]
    for guarded, names in (
        (Guarded.USUAL, _USUAL),
        (Guarded.PLAN, _PLAN),
        (Guarded.LIMITS, _LIMITS),
    ):
        if head in names:
            return guarded
    return None


def guarded_changes(before: Person, after: Person) -> tuple[Guarded, ...]:
    """Return what only family changes and what differs between two profiles.

    Another medicine may be added by anybody. To change or take out one lowers what the rules
    expect, so it counts as a limit.
    """
    changed = [f.name for f in fields(Person) if getattr(before, f.name) != getattr(after, f.name)]
    found = {guard for name in changed if (guard := guard_of(name)) is not None}
    if not set(before.medicines or ()) <= set(after.medicines or ()):
        found.add(Guarded.LIMITS)
    return tuple(guard for guard in Guarded if guard in found)


def last_recorded(record: Record, caregiver: Caregiver, now: Moment) -> Moment | None:
    """Return the time of the newest entry under a name of a caregiver, None before the first."""
    names = {caregiver.signature, *caregiver.earlier}
    times = [at for at, by in _signed(record) if by in names and at <= now]
    return max(times, default=None)


def _signed(record: Record) -> Iterator[tuple[Moment, str | None]]:
    yield from ((check_in.at, check_in.recorder) for check_in in record.check_ins)
    yield from ((dose.when, dose.recorder) for dose in record.doses if dose.when is not None)
    yield from ((event.at, event.recorder) for event in record.pump_events)
    yield from ((action.at, action.by) for action in record.actions)
    yield from ((change.at, change.by) for change in record.changes)
