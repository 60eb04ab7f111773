# SPDX-License-Identifier: MIT
"""Making a page fit: each part of it in ever shorter lengths, shortened in a stated order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from caregiver_app.report.drawing.layout import Block
from caregiver_app.report.drawing.tables import nothing
from caregiver_app.report.er.sheet import Fitted

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


@dataclass(frozen=True, slots=True)
class _Tried:
    """The blocks by their part, the place of each one's length, the foot, and what is to spare."""

    blocks: Mapping[str, Block]
    at: Mapping[str, int]
    end: Block
    left_off: tuple[str, ...]
    spare: float


def fitted(
    parts: Sequence[Part],
    order: Sequence[str],
    foot: Callable[[tuple[str, ...]], Block],
    room: float,
    brief: Callable[[tuple[str, ...]], Block],
) -> Fitted:
    """Return the blocks, the foot and what is not shown: the longest lengths that fit.

    `order` names the part that is shortened by one length, step by step. Then what was shortened
    last is tried in its longer length again: dropping a high part may leave room for a low one.
    When all of `order` was not enough the foot is a `brief` one; then whole parts go from the
    bottom up and are named: a page is never two, and no part lies on another.
    """
    by_key = {part.key: part for part in parts}
    tried = _tried({part.key: part.lengths[0]() for part in parts}, {}, foot, room)
    taken: list[str] = []
    for key in order:
        if tried.spare >= 0:
            break
        place = tried.at.get(key, 0) + 1
        if place < len(by_key[key].lengths):
            taken.append(key)
            tried = _with_length(tried, by_key[key], place, foot, room)
    if tried.spare < 0:
        foot = brief
        tried = _tried(tried.blocks, tried.at, foot, room)
    for part in (part for part in reversed(parts) if part.name):
        if tried.spare >= 0:
            break
        others = {key: block for key, block in tried.blocks.items() if key != part.key}
        blocks = {part.key: nothing(part.name), **others}  # what is gone whole is named first
        tried = _tried(blocks, tried.at, foot, room)
        taken = [key for key in taken if key != part.key]
    for key in reversed(taken):
        longer = _with_length(tried, by_key[key], tried.at[key] - 1, foot, room)
        tried = longer if longer.spare >= 0 else tried
    return _grown(tried, parts), tried.end, tried.left_off


def _with_length(
    before: _Tried,
    part: Part,
    place: int,
    foot: Callable[[tuple[str, ...]], Block],
    room: float,
) -> _Tried:
    blocks = {**before.blocks, part.key: part.lengths[place]()}
    return _tried(blocks, {**before.at, part.key: place}, foot, room)


def _tried(
    blocks: Mapping[str, Block],
    at: Mapping[str, int],
    foot: Callable[[tuple[str, ...]], Block],
    room: float,
) -> _Tried:
    left_off = tuple(dict.fromkeys(word for block in blocks.values() for word in block.left_off))
    end = foot(left_off)
    heights = [block.height for block in blocks.values() if block.height > 0]
    spare = room - end.height - sum(heights) - GAP * len(heights)
    return _Tried(blocks, at, end, tuple(dict.fromkeys((*left_off, *end.left_off))), spare)


def _grown(tried: _Tried, parts: Sequence[Part]) -> list[Block]:
    """Return the blocks, the lines to write on as many as there is room for."""
    blocks = dict(tried.blocks)
    spare = tried.spare - _AIR * sum(block.height > 0 for block in blocks.values())
    for part in parts:
        if part.grow is not None and spare > 0 and blocks[part.key].height > 0:
            blocks[part.key] = part.grow(tried.at.get(part.key, 0), spare)
    return list(blocks.values())
