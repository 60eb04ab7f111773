# SPDX-License-Identifier: MIT
"""Amounts of a plan typed in mL or tablets: the mg they are, by the strength that is on record.

Without a strength nothing is worked out: the form asks for the mg. What stood on the paper is
kept beside the mg with the strength it was read in, so that another bottle changes nothing of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from caregiver_app.domain.dosing.supply import tablet_mg
from caregiver_app.domain.dosing.typed_amount import AmountError, AmountUnit, parse_amount
from caregiver_app.domain.person import Drug, Person
from caregiver_app.domain.plan import PlanRoute
from caregiver_app.system.words import _
from caregiver_app.ui.widgets.plan.plan_table import clock_words
from caregiver_app.ui.widgets.plan.plan_typed import TypedPlan, TypedStep, number_text
from caregiver_app.ui.words import dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """The strength on record of the one drug that has one: mg in 1 mL, or in one tablet."""

    drug: Drug | None = None
    per_ml: Decimal | None = None
    per_tablet: Decimal | None = None

    def of_plan(self, typed: TypedPlan) -> "Strength":
        """Return it for the medicine of a plan; one by pump, or of another drug, has none."""
        return self if typed.drug is self.drug and typed.route is PlanRoute.ORAL else Strength()

    @property
    def words(self) -> str:
        """Return the strength in words, a blank where none is on record."""
        if self.per_ml is not None:
            return _("{mg} in 1 mL").format(mg=dates.amount(self.per_ml, "mg"))
        if self.per_tablet is not None:
            return _("{mg} in 1 tablet").format(mg=dates.amount(self.per_tablet, "mg"))
        return ""

    @property
    def hint(self) -> str:
        """Return how an amount can be typed, a blank where only mg can be."""
        if not self.words:
            return ""
        like = _("4 mL") if self.per_ml is not None else _("½ tablet")
        words = _("Type mg, or write {like}: the strength on record is {strength}.")
        return words.format(like=like, strength=self.words)

    def mg_of(self, text: str) -> Decimal | None:
        """Return the mg of an amount typed in mL or tablets; None of any other text."""
        try:
            typed = parse_amount(text)
        except AmountError:
            return None
        known = {AmountUnit.ML: self.per_ml, AmountUnit.TABLETS: self.per_tablet}
        strength = known.get(typed.unit) if typed.unit is not None else None
        return typed.value * strength if strength is not None else None


def strength_of(person: Person) -> Strength:
    """Return the strength that the profile says; a liquid goes before tablets."""
    per_ml = person.concentration_mg_per_ml
    tablet = tablet_mg(person) if per_ml is None else None
    return Strength(drug=person.drug, per_ml=per_ml, per_tablet=tablet)


def in_mg(typed: TypedPlan, strength: Strength, times: Sequence[str]) -> TypedPlan:
    """Return a plan with the mg of what was typed in mL or tablets, and what was typed beside it.

    `times` are those over the fields of each row.
    """
    strength = strength.of_plan(typed)
    if not strength.words:
        return typed
    rows = tuple(_row_in_mg(row, strength, times) for row in typed.steps)
    return replace(typed, start=_mg_text(typed.start, strength), steps=rows)


def told_in_mg(row: TypedStep, strength: Strength, times: Sequence[str]) -> str:
    """Return the mg of each amount of a row that was typed in another unit, to be looked at."""
    told = [
        _("{typed} is {mg}").format(typed=_spelled(text), mg=dates.amount(mg, "mg"))
        for _time, text in _typed(row, times)
        if (mg := strength.mg_of(text)) is not None
    ]
    if not told:
        return ""
    words = _("{amounts}, at {strength}. Is that the strength on the bottle and on the paper?")
    return words.format(amounts=", ".join(dict.fromkeys(told)), strength=strength.words)


def _row_in_mg(row: TypedStep, strength: Strength, times: Sequence[str]) -> TypedStep:
    said = [
        f"{clock_words(time)} {_spelled(text)}" if time else _("{n} a day").format(n=_spelled(text))
        for time, text in _typed(row, times)
        if strength.mg_of(text) is not None
    ]
    return replace(
        row,
        amounts=tuple(_mg_text(text, strength) for text in row.amounts),
        per_day=_mg_text(row.per_day, strength),
        as_written=f"{', '.join(said)} ({strength.words})" if said else "",
    )


def _typed(row: TypedStep, times: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each amount of a row with its time, a blank for that of the whole day."""
    yield from zip(times, row.amounts, strict=False)
    yield "", row.per_day


def _spelled(text: str) -> str:
    """Return mL in one spelling, and tablets as they were typed."""
    typed = parse_amount(text)
    return dates.amount(typed.value, "mL") if typed.unit is AmountUnit.ML else text.strip()


def _mg_text(text: str, strength: Strength) -> str:
    mg = strength.mg_of(text)
    return text if mg is None else number_text(mg)
