# SPDX-License-Identifier: MIT
"""Overwrites memory that was given back, so that nobody finds there what stood in it.

Python and the C library leave in a freed piece what it held, until somebody else gets it. Here
every free piece is taken, filled with zeros and given back. What some object still holds is not
touched, nor is what a thread had left in a room of its own: nobody can promise more.
"""

import ctypes
import gc
import sys
from bisect import bisect_right
from collections.abc import Callable, Generator
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

_HEAD = sys.getsizeof(b"")
_OF_PYTHON = range(512, 32, -16)
"""Sizes of the pieces that Python deals out by itself; no text is in a smaller one."""
_OF_THE_LIBRARY = (1024 * 1024, 65536, 16384, 4096, *range(1032, 16, -16))
"""Sizes asked of the C library, the large ones first: they take most of what is free."""
_SMALL, _AT_HAND = 64, 8
"""The C library keeps up to seven free pieces of each of the small sizes at hand."""
_MOST_ROOMS, _FILL = -8, -6
"""The numbers of these options of the GNU C library, M_ARENA_MAX and M_PERTURB of malloc.h."""
_ZEROS_WHEN_TAKEN = 0xFF
"""What fills a piece that is given back; one that is taken is filled with the contrary."""
_MOST_BYTES = 32 * 1024 * 1024
"""What is taken of one size at most."""
_A_POOL = 16 * 1024
"""Python deals out pieces of one size from a pool of so many bytes."""
_REST = 500
"""Pieces taken in one go: less than a millisecond, or a few where they are large."""
_KEPT_FOR_GOOD = "caregiver_app.content"
"""Its caches hold what the program was shipped with, and nothing of a record."""


def overwrite_freed() -> Generator[None, None, None]:
    """Overwrite what is free, with a rest after each short piece of the work.

    Elsewhere than on Linux what nobody holds any more is given back, and no more.
    """
    _forget_kept()
    gc.collect()
    yield
    if sys.platform == "linux":
        pieces: list[bytes] = []
        yield from _taken(_OF_PYTHON, lambda size: bytes(size - _HEAD), id, pieces)
        pieces.clear()
        yield
        yield from _of_the_library()


def begin_to_forget() -> None:
    """Have the C library keep little of what is given back from now on.

    It fills each piece when it gets it back and when it deals it out: what something else uses in
    part cannot be overwritten later. Threads that begin now take their memory where it can be; else
    some get a room of their own. It is asked for where there is a passcode.
    """
    if sys.platform == "linux":
        options = getattr(ctypes.CDLL(None), "mallopt", None)
        if options is not None:
            options(_MOST_ROOMS, 1)
            options(_FILL, _ZEROS_WHEN_TAKEN)


def _forget_kept() -> None:
    """Empty the caches that keep a few results of late: they may be of a record."""
    ours = [module for name, module in sys.modules.items() if name.startswith("caregiver_app.")]
    for module in ours:
        if module.__name__.startswith(_KEPT_FOR_GOOD):
            continue
        for kept in vars(module).values():
            if isinstance(kept, _lru_cache_wrapper) and kept.cache_parameters()["maxsize"]:
                kept.cache_clear()


def _taken(
    sizes: range | tuple[int, ...],
    take: Callable[[int], Any],
    place_of: Callable[[Any], int],
    taken: list[Any],
) -> Generator[None, None, None]:
    """Take pieces of each size until new memory comes, and no more of the old: none was free.

    Python deals out the newest pools of a size first, so that new pieces may stand before old ones.
    """
    before = _Spans()
    for size in sizes:
        new = 0
        for number in range(_MOST_BYTES // size):
            piece = take(size)
            taken.append(piece)
            new = 0 if place_of(piece) in before else new + 1
            if new > 2 + 2 * _A_POOL // size:
                break
            if not number % _REST:
                yield
        yield


def _of_the_library() -> Generator[None, None, None]:
    """Do the same with the C library, and have it give back what is free in whole pages."""
    library = ctypes.CDLL(None)
    take, take_zeros, give = library.malloc, library.calloc, library.free
    take.restype, take.argtypes = ctypes.c_void_p, (ctypes.c_size_t,)
    take_zeros.restype, take_zeros.argtypes = ctypes.c_void_p, (ctypes.c_size_t, ctypes.c_size_t)
    give.restype, give.argtypes = None, (ctypes.c_void_p,)
    places: list[int] = []
    try:
        yield from _at_hand(take, places)
        yield from _taken(_OF_THE_LIBRARY, lambda size: take_zeros(1, size) or 0, int, places)
        yield from _at_hand(take, places)  # meanwhile it has laid others there
    finally:
        for place in places:
            give(place)
    yield
    trim = getattr(library, "malloc_trim", None)
    if trim is not None:
        trim(0)


def _at_hand(take: Callable[[int], int | None], places: list[int]) -> Generator[None, None, None]:
    """Take the small pieces that lie at hand: zeros are never taken from these."""
    for size in _OF_THE_LIBRARY[-_SMALL:] * _AT_HAND:
        if place := take(size):
            ctypes.memset(place, 0, size)
            places.append(place)
    yield


class _Spans:
    """The memory that this process can write to, as it was at one moment."""

    def __init__(self) -> None:
        lines = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
        spans = [line.split(maxsplit=2)[0].split("-") for line in lines if " rw" in line]
        self._ends = [int(place, 16) for span in spans for place in span]

    def __contains__(self, place: int) -> bool:
        return bool(bisect_right(self._ends, place) % 2)
