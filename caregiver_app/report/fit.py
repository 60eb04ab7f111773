# SPDX-License-Identifier: MIT
"""Making a page fit: each part of it in ever shorter lengths, shortened in a stated order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from caregiver_app.report.layout import Block
from caregiver_app.report.sheet import Fitted
from caregiver_app.report.tables import nothing

GAP = 2.6
_AIR = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the page in every length it can have, the longest first.

    `grow` is given the place of the length in use, and how many points of height there are to
    spare: it returns that length with more lines to write on.
    `name` is what stands in the foot when even its shortest length has no room; a part without
    a name always stays.
    """

    key: str
    name: str
    lengths: tuple[Callable[[], Block], ...]
    grow: Callable[[int, float], Block] | None = None


def always(key: str, name: str, build: Callable[[], Block]) -> Part:
    """Return a part that has one length."""
    return Part(key=key, name=name, lengths=(build,))


def fitted(
    parts: Sequence[Part],
    order: Sequence[str],
    foot: Callable[[tuple[str, ...]], Block],
    room: float,
) -> Fitted:
    """Return the blocks, the foot and what is not shown: the longest lengths that fit.

    `order` names the part that is shortened by one length, step by step. When all of it was not
    enough, whole parts go from the bottom up and are named: a page is never two, and no part
    lies on another.
    """
    for tried in _ever_shorter(parts, order):
        blocks, at = tried
        left_off = _left_off(blocks.values())
        end = foot(left_off)
        standing = sum(block.height > 0 for block in blocks.values())
        spare = room - end.height - sum(block.height for block in blocks.values())
        if spare >= GAP * standing:
            break
    spare -= (GAP + _AIR) * standing
    for part in parts:
        if part.grow is not None and spare > 0 and blocks[part.key].height > 0:
            blocks[part.key] = part.grow(at[part.key], spare)
    return list(blocks.values()), end, left_off


def _ever_shorter(
    parts: Sequence[Part], order: Sequence[str]
) -> Iterator[tuple[dict[str, Block], dict[str, int]]]:
    """Yield the blocks by their part, and the place of the length that each of them has."""
    by_key = {part.key: part for part in parts}
    blocks = {key: part.lengths[0]() for key, part in by_key.items()}
    at = dict.fromkeys(by_key, 0)
    yield blocks, at
    for key in order:
        if at[key] + 1 < len(by_key[key].lengths):
            at[key] += 1
            blocks = {**blocks, key: by_key[key].lengths[at[key]]()}
            yield blocks, at
    for part in (part for part in reversed(parts) if part.name):
        blocks = {**blocks, part.key: nothing(part.name)}
        yield blocks, at


def _left_off(blocks: Iterable[Block]) -> tuple[str, ...]:
    words = (word for block in blocks for word in block.left_off)
    return tuple(dict.fromkeys(words))
