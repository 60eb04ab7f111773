# SPDX-License-Identifier: MIT
"""What a column of a family's spreadsheet may be, and what its title and cells let one guess."""

from collections.abc import Sequence
from enum import StrEnum

from caregiver_app.domain.sharing.spreadsheet_times import DayOrder, TimeError, read_day, split
from caregiver_app.domain.units import NumberError, parse_number

_WARM = 60
"""Above this a temperature of the body can only be one in °F."""


class ColumnKind(StrEnum):
    """What stands in a column; `LEFT_OUT` is not taken over."""

    LEFT_OUT = "left_out"
    DAY = "day"
    TIME = "time"
    DAY_AND_TIME = "day_and_time"
    TEMP_C = "temp_c"
    TEMP_F = "temp_f"
    HR = "hr"
    PRESSURE = "pressure"
    SBP = "sbp"
    DBP = "dbp"
    RR = "rr"
    SPO2 = "spo2"
    STIFFNESS = "stiffness"
    PSFS = "psfs"
    ANXIETY = "anxiety"
    MOOD = "mood"
    DOSE_MG = "dose_mg"
    NOTE = "note"


# Words of titles, in the languages that turned up; the first kind with one of its words is offered.
_TITLES: tuple[tuple[ColumnKind, tuple[str, ...]], ...] = (
    (ColumnKind.SBP, ("systol", "sbp", "upper", "top number")),
    (ColumnKind.DBP, ("diastol", "dbp", "lower", "bottom number")),
    (ColumnKind.PRESSURE, ("blood pressure", "bp", "blutdruck", "tension", "presion", "presión")),
    (ColumnKind.TEMP_C, ("temp", "fever", "fieber")),
    (ColumnKind.SPO2, ("spo2", "o2", "oxygen", "sauerstoff", "saturation", "sat")),
    (ColumnKind.RR, ("breath", "resp", "atem")),
    (ColumnKind.HR, ("pulse", "puls", "heart", "hr", "bpm", "pouls")),
    (ColumnKind.PSFS, ("spasm",)),
    (ColumnKind.STIFFNESS, ("stiff", "tone", "steif")),
    (ColumnKind.ANXIETY, ("anxi", "worry", "angst")),
    (ColumnKind.MOOD, ("mood", "stimmung")),
    (ColumnKind.DOSE_MG, ("dose", "mg", "baclofen", "clonazepam", "dosis")),
    (ColumnKind.NOTE, ("note", "comment", "remark", "notiz", "bemerkung")),
    (ColumnKind.DAY_AND_TIME, ("date and time", "date/time", "datetime", "timestamp", "when")),
    (ColumnKind.DAY, ("date", "day", "datum", "fecha")),
    (ColumnKind.TIME, ("time", "hour", "uhr", "zeit", "hora", "heure")),
)
_SHORT = 3
"""A word this short counts only where it stands alone: "sat" is not meant by "Saturday"."""


def guessed(title: str, cells: Sequence[str]) -> ColumnKind:
    """Return what a column may be, to be offered; nothing is taken over without somebody's yes."""
    kind = next((kind for kind, words in _TITLES if _has(title, words)), ColumnKind.LEFT_OUT)
    filled = [cell for cell in cells if cell]
    if kind in (ColumnKind.DAY, ColumnKind.TIME) and filled and all(map(_is_both, filled)):
        return ColumnKind.DAY_AND_TIME
    if kind is ColumnKind.TEMP_C and _is_fahrenheit(title, filled):
        return ColumnKind.TEMP_F
    if kind is ColumnKind.SBP and filled and all("/" in cell for cell in filled):
        return ColumnKind.PRESSURE
    return kind


def _has(title: str, words: Sequence[str]) -> bool:
    written = title.casefold()
    alone = "".join(letter if letter.isalnum() else " " for letter in written).split()
    return any(word in alone if len(word) <= _SHORT else word in written for word in words)


def _is_both(cell: str) -> bool:
    try:
        read_day(split(cell)[0], DayOrder.DAY_FIRST)
    except TimeError:
        try:
            read_day(split(cell)[0], DayOrder.MONTH_FIRST)
        except TimeError:
            return False
    return True


def _is_fahrenheit(title: str, cells: Sequence[str]) -> bool:
    if "°f" in title.casefold().replace(" ", "") or "fahrenheit" in title.casefold():
        return True
    for cell in cells:
        try:
            return parse_number(cell, 2) > _WARM
        except NumberError:
            continue
    return False
