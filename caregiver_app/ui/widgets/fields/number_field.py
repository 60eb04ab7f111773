# SPDX-License-Identifier: MIT
"""A typed number: a blank text field, its unit beside it, and words about what was typed.

Nothing is clamped, completed or thrown away. What cannot be right stays on the screen as it was
typed and is not in the reading; what is unlikely counts at once and is asked about beside it.
"""

from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QFontMetrics, QIcon, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from caregiver_app.domain.check_in import Missing
from caregiver_app.domain.units import (
    Outcome,
    TemperatureUnit,
    Verdict,
    fahrenheit,
)
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import describe
from caregiver_app.ui.look.theme import Theme, icon, label, tag
from caregiver_app.ui.widgets.fields import number_words as words
from caregiver_app.ui.widgets.fields.number_buttons import button, reason_menu
from caregiver_app.ui.widgets.fields.number_note import NumberNote
from caregiver_app.ui.widgets.fields.number_reading import (
    NumberSpec,
    Reading,
    first_of_two,
    is_finished,
    is_still_low,
    verdict_of,
    with_point,
)
from caregiver_app.ui.words.digits import shown

_LOOSE_DIGITS = 3
_ICON_PX = 20


class NumberField(QFrame):
    """The box; `caption` and `note` are labels for the owner to lay above and under it.

    `changed` is said at every keystroke, `finished` when the number is complete,
    `reason_chosen` when a reason was picked instead of a number, `second_pressed` when somebody
    is about to measure again, and `count_pressed` when somebody wants to count for a minute.
    """

    changed = Signal()
    finished = Signal()
    reason_chosen = Signal(str)
    second_pressed = Signal()
    count_pressed = Signal()

    def __init__(self, theme: Theme, spec: NumberSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spec = spec
        self._unit = TemperatureUnit.CELSIUS
        self._reason: Missing | None = None
        self._first: Reading | None = None
        self._offered = False
        self._confirmed = ""
        self._pair_wrong = False
        self._typed_before = ""
        self._in_words = True
        self._shows_unit = self._may_count = True
        self.caption = label(spec.caption, "strong")
        self.caption.setWordWrap(False)
        self.note = NumberNote()
        tag(self, field="box")
        self._build()
        self._refresh()

    def reading(self) -> Reading:
        """Return what the field says now; the first reading counts until there is a second."""
        text = self.edit.text().strip()
        if self._first is not None and not text:
            return self._first
        verdict = self._verdict()
        wrong = self._is_wrong(verdict)
        value = verdict.value if verdict and not wrong else None
        return Reading(
            value=value if value is not None or self._first is None else self._first.value,
            raw=text,
            unit=self._unit.value if self._spec.temperature and text else "",
            reason=self._reason,
            is_wrong=wrong,
        )

    def first_reading(self) -> Decimal | None:
        """Return the first of two readings, as exact as typed; None while there is only one."""
        second = bool(self.edit.text().strip())
        return self._first.exact if self._first is not None and second else None

    def set_reading(
        self, raw: str, unit: str, reason: Missing | None, first: Decimal | None = None
    ) -> None:
        """Show a kept text, unit, reason and first reading, without saying that they changed."""
        self.edit.blockSignals(True)
        self.edit.setText(raw)
        self.edit.blockSignals(False)
        if unit:
            self._unit = TemperatureUnit(unit)
        self._reason = reason
        self._first = None if first is None else first_of_two(self._spec, self._unit, first)
        self._confirmed = raw.strip()
        self._typed_before = raw
        self._refresh()

    def take_text(self, raw: str) -> None:
        """Show a text as if it was typed here just now: it is asked about when it is unlikely."""
        self.set_reading(raw, "", None)
        self._confirmed = ""
        self._refresh()

    def offer_second(self, *, offered: bool) -> None:
        """Ask for one more reading, or no longer."""
        if offered is not self._offered:
            self._offered = offered
            self._refresh()

    def start_second(self) -> None:
        """Keep the number as the first of two and make room for the second."""
        first = self.reading()
        if first.value is None or self._first is not None:
            return
        self.set_reading("", "", None)
        self._first = first
        self._refresh()
        self.changed.emit()

    def set_unit(self, unit: str) -> None:
        """Choose the unit a temperature is typed in; the typed text stays as it is."""
        self._unit = TemperatureUnit(unit)
        self._refresh()

    def set_known(self, short: str, long: str) -> None:
        """Say the last and the usual value, in few words and in all."""
        if (short, long) != self.note.known:
            self.note.set_known(short, long)
            self._refresh()

    def set_pair_wrong(self, wrong: bool) -> None:
        """Say that this number cannot belong to the other of its pair."""
        if wrong is not self._pair_wrong:
            self._pair_wrong = wrong
            self._refresh()

    def set_form(self, *, shows_unit: bool, in_words: bool) -> None:
        """Choose whether the unit stands in the box, and words or a mark for the reasons."""
        self._shows_unit, self._in_words = shows_unit, in_words
        self._dress_buttons()
        self._refresh()

    def offer_count(self, *, offered: bool) -> None:
        """Offer to count for a minute, where that can be counted now."""
        if offered is not self._may_count:
            self._may_count = offered
            self._refresh()

    def sizeHint(self) -> QSize:
        """Return a field high box."""
        return QSize(super().sizeHint().width(), self._theme.size("field"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll; a wheel never changes a number."""
        event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what was unlikely once the field is left, and mark the text when it is entered."""
        if isinstance(event, QFocusEvent):
            self._refresh(entered=event.type() is QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        spec, theme = self._spec, self._theme
        self.edit = QLineEdit(self, frame=False)
        self.edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # digits in any language
        self.edit.setObjectName(spec.name)
        self.edit.setProperty("ring", "parent")
        widest = "000.0" if spec.temperature else "000"
        self.edit.setMinimumWidth(QFontMetrics(theme.font("value")).horizontalAdvance(widest) + 8)
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._on_typed)
        self.caption.setBuddy(self.edit)
        self._unit_label = label(spec.unit, "small", "muted")
        self._unit_label.setParent(self)
        self._unit_label.setWordWrap(False)
        self._switch = button(self, f"{spec.name}.unit", "quiet", self._on_switch)
        self._switch.setVisible(spec.temperature)
        self._count = button(self, f"{spec.name}.count", "quiet", self.count_pressed.emit)
        self._count.setAccessibleName(_("Count {field} for 60 seconds").format(field=spec.spoken))
        self._none = button(self, f"{spec.name}.no_number", "quiet", None)
        self._none.setAccessibleName(_("No number: {field}").format(field=spec.spoken))
        self._none.setMenu(reason_menu(self, spec, self._on_reason))
        self._yes = button(self, f"{spec.name}.yes", "soft", self._on_yes)
        self._again = button(self, f"{spec.name}.type_again", "soft", self._on_again)
        self._second = button(self, f"{spec.name}.second", "soft", self.second_pressed.emit)
        line = QHBoxLayout(self)
        # A button lies at the edge of the box; a unit alone keeps away from it.
        alone = not (spec.has_reasons or spec.temperature)
        line.setContentsMargins(8, 1, 8 if alone else 1, 1)
        line.setSpacing(2)
        line.addWidget(self.edit, 1)
        verbs = (self._yes, self._again, self._second)
        self._verbs = (self._switch, *verbs, self._count, self._none)
        for part in (self._unit_label, *self._verbs):
            line.addWidget(part)
        for verb in self._verbs:
            verb.setMinimumWidth(theme.size("target"))
        if spec.counts:
            self._count.setIcon(icon("stopwatch", theme.colour("accent"), _ICON_PX))
        self._again.setText(_("Type again"))
        self._again.setAccessibleName(f"{spec.spoken}: {self._again.text()}")
        self._second.setAccessibleName(f"{spec.spoken}: {words.measure_again_name()}")
        self._dress_buttons()

    def _on_typed(self) -> None:
        self._reason = None
        self._pair_wrong = False
        pointed = with_point(self._spec, self.edit.text(), self._typed_before)
        if pointed is not None:
            self.edit.setText(pointed)
        self._typed_before = self.edit.text()
        self._refresh()
        self.changed.emit()
        if self._spec.goes_on and is_finished(self._spec, self.edit.text()):
            verdict = self._verdict()
            if verdict is not None and verdict.outcome is Outcome.FINE:
                self.finished.emit()

    def _on_reason(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.set_reading("", "", Missing(str(action.data())))
            self.changed.emit()
            self.reason_chosen.emit(str(action.data()))

    def _on_switch(self) -> None:
        self._unit = self._unit.other
        self._refresh()
        self.changed.emit()

    def _on_yes(self) -> None:
        verdict = self._verdict()
        if verdict is not None and verdict.outcome is Outcome.OTHER_UNIT:
            self._on_switch()
        self._confirmed = self.edit.text().strip()
        self._refresh()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_again(self) -> None:
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    def _verdict(self) -> Verdict | None:
        return verdict_of(self._spec, self._unit, self.edit.text())

    def _is_wrong(self, verdict: Verdict | None) -> bool:
        if not self.edit.text().strip():
            return False
        return verdict is None or verdict.value is None or self._pair_wrong

    def _may_grow(self, verdict: Verdict | None) -> bool:
        """Say whether the text can still become right by typing on, so that nobody is nagged."""
        text = self.edit.text().strip()
        if not self.edit.hasFocus() or len(text) >= _LOOSE_DIGITS:
            return False
        if verdict is None:
            return text[-1:] in ".,"
        return not self._pair_wrong and is_still_low(self._spec, self._unit, text)

    def _refresh(self, *, entered: bool = False) -> None:
        if entered and self.edit.text():
            self.edit.selectAll()
        verdict = self._verdict()
        asks = self._asks(verdict)
        wrong = self._is_wrong(verdict) and not self._may_grow(verdict)
        tag(self, field="none" if self._reason else "filled" if asks or wrong else "box")
        other = verdict is not None and verdict.outcome is Outcome.OTHER_UNIT
        self._yes.setVisible(asks or (other and wrong))
        self._yes.setText(_("Yes") if asks else words.degree(self._unit.other))
        self._again.setVisible(asks and self._in_words)
        self._second.setVisible(self._offers_second() and self._spec.has_reasons)
        busy = not self._yes.isHidden() or not self._second.isHidden()
        self._none.setVisible(self._spec.has_reasons and not busy)
        self._count.setVisible(self._spec.counts and self._may_count and not busy)
        self._name_buttons()
        self._unit_label.setVisible(self._shows_unit and not self._spec.temperature and not busy)
        self._switch.setVisible(self._spec.temperature and not (busy and not self._in_words))
        self.edit.setAccessibleName(self._spoken())
        self._say()

    def _dress_buttons(self) -> None:
        """Give the buttons words or marks, as much as the box has room for."""
        in_words = self._in_words
        self._none.setText(_("No number") if in_words else "")
        down = QIcon() if in_words else icon("down", self._theme.colour("accent"), _ICON_PX)
        self._none.setIcon(down)
        self._second.setText(_("Second reading") if in_words else _("2nd"))
        for verb in self._verbs:
            tag(verb, within="box" if in_words else "narrow")

    def _name_buttons(self) -> None:
        if self._spec.temperature:
            degree, other = words.degree(self._unit), words.degree(self._unit.other)
            self._switch.setText(degree)
            self._switch.setAccessibleName(
                _("Unit of the temperature: {unit}. Press for {other}").format(
                    unit=degree, other=other
                )
            )
        self._yes.setAccessibleName(f"{self._question()[1]} {self._yes.text()}")

    def _asks(self, verdict: Verdict | None) -> bool:
        return (
            verdict is not None
            and verdict.outcome is Outcome.ASK_AGAIN
            and not self._pair_wrong
            and self._confirmed != self.edit.text().strip()
            and not self._may_grow(verdict)
        )

    def _say(self) -> None:
        """Put the words under the field: a problem, a reason, or what is known."""
        short, long = self._question()
        bold = bool(short)
        if not bold and self._reason is not None:
            short = long = words.reason_words(self._reason)
        if not short:
            short, long = self._first_said() or self.note.known
        self.note.say(short, long, ink="text" if bold or self._reason else "muted", heavy=bold)
        bounded = words.with_bounds(long, self._spec.limits, self._unit)
        describe(self.edit, bounded, is_problem=bold)

    def _first_said(self) -> words.Said | None:
        value = self._first.exact if self._first is not None else None
        if value is None:
            return None
        own = words.in_unit(value, self._unit.value) if self._spec.temperature else shown(value)
        return words.first_was(own, second_typed=bool(self.edit.text().strip()))

    def _question(self) -> words.Said:
        """Return what is wrong, unlikely or to be measured again, or two blanks."""
        verdict = self._verdict()
        text = self.edit.text().strip()
        if self._asks(verdict):
            return words.is_it_right(text)
        if self._is_wrong(verdict) and not self._may_grow(verdict):
            return self._what_is_wrong(verdict, text)
        if self._offers_second() and self._spec.has_reasons:
            return words.measure_again(rest_first=self._spec.rests_first)
        return "", ""

    def _offers_second(self) -> bool:
        return self._offered and self._first is None and bool(self.edit.text().strip())

    def _what_is_wrong(self, verdict: Verdict | None, text: str) -> words.Said:
        if self._pair_wrong:
            return words.pair_wrong()
        if verdict is None:
            return words.unread(text, self._spec.limits.decimals)
        if verdict.outcome is Outcome.OTHER_UNIT:
            return words.other_unit(text, self._unit.other)
        unit, limits = self._unit if self._spec.temperature else None, self._spec.limits
        said = words.out_of_bounds(limits, unit)
        return words.too_low_first(self._spec.too_low, limits, text, said)

    def has_message(self) -> bool:
        """Say whether the note holds a question or a problem."""
        return bool(self._question()[0])

    def equals(self) -> str:
        """Return the temperature in the other unit, like "= 37.2 °C", or nothing."""
        verdict = self._verdict()
        if not self._spec.temperature or verdict is None or verdict.value is None:
            return ""
        if self._unit is TemperatureUnit.FAHRENHEIT:
            return f"= {shown(verdict.value)}\u00a0°C"
        return f"= {shown(fahrenheit(verdict.value))}\u00a0°F"

    def _spoken(self) -> str:
        if not self._spec.temperature:
            return self._spec.spoken
        return f"{self._spec.spoken}, {words.degree(self._unit)}"
