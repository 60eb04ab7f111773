# SPDX-License-Identifier: MIT
"""Making the one-page sheet from the record, and putting it into a folder."""

import errno
import os
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.happened import with_event
from caregiver_app.domain.levels import Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plan_versions import written_apart
from caregiver_app.domain.record import Record
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.rules.engine import assess_record
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sheets.handoff import Audience, Handoff, select_handoff, taken_out
from caregiver_app.domain.sheets.handoff_signs import THREE_DAYS, earlier
from caregiver_app.domain.sheets.plans_apart import doses_by_each, plans_of
from caregiver_app.domain.sheets.private_reasons import without_private_answers
from caregiver_app.domain.sheets.told_together import told_together
from caregiver_app.domain.timing.told_until import all_told, as_of, told_until
from caregiver_app.services.alerting.still_open import waits_for_answer
from caregiver_app.services.handing_over.sheet_gaps import gap_words, sign_words
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.garbage import unsearched
from caregiver_app.system.words import ENGLISH, _

if TYPE_CHECKING:
    from caregiver_app.domain.form import Form
    from caregiver_app.domain.sharing.conflicts import Conflict
    from caregiver_app.domain.sheets.clinic_handoff import Period
    from caregiver_app.domain.sheets.handoff_more import Told
    from caregiver_app.domain.sheets.told_lately import ToldLately
    from caregiver_app.report.drawing.qr_code import RecordMark

