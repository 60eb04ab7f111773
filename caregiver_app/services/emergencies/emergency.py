# SPDX-License-Identifier: MIT
"""The words to say on the phone, filled from the record; they work with an empty one too."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.emergency_log import LOOK_BACK
from caregiver_app.domain.first_aid import FirstAid
from caregiver_app.domain.happened import events_since_asked, is_running, last_asked, not_taken_back
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.ages import age_told
from caregiver_app.domain.person import Medicine, MedicineGroup, MedicineStatus, Person
from caregiver_app.domain.plan_prescribers import with_prescribers
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sharing.conflicts import Conflict
from caregiver_app.domain.sheets.as_needed import given_to_tell
from caregiver_app.domain.sheets.corrected import corrected, corrected_before
from caregiver_app.domain.sheets.taken_now import TakenNow, taken_now
from caregiver_app.domain.sheets.weight_now import WeightNow, weight_now
from caregiver_app.domain.timing.follow_up import FollowUp
from caregiver_app.domain.timing.past_emergency import PastEmergency, past_emergency
from caregiver_app.domain.timing.told_until import all_told, newest_told
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.looking_back.views import EmergencyScript
from caregiver_app.system.clock import Clock, here_and_now

_SIGNS_SAID = 4
_RESTART = "U21"
_OF_NOW = timedelta(hours=1)


class EmergencyService:
    """Fill the emergency screen; nothing it needs may be able to stop it from showing.

    `standing` tells which alert of a person stands, `conflicts` what two computers wrote apart,
    `begun` the answers that are kept and not saved.
    """

    def __init__(
        self,
        book: RecordBook,
        rule_set: RuleSet,
        first_aid: FirstAid,
        clock: Clock,
        standing: Callable[[str], FollowUp | None],
        conflicts: Callable[[str], Iterable[Conflict]],
        begun: Callable[[str], CheckIn | None] = lambda _person_id: None,
    ) -> None:
        self.first_aid = first_aid
        self._book = book
        self._rule_set = rule_set
        self._in_sight = rule_set.hours("in_sight.emergency_hours")
        self._clock = clock
        self._standing = standing
        self._conflicts = conflicts
        self._begun = begun

    def script(
        self, person_id: str | None, found: Assessment | None = None, *, has_form: bool = False
    ) -> EmergencyScript:
        """Return what to say for a person, or the bare words while nobody is open.

        What was `found` and is not saved yet is said in place of what the record tells. Where no
        form has it before it, after a restart, answers that nobody saved are said beside that.
        """
        number = self._rule_set.emergency_numbers["emergency"]
        now = here_and_now(self._clock)
        if person_id is None:
            return _bare(number, now)
        record = with_prescribers(self._book.record(person_id))
        person = record.person
        lately = list(_emergencies(all_told(record), now))
        begun = self._not_saved(person_id) if found is None and not has_form else None
        typed = found or (begun.assessment if begun is not None else None)
        told = [*([typed] if typed is not None else ()), *(judged for _at, judged in lately)]
        said = [judged for at, judged in lately if not _is_old(at, now)]
        said = said if found is None else [found]
        in_sight = max(self._in_sight, self._has_stood(person_id, now))
        signs = _signs(said, self._rule_set)[:_SIGNS_SAID]
        old = [one for one in lately if found is None and _is_old(one[0], now)]
        past = past_emergency(all_told(record), now, in_sight)
        seen = _why(past)
        not_saved = _signs([typed] if found is None and typed else (), self._rule_set)[:_SIGNS_SAID]
        before = [*_signs_at(old, seen, self._rule_set), *seen]
        was_corrected = corrected(record) if found is None and lately else None
        was_corrected = was_corrected or corrected_before(record, past.told if past else ())
        return EmergencyScript(
            number=number,
            now=now,
            name=person.name,
            age=age_told(person.dob, now.day),
            address=person.address,
            taken=self._taken(person_id, record, newest_told(all_told(record), now)),
            given=given_to_tell(record, now),
            signs=signs,
            before=_not_said(before, signs)[:_SIGNS_SAID],
            corrected_at=was_corrected.at if was_corrected is not None else None,
            to_er=bool(told) and all(_is_for_er(one) for one in told),
            allergies=person.allergies,
            papers=person.advance_directive,
            begun=not_saved,
            begun_at=begun.at if begun is not None and not_saved else None,
            cord_injury=person.sci_t6_or_above is True,
            dysreflexia=person.sci_t6_or_above is True and _has_found(told, "E12"),
            lies_down=_has_found(told, "E01", "E02", "E03"),
            pregnant=person.pregnant is True,
            also_takes=_dangerous(person),
            restarted=_restarted(all_told(record), now),
            weight=self._of_a_child(record, now),
            contacts=person.contacts,
            has_pump=person.has_pump,
            backup_oral_baclofen=person.backup_oral_baclofen is True,
        )

    def _of_a_child(self, record: Record, now: Moment) -> WeightNow | None:
        """Return the newest weight of a child; None of whoever the limits of adults hold for."""
        age = record.person.age_on(now.day)
        if age is None or age >= self._rule_set.numbers["vitals.adult_from"]:
            return None
        return weight_now(record, now)

    def _taken(self, person_id: str, record: Record, now: Moment) -> tuple[TakenNow, ...]:
        """Return what is taken, with the dose of each plan between which nobody has decided."""
        taken = taken_now(record, now, self._rule_set)
        for conflict in self._apart(person_id):
            if conflict.kind is ConflictKind.PLANS:
                ids = [str(side.payload.get("id") or side.id) for side in conflict.sides]
                for holds in ids:
                    left = tuple(p for p in record.plans if p.id == holds or p.id not in ids)
                    by_this = taken_now(replace(record, plans=left), now, self._rule_set)
                    taken = tuple(_or_this(one, by_this) for one in taken)
        return taken

    def _has_stood(self, person_id: str, now: Moment) -> timedelta:
        try:
            return _has_stood(self._standing(person_id), now)
        except Exception:  # name and dose are said whatever cannot be told of the alert
            return timedelta(0)

    def _not_saved(self, person_id: str) -> CheckIn | None:
        try:
            begun = self._begun(person_id)
        except Exception:  # the record is said whatever cannot be told of what nobody saved
            return None
        judged = begun.assessment if begun is not None else None
        return begun if judged is not None and judged.level is Level.EMERGENCY else None

    def _apart(self, person_id: str) -> Iterable[Conflict]:
        try:
            return self._conflicts(person_id)
        except Exception:  # what to say stands whatever cannot be compared
            return ()


def _or_this(taken: TakenNow, by_another: Iterable[TakenNow]) -> TakenNow:
    """Return a drug with the daily amount of another plan where that one says something else."""
    for other in by_another:
        is_same = (other.drug, other.route) == (taken.drug, taken.route)
        if is_same and other.per_day not in (taken.per_day, *taken.or_per_day):
            return replace(taken, or_per_day=(*taken.or_per_day, other.per_day))
    return taken


def _has_stood(alert: FollowUp | None, now: Moment) -> timedelta:
    """Return for how long an EMERGENCY has stood that nobody answered; nothing without one."""
    if alert is None or alert.answered or alert.level is not Level.EMERGENCY:
        return timedelta(0)
    return now.utc - alert.since.utc


def _bare(number: str, now: Moment) -> EmergencyScript:
    return EmergencyScript(
        number=number,
        now=now,
        name=None,
        age=None,
        address=None,
        taken=(),
        signs=(),
        to_er=False,
        allergies=None,
        contacts=(),
        has_pump=False,
        backup_oral_baclofen=False,
    )


def _emergencies(record: Record, now: Moment) -> Iterator[tuple[Moment, Assessment]]:
    """Yield what was judged an emergency lately, and when: by the newest check-in, or since then.

    A seizure whose end nobody has told is now, whatever a check-in after its start says.
    """
    start = Moment(now.local - LOOK_BACK, now.zone)
    asked = last_asked(record)
    told = [*events_since_asked(record), *((asked,) if asked is not None else ())]
    told += not_taken_back(record.check_ins)
    told += (check_in for check_in in reversed(record.check_ins) if is_running(check_in))
    for check_in in told:
        judged = check_in.assessment
        if judged is not None and judged.level is Level.EMERGENCY and check_in.at >= start:
            yield (now if is_running(check_in) else check_in.at), judged


def _has_found(told: Iterable[Assessment], *rules: str) -> bool:
    return any(found.id in rules for judged in told for found in judged.rules)


def _restarted(record: Record, now: Moment) -> str:
    """Return what the rules said lately of a dose after days without one, else a blank.

    What was taken after a gap can be too much, as a dose that went up (label: reintroduction).
    """
    start = Moment(now.local - LOOK_BACK, now.zone)
    lately = (c.assessment for c in reversed(record.check_ins) if c.at >= start)
    found = (f for judged in lately if judged is not None for f in judged.rules)
    return next((f.because for f in found if f.id == _RESTART), "")


def _dangerous(person: Person) -> tuple[Medicine, ...]:
    """Return what a crew asks for by name: opioids first, then blood thinners."""
    taken = [m for m in person.medicines or () if m.status is not MedicineStatus.HELD]
    opioids = [m for m in taken if MedicineGroup.OPIOID in m.groups]
    thinners = [m for m in taken if MedicineGroup.ANTICOAGULANT in m.groups and m not in opioids]
    return (*opioids, *thinners)


def _is_old(at: Moment, now: Moment) -> bool:
    """Say whether what was found then is no more how they are: answers as old are asked about."""
    return now.utc - at.utc > _OF_NOW


def _signs_at(
    told: Iterable[tuple[Moment, Assessment]],
    seen: Iterable[tuple[Moment, str]],
    rule_set: RuleSet,
) -> Iterator[tuple[Moment, str]]:
    """Yield what was found to be an emergency, as `_signs` orders it, with the time it was seen.

    A line that only carries it on, a dose that was pressed, has a time of its own.
    """
    times = {why: at for at, why in seen}
    for at, judged in told:
        yield from ((times.get(why, at), why) for why in _signs([judged], rule_set))


def _signs(told: Iterable[Assessment], rule_set: RuleSet) -> tuple[str, ...]:
    """Return, in words, what was found to be an emergency, the most dangerous first."""
    found = [f for judged in told for f in judged.rules if f.level is Level.EMERGENCY]
    found.sort(key=lambda f: rule_set.danger(f.id))
    return tuple(dict.fromkeys(f.because for f in found))


def _why(past: PastEmergency | None) -> list[tuple[Moment, str]]:
    """Return what else was found while it stays in sight, with its newest time, newest first.

    A quieter check-in after it says how they are, not that help has heard of it; nor have twelve
    hours in which nobody looked made it another night. One that nobody answered stands longer.
    """
    found = past.found if past is not None else ()
    return [(at, why) for at, why in found if why]


def _not_said(
    before: Iterable[tuple[Moment, str]], signs: Collection[str]
) -> tuple[tuple[Moment, str], ...]:
    """Return each reason once, with the time that is told first, and none that is said of now."""
    first: dict[str, Moment] = {}
    for at, why in before:
        if why not in signs:
            first.setdefault(why, at)
    return tuple((at, why) for why, at in first.items())


def _is_for_er(judged: Assessment) -> bool:
    """Say whether the rules send to the ER, and not to the phone first."""
    return judged.action is Action.GO_TO_ER
