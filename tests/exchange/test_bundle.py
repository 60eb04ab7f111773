# SPDX-License-Identifier: MIT
"""The family's file: opened by its passphrase alone, refused in one line when damaged."""

import json
import struct
import zlib

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from caregiver_app.domain.sharing.shared_part import Elsewhere, Seen, SharedEntry, SharedPart
from caregiver_app.exchange import bundle as family_file
from caregiver_app.exchange.bundle import (
    HEADER_BYTES,
    Bundle,
    Cost,
    WrongPassphraseError,
    opened,
    read_bundle,
    sealed,
)
from caregiver_app.exchange.errors import RecordError

LIGHT = Cost(64, 1, 1)
WORDS = "blue kettle monday river"


def entry(number, device="laptop", previous="", payload='{"note":"süß 37.0"}'):
    at = "2026-05-21T08:00:00-04:00"
    return SharedEntry(
        f"id-{device}-{number}", "p", "dose", "Ana", None, device, number, at, "America/New_York",
        at, None, None, payload, previous, f"{number:064x}",
    )  # fmt: skip


def part():
    own = (entry(1), entry(2, previous=f"{1:064x}"), entry(5, previous=f"{4:064x}"))
    other = (entry(1, "tablet"),)
    return SharedPart(
        person_id="p",
        entries=(*own, *other),
        elsewhere=(Elsewhere("laptop", 3, 4),),
        seen=(Seen("laptop", 5, "tablet", 1), Seen("tablet", 2, "phone", 7)),
    )


@pytest.fixture(params=[False, True], ids=["family", "clinic"])
def bundle(request):
    return Bundle(part=part(), for_clinic=request.param)


@pytest.fixture(scope="module")
def data():
    return sealed(Bundle(part=part(), for_clinic=False), WORDS, LIGHT)


def locked(plain, head):
    """Lock any bytes as the program would, with a header of its own."""
    header = family_file._header(head)
    key, _check = family_file._key(WORDS, header.salt, header.cost)
    own = head[:HEADER_BYTES]
    return own + ChaCha20Poly1305(key).encrypt(header.nonce, plain, own)


def test_what_was_written_comes_back_entry_for_entry(bundle, tmp_path):
    path = tmp_path / "family.caregiver"
    path.write_bytes(sealed(bundle, WORDS, LIGHT))
    assert read_bundle(path, WORDS) == bundle


def test_the_same_letters_typed_in_another_way_open_it(bundle):
    assert opened(sealed(bundle, "Jos\u00e9 kettle", LIGHT), "Jose\u0301 kettle") == bundle


def test_a_file_tells_nothing_and_is_another_one_each_time(data, bundle):
    assert b"Ana" not in data
    assert b"laptop" not in data
    again = sealed(Bundle(part=part(), for_clinic=False), WORDS, LIGHT)
    assert again[HEADER_BYTES:] != data[HEADER_BYTES:]


def test_a_wrong_passphrase_is_told_apart_from_damage(data):
    for wrong in ("", "blue kettle monday", WORDS.upper(), f"{WORDS} "):
        with pytest.raises(WrongPassphraseError, match="passphrase"):
            opened(data, wrong)


def test_a_file_with_any_byte_changed_is_refused_and_called_damaged(data):
    for place in range(len(data)):
        broken = bytearray(data)
        broken[place] ^= 1 << place % 8
        with pytest.raises(RecordError) as told:
            opened(bytes(broken), WORDS)
        assert not isinstance(told.value, WrongPassphraseError)


def test_a_file_cut_short_or_with_more_behind_it_is_refused(data):
    for cut in range(0, len(data), 7):
        with pytest.raises(RecordError, match="the file: "):
            opened(data[:cut], WORDS)
    with pytest.raises(RecordError, match="damaged"):
        opened(data + b"\0", WORDS)


def test_something_else_and_a_file_of_a_newer_program_are_told_as_that(data, tmp_path):
    with pytest.raises(RecordError, match="no family file"):
        opened(b'{"format": "taper-record/1"}', WORDS)
    newer = data[:17] + b"\2" + data[18:]
    with pytest.raises(RecordError, match="newer version"):
        opened(newer, WORDS)
    with pytest.raises(RecordError, match="not a file"):
        read_bundle(tmp_path, WORDS)


@pytest.mark.parametrize("cost", [(2**31, 3, 4), (131_072, 900, 4), (131_072, 3, 255), (8, 1, 4)])
def test_a_key_that_would_take_all_memory_or_time_is_never_made(cost, data):
    packed = data[:19] + struct.pack(">IIB", *cost) + data[28 : HEADER_BYTES - 8]
    with pytest.raises(RecordError, match="damaged"):
        opened(packed + family_file._sum(packed) + data[HEADER_BYTES:], WORDS)


def test_a_small_file_that_grows_without_end_is_stopped(data):
    bomb = zlib.compress(bytes(60_000_000), 9)
    with pytest.raises(RecordError, match="too large"):
        opened(locked(bomb, data), WORDS)


