# SPDX-License-Identifier: MIT
"""Every question of the check-in and the four ways to lay out the quick ones."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.doses import DoseEvent
from caregiver_app.domain.form import Form, Question
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.system.clock import Clock
from caregiver_app.system.words import _
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.check_in.dose_rows import DoseRows, PlannedDose
from caregiver_app.ui.widgets.check_in.full_part import FullPart
from caregiver_app.ui.widgets.check_in.numbers_panel import NumbersPanel
from caregiver_app.ui.widgets.check_in.quick_layout import (
    DENSE,
    SINGLE,
    WIDE,
    QuickFit,
    QuickLayout,
    key_stops,
    side_by_side,
)
from caregiver_app.ui.widgets.check_in.red_flag_tiles import RedFlagTiles
from caregiver_app.ui.widgets.fields import check_in_draft as drafts
from caregiver_app.ui.widgets.fields.choice_field import ChoiceField, with_not_sure
from caregiver_app.ui.widgets.fields.help_button import AskHelp, HelpButton
from caregiver_app.ui.widgets.fields.known_values import known_value
from caregiver_app.ui.widgets.fields.scale_field import ScaleField

if TYPE_CHECKING:
    from caregiver_app.ui.widgets.fields.full_field import DraftChange, Wrong

_PROMPT_EM, _WIDE_PROMPT_EM = 7.8, 9.0
_RASH_SHARE = 0.82
_DAY_PX = 2  # a drug and its day stand on one line, Wednesday too
_NOTE_PAD_PX = 5
_STATE = ("alertness", "orientation", "breathing")
_SKIN = ("itching", "rash")
_NO_REASON = frozenset({"worried", "pump_alarm"})


class CheckInForm(QWidget):
    """The questions. `changed` is said after every answer; `draft` is what they say.

    Numbers and doses are read from their fields, every other answer lives in the draft, so that
    a tile and a chip about the same field always agree. `full` holds the quick questions too;
    its groups are built when Full is chosen, and `rebuilt` tells that there are new fields.
    """

    changed = Signal()
    rebuilt = Signal()
    group_opened = Signal(object)

    def __init__(
        self,
        theme: Theme,
        form: Form,
        full: Form,
        clock: Clock,
        ask_help: AskHelp,
        *,
        child: bool,
        by_mouth: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._form = form
        self._ask_help = ask_help
        self._by_mouth = by_mouth
        self._draft = Draft()
        self._pressed_at: Callable[[], Moment] | None = None
        self._choices: dict[str, ChoiceField] = {}
        self._mode = ""
        self._fit = QuickFit(self._height)
        self._build_questions(full, clock, child=child)
        self._quick = QuickLayout(theme)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(theme.space("s"))
        self._whole.addWidget(self._quick)
        self.full = FullPart(theme, full, clock, ask_help, child=child)
        self.full.edited.connect(self.edit)
        self.full.typed.connect(self._on_typed)
        self.full.built.connect(self.rebuilt)
        self.full.opened.connect(self.group_opened)
        self._whole.addWidget(self.full)
        self._whole.addStretch(1)
        self.worry = self._worry_section()

    def draft(self) -> Draft:
        """Return the answers; a number that cannot be right is not in it, its text is."""
        draft = self.numbers.taken_into(self._draft)
        if self._by_mouth:
            draft = self.doses.missed_in(draft)
        draft = self.full.taken_into(draft)
        return replace(draft, note=self.note.toPlainText().strip() or None)

    def asks_about(self, due: Sequence[PlannedDose]) -> bool:
        """Say whether it asks about these doses and no others, as far as it asks about any."""
        return not self._by_mouth or self.doses.is_about(due)

    def dose_events(self, recorder: str | None) -> tuple[DoseEvent, ...]:
        """Return a line of the dose log for every dose that was answered."""
        planned = self.doses.doses(recorder) if self._by_mouth else ()
        return *planned, *self.full.dose_events(recorder)

    def start(
        self,
        record: Record,
        due: Sequence[PlannedDose],
        unit: str,
        now: Moment,
        *,
        dose_note: str = "",
        pressed_at: Callable[[], Moment] | None = None,
    ) -> None:
        """Empty the form for one person, at one time, with what is known about them.

        `dose_note` says why no dose is asked about, when the plan leaves none. `pressed_at` gives
        the time of a red flag that is pressed: a form can stand open for long.
        """
        self._pressed_at = pressed_at or (lambda: now)
        self._draft = Draft()
        self._fit.forget()
        person = record.person
        if self._by_mouth:
            self.doses.show_due(due, now, note=dose_note)
        told = {"doses_missed_in_row"} if self.doses.asks_missed else set()
        self.full.start(record, unit, now, frozenset(told), self._pressed_at)
        self.numbers.show_draft(Draft())
        self.numbers.set_unit(unit)
        self.numbers.show_known(record, unit, now)
        known = known_value(record, "stiffness", unit, now)
        if self.stiffness is not None:
            self.stiffness.set_known(person.usual.stiffness, known.newest)
        self._show_note("")
        self._show_answers()

    def restore(self, draft: Draft, doses: Sequence[DoseEvent]) -> None:
        """Show the answers of a kept draft."""
        self._draft = replace(draft, raw={}, entered_unit={}, note=None)
        self.numbers.show_draft(draft)
        for name in self.numbers.readings():
            self._draft = drafts.withdrawn(self._draft, name)
        self.doses.show_kept(draft, doses)
        texts = replace(self._draft, raw=draft.raw, entered_unit=draft.entered_unit)
        told = self.full.restore(texts, self.doses.not_asked(doses))
        self._draft = replace(told, raw={}, entered_unit={})
        self.full.show_mode(draft.mode or Mode.QUICK, self._draft)
        self.doses.show_full(full=self.mode is Mode.FULL)
        self._show_note(draft.note or "")
        self._show_answers()

    def take_top(self, part: QWidget) -> None:
        """Put a part over the questions, to scroll with them."""
        self._whole.insertWidget(0, part)

    def edit(self, change: "DraftChange") -> None:
        """Change the answers that are pressed, as one press does; `changed` is said."""
        self._take(change(self._draft))

    @property
    def mode(self) -> Mode:
        """Return how much is asked now."""
        return self.full.mode

    def show_mode(self, mode: Mode) -> None:
        """Show the groups below the quick questions, or put them away; no answer is lost."""
        self.full.show_mode(mode, self.draft())
        self.doses.show_full(full=mode is Mode.FULL)

    def first_wrong(self) -> "Wrong | None":
        """Return the first field that cannot be saved as it is, and show where it is."""
        from caregiver_app.ui.widgets.fields.full_field import Wrong

        field, dose = self.numbers.first_wrong(), self.doses.wrong()
        if field is None and dose is not None:
            return Wrong(*dose)
        if field is None:
            return self.full.first_wrong()
        caption = field.caption.text() or _("Blood pressure")
        return Wrong(caption, field.reading().raw, field.edit)

    def arrange(self, mode: str) -> None:
        """Lay the questions out: dense, medium, wide or single."""
        if mode == self._mode:
            return
        self._mode = mode
        self._fit.forget()
        self._set_forms(mode)
        self._quick.lay_out(mode, self._columns(mode), self._sections())
        self.doses.set_gap(self._theme.space("s"))
        self.tiles.set_gap(self._theme.space("s"))
        for section in self._sections():
            section.show()
        self.full.arrange(2 if mode in (DENSE, WIDE) else 1)

    def fit_quick(self, width: int, room: int) -> bool:
        """Set the dense questions so close that they fit; return whether they stand tight."""
        tight = self._fit.fits_tight(width, room)
        self.setProperty("rows", "tight" if tight else None)  # the ring of the keyboard looks
        return tight

    def _height(self, width: int, gap: int) -> int:
        """Return the height that the quick questions need at a width, set so far apart."""
        self.doses.set_gap(gap)
        self.tiles.set_gap(gap)
        self._quick.set_gap(gap)
        self._whole.activate()
        return self._quick.heightForWidth(width)

    def _build_questions(self, full: Form, clock: Clock, *, child: bool) -> None:
        theme = self._theme
        self.tiles = RedFlagTiles(theme, self._form)
        self.tiles.tile_toggled.connect(self._on_tile)
        self.tiles.none_toggled.connect(self._on_none)
        self.tiles.not_checked_toggled.connect(self._on_not_checked)
        self.stiffness: ScaleField | None = None
        for question in self._form.questions:
            if question.kind == "choice":
                self._choices[question.id] = self._choice(question)
            elif question.kind == "scale":
                self.stiffness = ScaleField(theme, question)
                self.stiffness.take_help(HelpButton(theme, question, self._ask_help))
                self.stiffness.picked.connect(self._on_scale)
        logged = [question for question in full.questions if question.kind == "doses"]
        self.doses = DoseRows(theme, clock, logged[0].limits if logged else None, self)
        self.doses.setVisible(self._by_mouth)
        self.doses.changed.connect(self.changed)
        self.numbers = NumbersPanel(theme, self._form, self._ask_help, child=child)
        self.numbers.changed.connect(self.changed)
        self.note = QPlainTextEdit()
        self.note.setObjectName("note")
        self.note.setAccessibleName(_("Note, not read by the rules"))
        self.note.setPlaceholderText(_("Note, if you like"))
        self.note.setTabChangesFocus(True)
        tag(self.note, field="box")
        self.note.textChanged.connect(self.changed)
        pair = [self._choices[name] for name in _SKIN if name in self._choices]
        self.skin, self._pair_box = side_by_side(theme, pair)

    def _choice(self, question: Question) -> ChoiceField:
        choices = question.choices
        if question.id not in _NO_REASON:
            choices = with_not_sure(choices)
        prompts = (question.prompt, question.short)
        field = ChoiceField(self._theme, question.id, prompts, choices)
        field.take_help(HelpButton(self._theme, question, self._ask_help))
        field.picked.connect(self._on_choice)
        return field

    def _worry_section(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.space("s"))
        if "worried" in self._choices:
            column.addWidget(self._choices["worried"])
        self._note_head = label(_("Note, not read by the rules"), "small", "muted")
        column.addWidget(self._note_head)
        column.addWidget(self.note)
        return made

    def _sections(self) -> list[QWidget]:
        """Return every question in the order in which it is asked."""
        first = [self._choices[name] for name in _STATE if name in self._choices]
        scale = [self.stiffness] if self.stiffness is not None else []
        told = {*_STATE, "itching", "rash", "worried", "pump_alarm"}
        rest = [field for name, field in self._choices.items() if name not in told]
        pump = [self._choices["pump_alarm"]] if "pump_alarm" in self._choices else []
        after = [self.numbers, self.skin, *pump, *rest, self.worry]
        doses = [self.doses] if self._by_mouth else []
        return [self.tiles, *first, *scale, *doses, *after]

    def _columns(self, mode: str) -> list[list[list[QWidget]]]:
        """Return the columns, their cards and the questions in each card."""
        state = [self._choices[name] for name in _STATE if name in self._choices]
        scale: list[QWidget] = [self.stiffness] if self.stiffness is not None else []
        doses: list[QWidget] = [self.doses] if self._by_mouth else []
        told = {self.tiles, *state, *scale, *doses, self.numbers, self.skin, self.worry}
        rest = [section for section in self._sections() if section not in told]
        if mode == DENSE:
            return [[[self.tiles], [*state, *scale, *doses, *rest], [self.numbers, self.skin]]]
        one: list[list[QWidget]] = [[self.tiles], [*state], scale]
        two: list[list[QWidget]] = [doses, [self.numbers], [self.skin], rest, [self.worry]]
        return [one, two] if mode == WIDE else [[*one, *two]]

    def make_narrow(self) -> None:
        """Find room for words longer than the English ones, where two columns cannot give it."""
        self.tiles.arrange(2, dense=False, low=True)
        self.numbers.arrange("single")
        if "worried" in self._choices:  # measured anew: it has its type by now
            self._choices["worried"].set_row(round(6.0 * self._theme.px("body")), fill=False)
        if self.stiffness is not None:
            self.stiffness.make_narrow()

    def _set_forms(self, mode: str) -> None:
        dense = mode == DENSE
        prompt = round(_PROMPT_EM * self._theme.px("body")) if dense else 0
        self.tiles.arrange(2 if mode == SINGLE else 4, dense=dense, low=mode in (DENSE, SINGLE))
        for name, field in self._choices.items():
            width = prompt * (_RASH_SHARE if name == "rash" else 1.0)
            if mode == WIDE and name in _SKIN:
                width = _WIDE_PROMPT_EM * self._theme.px("body")
            field.set_row(round(width), fill=dense, near=dense and name in _SKIN)
        if "worried" in self._choices and mode != SINGLE:
            self._choices["worried"].set_row(round(6.0 * self._theme.px("body")), fill=dense)
        if self.stiffness is not None:
            self.stiffness.set_row(prompt)
        self.doses.set_row(prompt + _DAY_PX if dense else 0)
        self.numbers.arrange({DENSE: "row", SINGLE: "single"}.get(mode, "pairs"))
        self._pair_box.setDirection(
            QBoxLayout.Direction.LeftToRight if dense else QBoxLayout.Direction.TopToBottom
        )
        self._pair_box.setSpacing(self._theme.space("xs" if dense else "s"))
        for place, name in enumerate(n for n in _SKIN if n in self._choices):
            least = self._choices[name].least_row_width()
            self._pair_box.setStretch(place, least if dense else 0)
        self._note_head.setVisible(not dense)
        height = self._theme.size("target" if dense else "field")
        inner = round(height * (1 if dense else 1.6)) - 2 * _NOTE_PAD_PX - 2
        self.note.setStyleSheet(
            f"padding: {_NOTE_PAD_PX}px 8px; min-height: {inner}px; max-height: {inner}px;"
        )

    def stops(self) -> list[QWidget]:
        """Return everything that can take the keyboard, in the order of the questions.

        The answers of a row are all in it: which of them the Tab key stops at changes.
        """
        cards = [card for column in self._columns(self._mode or SINGLE) for card in column]
        laid = [section for card in cards for section in card]
        # What is not laid out here stands beside the form and is answered last.
        asked = [*laid, self.full, *(part for part in self._sections() if part not in laid)]
        return self.full.help_last(key_stops(asked, self.window()))

    def _show_answers(self) -> None:
        self.tiles.show_draft(self._draft)
        for name, field in self._choices.items():
            field.set_value(drafts.choice_in(self._draft, name))
        if self.stiffness is not None:
            self.stiffness.set_value(drafts.choice_in(self._draft, "stiffness"))
        self.full.show_answers(self.draft())

    def _show_note(self, words: str) -> None:
        self.note.blockSignals(True)
        self.note.setPlainText(words)
        self.note.blockSignals(False)

    def _take(self, draft: Draft) -> None:
        self._draft = draft
        self._show_answers()
        self.changed.emit()

    def _on_typed(self) -> None:
        self.full.show_answers(self.draft())
        self.changed.emit()

    def _on_choice(self, value: str) -> None:
        for name, field in self._choices.items():
            if field is self.sender():
                chosen = drafts.chosen(self._draft, name, value) if value else None
                self._take(chosen or drafts.withdrawn(self._draft, name))
                return

    def _on_scale(self, value: str) -> None:
        chosen = drafts.chosen(self._draft, "stiffness", value) if value else None
        self._take(chosen or drafts.withdrawn(self._draft, "stiffness"))

    def _on_tile(self, tile_id: str) -> None:
        tile = next(tile for tile in self._form.tiles if tile.id == tile_id)
        if drafts.is_pressed(self._draft, tile):
            self._take(drafts.withdrawn(self._draft, tile.field))
        elif self._pressed_at is not None:
            self._take(drafts.tile_pressed(self._draft, tile, self._pressed_at()))

    def _on_none(self) -> None:
        if drafts.is_none_of_these(self._draft):
            self._take(drafts.none_withdrawn(self._draft))
        elif not drafts.any_pressed(self._draft, self._form.tiles):
            self._take(drafts.none_of_these(self._draft))

    def _on_not_checked(self) -> None:
        if drafts.are_flags_not_checked(self._draft):
            self._take(drafts.flags_checked_again(self._draft))
        else:
            self._take(drafts.flags_not_checked(self._draft))
