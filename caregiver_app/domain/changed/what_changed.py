# SPDX-License-Identifier: MIT
"""What is different since the last cut, or in the last day, as lines that name their gaps.

A change is told only between two recorded values, or one and the usual value; what was not
recorded is named and never filled in. Nothing here judges: the rules do, with their own limits.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from caregiver_app.domain.changed.change_lines import (
    ChangeKind,
    ChangeLine,
    Changes,
    Place,
    Said,
    SignValue,
)
from caregiver_app.domain.changed.change_terms import (
    ALWAYS_ASKED,
    MEASURED,
    STATES,
    UNORDERED,
    VITALS,
)
from caregiver_app.domain.changed.happenings import Since, before_last_cut, happenings, last_day
from caregiver_app.domain.changed.sign_story import (
    DEVICE,
    Look,
    Move,
    Reading,
    Story,
    Told,
    ends,
    from_usual,
    is_older,
    longest_hole,
    move_of,
    reference,
    stayed,
    story_of,
)
from caregiver_app.domain.check_in import CheckIn, Missing
from caregiver_app.domain.happened import last_telling
from caregiver_app.domain.moments import Moment, elapsed
from caregiver_app.domain.record import Record
from caregiver_app.domain.timing.told_until import check_ins_until, told_until

__all__ = ["Since", "before_last_cut", "last_day", "what_changed"]

_ORDER = {kind: place for place, kind in enumerate(ChangeKind)}
# To a reader these are one thing: they keep the order of the signs.
for _alike in (ChangeKind.DOWN, ChangeKind.ABOVE_USUAL, ChangeKind.BELOW_USUAL):
    _ORDER[_alike] = _ORDER[ChangeKind.UP]


def what_changed(
    changes: Changes, record: Record, now: Moment, since: Since
) -> tuple[ChangeLine, ...]:
    """Return what is different between `since` and `now`, what matters most to a reader first.

    A check-in at the very moment of `since` is from before. When the computer's clock is behind
    the newest check-in, the time ends with that check-in. Once somebody wrote by that clock, what
    lies ahead of it is named and not compared. What they said about hurting themselves is not
    among the lines: it is shown with the level, and nowhere else.
    """
    ahead = _ahead(record, now)
    check_ins = record.check_ins[: len(record.check_ins) - len(ahead)]
    now = max(now, check_ins[-1].at) if check_ins else now
    first = bisect_right(check_ins, since.at.utc, key=_instant)
    back = bisect_left(check_ins, since.at.utc - changes.look_back, key=_instant)
    look = Look(
        changes=changes,
        record=record,
        since=since,
        now=now,
        inside=check_ins[first:],
        earlier=check_ins[back:first],
    )
    last = check_ins[first - 1] if first else None
    lines = list(happenings(changes, record, now, since, look.inside, last))
    if look.inside:
        lines += _signs(look)
    wrong = _wrong_clock(record, check_ins, ahead, now)
    if wrong is not None:
        lines.append(ChangeLine(kind=ChangeKind.GAP, field="", parts=(wrong,)))
    return tuple(sorted(lines, key=lambda line: _ORDER[line.kind]))


def _ahead(record: Record, now: Moment) -> Sequence[CheckIn]:
    """Return the check-ins dated later than now, where the one that tells the level is not."""
    here = check_ins_until(record, now)
    ahead = record.check_ins[len(here) :]
    # While only one clock wrote that never went back, nothing was written since.
    newest = last_telling(told_until(record, now)) if ahead and record.order.is_mixed else None
    if newest is None or newest.id in {one.id for one in ahead}:
        return ()
    return ahead


def _wrong_clock(
    record: Record, check_ins: Sequence[CheckIn], ahead: Sequence[CheckIn], now: Moment
) -> Said | None:
    """Return what a clock that was wrong made of the order, where the lines go by time."""
    if ahead:
        last = ahead[-1].at
        many = _said("ahead_many", n=len(ahead), when=last)
        return many if len(ahead) > 1 else _said("ahead_one", when=last)
    newest = last_telling(told_until(record, now)) if record.order.is_mixed else None
    by_time = last_telling(check_ins)
    if newest is None or by_time is None or newest.id == by_time.id or newest.at >= by_time.at:
        return None
    return _said("put_back", when=newest.at)


def _instant(check_in: CheckIn) -> datetime:
    return check_in.at.utc


def _signs(look: Look) -> Iterator[ChangeLine]:
    """Yield a line for each sign that has one, then the lists of the others."""
    lists: dict[str, list[SignValue]] = {}
    for sign in (*STATES, *MEASURED):
        story = story_of(look, sign)
        line = _own_line(look, story)
        if line is not None:
            yield line
            continue
        name = _list_of(look, story)
        lists.setdefault(name, []).append(_item(look, story, name))
        if name == "steady" and story.usual is None:
            lists.setdefault("usual_unknown", []).append(SignValue(sign=sign))
    never = [SignValue(sign=sign) for sign in _never_answered(look)]
    lists["missing"] = [*lists.get("missing", ()), *never]
    yield from _list_lines(look, lists)


def _list_lines(look: Look, lists: dict[str, list[SignValue]]) -> Iterator[ChangeLine]:
    missing = f"not_recorded_{look.since.word}"
    told = {
        "missing": (ChangeKind.NOT_RECORDED, missing),
        "seldom": (ChangeKind.NOT_RECORDED, "seldom"),
        "still": (ChangeKind.STILL, "list"),
        "once": (ChangeKind.ONCE, "list"),
        "varied": (ChangeKind.VARIED, "list"),
        "steady": (ChangeKind.STEADY, "list"),
    }
    unknown = lists.get("usual_unknown")
    after = {
        "once": (_said("no_before", length=look.changes.look_back),),
        "steady": (_said("usual_unknown", list=tuple(unknown)),) if unknown else (),
    }
    for name, (kind, key) in told.items():
        if items := lists.get(name):
            parts = (_said(key, list=tuple(items)), *after.get(name, ()))
            yield ChangeLine(kind=kind, field="", parts=parts)


def _said(key: str, **values: Place) -> Said:
    return Said(key=key, values=values)


def _own_line(look: Look, story: Story) -> ChangeLine | None:
    if story.why is not None:
        return _why_line(look, story, *story.why)
    told = story.told
    if told is None:
        return _not_since(story)
    line = _measured(look, story, told) if story.sign in MEASURED else _state(look, story, told)
    if story.device is None:
        return line
    if line is None:
        now = (_now(look, story, told),)
        line = ChangeLine(kind=ChangeKind.DEVICE, field=story.sign, parts=now)
    reason, at = story.device
    return replace(line, parts=(*line.parts, _said(f"why_{reason}", when=at)))


def _why_line(look: Look, story: Story, reason: Missing, at: Moment) -> ChangeLine:
    """Say why there is no value now, and what the last one was; nothing is compared."""
    parts = [_said(f"why_{reason}", when=at)]
    last = story.last
    if last is not None and story.sign in MEASURED:
        value = SignValue(sign=story.sign, value=last.value)
        parts.append(_said("last_value", value=value, age=_age(look, last)))
    elif last is not None and story.rank(last.value):
        parts.append(_said("last_reported", when=last.at))
    kind = ChangeKind.DEVICE if reason in DEVICE else ChangeKind.NOT_RECORDED
    return ChangeLine(kind=kind, field=story.sign, parts=tuple(parts))


def _not_since(story: Story) -> ChangeLine | None:
    """Name a sign that was there and was not asked about since: nobody knows that it went."""
    last = story.before
    if last is None or story.sign not in STATES or not story.rank(last.value):
        return None
    said = _said("not_since", when=last.at)
    return ChangeLine(kind=ChangeKind.NOT_RECORDED, field=story.sign, parts=(said,))


def _measured(look: Look, story: Story, told: Told) -> ChangeLine | None:
    move = move_of(look, story, told)
    return _moved(look, story, told, move) if move is not None else None


def _state(look: Look, story: Story, told: Told) -> ChangeLine | None:
    """Tell a sign that came, went, or is more or less; one that only stays is for a list."""
    here, other = story.rank(told.newest.value), reference(story, told)
    seen = told.seen or _if_there(story)
    if seen is not None and not here:
        return _gone(look, story, told, seen)
    if here and other is None and not from_usual(look, story, told):
        return _line(look, story, told, ChangeKind.FIRST)
    if here and other is not None and _is_new(story, told, other):
        return _line(look, story, told, ChangeKind.NEW, other)
    # Kinds that have no order do not go up or down.
    move = None if story.sign in UNORDERED else move_of(look, story, told)
    return _moved(look, story, told, move) if move is not None else None


def _if_there(story: Story) -> Reading | None:
    before = story.before
    return before if before is not None and story.rank(before.value) else None


def _is_new(story: Story, told: Told, other: Reading) -> bool:
    was, here = story.rank(other.value), story.rank(told.newest.value)
    return not was or (story.sign in UNORDERED and was != here)


def _moved(look: Look, story: Story, told: Told, move: Move) -> ChangeLine:
    up, down = ChangeKind.UP, ChangeKind.DOWN
    if move.only_usual:
        up, down = ChangeKind.ABOVE_USUAL, ChangeKind.BELOW_USUAL
    return _line(look, story, told, up if move.away > 0 else down, move.other)


def _line(
    look: Look, story: Story, told: Told, kind: ChangeKind, other: Reading | None = None
) -> ChangeLine:
    """Return what is now, what it was, and what is usual, as far as each was recorded."""
    parts = [_now(look, story, told)]
    if other is None:
        parts.append(_said("no_before", length=look.changes.look_back))
    elif story.sign in MEASURED or story.rank(other.value) or story.rank(told.newest.value):
        parts.append(_was(look, story, other))
    if story.usual is not None:
        usual = SignValue(sign=story.sign, value=story.usual, again=True)
        parts.append(_said("usual", usual=usual))
    return ChangeLine(kind=kind, field=story.sign, parts=tuple(parts))


def _gone(look: Look, story: Story, told: Told, seen: Reading) -> ChangeLine:
    parts = [_said("gone", when=seen.at)]
    if is_older(look, told):
        parts.append(_said("asked_ago", age=_age(look, told.newest)))
    return ChangeLine(kind=ChangeKind.GONE, field=story.sign, parts=tuple(parts))


def _now(look: Look, story: Story, told: Told) -> Said:
    key = "now" if story.sign in MEASURED else "there"
    value = SignValue(sign=story.sign, value=told.newest.value, rash=_rash(look, story))
    if is_older(look, told):
        return _said(f"{key}_older", value=value, age=_age(look, told.newest))
    return _said(key, value=value)


def _was(look: Look, story: Story, other: Reading) -> Said:
    day = look.since.cut if other is story.before else None
    if story.sign in STATES and not story.rank(other.value):
        if day is not None:
            return _said("not_so_before_cut", day=day)
        return _said("not_so_when", when=other.at)
    was = SignValue(sign=story.sign, value=other.value, again=True)
    if day is not None:
        return _said("was_before_cut", was=was, day=day)
    return _said("was_when", was=was, when=other.at)


def _rash(look: Look, story: Story) -> bool | None:
    """Return whether there was a rash beside the itching; None when it was not asked."""
    if story.sign != "itching":
        return None
    return next(c.rash for c in reversed(look.inside) if c.itching is not None)


def _age(look: Look, reading: Reading) -> timedelta:
    return elapsed(reading.at.local, look.now.local)


def _list_of(look: Look, story: Story) -> str:
    """Return the list a sign without a line of its own belongs to.

    What is not there, and was not, is in no list that is told ("absent").
    """
    told = story.told
    if told is None:
        vital = story.sign in VITALS and story.before is not None
        return "missing" if vital or story.sign in ALWAYS_ASKED else "absent"
    if story.sign in STATES:
        return "still" if story.rank(told.newest.value) else "absent"
    if reference(story, told) is None:
        return "once"
    if longest_hole(look, story, told) > look.changes.steady_hole:
        return "seldom"
    return "steady" if stayed(look, story, told) else "varied"


def _item(look: Look, story: Story, name: str) -> SignValue:
    told = story.told
    if told is None:
        return SignValue(sign=story.sign)
    if name == "varied":
        low, high = ends(story, told)
        return SignValue(sign=story.sign, value=low, to=high)
    age = _age(look, told.newest) if is_older(look, told) else None
    rash = _rash(look, story)
    return SignValue(sign=story.sign, value=told.newest.value, age=age, rash=rash)


def _never_answered(look: Look) -> Iterator[str]:
    """Yield what is told as an event and was answered at no check-in of the time."""
    if all(check_in.seizures is None for check_in in look.inside):
        yield "seizures"
    pump = look.record.person.has_pump
    if pump and all(check_in.pump_alarm is None for check_in in look.inside):
        yield "pump_alarm"
