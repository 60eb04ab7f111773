# SPDX-License-Identifier: MIT
"""The first entries of a longer list, as a check-in may look back on them, without a copy."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Generic, TypeVar, overload

_E = TypeVar("_E")
_E_co = TypeVar("_E_co", covariant=True)  # an entry: whatever a list of the record holds


class Earlier(Sequence[_E_co]):
    """The first entries of a longer list, without copying them.

    A copy for every check-in would make judging a record cost the square of its length. The list
    behind it may grow at its end, never change: what is seen here stays the same.
    """

    __slots__ = ("_count", "_entries")

    def __init__(self, entries: Sequence[_E_co], count: int) -> None:
        self._entries = entries
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> _E_co: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[_E_co, ...]: ...
    def __getitem__(self, place: int | slice) -> "_E_co | tuple[_E_co, ...]":
        places = range(self._count)[place]
        if isinstance(places, range):
            return tuple(self._entries[n] for n in places)
        return self._entries[places]

    def __iter__(self) -> Iterator[_E_co]:
        return islice(self._entries, self._count)

    def __reversed__(self) -> Iterator[_E_co]:
        return map(self._entries.__getitem__, range(self._count - 1, -1, -1))


class SameList(Generic[_E_co]):
    """A list that is known again by being the same one, not by looking through it.

    What was found in years of entries can be kept under it: a list of the record may grow at its
    end, but no entry of it changes.
    """

    __slots__ = ("entries",)

    def __init__(self, entries: Sequence[_E_co]) -> None:
        self.entries = entries

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameList) and self.entries is other.entries

    def __hash__(self) -> int:
        return hash((id(self.entries), len(self.entries)))


class EarlierByKind(Earlier[_E_co]):
    """The first entries of a list that is also kept apart by kind.

    To look for what is not there would else cost the length of the list at every check-in.
    """

    __slots__ = ("_kinds",)

    def __init__(
        self,
        entries: Sequence[_E_co],
        count: int,
        kinds: Mapping[Hashable, tuple[Sequence[_E_co], Sequence[int]]],
    ) -> None:
        super().__init__(entries, count)
        self._kinds = kinds

    def first(self, count: int) -> "EarlierByKind[_E_co]":
        """Return the first so many of them."""
        return EarlierByKind(self._entries, count, self._kinds)

    def of(self, kind: Hashable) -> Sequence[_E_co]:
        """Return those of one kind, in their order."""
        entries, places = self._kinds.get(kind, ((), ()))
        return Earlier(entries, bisect_left(places, self._count))


def kept_apart(entries: Iterable[_E], kind_of: Callable[[_E], Hashable]) -> EarlierByKind[_E]:
    """Return a list of entries that is also kept apart by kind."""
    whole, kinds = list(entries), dict[Hashable, tuple[list[_E], list[int]]]()
    for place, entry in enumerate(whole):
        of_kind_, places = kinds.setdefault(kind_of(entry), ([], []))
        of_kind_.append(entry)
        places.append(place)
    return EarlierByKind(whole, len(whole), kinds)


def newest_first(
    entries: Sequence[_E], kind: Hashable, kind_of: Callable[[_E], Hashable]
) -> Iterator[_E]:
    """Yield the entries of one kind from the newest back, at once where they are kept apart."""
    if isinstance(entries, EarlierByKind):
        return reversed(entries.of(kind))
    return (entry for entry in reversed(entries) if kind_of(entry) == kind)


def first_of(entries: Sequence[_E], count: int) -> Sequence[_E]:
    """Return the first so many entries of a list, kept apart by kind where the list is."""
    if isinstance(entries, EarlierByKind):
        return entries.first(count)
    return Earlier(entries, count)


def of_kind(
    entries: Sequence[_E], kind: Hashable, kind_of: Callable[[_E], Hashable]
) -> Sequence[_E]:
    """Return the entries of one kind in their order, at once where the list keeps them apart."""
    if isinstance(entries, EarlierByKind):
        return entries.of(kind)
    return tuple(entry for entry in entries if kind_of(entry) == kind)
