# SPDX-License-Identifier: MIT
"""Reads thousands of broken files in against a real record: by hand, it takes some minutes.

    .venv/bin/python -m tests.hostile_files [NUMBER]

Each is a record, a table, a spreadsheet or a family's file of a practice person in which bytes or
values were changed, doubled, cut out or nested; half of the family's files are broken inside their
lock, as only somebody with the passphrase could. It must be taken or refused with one line; a
refusal leaves every byte of the data folder as it was, and nothing is written beside it.
"""

import copy
import json
import random
import resource
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import time as time_of_day
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from caregiver_app.domain.sharing.spreadsheet_columns import ColumnKind
from caregiver_app.domain.sharing.spreadsheet_times import ClockKind, DayOrder
from caregiver_app.exchange import bundle as family_file
from caregiver_app.exchange.bundle import HEADER_BYTES, Bundle, Cost, sealed
from caregiver_app.exchange.errors import RecordError
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.person.practice import practice_record
from caregiver_app.services.sharing_files.family import read_whole
from caregiver_app.services.sharing_files.records import RecordsService, judge_with
from caregiver_app.services.sharing_files.sharing import table_files
from caregiver_app.services.sharing_files.sharing_in import IncomingFiles
from caregiver_app.services.sharing_files.spreadsheets import read
from caregiver_app.storage.chain import entry_hash
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import SystemClock
from caregiver_app.system.exact_json import dumps, loads
from caregiver_app.ui.app_context import Services
from caregiver_app.wiring import build_services

PERSON = {"name": "B", "dob": None, "route": "oral", "drug": "baclofen"}
SHEET = b"""When;Temp;Puls;BP;O2;Stiff;Baclofen mg;Notes
1.4.2026 08:00;37,2;80;120/80;97;3;15;"slept; well"
1.4.2026 20:00;;88;;;;;
2.4.2026 08:00;38.1;80;110/70;96;2;10;=1+1
"""
WORDS, LIGHT = "blue kettle monday river", Cost(64, 1, 1)
_ROUND, _TOLD_AFTER = 100, 1_000
"""What is taken stays, and every file is compared with all of it: more would only be slower."""
_PIECES = [
    b"",
    b'"',
    b",",
    b"\0",
    b"[[[[",
    b"{",
    b"}",
    b"9e99",
    b"\xff",
    b"null",
    b"-",
    b"\r",
    b"=1",
]
_JUNK = [None, True, "", "x\0", -1, 10**40, 7.5, [], {}, [[]] * 9, "../../x", "=1+1", "9" * 500]


def main(number: int) -> int:
    """Read so many files in, print what came of them, and return 1 when one did harm."""
    chance, told = random.Random(number), Told()  # noqa: S311 - no secret
    for done in range(0, number, _ROUND):
        with tempfile.TemporaryDirectory() as home:
            _round(Path(home), chance, told, min(_ROUND, number - done))
        read = min(done + _ROUND, number)
        if read == number or not read % _TOLD_AFTER:  # it may be ended before
            _say(read, told)
    return 1 if told.harm else 0


def _say(number: int, told: "Told") -> None:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    slowest = f"slowest {told.slowest:.2f} s, of them worked at most {told.worked:.2f} s"
    print(f"{number} files: {dict(told.said)}; {slowest}; at most {most} MB")
    print(f"harm: {dict(told.harm) or 'none'}", flush=True)


@dataclass(slots=True)
class Told:
    """What came of the files so far."""

    said: Counter[str] = field(default_factory=Counter)
    harm: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    worked: float = 0.0


