# SPDX-License-Identifier: MIT
"""Paper beside the handoff: a log for a pen, wallet card, fridge sheet; what a file carries."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from caregiver_app.domain.alone import alone, alone_of_anybody
from caregiver_app.domain.check_in import CheckIn, Mode
from caregiver_app.domain.dosing.dose_clock import drugs_by_mouth
from caregiver_app.domain.first_aid import FirstAid
from caregiver_app.domain.form import Form, asked_of
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plan_prescribers import with_prescribers
from caregiver_app.domain.record import Record
from caregiver_app.domain.red_flags import red_flags, urgent_messages
from caregiver_app.domain.rule_set import RuleSet
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sheets.handoff import select_handoff
from caregiver_app.domain.sheets.paper import (
    changed_on,
    dose_mark,
    holds_from,
    next_change,
    person_mark,
)
from caregiver_app.domain.sheets.taken_now import listed_drugs
from caregiver_app.domain.sheets.wall_rules import WallRules
from caregiver_app.exchange.writer import record_text
from caregiver_app.services.handing_over.handoff import PAPERS, Asked, Sheet
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.system.clock import Clock, here_and_now
from caregiver_app.system.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from caregiver_app.domain.sharing.conflicts import Conflict
    from caregiver_app.report.drawing.qr_code import RecordMark
    from caregiver_app.report.er.sheet import Rendered
    from caregiver_app.report.paper.carried import Carried
    from caregiver_app.storage.entry_log import EntryLog

_APART = "\n"


class CarriedPage(StrEnum):
    """A page with a dose and numbers on it that stays where it was put: it gets out of date."""

    WALLET_CARD = "wallet_card"
    FRIDGE_SHEET = "fridge_sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapping:
    """What the file of a sheet gets besides the page; the empty password is none.

    `fhir` is the document for the computer of a clinic.
    """

    record: bool = False
    fhir: bool = False
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintAgain:
    """One page that is out of date; `words` say so with the day, for a screen."""

    page: CarriedPage
    printed_on: date
    changed_on: date | None
    words: str


_OF_DOSE = (ConflictKind.PLANS, ConflictKind.PUMP_NOTES)
_NOT_DECIDED = "?"


@dataclass(frozen=True, slots=True)
class PaperContent:
    """The clinical content that paper needs."""

    rule_set: RuleSet
    form: Form
    first_aid: FirstAid
    wall_rules: WallRules


class PaperService:
    """Paper for the people in the record book, and what the file of a sheet may carry."""

    def __init__(
        self,
        book: RecordBook,
        log: "EntryLog",
        content: PaperContent,
        clock: Clock,
        conflicts: "Callable[[str], Sequence[Conflict]] | None" = None,
        begun: "Callable[[str], CheckIn | None] | None" = None,
    ) -> None:
        """`conflicts` returns what two computers wrote apart about a person.

        `begun` returns answers that call somebody and are not saved, as an event.
        """
        self._conflicts = conflicts
        self._begun = begun
        self._book = book
        self._log = log
        self._content = content
        self._clock = clock
        self._marks: dict[str, tuple[int, RecordMark]] = {}

    def paper_log(self, person_id: str | None = None, paper: str = "letter") -> Sheet:
        """Return the check-in log of one day for a pen; without a person it is blank."""
        from caregiver_app.report.paper.paper_log import LogFor, paper_log

        content = self._content
        now = here_and_now(self._clock)
        anybody = alone_of_anybody(content.rule_set, content.form, now)
        log = LogFor(form=content.form, alone=anybody)
        if person_id is not None:
            record = with_prescribers(self._book.record(person_id))
            asked = asked_of(content.form, record, Mode.QUICK)
            doses = content.form.question("doses")
            log = LogFor(
                form=replace(asked, questions=(*asked.questions, doses)),
                person=record.person,
                by_mouth=drugs_by_mouth(record, now.day),
                colour=self._colour(person_id),
                alone=alone(content.rule_set, content.form, record.person, now)
                if record.person.dob is not None  # else nobody knows whose limits they are
                else anybody,
            )
        return self._sheet(
            "check-in-log",
            paper,
            lambda: paper_log(log, content.rule_set, content.first_aid, paper),
        )

    def blank_sheet(self, paper: str = "letter") -> Sheet:
        """Return the ER sheet without a person, to fill in by hand."""
        from caregiver_app.report.paper.blank_sheet import blank_sheet

        return self._sheet(
            "er-sheet-blank", paper, lambda: blank_sheet(self._content.rule_set, paper)
        )

    def wallet_card(self, person_id: str, paper: str = "letter") -> Sheet:
        """Return the card for the wallet, to cut out and fold."""
        from caregiver_app.report.paper.wallet_card import wallet_card

        return self._sheet(
            "wallet-card", paper, lambda: wallet_card(self._carried(person_id), paper)
        )

    def fridge_sheet(self, person_id: str, paper: str = "letter") -> Sheet:
        """Return the sheet for the fridge: red flags, whom to ring, the dose and since when."""
        from caregiver_app.report.paper.fridge_sheet import fridge_sheet

        return self._sheet(
            "fridge-sheet", paper, lambda: fridge_sheet(self._carried(person_id), paper)
        )

    def note_printed(self, person_id: str, page: CarriedPage) -> None:
        """Keep with which dose and facts a page was printed just now; raise StorageError."""
        now = here_and_now(self._clock)
        kept = (now.text, self._dose_mark(person_id, now), self._person_mark(person_id))
        self._log.set_setting(_name(page, person_id), _APART.join(kept))

    def print_again(self, person_id: str) -> tuple[PrintAgain, ...]:
        """Return the printed pages that say what no longer holds.

        Another dose, with the day it changed, or somebody else to ring, another allergy or name.
        """
        record, now = self._book.record(person_id), here_and_now(self._clock)
        found = (self._outdated(page, person_id, record, now) for page in CarriedPage)
        return tuple(page for page in found if page is not None)

    def mark(self, person_id: str) -> "RecordMark":
        """Return what a QR code says about which record it is: its id and its export's SHA-256.

        Hand it to `HandoffService.sheet` to have the code on the page.
        """
        from caregiver_app.report.drawing.qr_code import RecordMark

        count = len(self._book.entries(person_id))
        known = self._marks.get(person_id)
        if known is None or known[0] != count:
            digest = hashlib.sha256(self._export(person_id)).hexdigest()
            known = (count, RecordMark(id=person_id, sha256=digest))
            self._marks[person_id] = known
        return known[1]

    def coded(self, asked: Asked, person_id: str) -> Asked:
        """Return what is asked of a sheet, with its QR code."""
        return replace(asked, mark=self.mark(person_id))

    def locked(self, sheet: Sheet, password: str) -> Sheet:
        """Return a sheet whose file opens with a password alone; attach the record before.

        Raises ValueError with a sentence to show when a reader could not take the password.
        """
        from caregiver_app.report.files.locked_file import locked

        return replace(sheet, pdf=locked(sheet.pdf, password))

    def is_usable(self, password: str) -> bool:
        """Say whether every reader of PDF takes this password."""
        from caregiver_app.report.files.locked_file import is_usable

        return is_usable(password)

    def wrapped(self, sheet: Sheet, person_id: str, wrapping: Wrapping) -> Sheet:
        """Return a sheet with what its file is to get; raises ValueError as `locked` does."""
        from caregiver_app.services.handing_over.sheet_files import (
            fhir_in,
            record_in,
            with_attached,
        )
        from caregiver_app.services.sharing_files.sharing import begun_now

        files = []
        if wrapping.fhir:
            record, now = self._book.record(person_id), here_and_now(self._clock)
            apart = self._conflicts(person_id) if self._conflicts is not None else ()
            begun = begun_now(self._begun, person_id)
            files.append(fhir_in(sheet, record, person_id, now, apart, begun))
        if wrapping.record:
            files.append(record_in(sheet, self._export(person_id)))
        sheet = with_attached(sheet, *files)
        return self.locked(sheet, wrapping.password) if wrapping.password else sheet

    def _sheet(self, name: str, paper: str, render: "Callable[[], Rendered]") -> Sheet:
        if paper not in PAPERS:
            raise ValueError(f"no such paper: {paper}")
        now = here_and_now(self._clock)
        page = render()
        return Sheet(
            pdf=page.pdf,
            file_name=f"{name}-{now.local:%Y-%m-%d-%H%M}.pdf",
            left_off=page.left_off,
            missing=(),
            newest_at=None,
        )

    def _carried(self, person_id: str) -> "Carried":
        from caregiver_app.report.paper.carried import Carried

        record, now = self._book.record(person_id), here_and_now(self._clock)
        content, person = self._content, record.person
        rule_set = content.rule_set
        return Carried(
            sheet=select_handoff(record, None, now, rule_set),
            rule_set=rule_set,
            first_aid=content.first_aid,
            flags=red_flags(rule_set, content.form, person, now, content.first_aid.pump_signs),
            urgent=urgent_messages(rule_set, person, content.wall_rules.of(person)),
            since=holds_from(record, now) if self._is_decided(person_id) else {},
            next_change=next_change(record, now.day) if self._is_decided(person_id) else None,
            colour=self._colour(person_id),
            is_decided=self._is_decided(person_id),
        )

    def _is_decided(self, person_id: str) -> bool:
        open_ = self._conflicts(person_id) if self._conflicts is not None else ()
        return not any(conflict.kind in _OF_DOSE for conflict in open_)

    def _dose_mark(self, person_id: str, now: Moment) -> str:
        mark = dose_mark(self._book.record(person_id), now)
        return mark if self._is_decided(person_id) else f"{mark} {_NOT_DECIDED}"

    def _person_mark(self, person_id: str) -> str:
        """Return the facts on paper beside the dose, so that nobody can read them from the note."""
        person = self._book.record(person_id).person
        told = person_mark(person, listed_drugs(person, self._content.rule_set))
        return hashlib.sha256(told.encode()).hexdigest()

    def _colour(self, person_id: str) -> str:
        colours = {card.id: card.colour for card in self._book.people()}
        return colours.get(person_id, "")

    def _export(self, person_id: str) -> bytes:
        return record_text(self._book.plain_record(person_id)).encode()

    def _outdated(
        self, page: CarriedPage, person_id: str, record: Record, now: Moment
    ) -> PrintAgain | None:
        kept = self._log.setting(_name(page, person_id))
        if kept is None:
            return None
        at, dose, *facts = kept.split(_APART)  # a page of before has no facts noted
        printed = Moment.parse(at)
        if dose == self._dose_mark(person_id, now):
            if facts in ([], [self._person_mark(person_id)]):
                return None
            words = _(
                "Print again: a name, a number, an allergy, a medicine or the code status changed."
            )
            return PrintAgain(page=page, printed_on=printed.day, changed_on=None, words=words)
        changed = changed_on(record, printed, now)
        words = _("Print again: the dose changed.")
        if changed is not None:
            words = _("Print again: the dose changed on {day}.").format(day=changed.isoformat())
        return PrintAgain(page=page, printed_on=printed.day, changed_on=changed, words=words)


def _name(page: CarriedPage, person_id: str) -> str:
    return f"printed.{page.value}.{person_id}"
