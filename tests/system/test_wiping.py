# SPDX-License-Identifier: MIT
"""Memory that was given back holds nothing of what stood in it; see `python -m tests.memory`."""

import ctypes
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from caregiver_app.content.tables import _parsed
from caregiver_app.domain.shift.watch_items import _watch_items, watch_items
from caregiver_app.system.wiping import _FILL, overwrite_freed

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it is done on Linux only")


@pytest.fixture(autouse=True)
def _library_as_it_comes():
    """Let the C library fill nothing by itself, as it does where a passcode was set before."""
    ctypes.CDLL(None).mallopt(_FILL, 0)


def stands_at(places):
    """Return what stands at these places now, where there still is memory."""
    with Path("/proc/self/mem").open("rb", buffering=0) as memory:
        for place in places:
            memory.seek(place)
            try:
                yield memory.read(600)
            except OSError:
                yield b""


@pytest.mark.parametrize("times", [1, 12, 40])
def test_a_text_that_was_let_go_is_overwritten(times):
    word = secrets.token_hex(16)
    texts = [f"{number} {word}" * times for number in range(300)]
    places = [id(text) for text in texts]
    del texts
    before = sum(word.encode() in found for found in stands_at(places))
    assert before > 100, "so much is left where nobody overwrites it"
    for _rest in overwrite_freed():
        pass
    after = sum(word.encode() in found for found in stands_at(places))
    assert after <= before / 20


def test_small_pieces_of_the_c_library_are_overwritten_too_also_those_it_keeps_at_hand():
    library, word = ctypes.CDLL(None), secrets.token_bytes(16)
    library.malloc.restype, library.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    held = [(size, library.malloc(size)) for size in (40, 90, 200, 600) for _piece in range(80)]
    for size, place in held[::2]:
        ctypes.memmove(place, word * (size // 16), size // 16 * 16)
    for size, place in held[1::2]:  # between the others, which are not put together so
        ctypes.memset(place, 0, size)
    gone = [place for _size, place in held[::2]]
    for place in gone:
        library.free(place)
    assert sum(word in found for found in stands_at(gone)) > 100
    for _rest in overwrite_freed():
        pass
    assert sum(word in found for found in stands_at(gone)) < 5
    for _size, place in held[1::2]:
        library.free(place)


def test_what_was_worked_out_of_a_record_is_not_kept_but_the_content_is():
    watch_items([])
    kept = _parsed.cache_info().currsize
    for _rest in overwrite_freed():
        pass
    assert (_watch_items.cache_info().currsize, _parsed.cache_info().currsize) == (0, kept)


_ANEW = """
import ctypes
from caregiver_app.system.wiping import begin_to_forget
begin_to_forget()
library = ctypes.CDLL(None)
library.malloc.restype, library.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
place, _guard = library.malloc(5000), library.malloc(5000)
ctypes.memset(place, ord("w"), 5000)
library.free(place)
print(ctypes.string_at(place, 5000).count(b"w"))
anew = library.malloc(5000)
print(anew == place, ctypes.string_at(anew, 5000).count(b"w"))
"""


def test_a_piece_that_somebody_else_uses_in_part_holds_nothing_of_before():
    told = subprocess.run([sys.executable, "-c", _ANEW], check=True, capture_output=True, text=True)
    assert told.stdout.split() == ["0", "True", "0"]


_NO_PASSCODE = """
import ctypes, sys
from pathlib import Path
from caregiver_app.services.safekeeping.locked_record import LockedRecord
LockedRecord(Path(sys.argv[1]))
library = ctypes.CDLL(None)
library.malloc.restype, library.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
place, _guard = library.malloc(5000), library.malloc(5000)
ctypes.memset(place, ord("w"), 5000)
library.free(place)
print(ctypes.string_at(place, 5000).count(b"w"))
"""


def test_without_a_passcode_the_c_library_is_left_as_it_comes(tmp_path):
    """To fill every piece costs memory that is held, and time, and there is nothing to hide."""
    command = [sys.executable, "-c", _NO_PASSCODE, str(tmp_path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    assert int(told.stdout) > 4000
