# SPDX-License-Identifier: MIT
"""The family's file: everything about one person, locked with a passphrase.

docs/bundle.md has the layout. Nothing of a file counts before the whole of it was proved with the
key: what is parsed was written by somebody who knows the passphrase.
"""

import hashlib
import json
import os
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from sys import getsizeof
from typing import Any

from caregiver_app.domain.sharing.shared_part import Elsewhere, Seen, SharedEntry, SharedPart
from caregiver_app.exchange.errors import RecordError, most_mb
from caregiver_app.exchange.json_pieces import value_at
from caregiver_app.exchange.opening import plain_file
from caregiver_app.exchange.reader import MOST_BYTES, MOST_ENTRIES
from caregiver_app.system.words import _

MAGIC = b"caregiver-family\n"
VERSION = 1
_LAYOUT = struct.Struct(">17sBBIIB16s12s16s")
_SUM_BYTES = 8
HEADER_BYTES = _LAYOUT.size + _SUM_BYTES
_KEY_BYTES, _CHECK_BYTES = 32, 16

_MOST_RATIO = 100
_MOST_DEVICES = 1_000
_MOST_NUMBER = 2**53
_FAST = 3
"""A third of the time of the usual packing, for a tenth more bytes."""
_ENTRIES = ',"entries":['
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_DECODER = json.JSONDecoder()
_HALF_SIGNS = (rb"\ud", rb"\uD")
_PIECE = 1_000_000
_MOST_HEAD, _MOST_ENTRY = 5_000_000, 4_000_000
"""Bytes before the entries, and of one of them: many tiny values take twenty times their text."""
_MOST_PAYLOAD = 1_000_000
_MOST_UNPACKED, _MOST_ROOM = 80_000_000, 180_000_000
"""Ten years of six check-ins a day and twice as many doses: 49 MB, 100 MB as values in memory."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What Argon2id takes to make the key of a passphrase; it stands in the file."""

    memory_kib: int
    passes: int
    lanes: int


COST = Cost(131_072, 4, 4)
"""0.3 to 1 second on a laptop with two cores: little for a family, much for whoever guesses."""
_MOST = Cost(196_608, 8, 16)


class WrongPassphraseError(RecordError):
    """The file is whole, and this passphrase does not open it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What a file holds. `for_clinic` says that it was made only to be looked at."""

    part: SharedPart
    for_clinic: bool


@dataclass(frozen=True, slots=True)
class _Header:
    """How the file was locked."""

    for_clinic: bool
    cost: Cost
    salt: bytes
    nonce: bytes
    check: bytes

    def bytes(self) -> bytes:
        """Return the header as it stands in the file, with its own sum at the end."""
        purpose = 2 if self.for_clinic else 1
        cost = (self.cost.memory_kib, self.cost.passes, self.cost.lanes)
        packed = _LAYOUT.pack(MAGIC, VERSION, purpose, *cost, self.salt, self.nonce, self.check)
        return packed + _sum(packed)


def sealed(bundle: Bundle, passphrase: str, cost: Cost = COST) -> bytes:
    """Return the bytes of a file that only this passphrase opens; raise RecordError when too large.

    Takes its time: it belongs beside the window.
    """
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    plain = _text(bundle.part).encode()
    if len(plain) > _MOST_UNPACKED or _is_too_much(bundle.part):
        allowed = most_mb(_MOST_UNPACKED)
        raise RecordError(_("the record"), _("it is too large for one file"), allowed)
    packed = zlib.compress(plain, _FAST)
    salt, nonce = os.urandom(16), os.urandom(12)
    key, check = _key(passphrase, salt, cost)
    head = _Header(bundle.for_clinic, cost, salt, nonce, check).bytes()
    return head + ChaCha20Poly1305(key).encrypt(nonce, packed, head)


def _is_too_much(part: SharedPart) -> bool:
    longest = max((len(entry.payload) for entry in part.entries), default=0)
    room = sum(map(_room, part.entries))
    return longest > _MOST_PAYLOAD or room > _MOST_ROOM or len(part.entries) > MOST_ENTRIES


def _room(entry: Iterable[object]) -> int:
    """Return what the values of an entry take in memory: a text with a face in it four times."""
    return sum(map(getsizeof, entry))


def read_bundle(path: Path, passphrase: str) -> Bundle:
    """Return what a file holds; raise WrongPassphraseError, or RecordError in one line.

    Takes its time: it belongs beside the window.
    """
    return opened(_bytes(path), passphrase)


def _bytes(path: Path) -> bytes:
    with plain_file(path, "a family file") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise RecordError(_("the file"), _("it is too large"), most_mb(MOST_BYTES))
    return data


