# SPDX-License-Identifier: MIT
"""What check-ins and presses were told, as FHIR Flags: the active ones and those of before."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.happened import (
    events_since_asked,
    is_begun,
    last_asked,
    not_taken_back,
)
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.private_reasons import hidden_rules
from caregiver_app.domain.timing.found_when import Found, found_when
from caregiver_app.domain.timing.told_until import all_told
from caregiver_app.exchange.fhir_corrected import corrected_answers
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

_PRIVATE = "one reason is private: ask the person"
_NOT_SAVED = "answers that were begun and not saved"
_CORRECTED = "as it was told before answers were corrected"

Fact = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Warning:
    """What one entry was told for that was found at one time; `is_of_now`: it is still active."""

    check_in: CheckIn
    start: Moment
    words: str
    is_of_now: bool


def warnings(
    record: Record, person_id: str, subject: str, author: str, still_open: Set[str] = frozenset()
) -> Iterator[Entry]:
    """Yield what each check-in was told when it was saved, and what was found at its own time.

    Active are the newest one that asked, what was tapped since, and what was found before one that
    lacks answers: none of them says that the signs are gone. So are the reasons that are
    `still_open` beside a graver sign. What a press, or the making of the
    document, only carries on is told once, since it was found.
    """
    kept: dict[tuple[Moment, str], _Warning] = {}
    for warning in _told(record, still_open):
        key = warning.start, warning.words
        if key not in kept or warning.is_of_now:
            kept[key] = warning
    for warning in kept.values():
        yield _flag(warning, person_id, subject, author)


def _told(record: Record, still_open: Set[str]) -> Iterator[_Warning]:
    of_now, corrected = _of_now(record), corrected_answers(record)
    active = set[Fact]()
    for check_in, found in found_when(record.check_ins):
        judged, is_of_now = check_in.assessment, check_in in of_now
        if judged is None or judged.level < Level.WATCH:
            continue
        for start, told in _by_time(check_in, found):
            is_active = is_of_now or any(one.finding.because in still_open for one in told)
            facts = {(one.finding.id, one.finding.because) for one in told}
            is_carried = bool(told) and not any(one.is_own for one in told)
            if is_carried and (not is_of_now or facts <= active):
                continue
            active |= facts if is_active else set()
            words = _words(judged, told)
            if is_begun(check_in):
                words = f"{words}; {_NOT_SAVED}"
            if changed := corrected.get(check_in.id):
                when = max(changed.values()).local
                words = f"{words}; {_CORRECTED} {when:%Y-%m-%d %H:%M}"
            yield _Warning(check_in=check_in, start=start, words=words, is_of_now=is_active)


def _of_now(record: Record) -> list[CheckIn]:
    told = all_told(record)
    asked = last_asked(told)
    of_now = [*events_since_asked(told), *((asked,) if asked is not None else ())]
    return [*of_now, *not_taken_back(told.check_ins)]


def _by_time(check_in: CheckIn, found: Sequence[Found]) -> Iterator[tuple[Moment, Sequence[Found]]]:
    """Yield the findings of one entry by when they were found, the oldest first."""
    times = sorted({one.at for one in found}) or [check_in.at]
    for at in times:
        yield at, [one for one in found if one.at == at]


def _words(judged: Assessment, told: Sequence[Found]) -> str:
    """Return the level and its reasons; thoughts of self-harm are not named, as on paper.

    The level is the one that was told all the same: a lower one beside it would be a false one.
    """
    findings = [one.finding for one in told]
    hidden = hidden_rules({finding.id for finding in judged.rules}, tells_self_harm=False)
    shown = [finding for finding in findings if finding.id not in hidden]
    level = max((finding.level for finding in findings), default=judged.level)
    texts = [text for text in (cleaned(finding.because) for finding in shown) if text]
    texts += [_PRIVATE] if len(shown) < len(findings) else []
    because = "; ".join(texts)
    return f"{level.name}: {because}" if because else level.name


def _flag(warning: _Warning, person_id: str, subject: str, author: str) -> Entry:
    check_in, start = warning.check_in, warning.start
    about = (check_in.id,) if start == check_in.at else (check_in.id, date_time(start))
    resource: Resource = {
        "resourceType": "Flag",
        "id": resource_id(person_id, "warning", *about),
        "status": "active" if warning.is_of_now else "inactive",
        "category": [concept("Warning sign in a check-in")],
        "code": concept(warning.words),
        "subject": link(subject),
        "period": {"start": date_time(start)},
        "author": link(author),
    }
    part = Part.WARNINGS if warning.is_of_now else Part.EARLIER
    return Entry(
        part=part, resource=resource, words=f"{start.local:%Y-%m-%d %H:%M} {warning.words}"
    )
