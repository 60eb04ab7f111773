# SPDX-License-Identifier: MIT
"""What the screens show about a person, worked out from the record; formatting is theirs."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.changed.change_lines import ChangeLine
from caregiver_app.domain.dosing.supply import SupplyEnd
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.people.ages import Age
from caregiver_app.domain.person import Contact, Drug, Medicine, Route
from caregiver_app.domain.plan import Cut, PlanRoute, Step
from caregiver_app.domain.prompts.plan_prompts import PlanPrompt
from caregiver_app.domain.sheets.as_needed import GivenAsNeeded
from caregiver_app.domain.sheets.taken_now import TakenNow
from caregiver_app.domain.sheets.weight_now import WeightNow
from caregiver_app.domain.timing.cadence import NextCheck
from caregiver_app.domain.timing.phases import Phase

Of = tuple[Drug, PlanRoute]
"""A drug, and how it is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """The person bar: who this is, what they take now, how long since the last cut.

    `cut_of` is what was cut where dose and step are not about that; `beside` the mg a day that
    are taken by mouth beside the pump. `is_held` says that the next step's date has come
    behind a hold, while nobody told when it begins. On a day of 0 mg that the plan holds between
    two doses by mouth, `again` is the step that gives something next.
    """

    person_id: str
    name: str
    dob: date | None
    age: Age | None
    colour: str
    practice: bool
    route: Route
    drug: Drug
    dose_now: Decimal | None
    dose_unit: str
    step: tuple[int, int] | None
    last_cut: Cut | None
    days_since_cut: int | None
    has_plan: bool
    cut_of: Of | None = None
    beside: Decimal | None = None
    again: Step | None = None
    is_held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LastCheckIn:
    """The check-in that tells how they are, and how old it is.

    `lacks` are the needed answers that a newer one lacks, which took nothing of it back,
    `unanswered` those that it lacks itself.
    """

    id: str
    at: Moment
    age: timedelta
    recorder: str | None
    assessment: Assessment
    lacks: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    written_at: Moment | None = None
    corrected_at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseLine:
    """One dose: when, how much (mg; None is not recorded), and how far from now.

    `ml` is what was written of a liquid whose strength is not on record.
    """

    drug: Drug
    at: Moment
    mg: Decimal | None
    away: timedelta
    ml: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """Everything the start screen needs.

    `why_then` says why the next check-in is due then, `advice` how often to check now. `since_cut`
    is None while there was no cut, `last_shift` for somebody who had none. `kept` is the last dose
    kept down of every drug by mouth that has one, `supply` how long the medicine lasts.
    `notes` say for whom the limits are not made, `signs` which told signs no rule has. `doses_to`
    is up to when doses are dated, where that is later than now: a clock was wrong. `at_home` is now
    where the person lives, where the clock on the wall there shows another time.
    """

    now: Moment
    last: LastCheckIn | None
    kept: tuple[DoseLine, ...]
    doses_to: Moment | None
    at_home: Moment | None
    next_dose: DoseLine | None
    supply: SupplyEnd | None
    next_check: NextCheck
    why_then: str
    advice: str
    phases: tuple[Phase, ...]
    since_cut: tuple[ChangeLine, ...] | None
    last_shift: tuple[ChangeLine, ...] | None
    last_day: tuple[ChangeLine, ...]
    prompts: tuple[PlanPrompt, ...]
    notes: tuple[str, ...]
    signs: tuple[str, ...]
    strip: tuple[tuple[Moment, Level], ...]
    contacts: tuple[Contact, ...]
    has_plan: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyScript:
    """The words to say on the phone, filled from the record; None is not recorded.

    `taken` is every drug that help must hear of; it is empty only while nobody is open. `to_er`
    says that nothing was found but what one goes to the ER for, as the rules word it. `before`
    are why there was an EMERGENCY more than an hour ago, or one that a quieter check-in came after,
    and when, and why there was one before that nobody answered and that still stands. `given` is
    what was given as needed in the last day, `corrected_at` when the check-in was corrected that
    tells why, `papers` what is written down of care they do not want. `begun` is what answers call
    an EMERGENCY for that were typed at `begun_at` and that nobody saved. `cord_injury` is one at T6
    or above, `dysreflexia` says that E12 was found beside it, `lies_down` that they had a seizure,
    passed out or are hard to wake: nobody is sat up then. `also_takes` are opioids and blood
    thinners, `restarted` is the sentence of a dose after days without (U21), as the rules word it.
    `weight` is the newest of a child: a crew doses a child by it.
    """

    number: str
    now: Moment
    name: str | None
    age: Age | None
    address: str | None
    taken: tuple[TakenNow, ...]
    signs: tuple[str, ...]
    to_er: bool
    allergies: tuple[str, ...] | None
    contacts: tuple[Contact, ...]
    has_pump: bool
    backup_oral_baclofen: bool
    before: tuple[tuple[Moment, str], ...] = ()
    given: tuple[GivenAsNeeded, ...] = ()
    corrected_at: Moment | None = None
    papers: str | None = None
    begun: tuple[str, ...] = ()
    begun_at: Moment | None = None
    cord_injury: bool = False
    dysreflexia: bool = False
    lies_down: bool = False
    pregnant: bool = False
    also_takes: tuple[Medicine, ...] = ()
    restarted: str = ""
    weight: WeightNow | None = None
