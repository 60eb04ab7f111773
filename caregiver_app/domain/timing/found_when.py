# SPDX-License-Identifier: MIT
"""When what was told was found: a press carries on what a check-in saw, and nobody looked then."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from caregiver_app.domain.assessment import Finding
from caregiver_app.domain.check_in import CheckIn, asked
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.happened import AGAIN, kind_of, lacks_answers
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment

_SEIZURE = "E01"
_BY_A_PRESS = AGAIN | {_SEIZURE, "E18", "U16", "W10"}
"""The rules of what a press may tell itself, a seizure, a fall, a sound or an extra dose: it is
another one, however alike the words are."""
_EXTRA = "U13"
"""What a check-in is told for again, for a day, with nobody having seen another one."""
_WORKED_OUT = "told-since"
"""What is made of the lines after the newest check-in when something is printed: no entry."""
_STANDS = timedelta(hours=24)

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding and when it was found; `is_own`: by the entry that tells it, and by none before.

    A seizure has the time at which it began.
    """

    finding: Finding
    at: Moment
    is_own: bool


def found_when(check_ins: Iterable[CheckIn]) -> Iterator[tuple[CheckIn, tuple[Found, ...]]]:
    """Yield each judged check-in, the oldest first, with what it was told for and since when.

    A press has of its own what no entry before it told in the same words. A check-in that asked
    saw everything itself, but for an extra dose that was pressed before it; with every answer it
    ends what it does not tell again.
    """
    known, before = dict[Fact, Moment](), dict[Fact, Moment]()
    for check_in in check_ins:
        if check_in.assessment is None:
            continue
        rules = check_in.assessment.rules
        found = tuple(_found(check_in, finding, known, before) for finding in rules)
        if asked(check_in) and not lacks_answers(check_in):
            known.clear()
        times = {_fact(one.finding): one.at for one in found}
        known.update(times)
        before.update(times)
        yield check_in, found


def _found(
    check_in: CheckIn, finding: Finding, known: dict[Fact, Moment], before: dict[Fact, Moment]
) -> Found:
    fact, is_worked_out = _fact(finding), check_in.id == _WORKED_OUT
    carried = known.get(fact) if _may_be_carried(check_in, finding) else None
    if is_worked_out and carried is None and finding.level >= Level.URGENT:
        # What a calm check-in left open, for a day: it did not ask about it.
        carried = _lately(before.get(fact), check_in.at)
    if carried is not None:
        return Found(finding=finding, at=carried, is_own=False)
    return Found(finding=finding, at=own_time(check_in, finding), is_own=True)


def _may_be_carried(check_in: CheckIn, finding: Finding) -> bool:
    """Say whether an entry may tell this finding without anybody having seen it again."""
    if kind_of(check_in) is not None:
        return check_in.id == _WORKED_OUT or finding.id not in _BY_A_PRESS
    return finding.id == _EXTRA and asked(check_in) and not check_in.extra_dose


def _lately(at: Moment | None, now: Moment) -> Moment | None:
    return at if at is not None and now.utc - at.utc <= _STANDS else None


def own_time(check_in: CheckIn, finding: Finding) -> Moment:
    """Return when what an entry tells itself was: the start of a seizure, else its own time."""
    starts = [seizure.start for seizure in check_in.seizures or ()]
    return max(starts) if finding.id == _SEIZURE and starts else check_in.at


def _fact(finding: Finding) -> Fact:
    return finding.id, finding.because
