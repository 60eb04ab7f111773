# SPDX-License-Identifier: MIT
"""What is asked about a person: each question fills one field of the profile, or leaves it."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.person import MedicineGroup, Person
from caregiver_app.domain.plain import from_plain, to_plain


class ProfileKind(StrEnum):
    """How a question is answered.

    A list may also be answered "none known"; a day ahead may be one that is still to come.
    """

    TEXT = "text"
    LIST = "list"
    NUMBER = "number"
    DAY = "day"
    DAY_AHEAD = "day_ahead"
    YES_NO = "yes_no"


class AskedOf(StrEnum):
    """Whom a question is for."""

    ALL = "all"
    MOUTH = "mouth"
    PUMP = "pump"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileQuestion:
    """One question. `field` is a name of the profile, dotted for an inner one.

    `low` and `high` only catch slips of typing.
    """

    field: str
    group: str
    kind: ProfileKind
    prompt: str
    source: str
    asked_of: AskedOf = AskedOf.ALL
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int = 0
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileGroup:
    """Questions that stand together under a title."""

    id: str
    title: str
    questions: tuple[ProfileQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Every question about a person, the answers of a list, and what other medicines do."""

    groups: tuple[ProfileGroup, ...]
    list_words: Mapping[str, str]
    medicine_groups: Mapping[MedicineGroup, str]

    def questions(self) -> tuple[ProfileQuestion, ...]:
        """Return every question in its order."""
        return tuple(question for group in self.groups for question in group.questions)


def is_asked(question: ProfileQuestion, person: Person) -> bool:
    """Say whether a question is about how this person takes the medicine."""
    if question.asked_of is AskedOf.PUMP:
        return person.has_pump
    return question.asked_of is AskedOf.ALL or person.takes_by_mouth


def answer_of(person: Person, field: str) -> Any:  # noqa: ANN401 - by the kind of the question
    """Return what the profile says in a field; None is not recorded."""
    found: Any = person
    for part in field.split("."):
        found = getattr(found, part, None)
    return found


def with_answers(person: Person, answers: Mapping[str, object]) -> Person:
    """Return the person with other answers; None takes an answer back to "not recorded".

    Raises FieldError naming the field when a value does not fit it.
    """
    plain: dict[str, Any] = to_plain(person)
    for field, value in answers.items():
        *path, last = field.split(".")
        inner = plain
        for part in path:
            inner = inner.setdefault(part, {})
        inner[last] = to_plain(value)
    return from_plain(Person, _without_blanks(plain))


def _without_blanks(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what nobody said: a field without an answer, and a part without any."""
    kept: dict[str, Any] = {}
    for key, value in plain.items():
        if isinstance(value, dict) and key != "usual_from":
            inner = _without_blanks(value)
            if inner:
                kept[key] = inner
        elif value is not None:
            kept[key] = value
    return kept
