# SPDX-License-Identifier: MIT
"""A sheet of years costs what one of days does: no page reads every check-in through again."""

from collections.abc import Iterator
from dataclasses import replace

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.sheets.pump_alarms import alarm_answered
from caregiver_app.domain.sheets.pump_now import pump_now
from caregiver_app.domain.sheets.weight_now import weight_now
from tests.report.records import NOW, check_in, record


class Counted(tuple[CheckIn, ...]):
    """Check-ins that count how often somebody begins to read them through, from either end."""

    reads = 0

    def __iter__(self) -> Iterator[CheckIn]:
        self.reads += 1
        return super().__iter__()

    def __reversed__(self) -> Iterator[CheckIn]:
        self.reads += 1
        return iter(self[::-1])


def test_what_is_seldom_told_about_a_pump_or_a_weight_is_looked_for_once():
    years = record(route="itb", check_ins=[check_in(n, 400 - n) for n in range(300)])
    every = Counted(years.check_ins)
    years = replace(years, check_ins=every)

    def read() -> None:
        pump_now(years, NOW)
        alarm_answered(years, NOW)
        weight_now(years, NOW)

    read()
    known = every.reads
    read()
    assert every.reads - known <= 1  # the newest look is found at once
