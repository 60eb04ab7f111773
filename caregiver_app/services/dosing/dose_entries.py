# SPDX-License-Identifier: MIT
"""Writing down one dose: kept at the press, judged at once, taken back for a while."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import AsNeeded, CheckIn
from caregiver_app.domain.doses import DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import drugs_by_mouth, with_mg
from caregiver_app.domain.dosing.dose_entry import (
    Asked,
    DoseEntryNumbers,
    PlannedDose,
    asked_about,
    due_now,
    overdue,
    planned_doses,
    status_at,
)
from caregiver_app.domain.dosing.supply import tablet_mg
from caregiver_app.domain.dosing.todays_doses import TodaysDose, todays_doses
from caregiver_app.domain.dosing.unwritten import Unwritten, unwritten
from caregiver_app.domain.entries import NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.happened import Happening, begun
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.engine import evaluate
from caregiver_app.domain.sheets.taken_now import listed_drugs
from caregiver_app.domain.since_check import told_by_line
from caregiver_app.services.alerting.time_alerts import TimeAlerts
from caregiver_app.services.checking_in.told_since import ToldSince
from caregiver_app.services.dosing.plans import typed_at
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.log.written import Desk, NotWritten
from caregiver_app.system.clock import Clock

__all__ = ["DoseEntryService", "DosesOffered", "LoggedDose", "NotWritten"]

_NAMES_OFFERED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class DosesOffered:
    """What can be written down now: the planned doses by time, and which of them are due.

    `per_ml` is the mg in one mL and `tablet_mg` in one tablet of the drug that is stepped down,
    where they are recorded; `drugs` are those by mouth. `today` is every planned dose of the day.
    `overdue` are those of the last 24 hours, `unwritten` counts further back. `named` tells which
    drug a name on a label is: a dose of those by mouth is no as-needed medicine. `alike` tells
    which one may be meant by a name that is nearly its own, to be asked about. `listed` are those
    on the list of medicines, never the one that is stepped down: tablets beside a pump add to it.
    """

    now: Moment
    drugs: tuple[Drug, ...]
    planned: tuple[PlannedDose, ...]
    due: tuple[PlannedDose, ...]
    overdue: tuple[PlannedDose, ...]
    per_ml: Decimal | None
    own_drug: Drug
    tablet_mg: Decimal | None
    medicines: tuple[str, ...]
    unwritten: Unwritten
    named: Callable[[str], Drug | None]
    alike: Callable[[str], Drug | None]
    listed: frozenset[Drug] = frozenset()
    today: tuple[TodaysDose, ...] = ()

    def by_mouth(self, name: str) -> Drug | None:
        """Return which of the drugs by mouth a name on a label is, or None."""
        drug = self.named(name)
        return drug if drug in self.drugs else None

    def beside_plan(self, name: str) -> Drug | None:
        """Return which drug a name is that no plan by mouth and no list of medicines knows.

        It is an extra dose: baclofen by mouth beside a pump, or somebody else's clonazepam.
        """
        drug = self.named(name)
        return None if drug in self.drugs or drug in self.listed else drug


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedDose:
    """A dose or medicine in the record; `told` is the judgement when a new rule fired.

    `ids` are those of its entries, for taking them back.
    """

    ids: tuple[str, ...]
    told: Assessment | None


class DoseEntryService:
    """Offer, judge, take down and take back the single doses of one data folder."""

    def __init__(
        self,
        book: RecordBook,
        rule_set: RuleSet,
        numbers: DoseEntryNumbers,
        since: ToldSince,
        clock: Clock,
    ) -> None:
        self._desk = Desk(book, clock)
        self._book = book
        self._rule_set = rule_set
        self._numbers = numbers
        self._of_time = TimeAlerts(book, rule_set, numbers, clock)
        self._since = since

    def offers(self, person_id: str) -> DosesOffered:
        """Return what can be written down now; nothing is chosen for anybody."""
        record, now = self._book.record(person_id), self._desk.now()
        planned, entries = planned_doses(record, now), self._book.entries(person_id)
        late = overdue(record, planned, now)

        def typed(drug: Drug) -> Moment | None:
            return typed_at(entries, drug, PlanRoute.ORAL)

        by_mouth, named = drugs_by_mouth(record, now.day), self._rule_set.drug_named
        return DosesOffered(
            now=now,
            drugs=by_mouth,
            planned=planned,
            due=due_now(planned, now),
            overdue=late,
            unwritten=unwritten(record, late, now, typed),
            per_ml=record.person.concentration_mg_per_ml,
            own_drug=record.person.drug,
            tablet_mg=tablet_mg(record.person),
            medicines=tuple(name for name in _as_needed(record) if named(name) not in by_mouth),
            named=named,
            alike=self._rule_set.drug_like,
            listed=frozenset(listed_drugs(record.person, self._rule_set) - {record.person.drug}),
            today=todays_doses(record, now, typed),
        )

    def as_planned(self, planned: PlannedDose, at: Moment, by: str | None) -> DoseEvent:
        """Return the line of the log for a planned dose that was given at a time."""
        return self.settled(
            DoseEvent(
                id=self._desk.new_id(),
                drug=planned.drug,
                scheduled_for=planned.due,
                at=at,
                zone=at.zone,
                mg=planned.mg,
                status=DoseStatus.TAKEN,
                recorder=by or None,
            )
        )

    def new_id(self) -> str:
        """Return an id for a dose that is being written down."""
        return self._desk.new_id()

    def settled(self, dose: DoseEvent) -> DoseEvent:
        """Return a given dose as on time or late, by the time it was planned for."""
        if dose.status is not DoseStatus.TAKEN or dose.scheduled_for is None or dose.at is None:
            return dose
        return replace(dose, status=status_at(dose.scheduled_for, dose.at, self._numbers))

    def asked_about(self, person_id: str, dose: DoseEvent) -> tuple[Asked, ...]:
        """Return what to ask about a dose before it is kept."""
        return asked_about(self._book.record(person_id), dose, self._numbers, self._desk.now())

    def judged(self, person_id: str, dose: DoseEvent) -> Assessment | None:
        """Return what a dose would make of the last check-in, None when no new rule fires.

        Nothing is read from or written to the disk.
        """
        record, now = self._book.record(person_id), self._desk.now()
        return told_by_line(self._rule_set, record, dose, now, self._numbers.carry)

    def log(self, person_id: str, dose: DoseEvent) -> LoggedDose:
        """Take a dose into the record, with the judgement when it makes somebody call.

        Of a dose in mL the mg are taken beside them where the strength is known. A judgement of
        URGENT or worse is an entry of its own, so that what was done about it can be written
        down. All of it counts at once; `keep` asks the disk for it.
        """
        dose = with_mg(dose, self._book.record(person_id).person)
        now, told = self._desk.now(), self.judged(person_id, dose)
        entries = [self._desk.entry(person_id, EntryKind.DOSE, dose)]
        if told is not None and told.level >= Level.URGENT:
            event = self._event(Happening.DOSE, now, dose.recorder, told)
            entries.append(self._desk.entry(person_id, EntryKind.CHECK_IN, event))
        logged = self._held(entries, told)
        self._of_time.take_back(person_id)
        return logged

    def log_medicine(self, person_id: str, given: AsNeeded, by: str | None) -> LoggedDose:
        """Take an as-needed medicine into the record in the words of its label, as a dose is."""
        now = self._desk.now()
        draft = replace(begun(Happening.MEDICINE, now, by), prn_taken=(given,))
        judged = evaluate(self._rule_set, self._book.record(person_id), draft, now)
        event = replace(self._event(Happening.MEDICINE, now, by, judged), prn_taken=(given,))
        return self._held([self._desk.entry(person_id, EntryKind.CHECK_IN, event)], None)

    def keep(self) -> None:
        """Write down what was logged. Raises NotWritten: it counts all the same, and waits."""
        self._desk.keep()

    def waits(self, logged: LoggedDose) -> bool:
        """Say whether something of this dose is not saved; of others that wait it says nothing."""
        waiting = {str(entry.payload.get("id")) for entry in self._book.held.of()}
        return not waiting.isdisjoint(logged.ids)

    def told(self, person_id: str) -> Assessment | None:
        """Return the level that a page tells beside that of the last check-in, see `ToldSince`."""
        return self._since.judged(person_id)

    def alert_to_what_calls(self, person_id: str, kind: Happening) -> bool:
        """Write what `told` says as an alert, as `log` does; return whether there was one to write.

        For doses that came in with a file (DOSE), and for what the hours since make of a missed
        one (TIME). Only a judgement of URGENT or worse: somebody has to be able to say who was
        called. It counts at once and waits where the disk refuses it.
        """
        if self._book.is_only_to_look_at:
            return False
        self._of_time.take_back(person_id)
        by_time = kind is Happening.TIME
        told = self._since.calls_by_time(person_id) if by_time else self._since.calls(person_id)
        if told is None:
            return False
        event = self._event(kind, self._desk.now(), None, told)
        self._book.hold([self._desk.entry(person_id, EntryKind.CHECK_IN, event)])
        with suppress(NotWritten):
            self.keep()
        return True

    def undo(self, person_id: str, logged: LoggedDose, by: str | None) -> None:
        """Take a dose out of the record with all that was written with it. Raises NotWritten.

        One that still waits for the disk is forgotten.
        """
        if not self._book.let_go(person_id, logged.ids):
            self._desk.take_back(person_id, logged.ids, by)

    def _held(self, entries: list[NewEntry], told: Assessment | None) -> LoggedDose:
        self._book.hold(entries)
        return LoggedDose(ids=tuple(str(entry.payload["id"]) for entry in entries), told=told)

    def _event(self, kind: Happening, at: Moment, by: str | None, judged: Assessment) -> CheckIn:
        draft = begun(kind, at, by)
        return CheckIn(
            id=self._desk.new_id(),
            at=at,
            zone=at.zone,
            mode=draft.mode,
            recorder=draft.recorder,
            more=draft.more,
            assessment=judged,
        )


def _as_needed(record: Record) -> tuple[str, ...]:
    """Return a few medicines by name: those given as needed before, then those of the profile."""
    given = (m.name for c in reversed(record.check_ins) for m in reversed(c.prn_taken))
    taken = (m.name for m in record.person.medicines or ())
    return tuple(dict.fromkeys((*given, *taken)))[:_NAMES_OFFERED]
