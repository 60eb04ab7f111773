# SPDX-License-Identifier: MIT
"""How one answer changes a draft: the meaning of tiles, None of these, chips and numbers.

Pure functions, one value a field: a tile and a chip that speak about the same field can never
say two different things. Withdrawing an answer leaves the field not recorded, never normal. A field
is named as its question: `more.` and the item for what no rule reads.
"""

import typing
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from caregiver_app.domain.as_usual import without_mark
from caregiver_app.domain.check_in import Draft, Hallucination, Missing, Seizure
from caregiver_app.domain.form import LIMBS, Question, Tile
from caregiver_app.domain.moments import Moment

_MORE = "more."

NONE_OF_THESE: dict[str, object] = {
    "seizures": (),
    "passed_out": False,
    "hallucination": Hallucination.NO,
    "stiff_sudden": False,
    "chest_pain": False,
    "stroke_signs": False,
}
"""What "None of these" states. Awake, thinking and breathing are still asked."""


def answered(draft: Draft, field: str, value: object) -> Draft:
    """Return the draft with one answer; a reason for having none is dropped."""
    return _replaced(_without_reason(draft, field), field, value)


def withdrawn(draft: Draft, field: str) -> Draft:
    """Return the draft without an answer or a reason for this field."""
    return _replaced(_without_reason(draft, field), field, None)


def not_taken(draft: Draft, field: str, reason: Missing) -> Draft:
    """Return the draft with a reason in place of an answer."""
    return with_reason(withdrawn(draft, field), field, reason)


def with_reason(draft: Draft, field: str, reason: Missing) -> Draft:
    """Return the draft with a reason beside what its field holds."""
    return replace(draft, not_taken={**draft.not_taken, field: reason})


def chosen(draft: Draft, field: str, value: str) -> Draft:
    """Return the draft with a choice of the form, by its written value."""
    if value in (Missing.NOT_SURE, Missing.COULD_NOT):
        return not_taken(draft, field, Missing(value))
    typed_value = value_of(field, value)
    # One sign that is there takes "None of these" back as a whole, as its tile does.
    if typed_value != NONE_OF_THESE.get(field, typed_value) and is_none_of_these(draft):
        draft = none_withdrawn(draft)
    return answered(draft, field, typed_value)


def answer_in(draft: Draft, field: str) -> object:
    """Return the typed answer a draft holds for a field, or None."""
    if field.startswith(_MORE):
        return draft.more.get(field.removeprefix(_MORE))
    return getattr(draft, field)


def has_answer(draft: Draft, question: Question) -> bool:
    """Say whether a draft holds an answer to a question, a reason for none or a typed text."""
    if question.id in draft.not_taken or question.id in draft.raw:
        return True
    value = answer_in(draft, question.id) if question.kind != "doses" else None
    return value is not None and (value != () or question.id == "seizures")


def choice_in(draft: Draft, field: str) -> str | None:
    """Return the written value of the answer or reason a draft holds, or None."""
    reason = draft.not_taken.get(field)
    if reason is not None:
        return reason.value
    value = answer_in(draft, field)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def value_of(field: str, written: str) -> object:
    """Return the typed value of a written choice: an enum member, true or false, a number."""
    if field.startswith(_MORE):
        return _free_value(written)
    kind = _kinds()[field]
    if kind is bool:
        return written in ("true", "yes")
    if kind is int:
        return int(written)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(written)
    return written


def typed(draft: Draft, field: str, value: Decimal | None, raw: str, unit: str = "") -> Draft:
    """Return the draft with a typed number; `raw` and `unit` keep what was on the screen."""
    whole = value is not None and _kinds().get(field) is int
    stored = int(value) if whole and value is not None else value
    changed = answered(draft, field, stored)
    texts = _with(changed.raw, field, raw)
    units = _with(changed.entered_unit, field, unit if raw else "")
    if (texts, units) == (changed.raw, changed.entered_unit):
        return changed
    return replace(changed, raw=texts, entered_unit=units)


def with_first_readings(draft: Draft, first: typing.Mapping[str, Decimal]) -> Draft:
    """Return the draft with the first of two readings of some signs; the second is the answer."""
    if not first and not draft.first_reading:
        return draft
    repeated = True if "sbp" in first else draft.bp_repeat
    return replace(draft, first_reading=dict(first), bp_repeat=repeated)


def tile_pressed(draft: Draft, tile: Tile, now: Moment) -> Draft:
    """Return the draft with a red flag. "None of these" no longer holds, so it is withdrawn."""
    base = none_withdrawn(draft) if is_none_of_these(draft) else draft
    if tile.field == "seizures":
        return answered(base, "seizures", (Seizure(start=now),))
    return answered(base, tile.field, value_of(tile.field, tile.value))


