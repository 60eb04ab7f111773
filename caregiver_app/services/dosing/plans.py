# SPDX-License-Identifier: MIT
"""The written plans of one person: each version as it stands, its prompts, and a new version."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from caregiver_app.domain.dosing.planned_and_given import DayOfDoses, planned_and_given
from caregiver_app.domain.dosing.planned_times import doses_of_day
from caregiver_app.domain.earlier import SameList
from caregiver_app.domain.entries import Entry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.caregivers import Guarded
from caregiver_app.domain.person import Contact, ContactRole, Drug, Person
from caregiver_app.domain.plain import to_plain
from caregiver_app.domain.plan import (
    PlanRoute,
    Step,
    StepStatus,
    TaperPlan,
    not_confirmed_after_hold,
    step_on,
)
from caregiver_app.domain.plan_table import (
    CalendarDay,
    PlanRow,
    calendar,
    dose_times,
    plan_rows,
    versions_of,
)
from caregiver_app.domain.plan_versions import plan_in_force, versions
from caregiver_app.domain.prompts.plan_prompts import PlanPrompt, PromptContent, plan_prompts
from caregiver_app.domain.record import Record
from caregiver_app.services.care_team.caregivers import WhyNot
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.log.written import Desk, NotWritten
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.ids import new_id


class PlanNotSaved(Exception):  # noqa: N818 - the word the screen shows
    """A plan that could not be written; the text says why, in plain words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """The newest version of the plan for one drug and route, ready to be shown.

    `version` counts from 1. `starts_later` is true while its written day is still to come. `given`
    is the last week of doses by mouth; a pump has none. `whole` is the plan behind the steps that
    the version before it began and that it does not list; of it are the rows and the days.
    """

    plan: TaperPlan
    whole: TaperPlan
    version: int
    starts_later: bool
    times: tuple[str, ...]
    rows: tuple[PlanRow, ...]
    days: tuple[CalendarDay, ...]
    prompts: tuple[PlanPrompt, ...]
    given: tuple[DayOfDoses, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansView:
    """Everything the plan page shows at one moment."""

    now: Moment
    person: Person
    plans: tuple[PlanView, ...]
    prompts_without_plan: tuple[PlanPrompt, ...]
    prescriber: Contact | None


class PlanService:
    """Read and write the plans of one data folder; nothing here proposes a dose or a date."""

    def __init__(
        self, book: RecordBook, prompts: PromptContent, why_not: WhyNot, clock: Clock
    ) -> None:
        self._book = book
        self._prompts = prompts
        self._why_not = why_not
        self._clock = clock

    def view(self, person_id: str) -> PlansView:
        """Return the newest version of each plan; the drug being stepped down comes first."""
        record, now = self._book.record(person_id), here_and_now(self._clock)
        prompts = plan_prompts(self._prompts, record, now)
        newest = {(plan.drug, plan.route): plan for plan in record.plans}
        own, entries = record.person.drug, self._book.entries(person_id)
        plans = sorted(newest.values(), key=lambda plan: (plan.drug is not own, plan.route.value))
        prescribers = record.person.contacts_of(ContactRole.PRESCRIBER)
        return PlansView(
            now=now,
            person=record.person,
            plans=tuple(
                _view(plan, record, prompts, now, typed_at(entries, plan.drug, plan.route))
                for plan in plans
            ),
            prompts_without_plan=tuple(p for p in prompts if p.plan_id is None),
            prescriber=prescribers[0] if prescribers else None,
        )

    def versions(self, person_id: str, drug: Drug, route: PlanRoute) -> tuple[TaperPlan, ...]:
        """Return every version of the plan for a drug and route, the oldest first."""
        plans = self._book.record(person_id).plans
        return tuple(plan for plan in plans if plan.drug is drug and plan.route is route)

    def prompts_for(self, person_id: str, plan: TaperPlan) -> tuple[PlanPrompt, ...]:
        """Return what to ask the prescriber about a plan that is not saved yet."""
        record, now = self._book.record(person_id), here_and_now(self._clock)
        before = versions_of(record.plans, plan)
        asked = replace(plan, id=_UNSAVED, based_on=before[-1].id if before else None)
        with_it = replace(record, plans=(*record.plans, asked))
        found = plan_prompts(self._prompts, with_it, now)
        return tuple(prompt for prompt in found if prompt.plan_id == _UNSAVED)

    def add_version(self, person_id: str, plan: TaperPlan, by: str | None) -> TaperPlan:
        """Write a plan down as the newest version for its drug and route.

        The versions before it stay in the record. Raises PlanNotSaved, to an aide or a guest too;
        then nothing is written.
        """
        refused = self._why_not(person_id, Guarded.PLAN)
        if refused is not None:
            raise PlanNotSaved(refused)
        now = here_and_now(self._clock)
        plans = self._book.record(person_id).plans
        before = versions_of(plans, plan)
        told = _told_anew(plan, before[-1] if before else None, now)
        written = replace(
            _told_today(told, plan_in_force(plans, plan.drug, plan.route, now.day), now),
            id=new_id(self._clock.now()),
            based_on=before[-1].id if before else None,
            zone=plan.zone or now.zone,
        )
        entry = self._book.new_entry(
            person_id, EntryKind.PLAN, to_plain(written), now, author=by or None
        )
        try:
            self._book.append([entry])
        except StorageError as error:
            raise PlanNotSaved(str(error)) from error
        return written

    def take_back(self, person_id: str, plan: TaperPlan, by: str | None) -> None:
        """Take a version out of the record: the one before it stands; raise PlanNotSaved."""
        try:
            Desk(self._book, self._clock).take_back(person_id, filter(None, (plan.id,)), by)
        except NotWritten as refused:
            raise PlanNotSaved(str(refused)) from refused


_UNSAVED = "not saved yet"
_AS_PLANNED = (StepStatus.PLANNED, StepStatus.ACTIVE, StepStatus.DONE)
_WEEK = 7
_DAY = timedelta(days=1)


def typed_at(entries: Iterable[Entry], drug: Drug, route: PlanRoute) -> Moment | None:
    """Return when the first version of a plan was written down here."""
    of = (drug.value, route.value)
    for entry in entries:
        told = entry.payload
        if entry.kind is EntryKind.PLAN and (told.get("drug"), told.get("route")) == of:
            return entry.effective_at
    return None


def _told_anew(plan: TaperPlan, before: TaperPlan | None, now: Moment) -> TaperPlan:
    """Return a plan whose step behind a hold has a new date, with that as told now.

    The hold is answered by it; see `waiting`.
    """
    known = {step.from_ for step in before.steps} if before else set[date]()
    told = [step for _held, step in not_confirmed_after_hold(plan) if step.from_ not in known]
    steps = (
        replace(step, status=StepStatus.PLANNED, status_at=now) if step in told else step
        for step in plan.steps
    )
    return replace(plan, steps=tuple(steps)) if before and told else plan


def _told_today(plan: TaperPlan, before: TaperPlan | None, now: Moment) -> TaperPlan:
    """Return a plan whose step of today, where its doses are others, is told from now on.

    Until this hour the doses were due as the plan before said, see `told_at`. What is typed anew
    of older paper puts right what was typed before: that is told for all of its days.
    """
    step = step_on(plan, now.day)
    if before is None or step is None or step.status not in (None, *_AS_PLANNED):
        return plan
    same = doses_of_day(plan, step) == doses_of_day(before, step_on(before, now.day))
    if same or not _is_of_today(plan, before, step, now):
        return plan
    told = replace(step, status=StepStatus.PLANNED, status_by=None, status_at=now)
    return replace(plan, steps=tuple(told if one is step else one for one in plan.steps))


def _is_of_today(plan: TaperPlan, before: TaperPlan, step: Step, now: Moment) -> bool:
    """Say whether a step is what a prescriber said today, or begins today and was not known."""
    known = {one.from_ for one in before.steps}
    return plan.written_on == now.day or (step.from_ == now.day and step.from_ not in known)


def _view(
    plan: TaperPlan,
    record: Record,
    prompts: Sequence[PlanPrompt],
    now: Moment,
    typed_at: Moment | None,
) -> PlanView:
    by_mouth = plan.route is PlanRoute.ORAL
    # Today and the check-in ask about the last 24 hours of a plan that was typed in since too.
    day_ago = Moment(now.local - _DAY, now.zone)
    asked_from = min(typed_at, day_ago) if typed_at is not None else None
    whole = versions(SameList(record.plans), plan.drug, plan.route)[-1]
    return PlanView(
        plan=plan,
        whole=whole,
        version=len(versions_of(record.plans, plan)),
        starts_later=plan.written_on is not None and plan.written_on > now.day,
        times=dose_times(whole),
        rows=plan_rows(whole, now.day),
        days=calendar(whole, now.day),
        prompts=tuple(prompt for prompt in prompts if prompt.plan_id == plan.id),
        given=planned_and_given(record, plan.drug, now, _WEEK, asked_from) if by_mouth else (),
    )
