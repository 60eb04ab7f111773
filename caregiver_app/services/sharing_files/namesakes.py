# SPDX-License-Identifier: MIT
"""Somebody of one name and date of birth under two ids: what tells them apart, here and there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.person import Drug, Route
from caregiver_app.services.log.record_book import RecordBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one of them in short; `last` is the newest check-in."""

    drug: Drug
    route: Route
    check_ins: int
    last: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesake:
    """The one who is here, and the one whom a file would add."""

    here: Facts
    there: Facts


def namesake(
    book: RecordBook, person_id: str, person: Mapping[str, Any], check_ins: Iterable[Moment]
) -> Namesake | None:
    """Return who is here under the name of somebody whom a file would add; None without one."""
    wanted = (str(person["name"]).casefold(), person["dob"])
    for card in book.people():
        own = (card.name.casefold(), card.dob and card.dob.isoformat())
        if card.id == person_id or own != wanted:
            continue
        record, times = book.record(card.id), tuple(check_ins)
        last = record.check_ins[-1].at if record.check_ins else None
        return Namesake(
            here=Facts(
                drug=record.person.drug,
                route=record.person.route,
                check_ins=len(record.check_ins),
                last=last,
            ),
            there=Facts(
                drug=Drug(person["drug"]),
                route=Route(person["route"]),
                check_ins=len(times),
                last=max(times, default=None),
            ),
        )
    return None
