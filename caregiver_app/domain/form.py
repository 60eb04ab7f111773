# SPDX-License-Identifier: MIT
"""The questions of a check-in, typed: prompt, choices, units and two-bound limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer: the value that is stored and the caregiver's word for it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Two bounds for a typed number, in the stored unit.

    Outside `hard` is refused and explained; outside `soft` is asked again, then accepted.
    `decimals` is how many places may be typed.
    """

    hard_low: Decimal
    hard_high: Decimal
    soft_low: Decimal | None = None
    soft_high: Decimal | None = None
    soft_low_child: Decimal | None = None
    soft_high_child: Decimal | None = None
    decimals: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `id` is the field of the draft; `kind` choice, scale, number, tile or text.

    `anchors` maps a scale value to its words; `asked_when` is always, oral or pump.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One red-flag tile: pressing it stores `value` in `field` of the draft."""

    id: str
    label: str
    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The quick check-in: tiles first, then the questions in order."""

    tiles_prompt: str
    tiles: tuple[Tile, ...]
    questions: tuple[Question, ...]

    def question(self, field: str) -> Question:
        """Return the question that fills a field of the draft; KeyError when it is not asked."""
        for question in self.questions:
            if question.id == field:
                return question
        raise KeyError(field)
