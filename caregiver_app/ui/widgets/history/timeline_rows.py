# SPDX-License-Identifier: MIT
"""The rows of the timeline, made one by one as they are asked for, the newest first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from caregiver_app.domain.back_dated import written_later
from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.dosing.dose_clock import drug_of
from caregiver_app.domain.events import ActionTaken, PumpEvent
from caregiver_app.domain.form import Form
from caregiver_app.domain.happened import ALERTS, kind_of
from caregiver_app.domain.history.corrections import Correction
from caregiver_app.domain.history.search import holds, words_of
from caregiver_app.domain.history.story import (
    Fact,
    Kept,
    Told,
    asked_before,
    belongs,
    is_event,
    level_of,
    newest_first,
)
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment, at_place
from caregiver_app.domain.people.profile import Profile
from caregiver_app.domain.person import Person
from caregiver_app.domain.record import Record
from caregiver_app.domain.usual_mark import is_marked
from caregiver_app.services.looking_back.change_log import Logged
from caregiver_app.services.looking_back.history import Edit
from caregiver_app.system.words import _, apart, ngettext
from caregiver_app.ui.widgets.history.edit_words import Values, edit_title, edit_values
from caregiver_app.ui.widgets.today.check_in_strip import GAP
from caregiver_app.ui.words import dates
from caregiver_app.ui.words.care_words import care_detail, care_title
from caregiver_app.ui.words.days_in_text import days_in_words
from caregiver_app.ui.words.person_words import drug_words
from caregiver_app.ui.words.story_words import (
    NOTHING,
    changed_values,
    correction_title,
    done_words,
    dose_words,
    event_words,
    pump_words,
    reason_words,
    title_of,
)

_LISTS_WITH_GAPS = (Kept.ALL, Kept.CHECK_INS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line: `kind` is day, check_in, event, dose, pump, action, change or gap.

    `mark` is the level that is drawn. A struck line is of an entry that was removed.
    """

    kind: str
    title: str
    detail: str = ""
    time: str = ""
    by: str = ""
    fact: Fact | None = None
    mark: Level | None = None
    logged: Logged | None = None
    edit: Edit | None = None
    is_corrected: bool = False
    is_struck: bool = False
    day: date | None = None

    @property
    def check_in(self) -> CheckIn | None:
        """Return the check-in or event of this line."""
        return self.fact if isinstance(self.fact, CheckIn) else None

    @property
    def can_be_chosen(self) -> bool:
        """Say whether the line has a detail of its own."""
        return any(one is not None for one in (self.fact, self.logged, self.edit))

    @property
    def spoken(self) -> str:
        """Return the whole line as one sentence."""
        title = self.title
        if self.is_corrected:
            title = _("{title}, corrected").format(title=title)
        return ", ".join(part for part in (self.time, title, self.detail, self.by) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which lines are wanted: of which list, at least at which level, with which folded words.

    With `until` only those before that instant.
    """

    kept: Kept = Kept.ALL
    least: Level | None = None
    words: tuple[str, ...] = ()
    until: datetime | None = None

    @property
    def is_everything(self) -> bool:
        """Say whether nothing is left out."""
        return self.kept is Kept.ALL and self.least is None and not self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What rows are made of: the record, where its days are read, and what was changed in it."""

    record: Record
    form: Form
    now: Moment | None = None
    place: tzinfo | None = None
    gap: timedelta = GAP
    since_cut: Callable[[date], int | None] | None = None
    corrected: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    log: Sequence[Logged] = ()
    edits: Callable[[], Sequence[Edit]] = tuple
    profile: Callable[[], Profile] | None = None

    def here(self, moment: Moment) -> Moment:
        """Return a moment as it reads at home; without a place as it was written."""
        return moment if self.place is None else at_place(moment.utc, self.place)


def rows_of(source: Source, wanted: Wanted) -> Iterator[Row | None]:
    """Yield the wanted rows, the newest first, and None for every entry that is left out."""
    if wanted.kept is Kept.CHANGES:
        yield from _with_days(source, _change_rows(source, wanted))
    else:
        yield from _with_days(source, _story_rows(source, wanted))


def timeline_rows(record: Record, form: Form | None = None) -> tuple[Row, ...]:
    """Return every row of a short record, days and times as they were written."""
    source = Source(record=record, form=form or Form(tiles_prompt="", tiles=(), questions=()))
    return tuple(row for row in rows_of(source, Wanted()) if row is not None)


def summary_of(check_in: CheckIn) -> str:
    """Return one line about a check-in: its reasons, else its note, else how much was asked."""
    assessment = check_in.assessment
    because = [f.because for f in assessment.rules if f.because] if assessment else []
    if because:
        return days_in_words(" ".join(dict.fromkeys(because)))
    if check_in.note:
        return check_in.note
    full = check_in.mode is not None and check_in.mode.value == "full"
    return _("Full check-in.") if full else _("Quick check-in.")


def _with_days(source: Source, rows: Iterator[Row | None]) -> Iterator[Row | None]:
    """Yield the rows with a head before the first one of each day."""
    day: date | None = None
    for row in rows:
        if row is not None and row.day is not None and row.day != day:
            day = row.day
            title = dates.long_day(day)
            if source.now is None or source.now.day.year != day.year:
                title = f"{title} {day.year}"
            yield Row(kind="day", title=title, detail=_since_cut(source, day), day=day)
        yield row


def _since_cut(source: Source, day: date) -> str:
    days = source.since_cut(day) if source.since_cut is not None else None
    return "" if days is None else _("Day {n} since the last cut").format(n=days)


def _story_rows(source: Source, wanted: Wanted) -> Iterator[Row | None]:
    gaps = wanted.kept in _LISTS_WITH_GAPS and not wanted.words and wanted.least is None
    if gaps and wanted.until is None:
        yield _gap_to_now(source)
    signs = _signs_of(source.form) if wanted.words else {}
    for told in newest_first(source.record, source.gap, wanted.until):
        is_wanted = belongs(told.fact, wanted.kept, wanted.least)
        if is_wanted and wanted.words:
            is_wanted = holds(_searched(told.fact, source.record.person, signs), wanted.words)
        yield _row(source, told) if is_wanted else None
        if is_wanted and gaps and told.gap_since is not None:
            yield _gap_row(source, told.at, told.gap_since)


def _searched(fact: Fact, person: Person, signs: Mapping[str, str]) -> str:
    """Return all that can be found of an entry: its line, what was written, which signs were seen.

    A sign that was asked about and was not there is not found by its name.
    """
    seen = " ".join(_seen(fact, signs)) if isinstance(fact, CheckIn) else ""
    return f"{title_of(fact)} {_detail(fact, person)} {words_of(fact)} {seen}"


def _seen(check_in: CheckIn, signs: Mapping[str, str]) -> Iterator[str]:
    for field_, name in signs.items():
        value = getattr(check_in, field_)
        if value is True or (value and isinstance(value, tuple)):
            yield name


def _signs_of(form: Form) -> dict[str, str]:
    known = CheckIn.__dataclass_fields__
    return {each.id: each.short for each in form.questions if each.id in known}


def _row(source: Source, told: Told) -> Row:
    fact, at = told.fact, source.here(told.at)
    event = is_event(fact)
    kinds = {CheckIn: "event" if event else "check_in", DoseEvent: "dose", ActionTaken: "action"}
    return Row(
        kind=kinds.get(type(fact), "pump"),
        title=title_of(fact),
        detail=_detail(fact, source.record.person),
        time=dates.clock_time(at),
        by=(fact.by if isinstance(fact, ActionTaken) else fact.recorder) or "",
        fact=fact,
        mark=level_of(fact),
        is_corrected=(type(fact).__name__, fact.id) in source.corrected,
        day=at.day,
    )


def _detail(fact: Fact, person: Person) -> str:
    if isinstance(fact, DoseEvent):
        amount = dose_words(fact, drug_words(drug_of(fact, person)))
        return ", ".join(part for part in (amount, apart(fact.note or "")) if part)
    if isinstance(fact, ActionTaken):
        return done_words(fact)
    if isinstance(fact, PumpEvent):
        return pump_words(fact)
    return event_words(fact) if is_event(fact) else _with_marks(fact)


def _with_marks(check_in: CheckIn) -> str:
    """Return the line about a check-in, after what it was not: looked at one by one, at once."""
    marks = [_("As usual.")] if is_marked(check_in) else []
    marks += [_("Written down later.")] if written_later(check_in) is not None else []
    return " ".join((*marks, summary_of(check_in)))


def _gap_row(source: Source, until: Moment, since: Moment) -> Row:
    length = dates.duration(dates.between(since, until))
    words = _("No check-in for {duration}").format(duration=length)
    return Row(kind="gap", title=words, detail=_since(source.here(since)))


def _gap_to_now(source: Source) -> Row | None:
    check_ins, now = source.record.check_ins, source.now
    last = asked_before(check_ins, len(check_ins))
    if last is None or now is None or dates.between(last.at, now) < source.gap:
        return None
    length = dates.duration(dates.between(last.at, now))
    words = _("No check-in for {duration}").format(duration=length)
    since = _("{since}, until now").format(since=_since(source.here(last.at)))
    return Row(kind="gap", title=words, detail=since)


def _since(moment: Moment) -> str:
    day = dates.short_day(moment.day)
    return _("from {day}, {time}").format(day=day, time=dates.clock_time(moment))


def _change_rows(source: Source, wanted: Wanted) -> Iterator[Row | None]:
    """Yield the corrections with the newer profiles and plans between them, the newest first."""
    told: list[tuple[Moment, Logged | Edit]] = [(line.told.at, line) for line in source.log]
    told += [(edit.at, edit) for edit in source.edits()]
    told.sort(key=lambda pair: pair[0].utc)
    for at, line in reversed(told):
        if wanted.until is not None and at.utc >= wanted.until:
            continue
        row = _edit_row(source, line) if isinstance(line, Edit) else _change_row(source, line)
        about = row.logged.fact if row.logged is not None else None
        words = words_of(about) if about is not None else ""
        yield row if holds(f"{row.spoken} {words}", wanted.words) else None


def edit_lines(source: Source, edit: Edit) -> Values:
    """Return what a newer profile or plan changed; nothing where the questions are not known."""
    return edit_values(edit, source.form, source.profile()) if source.profile is not None else ()


def _edit_row(source: Source, edit: Edit) -> Row:
    at = source.here(edit.at)
    said = [_("{name}: {after}").format(name=n, after=a) for n, _b, a in edit_lines(source, edit)]
    return Row(
        kind="change",
        title=edit_title(edit),
        detail=". ".join(said),
        time=dates.clock_time(at),
        by=edit.by or "",
        edit=edit,
        day=at.day,
    )


def _change_row(source: Source, line: Logged) -> Row:
    told, at = line.told, source.here(line.told.at)
    return Row(
        kind="change",
        title=correction_title(told, line.fact, source.form),
        detail=_change_detail(source, told, line.fact),
        time=dates.clock_time(at),
        by=told.by or "",
        logged=line,
        is_struck=told.is_removal,
        day=at.day,
    )


def _change_detail(source: Source, told: Correction, fact: Fact | None) -> str:
    if care_title(told):
        return care_detail(told)
    if told.is_removal or told.is_return:
        return about_words(fact, source) if fact is not None else NOTHING
    values = changed_values(told, fact, source.form)
    said = [_("{before}, now {after}").format(before=b, after=a) for _name, b, a in values]
    if isinstance(fact, DoseEvent):
        said.insert(0, drug_words(drug_of(fact, source.record.person)).capitalize())
    return ". ".join([*said, *filter(None, [reason_words(told)])])


def about_words(fact: Fact, source: Source) -> str:
    """Return which entry it is, in one line: when, what, and what it said."""
    row = _row(source, Told(at=_moment(fact, source), fact=fact))
    when = f"{dates.short_day(row.day)}, {row.time}" if row.day is not None else row.time
    return ", ".join(part for part in (when, row.title, row.detail) if part)


def _moment(fact: Fact, source: Source) -> Moment:
    at = fact.when if isinstance(fact, DoseEvent) else fact.at
    if at is not None:
        return at
    if source.now is None:
        raise ValueError("an entry without a time is read at a time")
    return source.now


def counted_words(record: Record | None) -> str:
    """Return how many check-ins, events and doses somebody wrote down."""
    if record is None:
        return ""
    # Of ten years: hardly any has more than the answers, so that hardly any is looked into.
    kinds = [kind for one in record.check_ins if one.more and (kind := kind_of(one)) is not None]
    events = sum(kind not in ALERTS for kind in kinds)
    check_ins, doses = len(record.check_ins) - len(kinds), len(record.doses)
    first = ngettext("{n} check-in", "{n} check-ins", check_ins).format(n=check_ins)
    if events:
        told = ngettext("{n} event", "{n} events", events).format(n=events)
        first = _("{check_ins}, {events}").format(check_ins=first, events=told)
    second = ngettext("{n} dose", "{n} doses", doses).format(n=doses)
    return _("{check_ins} and {doses}").format(check_ins=first, doses=second)
