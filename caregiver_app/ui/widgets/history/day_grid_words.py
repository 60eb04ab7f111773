# SPDX-License-Identifier: MIT
"""What the cells of a day say: in two or three letters, and in a sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, product

from caregiver_app.domain.as_typed import measured
from caregiver_app.domain.check_in import CheckIn, Missing
from caregiver_app.domain.doses import KEPT, DoseEvent, DoseStatus
from caregiver_app.domain.dosing.dose_clock import drug_of
from caregiver_app.domain.form import Form
from caregiver_app.domain.history.day_grid import SIGNS, Column, DayGrid
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Person
from caregiver_app.domain.units import fahrenheit, tenth
from caregiver_app.system.words import _
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.answers import field_name, level_name, missing_words, temperature
from caregiver_app.ui.words.digits import shown
from caregiver_app.ui.words.person_words import drug_words
from caregiver_app.ui.words.story_words import dose_status_words, dose_words, title_of

LEVEL = "level"
_NO_NUMBER = "\u2013"
_NOT_STRUCK = KEPT | {DoseStatus.EXTRA, DoseStatus.PARTLY, DoseStatus.UNSURE}
_SHORT = {Missing.DEVICE_LOW: "LO", Missing.DEVICE_HIGH: "HI"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One row: the level, the doses of a drug, or a sign. `id` names it."""

    id: str
    name: str
    unit: str = ""
    drug: Drug | None = None

    @property
    def lines(self) -> int:
        """Return how many lines a value has: pressures stand one over the other."""
        return 2 if self.id == "sbp" else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CellText:
    """A cell in short: `text` of one or two lines, `more` further values that are not shown.

    A struck text is of a dose that was not given or did not stay down.
    """

    text: str = ""
    more: int = 0
    is_struck: bool = False
    level: Level | None = None


