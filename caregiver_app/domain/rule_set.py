# SPDX-License-Identifier: MIT
"""Clinical content, typed: rules with their numbers and sources, vital-sign bands, words."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.names_alike import NamesAlike
from caregiver_app.domain.person import Drug


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInfo:
    """What the content says about one rule: its level, inputs, numbers and source."""

    id: str
    level: Level
    needs: tuple[str, ...]
    source: str
    numbers: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The limits of one vital sign for one age band; None where there is no such limit.

    Low limits fire at or below, high limits at or above.
    """

    emergency_low: Decimal | None = None
    urgent_low: Decimal | None = None
    watch_low: Decimal | None = None
    watch_high: Decimal | None = None
    urgent_high: Decimal | None = None
    emergency_high: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeBand:
    """One column of the vital-sign table: ages in whole years, both ends included."""

    id: str
    youngest: int
    oldest: int | None
    vitals: Mapping[str, Band]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The clinical words of one language: messages, reasons, level words, actions.

    `reasons` are templates with named placeholders; `sheet_reasons` the clinical wording of
    those that read differently on paper.
    """

    language: str
    reviewed_by: str
    messages: Mapping[str, str]
    reasons: Mapping[str, str]
    sheet_reasons: Mapping[str, str]
    words: Mapping[str, str]
    notes: Mapping[str, str]
    level_words: Mapping[Level, str]
    level_lines: Mapping[Level, str]
    action_lines: Mapping[Action, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """Everything the engine needs that a clinician signs off."""

    version: str
    reviewed_by: str
    rules: Mapping[str, RuleInfo]
    age_bands: tuple[AgeBand, ...]
    numbers: Mapping[str, Decimal]
    wording: Wording
    emergency_numbers: Mapping[str, str]
    drug_names: Mapping[Drug, tuple[str, ...]]
    """What each drug is called on labels, in small letters."""
    names_alike: NamesAlike
    told_first: tuple[str, ...] = ()
    """The rules that are told first of one level where there is room for a few."""

    def danger(self, rule: str) -> tuple[int, str]:
        """Return what puts the rules of one level in the order in which they are told."""
        known = rule in self.told_first
        return (self.told_first.index(rule) if known else len(self.told_first)), rule

    def drug_named(self, name: str) -> Drug | None:
        """Return which of the drugs a name on a label is, None when it is another medicine."""
        said = name.casefold()
        found = (drug for drug, names in self.drug_names.items() if any(n in said for n in names))
        return next(found, None)

    def drug_like(self, name: str) -> Drug | None:
        """Return which of the drugs may be meant by a name that is nearly one of theirs.

        It is for asking only: None for a name that is one, and for one that is another medicine.
        """
        if self.drug_named(name) is not None:
            return None
        return self.names_alike.drug_like(name, self.drug_names)

    def number(self, rule: str, name: str) -> Decimal:
        """Return one limit of one rule."""
        return self.rules[rule].numbers[name]

    def minutes(self, name: str) -> timedelta:
        """Return one shared limit that is written in minutes."""
        return timedelta(minutes=float(self.numbers[name]))

    @property
    def days_off(self) -> int:
        """Return how many days in a row a plan may give nothing between two doses."""
        return int(self.numbers["dose_clock.days_off"])

    def hours(self, name: str) -> timedelta:
        """Return one shared limit that is written in hours, like `dose_clock.slot_late_hours`."""
        return timedelta(hours=float(self.numbers[name]))
