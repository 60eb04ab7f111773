# SPDX-License-Identifier: MIT
"""Other medicines: each with its dose as on the label, what it does, and whether it is taken."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from caregiver_app.domain.person import Medicine, MedicineGroup, MedicineStatus
from caregiver_app.system.words import _
from caregiver_app.ui.look.heard import hear_as
from caregiver_app.ui.look.tab_order import go_as_it_stands
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.doses.name_question import Alike, NameQuestion
from caregiver_app.ui.widgets.fields.cards import emptied
from caregiver_app.ui.widgets.fields.check_chip import CheckChip
from caregiver_app.ui.widgets.fields.flow_layout import FlowLayout
from caregiver_app.ui.widgets.fields.profile_fields import SegmentField, TextField

# At a text size at which a small screen has no room for a row, its parts stand over each other.
_SMALL_SCREEN_PX = 1024


class MedicineRows(QWidget):
    """The list, or the statement that there are no others; None while nobody knows.

    About a name in `settled` it was asked which medicine is meant, or it is written down already.
    """

    changed = Signal()

    def __init__(self, theme: Theme, groups: Mapping[MedicineGroup, str], alike: Alike) -> None:
        super().__init__()
        self._theme, self._groups, self._alike = theme, groups, alike
        self.settled: set[str] = set()
        self._rows: list[MedicineRow] = []
        self._any = SegmentField(
            "profile.medicines",
            _("Other medicines"),
            [("none", _("No others")), ("some", _("Yes, these")), ("unknown", _("I do not know"))],
        )
        self._any.chosen.connect(self._on_any)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.space("s"))
        self._add_one = QPushButton(_("Add a medicine"))
        self._add_one.setObjectName("profile.medicines.add")
        tag(self._add_one, button="normal")
        self._add_one.clicked.connect(self._on_add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s"))
        column.addWidget(self._any)
        column.addLayout(self._lines)
        column.addWidget(self._add_one, 0, Qt.AlignmentFlag.AlignLeft)

    def show_medicines(self, medicines: Sequence[Medicine] | None) -> None:
        """Show the list as it is written down."""
        chosen = None if medicines is None else ("some" if medicines else "none")
        self._any.set_value(chosen)
        self.settled.clear()
        self.settled.update(one.name.casefold() for one in medicines or ())
        self._show_rows(medicines or ())
        self._show_list()

    def __len__(self) -> int:
        """Return how many rows there are, the blank ones too."""
        return len(self._rows)

    def stand(self, count: int) -> None:
        """Let so many rows stand: the last ones go, or blank ones are added."""
        for row in self._rows[count:]:
            row.hide()
            row.deleteLater()
        del self._rows[count:]
        while len(self._rows) < count:
            self._add(None)

    def medicines(self) -> tuple[Medicine, ...] | None:
        """Return every row with a name; () for no others, None while nobody knows."""
        if self._any.value() == "none":
            return ()
        found = tuple(one for row in self._rows if (one := row.medicine()) is not None)
        return found if self._any.value() == "some" and found else None

    def say_problem(self) -> str:
        """Say beside a row that it has no name, and return the first such words."""
        if self._any.value() != "some":
            return ""
        return next((words for row in self._rows if (words := row.say_problem())), "")

    def _show_rows(self, medicines: Sequence[Medicine | None]) -> None:
        emptied(self._lines)
        self._rows = []
        for medicine in medicines:
            self._add(medicine)
        go_as_it_stands(self)

    def _add(self, medicine: Medicine | None) -> None:
        row = MedicineRow(self._theme, len(self._rows), self._groups, medicine, self._meant)
        row.changed.connect(self.changed)
        row.removed.connect(self._on_removed)
        self._rows.append(row)
        self._lines.addWidget(row)

    def _meant(self, name: QLineEdit) -> NameQuestion:
        """Return what asks about a name; one that was in the list before is not asked about."""
        question = NameQuestion(self._theme, name, self.settled)
        question.look_for(self._alike, ())
        return question

    def _on_add(self) -> None:
        self._add(None)
        self._rows[-1].take_focus()
        go_as_it_stands(self)
        self.changed.emit()

    def _on_removed(self) -> None:
        self._show_rows([row.medicine() for row in self._rows if row is not self.sender()])
        self.changed.emit()

    def _on_any(self, value: str) -> None:
        if value == "some" and not self._rows:
            self._show_rows([None])
        self._show_list()
        self.changed.emit()

    def _show_list(self) -> None:
        some = self._any.value() == "some"
        self._add_one.setVisible(some)
        for row in self._rows:
            row.setVisible(some)


class MedicineRow(QFrame):
    """One medicine, named `profile.medicines.<n>.<part>`."""

    changed = Signal()
    removed = Signal()

    def __init__(
        self,
        theme: Theme,
        number: int,
        groups: Mapping[MedicineGroup, str],
        medicine: Medicine | None,
        meant: Callable[[QLineEdit], NameQuestion],
    ) -> None:
        """`meant` makes what asks about a name that is nearly that of a drug."""
        super().__init__()
        hear_as(self, "Grouping")
        name = f"profile.medicines.{number}"
        self.setAccessibleName(_("Medicine {n}").format(n=number + 1))
        tag(self, card="inset")
        self._name = TextField(theme, f"{name}.name", _("Name on the label"))
        self._meant = meant(self._name.edit)
        self._meant.answered.connect(self.changed)
        self._dose = TextField(theme, f"{name}.dose", _("Dose, as on the label"))
        self._status = SegmentField(
            f"{name}.status", _("Is it taken now?"), [("taken", _("taken")), ("held", _("stopped"))]
        )
        self._chips = {group: CheckChip(theme, words) for group, words in groups.items()}
        remove = QPushButton(_("Remove"))
        remove.setObjectName(f"{name}.remove")
        what = medicine.name if medicine is not None else _("this medicine")
        remove.setAccessibleName(_("Remove {what}").format(what=what))
        tag(remove, button="quiet")
        remove.clicked.connect(self.removed)
        self._fill(name, medicine)
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        if theme.em(_SMALL_SCREEN_PX) < theme.breakpoint("compact"):
            head.setDirection(QBoxLayout.Direction.TopToBottom)
        head.setSpacing(theme.space("m"))
        head.addWidget(self._name, 3)
        head.addWidget(self._dose, 3)
        for part in (self._status, remove):
            head.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        does = QWidget()
        flow = FlowLayout(does, gap=theme.space("s"))
        for chip in self._chips.values():
            chip.setMinimumWidth(chip.sizeHint().width())  # wraps to the next line, whole
            flow.addWidget(chip)
        column = QVBoxLayout(self)
        edge = theme.space("m")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space("s"))
        column.addLayout(head)
        column.addWidget(self._meant)
        column.addWidget(label(_("What is it? Press all that fit."), "small", "muted"))
        column.addWidget(does)

    def medicine(self) -> Medicine | None:
        """Return the row as it stands, or None without a name."""
        if not self._name.text():
            return None
        status = self._status.value()
        return Medicine(
            name=self._name.text(),
            dose_text=self._dose.text() or None,
            groups=tuple(group for group, chip in self._chips.items() if chip.isChecked()),
            status=MedicineStatus(status) if status is not None else None,
        )

    def say_problem(self) -> str:
        """Say that a row has no name or that of which medicine is not answered, and return it."""
        words = "" if self._name.text() else _("Type the name on the label.")
        self._name.say(words)
        if words or not self._meant.words():
            return words
        self._meant.setFocus()
        return self._meant.words()

    def take_focus(self) -> None:
        """Put the keyboard on the name."""
        self._name.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, name: str, medicine: Medicine | None) -> None:
        for group, chip in self._chips.items():
            chip.setObjectName(f"{name}.{group.value}")
            chip.setChecked(medicine is not None and group in medicine.groups)
            chip.toggled.connect(self.changed)
        if medicine is not None:
            self._name.edit.setText(medicine.name)
            self._dose.edit.setText(medicine.dose_text or "")
            self._status.set_value(medicine.status.value if medicine.status is not None else None)
        self._name.changed.connect(self.changed)
        self._dose.changed.connect(self.changed)
        self._status.chosen.connect(self.changed)
