# SPDX-License-Identifier: MIT
"""Entries of another computer keep their chain here: what is missing or changed is found."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from caregiver_app.domain.entries import NewEntry
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.sharing.shared_part import Elsewhere
from caregiver_app.storage.chain import PIECE, entry_hash
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.family_entries import _gaps
from caregiver_app.system.clock import FixedClock
from caregiver_app.system.ids import new_id

CLOCK = FixedClock(datetime(2026, 5, 21, 17, 40, tzinfo=UTC), "America/New_York")
AT = Moment.parse("2026-05-21T08:00:00-04:00", "America/New_York")
ANN, BEN = "5d3b7c9e-0000-4000-8000-000000000001", "5d3b7c9e-0000-4000-8000-000000000002"


def new(person=ANN, note="n"):
    id_ = new_id(CLOCK.now())
    return NewEntry(
        id=id_, person_id=person, kind=EntryKind.DOSE, author="Ana", observer=None,
        effective_at=AT, payload={"id": id_, "note": note},
    )  # fmt: skip


@pytest.fixture
def homes(tmp_path):
    logs = {}

    def at(name):
        if name not in logs:
            logs[name] = EntryLog.open(tmp_path / name, CLOCK)
        return logs[name]

    yield at
    for log in logs.values():
        log.close()


@pytest.fixture
def two(homes):
    """Return a computer with entries about two people in turns, and an empty one."""
    giver = homes("giver")
    for number in range(9):
        giver.append([new(ANN if number % 3 else BEN, f"note {number}")])
    return giver, homes("taker")


def ids(log, person=None):
    return {entry.id for entry in log.entries(person)}


def test_what_is_taken_in_stands_with_its_own_chain_and_once(two):
    giver, taker = two
    taker.append([new()])
    assert taker.family.take_in(giver.family.part(ANN)) == 6
    assert taker.family.take_in(giver.family.part(ANN)) == 0
    assert ids(giver, ANN) < ids(taker)
    assert not ids(giver, BEN) & ids(taker)
    taker.check()


def test_entries_about_somebody_else_fill_the_gaps_later(two):
    giver, taker = two
    for person in (ANN, BEN):
        taker.family.take_in(giver.family.part(person))
        taker.check()
    assert taker._connection.execute("SELECT count(*) FROM elsewhere").get == 0
    assert ids(taker) == ids(giver)
    giver.append([new(BEN), new(ANN)])
    assert taker.family.take_in(giver.family.part(ANN)) == 1
    taker.check()


def test_they_travel_on_over_a_third_computer(two, homes):
    giver, taker = two
    taker.family.take_in(giver.family.part(ANN))
    taker.append([new()])
    third = homes("third")
    assert third.family.take_in(taker.family.part(ANN)) == 7
    third.check()
    assert giver.family.take_in(third.family.part(ANN)) == 1
    giver.check()
    assert giver.family.part(ANN).entries == third.family.part(ANN).entries


BROKEN = {
    "changed": lambda e: [
        *e[:2],
        e[2]._replace(payload=e[2].payload.replace("note", "nota")),
        *e[3:],
    ],
    "missing": lambda e: [*e[:2], *e[3:]],
    "missing at the start": lambda e: e[1:],
    "twice": lambda e: [*e, e[1]],
    "given to another time": lambda e: [e[0]._replace(recorded_at=e[1].effective_at), *e[1:]],
    "of somebody else": lambda e: [*e, e[0]._replace(person_id=BEN, device="x", device_seq=1)],
    "put where another stood": lambda e: [
        *e[:2],
        e[3]._replace(device_seq=e[2].device_seq),
        *e[3:],
    ],
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_chain_that_is_not_whole_is_refused_and_nothing_is_written(how, two):
    giver, taker = two
    part = giver.family.part(ANN)
    broken = type(part)(
        person_id=ANN,
        entries=tuple(BROKEN[how](list(part.entries))),
        elsewhere=part.elsewhere,
        seen=part.seen,
    )
    with pytest.raises(StorageError, match="Nothing was added") as told:
        taker.family.take_in(broken)
    assert told.value.cause == "not_added"
    assert not taker.has_entries()


def test_another_history_of_a_computer_that_is_known_is_refused(two, homes, tmp_path):
    giver, taker = two
    taker.family.take_in(giver.family.part(ANN))
    device = giver.entries()[0].device
    copied = homes("copied")
    copied.set_setting("device", device)
    copied.close()
    copied = EntryLog.open(tmp_path / "copied", CLOCK)
    copied.append([new() for _ in range(12)])
    before = taker.entries()
    with pytest.raises(StorageError, match="one name"):
        taker.family.take_in(copied.family.part(ANN))
    copied.close()
    assert taker.entries() == before
    taker.check()


def parted(part, entries, elsewhere=None):
    entries = tuple(entries)
    (device,) = {entry.device for entry in entries}
    gaps = tuple(_gaps(device, entries)) if elsewhere is None else elsewhere
    return replace(part, entries=entries, elsewhere=gaps)


def test_a_file_that_speaks_of_a_computer_it_does_not_hold_is_refused(two):
    giver, taker = two
    part = giver.family.part(ANN)
    unheard = (*part.elsewhere, Elsewhere("a computer nobody knows", 1, 3))
    with pytest.raises(StorageError, match="does not fit together"):
        taker.family.take_in(parted(part, part.entries, unheard))
    assert not ids(taker)


def test_a_file_that_gives_an_entry_from_here_to_somebody_else_tells_another_history(two):
    giver, taker = two
    part = giver.family.part(ANN)
    taker.family.take_in(part)
    with pytest.raises(StorageError, match="Nothing was added"):
        taker.family.take_in(parted(part, part.entries[1:]))
    assert len(ids(taker)) == 6


def test_entries_that_do_not_join_the_ones_that_are_here_tell_another_history(two):
    giver, taker = two
    part = giver.family.part(BEN)
    first = part.entries[0]._replace(payload='{"note":"another one"}')
    first = first._replace(hash=entry_hash(first[:14]))
    taker.family.take_in(parted(part, [first, *part.entries[1:]]))
    with pytest.raises(StorageError, match="Nothing was added"):
        taker.family.take_in(giver.family.part(ANN))
    taker.check()
    assert not ids(taker, ANN)


def test_what_is_saved_behind_a_check_that_rests_is_checked_too(two, homes):
    giver, taker = two
    names = (f"taker {number}" for number in range(50))
    while taker.family.device > giver.family.device:  # it is looked at first
        taker = homes(next(names))
    taker.family.take_in(giver.family.part(ANN))
    for _rest in taker.checking():
        taker.append([new()])
    assert len(ids(taker)) > 7


@pytest.mark.parametrize(
    "tampering",
    [
        "DELETE FROM entry WHERE device <> ?1 AND device_seq = 3",
        "UPDATE entry SET payload = replace(payload, 'note', 'nota') WHERE device_seq = 3",
        "DELETE FROM elsewhere WHERE first_seq = 4",
        "DELETE FROM entry WHERE device <> ?1 AND device_seq > 7",
        "DELETE FROM entry WHERE device <> ?1",
    ],
)
def test_what_is_taken_out_or_changed_afterwards_is_found(tampering, two):
    giver, taker = two
    taker.append([new()])
    taker.family.take_in(giver.family.part(ANN))
    taker.check()
    for guard in ("changed", "deleted"):
        taker._connection.execute(f"DROP TRIGGER entry_is_never_{guard}")
    own = taker.setting("device")
    taker._connection.execute(tampering, (own,) if "?1" in tampering else ())
    with pytest.raises(StorageError, match="changed outside"):
        taker.check()


def test_a_folder_put_back_as_it_was_gets_its_own_entries_back_and_goes_on(two, homes, tmp_path):
    giver, taker = two
    taker.family.take_in(giver.family.part(ANN))
    behind = homes("behind")
    behind.set_setting("device", giver.setting("device"))
    behind.close()
    behind = EntryLog.open(tmp_path / "behind", CLOCK)
    assert behind.family.take_in(taker.family.part(ANN)) == 6
    (written,) = behind.append([new()])
    assert written.device != giver.setting("device")
    assert behind.family.seen(ANN)[-1].other == giver.setting("device")
    behind.check()
    behind.close()


def test_a_check_that_rests_meanwhile_does_not_call_new_entries_missing(two):
    giver, taker = two
    taker.append([new()])
    checking = taker.checking()
    next(checking)
    taker.family.take_in(giver.family.part(ANN))
    taker.append([new()])
    for _rest in checking:
        pass


def test_a_copied_folder_writes_under_a_name_of_its_own(two, homes, tmp_path):
    giver, taker = two
    giver.close()
    shutil.copytree(tmp_path / "giver", tmp_path / "copy")
    copy, giver = homes("copy"), EntryLog.open(tmp_path / "giver", CLOCK)
    for log in (copy, giver):
        log.append([new()])
    assert copy.setting("device") != giver.setting("device")
    for log in (copy, giver):
        taker.family.take_in(log.family.part(ANN))
    assert giver.family.take_in(taker.family.part(ANN)) == 1
    for log in (copy, giver, taker):
        log.check()
    giver.close()
    again = EntryLog.open(tmp_path / "giver", CLOCK)
    assert again.setting("device") == next(e.device for e in again.entries())
    again.close()


def test_a_stick_that_numbers_its_files_anew_keeps_its_name(two, tmp_path):
    giver, _taker = two
    name = giver.setting("device")
    giver.close()
    moved = tmp_path / "again"
    shutil.copy(tmp_path / "giver" / "record.db", moved)
    moved.replace(tmp_path / "giver" / "record.db")
    giver = EntryLog.open(tmp_path / "giver", CLOCK)
    (written,) = giver.append([new()])
    assert (written.device, written.device_seq) == (name, 10)
    giver.check()
    giver.close()


def begun(taker, part, told):
    """Begin to take a long part in and do all of its pieces but the last ones."""
    pieces = taker.family.taking_in(part, told.append)
    for _piece in range(6):
        next(pieces)
    rows = taker._connection.execute("SELECT count(*) FROM entry").get
    assert rows > len(taker.entries()) == 1  # some of it is written, none of it counts
    return pieces


@pytest.fixture
def long_part(homes):
    """Return what travels of a computer with entries for several pieces."""
    giver = homes("giver")
    giver.append([new() for _ in range(3 * PIECE)])
    return giver.family.part(ANN)


def test_nothing_that_is_taken_in_counts_before_all_of_it_is_there(long_part, homes):
    taker, told = homes("taker"), []
    taker.append([new()])
    pieces = begun(taker, long_part, told)
    assert (len(taker.ids()), told) == (1, [])
    assert len(taker.family.part(ANN).entries) == 1
    (seizure,) = taker.append([new()])  # who saves meanwhile comes after all of it
    assert told == [3 * PIECE]
    assert list(pieces) == []
    assert len(taker.entries()) == 3 * PIECE + 2
    assert taker.entries()[-1] == seizure
    (mark,) = taker.family.seen(ANN)
    assert (mark.device_seq, mark.other_seq) == (seizure.device_seq, 3 * PIECE)
    taker.check()


def test_what_is_stopped_on_its_way_in_leaves_nothing_behind(long_part, homes):
    taker, told = homes("taker"), []
    taker.append([new()])
    begun(taker, long_part, told).close()
    assert (len(taker.entries()), told) == (1, [])
    taker.check()
    assert taker.family.take_in(long_part) == 3 * PIECE
    assert len(taker.entries()) == 3 * PIECE + 1
    taker.check()


def test_a_number_without_end_in_a_file_holds_up_nobody(two):
    giver, taker = two
    part = giver.family.part(ANN)
    last, far = part.entries[-1], 2**53 - 1  # with the gap before it: nobody counts so far
    moved = last._replace(device_seq=far, previous_hash="0" * 64)
    moved = moved._replace(hash=entry_hash(moved[:14]))
    entries = (*part.entries[:-1], moved)
    gaps = _gaps(last.device, entries)
    strange = replace(part, entries=entries, elsewhere=gaps)
    assert gaps[-1].last == far - 1
    assert taker.family.take_in(strange) == len(entries)
    assert taker.family.take_in(strange) == 0
    taker.check()