PAPERS = ("letter", "a4")
MOST_DAYS = 366
"""How far back a clinic sheet may be asked to look; its plan table is told in steps, not days."""
_LONGEST = timedelta(days=MOST_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One finished page. `left_off` and `missing` are words to show beside it.

    `newest_at` is the time of the newest check-in on it, None when there is none. `unmeasured`
    are the vital signs that this check-in lacks.
    """

    pdf: bytes
    file_name: str
    left_off: tuple[str, ...]
    missing: tuple[str, ...]
    newest_at: Moment | None
    unmeasured: tuple[str, ...] = ()


CODE_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants of a sheet: for whom, with which mark, over how many days.

    `colour` is the person's, empty when unknown. `days` is how far back a clinic sheet looks;
    None is since the last visit. Without `notes` the caregiver's own words are left out. With
    `self_harm` thoughts of self-harm are named; a plan or an attempt always is. `code` tells on the
    page how far the record was. `plans_apart` are the ids of plans of which nobody has decided
    which one holds.
    """

    colour: str = ""
    audience: Audience = Audience.ER
    mark: "RecordMark | None" = None
    days: int | None = None
    notes: bool = True
    self_harm: bool = False
    code: str = ""
    one_is_ahead: bool = False
    not_decided: tuple[ConflictKind, ...] = ()
    plans_apart: tuple[str, ...] = ()
    alerts_out: tuple[tuple[Moment, Level], ...] = ()


class Card(Protocol):
    """The part of a person's card that a sheet needs."""

    @property
    def id(self) -> str:
        """Return the person's id."""

    @property
    def colour(self) -> str:
        """Return the name of the colour that the person has in the window."""


class People(Protocol):
    """The part of the record book that a sheet needs."""

    def record(self, person_id: str) -> Record:
        """Return one person's whole record."""

    def people(self) -> Sequence[Card]:
        """Return everybody's card."""


def sheet_from_record(
    rule_set: RuleSet,
    record: Record,
    now: Moment,
    paper: str = "letter",
    audience: Audience = Audience.ER,
    mark: "RecordMark | None" = None,
    days: int | None = None,
    since: CheckIn | None = None,
) -> Sheet:
    """Return the sheet as it would have been printed at `now`; later entries are left out.

    `since` is what doses and pump events made of the newest check-in, as an event. With `mark` the
    page carries a QR code. `days` is how far back a clinic sheet looks; None: since the last visit.
    """
    plans = written_apart(record.plans)
    apart, open_ = tuple(plan.id or "" for plan in plans), (ConflictKind.PLANS,) * bool(plans)
    asked = Asked(audience=audience, mark=mark, days=days, not_decided=open_, plans_apart=apart)
    return _sheet(rule_set, as_of(record, now), now, paper, asked, (since,) if since else ())


class HandoffService:
    """Sheets of the people in the record book."""

    def __init__(
        self,
        book: People,
        content: RuleSet,
        clock: Clock,
        conflicts: Callable[[str], Sequence["Conflict"]] | None = None,
        since: Callable[[str], CheckIn | None] | None = None,
        hash_of: Callable[[str], str] | None = None,
        ahead_elsewhere: Callable[[str], bool] | None = None,
        alerts_out: Callable[[str], tuple[tuple[Moment, Level], ...]] | None = None,
        begun: Callable[[str], CheckIn | None] | None = None,
    ) -> None:
        """`conflicts` returns what two computers wrote apart about a person.

        `since` returns what doses and pump events made of the newest check-in, as an event.
        `hash_of` returns the hash of the newest entry about a person, whose first digits are
        printed. `ahead_elsewhere` says whether only other computers wrote what lies far ahead.
        `alerts_out` returns the warnings that were taken out of the record, and when. `begun`
        returns answers that call somebody and are not saved, as an event.
        """
        self._book = book
        self._conflicts = conflicts
        self._since = since
        self._hash_of = hash_of
        self._ahead_elsewhere = ahead_elsewhere
        self._alerts_out = alerts_out
        self._begun = begun
        self._content = content
        self._clock = clock

    def sheet(
        self,
        person_id: str,
        paper: str = "letter",
        mark: "RecordMark | None" = None,
        audience: Audience = Audience.ER,
        days: int | None = None,
    ) -> Sheet:
        """Return the sheet of one person as of now; with `mark` it carries a QR code.

        `days` is how far back a clinic sheet looks; None is since the last visit. The newest
        entries count even when the computer's clock is behind them; the page says so.
        """
        return self.asked(person_id, paper, Asked(audience=audience, mark=mark, days=days))

    def asked(self, person_id: str, paper: str, asked: Asked) -> Sheet:
        """Return the sheet of one person as of now, as somebody asked for it."""
        now = here_and_now(self._clock)
        record, is_ahead = self._as_told(person_id, now)
        since = [self._since(person_id)] if self._since is not None else []
        if self._begun is not None:
            with suppress(StorageError):  # without its disk the sheet is made all the same
                since.append(self._begun(person_id))
        colours = {card.id: card.colour for card in self._book.people()}
        open_ = self._conflicts(person_id) if self._conflicts is not None else ()
        kinds = tuple(dict.fromkeys(conflict.kind for conflict in open_))
        asked = replace(asked, colour=colours.get(person_id, ""), one_is_ahead=is_ahead)
        asked = replace(asked, not_decided=kinds, plans_apart=plans_of(open_))
        if self._alerts_out is not None and taken_out(record, earlier(now, _LONGEST)):
            asked = replace(asked, alerts_out=self._alerts_out(person_id))
        if self._hash_of is not None:
            with suppress(StorageError):  # without its disk the sheet is made all the same
                asked = replace(asked, code=self._hash_of(person_id)[:CODE_DIGITS])
        events = tuple(event for event in since if event is not None)
        return _sheet(self._content, record, now, paper, asked, events)

    def _as_told(self, person_id: str, now: Moment) -> tuple[Record, bool]:
        """Return a record as it tells, and whether it is told by the clock here alone.

        Where another computer's clock was ahead, its time would make the doses of tonight past.
        Where this one's went back, what it wrote before counts: that is the newest there is.
        """
        record = self._book.record(person_id)
        elsewhere = self._ahead_elsewhere
        if not (record.order.is_mixed and elsewhere is not None and elsewhere(person_id)):
            return all_told(record), False
        known = as_of(record, now)
        return replace(known, check_ins=told_until(record, now), changes=record.changes), True

    def save(self, sheet: Sheet, folder: Path) -> Path:
        """Write a sheet into a folder, read it back, and return its path.

        Only the account that wrote it can read it, where the disk knows rights. No other file is
        ever replaced. Raises OSError when it could not be written, or when what was read back
        differs; then nothing is left in the folder.
        """
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f".{sheet.file_name}.{os.getpid()}.part"
        try:
            unfinished.unlink(missing_ok=True)
            descriptor = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(sheet.pdf)
                file.flush()
                os.fsync(file.fileno())
            _read_back(unfinished, sheet.pdf)
            saved = _claim(unfinished, folder, sheet.file_name)
            _settle(folder)
            return saved
        finally:
            unfinished.unlink(missing_ok=True)


def _read_back(path: Path, written: bytes) -> None:
    """Raise OSError when a file does not hold what was written to it."""
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            # Else the system answers from its memory, and a bad stick would go unnoticed.
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        if file.read() != written:
            raise OSError(errno.EIO, _("the file came back changed"), str(path))


def _settle(folder: Path) -> None:
    """Have the name of a new file written too, where the system can: a stick may be pulled out."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _claim(unfinished: Path, folder: Path, name: str) -> Path:
    """Move the finished file to the first free name: handoff-….pdf, then handoff-…-2.pdf."""
    stem, number = name.removesuffix(".pdf"), 1
    while True:
        target = folder / (name if number == 1 else f"{stem}-{number}.pdf")
        try:
            target.open("xb").close()
        except FileExistsError:
            number += 1
            continue
        try:
            return unfinished.replace(target)
        except OSError:
            target.unlink(missing_ok=True)  # only its name was taken: nobody finds an empty file
            raise


@unsearched()
def _sheet(
    rule_set: RuleSet,
    record: Record,
    now: Moment,
    paper: str,
    asked: Asked,
    since: Sequence[CheckIn] = (),
) -> Sheet:
    from caregiver_app.report.er.sheet import render  # reportlab: only when a page is made

    _refuse(paper, asked)
    record, notes_left_out = (record, ()) if asked.notes else _without_notes(record)
    last = record.last_check_in
    start = Moment(last.at.local - THREE_DAYS) if last else now
    period = _period(record, now, asked)
    start = min(start, period.start) if period is not None else start
    record = _assessed(rule_set, record, start)
    record, kept = without_private_answers(record, start, tells_self_harm=asked.self_harm)
    told = reduce(with_event, since, record)  # what nobody was alerted to puts off no check
    last = told_together(told).last_check_in
    judged = last.assessment if last else None
    selected = select_handoff(told, judged, now, rule_set, tells_self_harm=asked.self_harm)
    check_in = None if selected.nobody_asked else last
    more = _more(last.more if last else {}, selected.lately)
    handoff = replace(selected, audience=asked.audience, notes_left_out=notes_left_out, more=more)
    handoff = replace(handoff, not_decided=asked.not_decided, code=asked.code, kept_back=kept)
    by_each = doses_by_each(told, asked.plans_apart, now)
    handoff = replace(handoff, alerts_out=asked.alerts_out, by_each_plan=by_each)
    handoff = replace(handoff, one_is_ahead=handoff.one_is_ahead or asked.one_is_ahead)
    if selected.level in (Level.WATCH, Level.URGENT):
        handoff = replace(handoff, waits=waits_for_answer(record, selected.level, now))
    if period is None:
        page = render(handoff, rule_set, paper, asked.colour, _code(handoff, asked.mark))
    else:
        from caregiver_app.services.handing_over.other_sheets import other_page

        page = other_page(record, handoff, rule_set, paper, asked.colour, period)
    return Sheet(
        pdf=page.pdf,
        file_name=f"handoff-{now.local:%Y-%m-%d-%H%M}.pdf",
        left_off=page.left_off,
        missing=tuple(gap_words(name) for name in handoff.missing),
        newest_at=check_in.at if check_in else None,
        unmeasured=tuple(sign_words(s.field) for s in handoff.vitals if check_in and not s.now),
    )


def _code(handoff: Handoff, mark: "RecordMark | None") -> str | None:
    if mark is None:
        return None
    from caregiver_app.report.drawing.qr_code import code_text

    return code_text(handoff, mark)


def _refuse(paper: str, asked: Asked) -> None:
    if paper not in PAPERS:
        raise ValueError(f"no such paper: {paper}")
    if asked.days is not None and not 1 <= asked.days <= MOST_DAYS:
        raise ValueError(f"a sheet cannot look back {asked.days} days")


def _more(answers: Mapping[str, object], lately: "ToldLately") -> "tuple[Told, ...]":
    """Return answers that are no field of their own: what was taken before, these, and older ones.

    Most check-ins have none.
    """
    if not (answers or lately.medicines or lately.answers):
        return ()
    from caregiver_app.domain.sheets.handoff_more import told_before, told_beside

    taken, before = (told_before(_form(), told) for told in (lately.medicines, lately.answers))
    return (*taken, *told_beside(_form(), answers), *before)


@cache
def _form() -> "Form":
    """Return the form, read only when a check-in has answers that need its words."""
    from caregiver_app.content.form import load_form

    return load_form(ENGLISH.code)


def _period(record: Record, now: Moment, asked: Asked) -> "Period | None":
    """Return the time that a sheet other than the one for the ER is about.

    The content of the others is read only when one is made: in an emergency it would cost time.
    """
    if asked.audience is Audience.ER:
        return None
    from caregiver_app.services.handing_over.other_sheets import period_of

    return period_of(record, now, asked.days)


def _assessed(rule_set: RuleSet, record: Record, start: Moment) -> Record:
    """Judge what no judgement was saved with, each check-in by the history before it.

    A saved judgement stands: it is what the caregiver was told, and the page must not say
    something else. Only those from `start` on matter: the older ones say since when a reason
    holds.
    """
    first = bisect_left(record.check_ins, start, key=lambda check_in: check_in.at)
    if not any(check_in.assessment is None for check_in in record.check_ins[first:]):
        return record
    judged = {check_in.id: made for check_in, made in assess_record(rule_set, record)}
    whole = (replace(c, assessment=c.assessment or judged[c.id]) for c in record.check_ins)
    return replace(record, check_ins=tuple(whole))


def _without_notes(record: Record) -> tuple[Record, tuple[str, ...]]:
    from caregiver_app.domain.sheets.without_notes import without_notes  # seldom asked for

    return without_notes(record)
