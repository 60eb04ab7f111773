# SPDX-License-Identifier: MIT
"""What check-ins and presses were told, as FHIR Flags: the active ones and those of before."""

from collections.abc import Iterator

from caregiver_app.domain.assessment import Assessment, Finding
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.happened import (
    AGAIN,
    ALERTS,
    events_since_asked,
    kind_of,
    last_asked,
    not_taken_back,
)
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.private_reasons import hidden_rules
from caregiver_app.domain.timing.told_until import all_told
from caregiver_app.exchange.fhir_parts import (
    Entry,
    Part,
    Resource,
    cleaned,
    concept,
    date_time,
    link,
    resource_id,
)

_WORKED_OUT = "told-since"
"""What is made of the lines after the newest check-in when the document is written: no entry."""

Fact = tuple[str, str]


def warnings(record: Record, person_id: str, subject: str, author: str) -> Iterator[Entry]:
    """Yield what each check-in was told when it was saved.

    Active are the newest one that asked, what was tapped since, and what was found before one that
    lacks answers: none of them says that the signs are gone. What stands among the active ones
    already is not told a second time.
    """
    told = all_told(record)
    asked = last_asked(told)
    of_now = [*events_since_asked(told), *((asked,) if asked is not None else ())]
    of_now += not_taken_back(told.check_ins)
    begun = dict[Fact, Moment]()
    active = set[Fact]()
    for check_in in record.check_ins:
        judged = check_in.assessment
        words = _told(judged) if judged and judged.level >= Level.WATCH else None
        if judged is None or words is None:
            continue
        facts = {(finding.id, finding.because) for finding in judged.rules}
        start, is_of_now = _start(check_in, judged, begun), check_in in of_now
        if check_in.id == _WORKED_OUT and facts and facts <= active:
            continue
        active |= facts if is_of_now else set()
        yield _flag(check_in, words, start, person_id, subject, author, is_of_now)


def _start(check_in: CheckIn, judged: Assessment, begun: dict[Fact, Moment]) -> Moment:
    """Return when a warning began: what a line of the log carried on has the time of who saw it."""
    is_line = kind_of(check_in) in ALERTS
    times = []
    for finding in judged.rules:
        fact = finding.id, finding.because
        if not (is_line and fact in begun and _goes_on(check_in, finding)):
            begun[fact] = check_in.at
        times.append(begun[fact])
    return max(times, default=check_in.at)


def _goes_on(check_in: CheckIn, finding: Finding) -> bool:
    return check_in.id == _WORKED_OUT or finding.id not in AGAIN


def _flag(
    check_in: CheckIn,
    words: str,
    start: Moment,
    person_id: str,
    subject: str,
    author: str,
    is_of_now: bool,
) -> Entry:
    resource: Resource = {
        "resourceType": "Flag",
        "id": resource_id(person_id, "warning", check_in.id),
        "status": "active" if is_of_now else "inactive",
        "category": [concept("Warning sign in a check-in")],
        "code": concept(words),
        "subject": link(subject),
        "period": {"start": date_time(start)},
        "author": link(author),
    }
    part = Part.WARNINGS if is_of_now else Part.EARLIER
    return Entry(part=part, resource=resource, words=f"{start.local:%Y-%m-%d %H:%M} {words}")


def _told(judged: Assessment) -> str | None:
    """Return the level and its reasons; thoughts of self-harm stay out as they do on paper."""
    hidden = hidden_rules({finding.id for finding in judged.rules}, tells_self_harm=False)
    shown = [finding for finding in judged.rules if finding.id not in hidden]
    if not shown and judged.rules:
        return None
    level = max((finding.level for finding in shown), default=judged.level)
    because = "; ".join(text for text in (cleaned(f.because) for f in shown) if text)
    return f"{level.name}: {because}" if because else level.name