def _round(home: Path, chance: random.Random, told: Told, number: int) -> None:
    """Read files into one record; a new one now and then keeps it small."""
    clock = SystemClock()
    log = EntryLog.open(home / "data", clock)
    services = build_services(log, clock)
    book = services.book
    records = RecordsService(book, judge_with(services.rule_set), clock)
    plain = practice_record("practice-oral", clock)
    records.import_plain(plain)
    tables = table_files(plain)
    there = _elsewhere(home, plain)
    before = _state(home)
    for _ in range(number):
        name = chance.choice(["record", "family", "sheet", *tables])
        path = home / _ENDINGS.get(name, f"{name}.csv")
        path.write_bytes(_broken(name, tables, plain, there, chance))
        look = {
            "family": partial(_by_family, services),
            "sheet": partial(_by_sheet, services, chance),
        }.get(name, partial(_outcome, records, book))
        outcome = _timed(look, path, told)
        path.unlink()
        after = _state(home)
        if outcome == "refused" and after != before:
            told.harm["a refusal changed the data"] += 1
        if outcome.startswith("crashed") or set(after) != set(before):
            told.harm[outcome] += 1
        before = after
    log.check()
    log.close()


_ENDINGS = {"record": "record.json", "family": "family.caregiver"}


def _broken(
    name: str, tables: dict[str, bytes], plain: Any, there: Bundle, chance: random.Random
) -> bytes:
    if name == "family":
        return _family(there, chance)
    if name == "sheet":
        return _bytes(SHEET.replace(b"80", b"%d" % chance.randrange(40, 200)), chance)
    return _table(tables[name], chance) if name in tables else _record(plain, chance)


def _elsewhere(home: Path, plain: Any) -> Bundle:
    """Return the same person as another computer has them, with entries of its own."""
    clock = SystemClock()
    log = EntryLog.open(home / "other", clock)
    services = build_services(log, clock)
    records = RecordsService(services.book, judge_with(services.rule_set), clock)
    bundle = services.family.bundle(records.import_plain(plain).person_id)
    log.close()
    return bundle


def _by_family(services: Services, path: Path) -> str:
    try:
        incoming = services.family.compared(read_whole(path, WORDS))
        number = services.family.take_in(incoming)
        services.apart.conflicts(incoming.bundle.part.person_id)
        services.book.record(incoming.bundle.part.person_id)  # what was taken can be shown
    except (RecordError, StorageError) as error:
        is_known = isinstance(error, RecordError) or error.cause == "not_added"
        return "refused" if is_known and len(str(error).splitlines()) == 1 else f"crashed: {error}"
    except Exception as error:
        return f"crashed: {type(error).__name__}"
    return "added" if number else "nothing new"


def _by_sheet(services: Services, chance: random.Random, path: Path) -> str:
    person, sheets = services.people.people()[0].id, services.spreadsheets
    try:
        table = read(path)
        mapped = sheets.guessed(person, table)
        if chance.random() < 0.3:
            kinds = tuple(chance.choice(list(ColumnKind)) for _title in table.titles)
            mapped = replace(mapped, kinds=kinds)
        order, clock = mapped.order or DayOrder.DAY_FIRST, mapped.clock or ClockKind.LONG
        mapped = replace(mapped, order=order, clock=clock, every_day_at=time_of_day(8))
        if mapped.twice is not None or not (mapped.has_time and mapped.has_values):
            return "refused"  # the page asks again
        number = sheets.add(sheets.preview(person, table, mapped), also_here=True)
    except RecordError as error:
        return "refused" if len(str(error).splitlines()) == 1 else "crashed: two lines"
    except Exception as error:
        return f"crashed: {type(error).__name__}"
    return "added" if number else "nothing new"


def _family(there: Bundle, chance: random.Random) -> bytes:
    """Return a family's file with bytes changed outside or inside its lock, or values inside."""
    whole = sealed(there, WORDS, LIGHT)
    if chance.random() < 0.3:
        return _bytes(whole, chance)
    text = family_file._text(there.part)
    if chance.random() < 0.3:
        return _locked(zlib.compress(_bytes(text.encode(), chance)), whole)
    plain = json.loads(text)
    for _ in range(chance.randrange(1, 4)):
        places = _places(plain, []) if chance.random() < 0.3 else _places(plain["seen"], [])
        holder, key = chance.choice(places or _places(plain, []))
        holder[key] = copy.deepcopy(chance.choice([*_JUNK, holder[key]]))
    if chance.random() < 0.5:
        plain = json.loads(text)
        _write_anew(plain, chance)
    apart = chance.choice([None, (",", ":")])  # as the program writes it, or not
    return _locked(zlib.compress(json.dumps(plain, separators=apart).encode()), whole)