class GridWords:
    """The rows and cells of the days of one person; temperatures in `unit`, F or C."""

    def __init__(self, person: Person, form: Form, unit: str) -> None:
        self._person = person
        self._form = form
        self._unit = unit

    def rows(self, grid: DayGrid, *, every: bool = True) -> tuple[GridRow, ...]:
        """Return the rows of a day: level, doses by drug, signs; `every` sign that was asked."""
        found = [GridRow(id=LEVEL, name=_("Level"))]
        drugs = self._drugs(dose for column in grid.columns for dose in column.doses)
        for drug in drugs:
            name = drug_words(drug).capitalize()
            found.append(GridRow(id=f"dose.{drug}", name=name, unit=_("mg"), drug=drug))
        found += [
            GridRow(id=sign, name=field_name("bp" if sign == "sbp" else sign, self._form),
                    unit=self._units().get(sign, ""))
            for sign in (*SIGNS, *(grid.more if every else ()))
        ]  # fmt: skip
        return tuple(found)

    def cell(self, column: Column, row: GridRow) -> CellText:
        """Return what stands in a cell."""
        if row.id == LEVEL:
            judged = sum(c.assessment is not None for c in column.check_ins)
            return CellText(level=column.level, more=max(0, judged - 1))
        if row.drug is not None:
            return self._dose_cell(self._doses(column, row.drug))
        told = column.telling(row.id)
        if not told:
            return CellText()
        return CellText(text=self._short(told[-1], row.id), more=len(told) - 1)

    def sentence(self, column: Column, row: GridRow) -> str:
        """Return a cell in words: what was recorded and when, or that nothing was."""
        told = list(self._told(column, row))
        said = "; ".join(told) if told else self._nothing(column)
        return f"{hours_words(column)}. {row.name}: {said}"

    def table(self, grid: DayGrid) -> tuple[tuple[str, str, str], ...]:
        """Return the day as lines: when, what, and the value; a gap is a line of its own."""
        found: list[tuple[str, str, str]] = []
        rows = self.rows(grid)
        for is_gap, together in groupby(grid.columns, key=lambda column: column.is_gap):
            columns = list(together)
            if is_gap:
                hours = hours_words(columns[0], columns[-1])
                found.append((hours, "", _("no check-in")))
            for column, row in product(columns, rows):
                name = f"{row.name} {row.unit}".strip()
                found += [(_time(column, at), name, words) for at, words in self._said(column, row)]
        return tuple(found)

    def _told(self, column: Column, row: GridRow) -> Iterable[str]:
        return (f"{words} ({_time(column, at)})" for at, words in self._said(column, row))

    def _said(self, column: Column, row: GridRow) -> Iterable[tuple[Moment | None, str]]:
        """Yield every value of a cell with its time."""
        if row.id == LEVEL:
            for check_in in column.check_ins:
                level = level_name(check_in.assessment.level) if check_in.assessment else ""
                name = title_of(check_in)
                yield check_in.at, name if not level or name == level else f"{name}, {level}"
        elif row.drug is not None:
            for dose in self._doses(column, row.drug):
                words = f"{dose_status_words(dose.status)} {dose_words(dose, '')}"
                yield dose.when, words.strip()
        else:
            for check_in in column.telling(row.id):
                yield check_in.at, self._long(check_in, row.id)

    def _nothing(self, column: Column) -> str:
        if column.is_ahead:
            return _("still to come")
        return _("no check-in") if column.is_gap else _("not recorded")

    def _doses(self, column: Column, drug: Drug) -> tuple[DoseEvent, ...]:
        return tuple(d for d in column.doses if drug_of(d, self._person) is drug)

    def _drugs(self, doses: Iterable[DoseEvent]) -> list[Drug]:
        own = [self._person.drug] if self._person.takes_by_mouth else []
        return list(dict.fromkeys([*own, *(drug_of(dose, self._person) for dose in doses)]))

    def _dose_cell(self, doses: Sequence[DoseEvent]) -> CellText:
        if not doses:
            return CellText()
        last = doses[-1]
        text, struck = _dose_short(last), last.status not in _NOT_STRUCK
        if last.status is DoseStatus.UNSURE:
            text = _("{amount}?").format(amount=text)
        return CellText(text=text, more=len(doses) - 1, is_struck=struck)

    def _short(self, check_in: CheckIn, sign: str) -> str:
        if sign == "sbp":
            return "\n".join(self._number(check_in, part) for part in ("sbp", "dbp"))
        return self._number(check_in, sign)

    def _number(self, check_in: CheckIn, field: str) -> str:
        value = getattr(check_in, field)
        if value is None:
            reason = check_in.not_taken.get(field)
            return _SHORT.get(reason, _NO_NUMBER) if reason else _NO_NUMBER
        if field == "temp_c":
            as_typed = measured(check_in, field)
            return shown(fahrenheit(as_typed) if self._unit == "F" else tenth(value))
        return shown(value)

    def _long(self, check_in: CheckIn, sign: str) -> str:
        if sign == "temp_c" and check_in.temp_c is not None:
            return temperature(check_in.temp_c, check_in)
        fields = ("sbp", "dbp") if sign == "sbp" else (sign,)
        known = [self._number(check_in, f) for f in fields if getattr(check_in, f) is not None]
        if known:
            return "/".join(known)
        return next(missing_words(check_in.not_taken[f]) for f in fields if f in check_in.not_taken)

    def _units(self) -> dict[str, str]:
        return {
            "stiffness": _("0 to 10"),
            "temp_c": f"\u00b0{self._unit}",
            "hr": _("per minute"),
            "sbp": "mmHg",
            "rr": _("per minute"),
            "spo2": "%",
            "psfs": _("0 to 4"),
            "anxiety": _("0 to 10"),
            "agitation": _("0 to 3"),
            "mood": _("0 to 10"),
            "sleep_h": _("hours"),
        }


def hours_words(column: Column, last: Column | None = None) -> str:
    """Return which hours a column is, or the columns up to the last one: "8 AM to 10 AM".

    Hours that came twice say so.
    """
    last = last or column
    # The end as the wall read until then, also where the clock is changed at that very time.
    length = last.end.utc - last.start.utc
    end = Moment(last.start.local + length, last.start.zone)
    words = _("{start} to {end}").format(start=hour_words(column.start), end=hour_words(end))
    return _("{hours}, for the second time").format(hours=words) if column.is_again else words


def hour_words(moment: Moment) -> str:
    """Return "midnight", "8 AM" or "noon"; minutes only where there are any."""
    local = moment.local
    if local.minute:
        return dates.clock_time(moment)
    if local.hour in (0, 12):
        return _("noon") if local.hour else _("midnight")
    return dates.wall_time(local.hour, "")


def _time(column: Column, at: Moment | None) -> str:
    if at is None:
        return ""
    here = at.utc.astimezone(column.start.local.tzinfo)
    return dates.clock_time(Moment(here, column.start.zone))


def _dose_short(dose: DoseEvent) -> str:
    if dose.mg is not None:
        return dates.amount(dose.mg, "").strip()
    return dates.amount(dose.ml, "mL") if dose.ml is not None else _NO_NUMBER
