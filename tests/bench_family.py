# SPDX-License-Identifier: MIT
"""Speed of the family's file and of merging it, on a record of ten thousand entries."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from tests.bench import PERSON, Figure, in_turns, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from caregiver_app.domain.entries import NewEntry
    from caregiver_app.services.log.record_book import RecordBook
    from caregiver_app.services.person.people import PeopleService
    from caregiver_app.ui.app_context import Services

ENTRIES = 10_000
RUNS = 3


def family_file(folder: Path) -> list[Figure]:
    """Write and read the file of ten thousand entries, check it, and merge it into nothing."""
    from caregiver_app.exchange.bundle import Cost, _key, opened, sealed
    from caregiver_app.exchange.shared_entries import check_entries
    from caregiver_app.system.pieces import at_once

    giver = _services(folder / "f-giver")
    person = _filled(giver.people, giver.book)
    family = giver.family
    light = Cost(64, 1, 1)
    bundle = family.bundle(person)
    data = sealed(bundle, "x", light)

    def there_and_back() -> object:
        return opened(sealed(family.bundle(person), "x", light), "x")

    takers = (_services(folder / f"f-taker-{number}") for number in count())

    def merge() -> float:
        """Compare and write as the window does; what its pages read anew is not the merge."""
        taker, found = next(takers).family, []
        took = milliseconds(lambda: found.append(taker.compared(bundle)))
        pieces = taker.writing(taker.preparing(found[0])())
        if pieces is None:
            raise SystemExit("Something was written down while the file was looked at.")
        return took + milliseconds(lambda: at_once(pieces))

    travel, checking, merging = in_turns(
        partial(milliseconds, there_and_back),
        partial(milliseconds, lambda: check_entries(bundle.part)),
        merge,
        runs=RUNS,
    )
    key = min(milliseconds(lambda: _default_key(_key)) for _ in range(RUNS))
    how = f"{len(data) / 1000:.0f} kB; the key of the passphrase takes {key:.0f} ms more, twice"
    return [
        Figure("family file of 10,000 entries, written and read", travel, " ms", 500.0, how),
        Figure("each of its entries checked", checking, " ms", None, "beside the window"),
        Figure("merge 10,000 entries", merging, " ms", 1000.0, "compared and written"),
    ]


def _default_key(key: object) -> None:
    from caregiver_app.exchange.bundle import COST

    key("x", bytes(16), COST)


def _services(folder: Path) -> Services:
    from caregiver_app.storage.entry_log import EntryLog
    from caregiver_app.system.clock import FixedClock
    from caregiver_app.wiring import build_services
    from tests.bench import NOW

    clock = FixedClock(NOW, "America/New_York")
    return build_services(EntryLog.open(folder, clock), clock)


def _filled(people: PeopleService, book: RecordBook) -> str:
    """Return a practice person whose check-ins and doses go back for years."""
    person = people.open_practice(PERSON)
    book.append(list(_older(book, person, ENTRIES - len(book.entries(person)))))
    return person


def _older(book: RecordBook, person: str, number: int) -> Iterator[NewEntry]:
    from caregiver_app.domain.entry_kinds import EntryKind
    from caregiver_app.domain.moments import Moment
    from caregiver_app.system.ids import new_id

    kinds = (EntryKind.CHECK_IN, EntryKind.DOSE)
    models = [next(e for e in book.entries(person) if e.kind is kind) for kind in kinds]
    for place in range(number):
        model = models[place % 2]
        at = Moment(model.effective_at.local - timedelta(hours=4 * (place + 1)))
        times = {name: at.text for name in ("at", "scheduled_for") if name in model.payload}
        own = {"id": new_id(at.utc), **times}
        yield book.new_entry(person, model.kind, model.payload | own, at, "Ana")