def _write_anew(plain: Any, chance: random.Random) -> None:
    """Change what an entry says and make its chain anew, as somebody with the program could."""
    with suppress(Exception):  # what cannot be chained any more is refused as it is
        name = f"{chance.random()}"
        plain["devices"][0] = chance.choice([name, plain["devices"][0]])
        entry = copy.deepcopy(chance.choice(plain["entries"]))
        entry[0], entry[5] = name, len(plain["entries"]) + 1
        payload = loads(entry[11])
        payload |= chance.choice([{}, {"id": name}])
        holder, key = chance.choice(_places(payload, []))
        holder[key] = copy.deepcopy(chance.choice([*_JUNK, 41, holder[key]]))
        entry[11] = dumps(payload, sort_keys=True)
        plain["entries"].append(entry)
        before = ""
        for line in plain["entries"]:
            line[12] = before
            facts = (line[0], plain["person_id"], *line[1:4], plain["devices"][line[4]])
            before = line[13] = entry_hash((*facts, *line[5:13]))


def _locked(packed: bytes, whole: bytes) -> bytes:
    head = family_file._header(whole)
    key, _check = family_file._key(WORDS, head.salt, head.cost)
    own = whole[:HEADER_BYTES]
    return own + ChaCha20Poly1305(key).encrypt(head.nonce, packed, own)


def _timed(look: Callable[[Path], str], path: Path, told: Told) -> str:
    start, worked = time.monotonic(), time.process_time()
    outcome = look(path)
    told.worked = max(told.worked, time.process_time() - worked)  # the other waited for a core
    told.slowest = max(told.slowest, time.monotonic() - start)
    told.said[outcome] += 1
    return outcome


def _outcome(records: RecordsService, book: RecordBook, path: Path) -> str:
    incoming = IncomingFiles(book, records)
    try:
        found = incoming.preview(path)
        return "added" if incoming.add(found, also_same_time=True) else "nothing new"
    except RecordError as error:
        return "refused" if len(str(error).splitlines()) == 1 else "crashed: two lines"
    except Exception as error:
        return f"crashed: {type(error).__name__}"


def _state(home: Path) -> dict[str, str]:
    """Return the files below a folder with what is in them."""
    files = (path for path in home.rglob("*") if path.is_file())
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in files}


def _record(plain: Any, chance: random.Random) -> bytes:
    if chance.random() < 0.3:
        return _bytes(dumps(plain).encode(), chance)
    broken = json.loads(dumps(copy.deepcopy(plain)))
    for _ in range(chance.randrange(1, 4)):
        holder, key = chance.choice(_places(broken, []))
        holder[key] = copy.deepcopy(chance.choice([*_JUNK, holder[key]]))
        if isinstance(holder, dict) and chance.random() < 0.3:
            holder[chance.choice(["id", "x", "note"])] = copy.deepcopy(holder.get(key))
    if chance.random() < 0.05:  # somebody else, so that some are taken
        broken["person"] = {**PERSON, "id": f"p{chance.random()}"}
    text = json.dumps(broken)
    if chance.random() < 0.05:
        text = text.replace('"format"', '"format": 1, "format"', 1)
    if chance.random() < 0.05:
        text = "[" * chance.randrange(10, 5000) + text
    return text.encode()


def _table(data: bytes, chance: random.Random) -> bytes:
    """Return a table whose last row is a new one, with bytes changed."""
    own = data.splitlines()[-1].split(b",")[3]
    return _bytes(data.replace(own, b"'%d" % chance.randrange(10**6)), chance)


def _bytes(data: bytes, chance: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(chance.randrange(5)):
        place = chance.randrange(len(broken))
        broken[place : place + chance.choice([0, 1, 1, 40])] = chance.choice(_PIECES)
    whole = chance.random() < 0.7
    return bytes(broken if whole else broken[: chance.randrange(len(broken))])


def _places(value: Any, found: list[Any]) -> list[Any]:
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            found.append((value, key))
            _places(value[key], found)
    return found


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