def test_a_file_of_a_few_kilobytes_cannot_hold_a_hundred_times_as_much(data):
    most = zlib.compress(bytes(1_000_000), 9)  # so much is nothing for a computer
    few = zlib.compress(bytes(1_100_000), 9)
    with pytest.raises(RecordError, match="not as this program writes it"):
        opened(locked(most, data), WORDS)
    with pytest.raises(RecordError, match="too large"):
        opened(locked(few, data), WORDS)


def test_what_is_packed_must_be_whole_and_nothing_more(data):
    packed = zlib.compress(b"{}")
    for broken in (packed[:-3], packed + b"more", b"", b"no zip at all"):
        with pytest.raises(RecordError, match="damaged"):
            opened(locked(broken, data), WORDS)


def plain():
    return json.loads(family_file._text(part()))


def line(place, value):
    found = plain()
    found["entries"][0][place] = value
    return found


STRANGE = [
    [], {}, None, 7, {"person_id": "p"},
    plain() | {"person_id": None}, plain() | {"devices": ["one"]}, plain() | {"entries": [[1]]},
    plain() | {"entries": "x"}, plain() | {"elsewhere": [[0, 1]]},
    plain() | {"elsewhere": [[0, 0, 2]]}, plain() | {"seen": [[0, 1, 0, 1]]},
    plain() | {"seen": [[0, 1, 1, True]]},
    plain() | {"seen": [[0, 1, 1, 2**60]]}, plain() | {"devices": [f"d{n}" for n in range(1001)]},
    plain() | {"devices": ["", "b", "c"]}, line(5, 0), line(5, 1.5), line(5, "1"), line(4, 9),
    line(11, {}), line(11, "\ud800"), line(12, None), line(13, None), line(0, 5), line(6, None),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(STRANGE)))
def test_what_this_program_would_not_have_written_is_refused_in_one_line(number, data):
    text = json.dumps(STRANGE[number]).encode()
    with pytest.raises(RecordError, match="not as this program writes it") as told:
        opened(locked(zlib.compress(text), data), WORDS)
    assert len(str(told.value).splitlines()) == 1


def test_json_nested_without_end_is_refused(data):
    with pytest.raises(RecordError, match="not as this program writes it"):
        opened(locked(zlib.compress(b"[" * 200_000), data), WORDS)


def test_a_record_too_large_for_one_file_is_told_when_it_is_written():
    huge = entry(1, payload=json.dumps("x" * 51_000_000))
    large = SharedPart(person_id="p", entries=(huge,), elsewhere=(), seen=())
    with pytest.raises(RecordError, match="too large"):
        sealed(Bundle(part=large, for_clinic=False), WORDS, LIGHT)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("]}", "]} and more"),
        ("]}", "]"),
        ('"entries":[[', '"entries":[[1] ['),
        ('"entries":[[', '"entries":[7,['),
        ('"entries":[[', '"entries":[[{},'),
    ],
)
def test_a_text_that_is_cut_or_goes_on_where_it_should_end_is_refused(before, after, data):
    whole = family_file._text(part())
    at = whole.rindex(before) if before == "]}" else whole.index(before)
    text = whole[:at] + after + whole[at + len(before) :]
    with pytest.raises(RecordError, match="not as this program writes it"):
        opened(locked(zlib.compress(text.encode()), data), WORDS)


def test_an_entry_with_a_long_text_travels_and_one_without_end_is_told_when_it_is_written():
    long = entry(1, payload=json.dumps({"note": 'a "line"\n' * 40_000}))
    entries = (long, entry(2, previous=long.hash))
    held = SharedPart(person_id="p", entries=entries, elsewhere=(), seen=())
    bundle = Bundle(part=held, for_clinic=False)
    assert opened(sealed(bundle, WORDS, LIGHT), WORDS) == bundle
    endless = entry(1, payload=json.dumps("x" * 1_000_000))
    large = SharedPart(person_id="p", entries=(endless,), elsewhere=(), seen=())
    with pytest.raises(RecordError, match="too large"):
        sealed(Bundle(part=large, for_clinic=False), WORDS, LIGHT)


@pytest.mark.parametrize("where", ["in an entry", "before the entries", "in another order"])
def test_tiny_values_without_end_are_refused_before_they_take_their_room(where, data, monkeypatch):
    made = []
    decode, load = family_file._DECODER.raw_decode, json.loads
    monkeypatch.setattr(family_file, "_MOST_HEAD", 50_000)
    monkeypatch.setattr(family_file, "_MOST_ENTRY", 50_000)
    text, many = family_file._text(part()), "[]," * 100_000
    if where == "in an entry":
        text = text.replace('"entries":[[', f'"entries":[[{many}')
    elif where == "before the entries":
        text = text.replace('{"person_id"', f'{{"x":[{many}0],"person_id"')
    else:
        text = json.dumps(json.loads(text) | {"x": [[]] * 100_000})

    class Counted:
        def raw_decode(self, piece):
            made.append(len(piece))
            return decode(piece)

    monkeypatch.setattr(family_file, "_DECODER", Counted())
    monkeypatch.setattr(family_file.json, "loads", lambda one: made.append(len(one)) or load(one))
    says = "an entry is too long" if where == "in an entry" else "not as this program writes it"
    with pytest.raises(RecordError, match=says):
        family_file._part(bytearray(text.encode()))
    assert max(made, default=0) <= 50_000