def is_pressed(draft: Draft, tile: Tile) -> bool:
    """Say whether a draft holds the bad value of a tile."""
    if tile.field == "seizures":
        return bool(draft.seizures)
    return bool(getattr(draft, tile.field) == value_of(tile.field, tile.value))


def any_pressed(draft: Draft, tiles: Iterable[Tile]) -> bool:
    """Say whether any red flag stands, in a tile or in an answer of the full form."""
    told = any(
        value is not None and value != denied
        for field, denied in NONE_OF_THESE.items()
        for value in (getattr(draft, field),)
    )
    return told or any(is_pressed(draft, tile) for tile in tiles)


def is_shown_in_tiles(draft: Draft, field: str, tiles: Iterable[Tile]) -> bool:
    """Say whether the answer of a field is to be seen among the red flags."""
    if field in NONE_OF_THESE and getattr(draft, field) == NONE_OF_THESE[field]:
        return True
    reason = draft.not_taken.get(field)
    if field in NONE_OF_THESE and reason is Missing.COULD_NOT:
        return True
    return any(tile.field == field and is_pressed(draft, tile) for tile in tiles)


def none_of_these(draft: Draft) -> Draft:
    """Return the draft with every red flag denied."""
    for field, value in NONE_OF_THESE.items():
        draft = answered(draft, field, value)
    return draft


def none_withdrawn(draft: Draft) -> Draft:
    """Return the draft with the red flags not answered."""
    for field in NONE_OF_THESE:
        draft = withdrawn(draft, field)
    return draft


def is_none_of_these(draft: Draft) -> bool:
    """Say whether every red flag was denied."""
    return all(getattr(draft, field) == value for field, value in NONE_OF_THESE.items())


def flags_not_checked(draft: Draft) -> Draft:
    """Return the draft with "could not" for every red flag that has no answer."""
    base = none_withdrawn(draft) if is_none_of_these(draft) else draft
    for field in NONE_OF_THESE:
        if getattr(base, field) is None:
            base = not_taken(base, field, Missing.COULD_NOT)
    return base


def flags_checked_again(draft: Draft) -> Draft:
    """Return the draft without the "could not" of the red flags."""
    for field in NONE_OF_THESE:
        if draft.not_taken.get(field) is Missing.COULD_NOT:
            draft = withdrawn(draft, field)
    return draft


def are_flags_not_checked(draft: Draft) -> bool:
    """Say whether "could not check" was chosen for the red flags."""
    return any(draft.not_taken.get(field) is Missing.COULD_NOT for field in NONE_OF_THESE)


def is_empty(draft: Draft) -> bool:
    """Say whether nothing was answered yet, whoever is recording."""
    return replace(draft, mode=None, recorder=None, observer=None) == Draft()


def _free_value(written: str) -> str | Decimal | bool:
    """Return what is kept of a choice that no rule reads: true or false, a number, or a word."""
    if written in ("true", "false"):
        return written == "true"
    return Decimal(written) if written.isdigit() else written


def _replaced(draft: Draft, field: str, value: object) -> Draft:
    draft = _without_statement(draft, field)
    if value is None and answer_in(draft, field) is None:
        return draft  # a form asks after every key, and most of its fields are empty
    arguments: dict[str, Any] = {field: value}
    if field.startswith(_MORE):
        item = field.removeprefix(_MORE)
        kept = {name: given for name, given in draft.more.items() if name != item}
        arguments = {"more": kept if value is None else {**kept, item: value}}
    return replace(draft, **arguments)


def _without_statement(draft: Draft, field: str) -> Draft:
    """Return the draft in which nothing about a field is there by the one press "As usual".

    The stiffness of one limb says more than a stiffness that was only taken as usual.
    """
    if field.removeprefix(_MORE) not in LIMBS:
        return without_mark(draft, field)
    alone = without_mark(draft, "stiffness")
    return draft if alone is draft else replace(alone, stiffness=None)


def _without_reason(draft: Draft, field: str) -> Draft:
    if field not in draft.not_taken:
        return draft
    kept = {name: reason for name, reason in draft.not_taken.items() if name != field}
    return replace(draft, not_taken=kept)


def _with(values: typing.Mapping[str, str], field: str, text: str) -> dict[str, str]:
    kept = {name: value for name, value in values.items() if name != field}
    return {**kept, field: text} if text else kept


@cache
def _kinds() -> dict[str, object]:
    """Return the plain type behind every optional field of a draft."""
    hints = typing.get_type_hints(Draft)
    kinds: dict[str, object] = {}
    for name, hint in hints.items():
        inner = [part for part in typing.get_args(hint) if part is not type(None)]
        kinds[name] = inner[0] if len(inner) == 1 else hint
    return kinds
