# SPDX-License-Identifier: MIT
"""The questions of a check-in, typed: prompt, choices, units and two-bound limits."""

from collections.abc import Mapping
from dataclasses import field, replace
from decimal import Decimal

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.domain.record import Record

LIMBS = (
    "stiffness_left_arm",
    "stiffness_right_arm",
    "stiffness_left_leg",
    "stiffness_right_leg",
    "stiffness_trunk",
)
"""The items of `more` that hold the stiffness of one limb, 0 to 10."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer: the value that is stored and the caregiver's word for it.

    `asks_again` is true when it is asked once more before it is kept; `says` is what to do when
    it is chosen, shown at once beside it, or empty.
    """

    value: str
    label: str
    asks_again: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Two bounds for a typed number, in the stored unit.

    Outside `hard` is refused and explained; outside `soft` is asked again, then accepted.
    `decimals` is how many places may be typed. `soft_above_usual` asks again from that far above
    what is usual for the person; `soft_change_percent` asks again when a value differs by more
    than that from the one before, written down at most `soft_change_days` days earlier.
    """

    hard_low: Decimal
    hard_high: Decimal
    soft_low: Decimal | None = None
    soft_high: Decimal | None = None
    soft_low_child: Decimal | None = None
    soft_high_child: Decimal | None = None
    soft_above_usual: Decimal | None = None
    soft_change_percent: Decimal | None = None
    soft_change_days: Decimal | None = None
    decimals: int = 0

    def is_far_above(self, value: Decimal | int, usual: Decimal | int) -> bool:
        """Say whether a value is so far above the usual one that it is asked again."""
        return self.soft_above_usual is not None and value - usual >= self.soft_above_usual

    def is_big_change(self, value: Decimal, before: Decimal, days: Decimal) -> bool:
        """Say whether a value differs so much from the one of `days` ago that it is asked again."""
        if self.soft_change_percent is None or self.soft_change_days is None:
            return False
        soon = days <= self.soft_change_days
        return soon and abs(value - before) * 100 > before * self.soft_change_percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the form.

    `id` is the field of the draft, or `more.` and the item for what no rule reads; `kind` is
    choice, scale, number, text, many (any number of the choices), time (its limits are hours
    ago), or one of the logs seizures, medicines and doses (its limits are those of a seizure's
    seconds and of a dose's mg). `anchors` maps a scale value to its words; `asked_when` is
    always, oral, pump, clonazepam or sci; `optional` is left out until somebody wants it.
    `too_low` is what to do where a number below its limits is no slip.
    `about` is the reference text that says what to look at, or empty; `parts` names the
    columns of a log.
    """

    id: str
    kind: str
    prompt: str
    short: str
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    anchors: Mapping[int, str] | None = None
    limits: Limits | None = None
    asked_when: str = "always"
    help: str = ""
    too_low: str = ""
    mode: Mode = Mode.QUICK
    group: str = ""
    optional: bool = False
    about: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def item(self) -> str | None:
        """Return the item of `more` that this question fills, or None for a field of its own."""
        return self.id.removeprefix("more.") if self.id.startswith("more.") else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group of the full check-in, which opens below the quick one."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One red-flag tile: pressing it stores `value` in `field` of the draft."""

    id: str
    label: str
    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The check-in: tiles first, then the quick questions, then the groups of the full ones."""

    tiles_prompt: str
    tiles: tuple[Tile, ...]
    questions: tuple[Question, ...]
    groups: tuple[Group, ...] = ()

    def question(self, field: str) -> Question:
        """Return the question that fills a field of the draft; KeyError when it is not asked."""
        for question in self.questions:
            if question.id == field:
                return question
        raise KeyError(field)

    def in_group(self, group: str) -> tuple[Question, ...]:
        """Return the questions of one group, in the order in which they are asked."""
        return tuple(question for question in self.questions if question.group == group)


def asked_of(form: Form, record: Record, mode: Mode, wanted: frozenset[str] = frozenset()) -> Form:
    """Return the form for one person: what fits their drugs, route and injury.

    Full holds the quick questions too. `wanted` names the optional questions to be asked. A
    group without a question is left out.
    """
    asked = tuple(
        question
        for question in form.questions
        if question.mode in (Mode.QUICK, mode)
        and _fits(question.asked_when, record)
        and (not question.optional or question.id in wanted)
    )
    used = {question.group for question in asked}
    groups = tuple(group for group in form.groups if group.id in used)
    return replace(form, questions=asked, groups=groups)


def with_overall_stiffness(draft: Draft) -> Draft:
    """Return the draft with the stiffest limb as the overall stiffness, when that is blank.

    The rules read the overall figure only. Half points are not asked, so nothing is rounded.
    """
    if draft.stiffness is not None:
        return draft
    limbs = [value for limb in LIMBS if isinstance(value := draft.more.get(limb), Decimal)]
    return replace(draft, stiffness=int(max(limbs))) if limbs else draft


def _fits(asked_when: str, record: Record) -> bool:
    person, plans = record.person, record.plans
    return {
        "always": True,
        "oral": person.takes_by_mouth or any(p.route is PlanRoute.ORAL for p in plans),
        "pump": person.has_pump,
        "clonazepam": Drug.CLONAZEPAM in {person.drug, *(plan.drug for plan in plans)},
        "sci": person.sci_t6_or_above is True,
    }[asked_when]