def opened(data: bytes, passphrase: str) -> Bundle:
    """Return what the bytes of a file hold; see `read_bundle`."""
    head = _header(data)
    found = _unpacked(_unlocked(head, data, passphrase))
    del data  # of a large file each copy counts
    return Bundle(part=_part(found), for_clinic=head.for_clinic)


def _unlocked(head: _Header, data: bytes, passphrase: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    key, check = _key(passphrase, head.salt, head.cost)
    if check != head.check:
        problem = _("this passphrase does not open it")
        raise WrongPassphraseError(_("the file"), problem, _("the one it was made with"))
    try:
        locked = memoryview(data)[HEADER_BYTES:]
        return ChaCha20Poly1305(key).decrypt(head.nonce, locked, data[:HEADER_BYTES])
    except InvalidTag:
        raise _damaged() from None


def _header(data: bytes) -> _Header:
    """Read the header; raise RecordError for what is no such file, is newer, or is damaged."""
    if data[: len(MAGIC)] != MAGIC:
        raise RecordError(
            _("the file"), _("this is no family file"), _("a file made with Share with family")
        )
    if len(data) > len(MAGIC) and data[len(MAGIC)] > VERSION:
        raise RecordError(
            _("the file"), _("a newer version of this program made it"), _("a newer version")
        )
    packed, own = data[: _LAYOUT.size], data[_LAYOUT.size : HEADER_BYTES]
    if len(own) < _SUM_BYTES or own != _sum(packed):
        raise _damaged()
    _magic, version, purpose, memory, passes, lanes, salt, nonce, check = _LAYOUT.unpack(packed)
    cost = Cost(memory, passes, lanes)
    if version != VERSION or purpose not in (1, 2) or not _is_fair(cost):
        raise _damaged()
    return _Header(purpose == 2, cost, salt, nonce, check)


def _is_fair(cost: Cost) -> bool:
    """Say whether a key may cost that: a file from anybody must not take all memory and time."""
    return (
        8 * cost.lanes <= cost.memory_kib <= _MOST.memory_kib
        and 1 <= cost.passes <= _MOST.passes
        and 1 <= cost.lanes <= _MOST.lanes
    )


def _key(passphrase: str, salt: bytes, cost: Cost) -> tuple[bytes, bytes]:
    """Return the key, and what tells a wrong passphrase from a damaged file."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    # The same letters can be typed in two ways: as one sign, or as a letter and its accent.
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    made = Argon2id(
        salt=salt,
        length=_KEY_BYTES + _CHECK_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(typed)
    return made[:_KEY_BYTES], made[_KEY_BYTES:]


def _sum(packed: bytes) -> bytes:
    return hashlib.sha256(packed).digest()[:_SUM_BYTES]


def _unpacked(packed: bytes) -> bytearray:
    """Return what was packed, counted while it grows: a small file can hold a great many zeros."""
    most = min(_MOST_UNPACKED, max(_MOST_RATIO * len(packed), _PIECE))
    reader, found = zlib.decompressobj(), bytearray()
    try:
        for place in range(0, len(packed), _PIECE):
            rest = packed[place : place + _PIECE]
            while rest and not reader.eof:
                found += reader.decompress(rest, _PIECE)
                rest = reader.unconsumed_tail
                if len(found) > most:
                    raise _too_large()
            if reader.eof and (reader.unused_data or place + _PIECE < len(packed)):
                raise _damaged()
    except zlib.error:
        raise _damaged() from None
    if not reader.eof:
        raise _damaged()
    return found


def _text(part: SharedPart) -> str:
    """Return a part as JSON; computers are named once, hashes only where they do not follow."""
    devices = sorted({entry.device for entry in part.entries} | _other_devices(part))
    number = {device: place for place, device in enumerate(devices)}
    entries: list[tuple[object, ...]] = []
    before: dict[tuple[str, int], str] = {}
    for entry in part.entries:
        follows_on = before.get((entry.device, entry.device_seq - 1)) == entry.previous_hash
        before[entry.device, entry.device_seq] = entry.hash
        entries.append(
            (
                entry.id,
                entry.kind,
                entry.author,
                entry.observer,
                number[entry.device],
                entry.device_seq,
                entry.recorded_at,
                entry.recorded_zone,
                entry.effective_at,
                entry.effective_zone,
                entry.follows,
                entry.payload,
                None if follows_on else entry.previous_hash,
                entry.hash,
            )
        )
    found = {
        "person_id": part.person_id,
        "devices": devices,
        "elsewhere": [(number[gap.device], gap.first, gap.last) for gap in part.elsewhere],
        "seen": [
            (number[mark.device], mark.device_seq, number[mark.other], mark.other_seq)
            for mark in part.seen
        ],
    }
    head = _ENCODER.encode(found).removesuffix("}")
    return f"{head}{_ENTRIES}{','.join(map(_ENCODER.encode, entries))}]}}"


def _other_devices(part: SharedPart) -> set[str]:
    return {name for mark in part.seen for name in (mark.device, mark.other)}


def _part(data: bytearray) -> SharedPart:
    """Read a part, and use up what it stands in.

    Raises RecordError for anything that `_text` would not have written.
    """
    try:
        may_be_no_text = any(sign in data for sign in _HALF_SIGNS)
        plain = _plain(data)
        devices = plain["devices"]
        if len(devices) > _MOST_DEVICES or len(plain["entries"]) > MOST_ENTRIES:
            raise _unlike()
        "".join(devices).encode()
        if may_be_no_text:
            "".join(_texts(plain["entries"])).encode()
        before: dict[tuple[int, int], str] = {}
        part = SharedPart(
            person_id=plain["person_id"],
            entries=tuple(
                _entry(line, plain["person_id"], devices, before) for line in plain["entries"]
            ),
            elsewhere=tuple(Elsewhere(devices[d], *rest) for d, *rest in plain["elsewhere"]),
            seen=tuple(Seen(devices[d], at, devices[o], to) for d, at, o, to in plain["seen"]),
        )
    except (ValueError, TypeError, KeyError, LookupError, RecursionError):
        raise _unlike() from None
    _check_types(part)
    return part


def _plain(data: bytearray) -> dict[str, Any]:
    """Return what the text holds, an entry at a time: all of it at once would hold the window."""
    place = data.find(_ENTRIES.encode())
    if max(place, 0) > _MOST_HEAD or (place < 0 and len(data) > _MOST_HEAD):
        raise _unlike()
    if place < 0:
        return _object(json.loads(data.decode()))  # it is in another order than `_text` writes
    plain = _object(json.loads(data[:place].decode() + "}"))
    return plain | {"entries": list(_entries(data, place + len(_ENTRIES)))}


def _entries(data: bytearray, place: int) -> Iterator[list[Any]]:
    """Return the entries that begin there, and take from the text what was read."""
    count = room = 0
    while not data.startswith(b"]", place):
        entry, place = value_at(data, place + bool(count), _DECODER.raw_decode, _MOST_ENTRY)
        # A list in it is none of ours.
        if not isinstance(entry, list) or any(isinstance(value, list | dict) for value in entry):
            raise _unlike()
        count, room = count + 1, room + _room(entry)
        if room > _MOST_ROOM:
            raise _too_large()
        if not data.startswith((b",", b"]"), place) or count > MOST_ENTRIES:
            raise _unlike()
        yield entry
        if place > _PIECE:
            del data[:place]
            place = 0
    if data[place:] != b"]}":
        raise _unlike()


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _unlike()
    return value


def _texts(lines: list[list[object]]) -> Iterator[str]:
    return (value for line in lines for value in line if isinstance(value, str))


def _entry(
    line: list[Any], person_id: str, devices: list[str], before: dict[tuple[int, int], str]
) -> SharedEntry:
    id_, kind, author, observer, device, number, *rest = line
    at, zone, effective, effective_zone, follows, payload, previous, own = rest
    if previous is None:
        previous = before[device, number - 1]
    before[device, number] = own
    return SharedEntry(
        id_, person_id, kind, author, observer, devices[device], number, at, zone, effective,
        effective_zone, follows, payload, previous, own,
    )  # fmt: skip


_WANTED: tuple[tuple[type, ...], ...] = (
    (str,), (str,), (str,), (str, type(None)), (str, type(None)), (str,), (int,), (str,),
    (str, type(None)), (str,), (str, type(None)), (str, type(None)), (str,), (str,), (str,),
)  # fmt: skip


def _check_types(part: SharedPart) -> None:
    for kinds in {tuple(map(type, entry)) for entry in part.entries}:
        if any(kind not in wanted for kind, wanted in zip(kinds, _WANTED, strict=True)):
            raise _unlike()
    if not all(e.device and 0 < e.device_seq < _MOST_NUMBER for e in part.entries):
        raise _unlike()
    for gap in part.elsewhere:
        if not (gap.device and all(map(_is_number, gap[1:]))):
            raise _unlike()
    for mark in part.seen:
        is_own = mark.device == mark.other
        if is_own or not (_is_number(mark.device_seq) and _is_number(mark.other_seq)):
            raise _unlike()


def _is_number(value: object) -> bool:
    return type(value) is int and 0 < value < _MOST_NUMBER


def _damaged() -> RecordError:
    return RecordError(_("the file"), _("it is damaged or not whole"), _("the file as it was made"))


def _too_large() -> RecordError:
    return RecordError(_("the file"), _("what is in it is too large"), most_mb(_MOST_UNPACKED))


def _unlike() -> RecordError:
    return RecordError(
        _("the file"), _("what is in it is not as this program writes it"), _("a new file")
    )
