# SPDX-License-Identifier: MIT
"""What is known of a sign already: the last value with its age, and what is usual."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from caregiver_app.domain.as_typed import measured
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.system.words import _
from caregiver_app.ui.widgets.fields.number_words import in_unit
from caregiver_app.ui.words import dates

_TEMPERATURE, _TOP = "temp_c", "sbp"


@dataclass(frozen=True, slots=True)
class Known:
    """The newest recorded value of one sign in words, with its age, and what is usual."""

    last: str
    age: str
    usual: str

    @property
    def newest(self) -> str:
        """Return the value with its age, blank where none was ever recorded."""
        return _("{value}, {age}").format(value=self.last, age=self.age) if self.last else ""

    @property
    def short(self) -> str:
        """Return the value with its age, and what is usual under it, where both are known."""
        usual = _("usual {value}").format(value=self.usual) if self.usual else ""
        return "\n".join(part for part in (self.newest, usual) if part)

    @property
    def long(self) -> str:
        """Return both in a sentence each."""
        said = []
        if self.last:
            said.append(_("Last {value}, {age}").format(value=self.last, age=self.age))
        if self.usual:
            said.append(_("usual {value}").format(value=self.usual))
        return ", ".join(said)


def known_value(record: Record, name: str, unit: str, now: Moment) -> Known:
    """Return the newest recorded value of a sign with its age, and the usual one, in words."""
    usual = getattr(record.person.usual, name, None)
    usual_words = "" if usual is None else _shown(name, usual, unit)
    for check_in in reversed(record.check_ins):
        value = getattr(check_in, name)
        if value is not None:
            last = _shown(name, measured(check_in, name), unit)
            return Known(last, _age(check_in.at, now), usual_words)
    return Known("", "", usual_words)


def known_pressure(record: Record, unit: str, now: Moment) -> Known:
    """Return the newest pressure of two numbers, and the usual one, in words."""
    usual = record.person.usual
    both = usual.sbp is not None and usual.dbp is not None
    usual_words = f"{usual.sbp}/{usual.dbp}" if both else ""
    for check_in in reversed(record.check_ins):
        if check_in.sbp is not None and check_in.dbp is not None:
            last = f"{check_in.sbp}/{check_in.dbp}"
            return Known(last, _age(check_in.at, now), usual_words)
    return known_value(record, _TOP, unit, now)


def _shown(name: str, value: object, unit: str) -> str:
    if name == _TEMPERATURE and isinstance(value, Decimal):
        return in_unit(value, unit)
    return f"{value}\u00a0%" if name == "spo2" else str(value)


def _age(at: Moment, now: Moment) -> str:
    """Return a short age: "6 h ago", "2 days ago"."""
    length = dates.between(at, now)
    if length < timedelta(hours=1):
        return _("{n} min ago").format(n=max(0, length // timedelta(minutes=1)))
    if length < timedelta(days=2):
        return _("{n} h ago").format(n=length // timedelta(hours=1))
    return _("{n} days ago").format(n=length.days)
