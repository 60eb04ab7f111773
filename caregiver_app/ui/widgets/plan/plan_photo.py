# SPDX-License-Identifier: MIT
"""The photo of the paper on Plan: added from a file, looked at large, taken out again."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.people.caregivers import Guarded
from caregiver_app.domain.plan import TaperPlan
from caregiver_app.services.dosing.plan_photos import PhotoRefused, PlanPhoto
from caregiver_app.services.dosing.plans import PlanView
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.look.icons import button_icon
from caregiver_app.ui.look.theme import Theme, label, tag
from caregiver_app.ui.widgets.fields.cards import card
from caregiver_app.ui.words import dates

_SMALL_EM = 12


class PlanPhotoPart(QObject):
    """`card` stands beside the plan, `large` over it while the photo is looked at."""

    def __init__(self, services: Services, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._services, self._theme = services, theme
        self._person_id = ""
        self._may = True
        self._versions: Sequence[TaperPlan] = ()
        self._photo: PlanPhoto | None = None
        self._drawn: PlanPhoto | None = None
        self.large = _Picture(theme)
        self.large.closed.connect(self._on_closed)
        self.large.hide()
        self.card, column = card(theme)
        self.card.setObjectName("plan.photo")
        column.setSpacing(theme.space("s"))
        column.addWidget(label(_("Photo of the plan"), "strong"))
        self._small = QLabel()
        self._small.setAccessibleName(_("Photo of the plan, small"))
        self._about = label("", "small", "muted")
        self._trouble = label("", "strong")
        self._trouble.setObjectName("plan.photo.trouble")
        self._ask = label(_("Remove this photo? It cannot be brought back."), "strong")
        self._add = self._button(_("Add a photo"), "add")
        drawn = button_icon("photo", theme.colour("text"), theme.size("icon"))
        self._add.setIcon(drawn)
        self._show = self._button(_("Show it large"), "show")
        self._remove = self._button(_("Remove it"), "remove")
        self._sure = self._button(_("Yes, remove it"), "sure")
        self._keep = self._button(_("Keep it"), "keep")
        self._add.clicked.connect(self._on_add)
        self._show.clicked.connect(self._on_show)
        self._remove.clicked.connect(self._on_remove)
        self._sure.clicked.connect(self._on_sure)
        self._keep.clicked.connect(self._on_keep)
        parts = (self._small, self._about, self._add, self._show, self._remove, self._ask)
        for part in (*parts, self._sure, self._keep, self._trouble):
            column.addWidget(part)

    def show_view(self, person_id: str | None, view: PlanView | None) -> None:
        """Show the photo that goes with a plan, or nothing while there is none."""
        self.card.setVisible(view is not None)
        if person_id is None or view is None:
            self.large.hide()
            return
        plan = view.plan
        self._may = self._services.caregivers.why_not(person_id, Guarded.PLAN) is None
        versions = self._services.plans.versions(person_id, plan.drug, plan.route)
        self._show_plan(person_id, versions)
        # Nothing is offered that would be refused; the page says why.
        self.card.setVisible(self._may or self._photo is not None)

    def add_file(self, path: Path) -> None:
        """Keep the picture of a file with the newest version."""
        from caregiver_app.ui.files.plain_picture import plain_jpeg

        plan_id = self._versions[-1].id if self._versions else None
        if plan_id is None:
            return
        by = self._services.settings.current().recorder
        photos = self._services.plan_photos
        try:
            photos.add(self._person_id, plan_id, plain_jpeg(photos.read_file(path)), by)
        except PhotoRefused as refused:
            self._trouble.setText(str(refused))
            self._show_parts(asking=False)
            return
        self._show_plan(self._person_id, self._versions)
        self._show.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_plan(self, person_id: str, versions: Sequence[TaperPlan]) -> None:
        """Show the photo of the newest version that has one; `versions` are the oldest first."""
        other = (person_id, versions) != (self._person_id, self._versions)
        self._person_id, self._versions = person_id, versions
        if other:
            self.large.hide()
        self._trouble.setText("")
        try:
            ids = [plan.id for plan in reversed(versions) if plan.id]
            self._photo = self._services.plan_photos.newest(person_id, ids)
        except PhotoRefused as refused:
            self._photo = None
            self._trouble.setText(str(refused))
        self._show_parts(asking=False)

    def _button(self, words: str, name: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"plan.photo.{name}")
        button.setAccessibleName(_("{what}, photo of the plan").format(what=words))
        tag(button, button="normal")
        return button

    def _show_parts(self, *, asking: bool) -> None:
        photo, newest = self._photo, self._versions[-1].id if self._versions else None
        is_own = photo is not None and photo.plan_id == newest
        if photo is not None and photo != self._drawn:
            self._drawn = photo
            self._small.setPixmap(_small(photo.data, _SMALL_EM * self._theme.px("body")))
        self._about.setText(self._about_words(is_own=is_own))
        for part, is_shown in (
            (self._small, photo is not None),
            (self._add, self._may and not is_own and not asking),
            (self._show, photo is not None and not asking),
            (self._remove, self._may and is_own and not asking),
            (self._ask, asking),
            (self._sure, asking),
            (self._keep, asking),
            (self._trouble, bool(self._trouble.text())),
        ):
            part.setVisible(is_shown)

    def _about_words(self, *, is_own: bool) -> str:
        photo = self._photo
        if photo is None:
            return _("A picture of the paper, for looking things up.")
        by = photo.by or _("somebody")
        when = dates.long_date(photo.at.day)
        words = _("Added by {name}, {day}.").format(name=by, day=when)
        if not is_own:
            ids = [plan.id for plan in self._versions]
            number = ids.index(photo.plan_id) + 1
            words = _("This is the paper of version {n}.").format(n=number) + " " + words
        return words + " " + _("It is kept in this record only. No exported file has it.")

    def _on_add(self) -> None:
        dialog = QFileDialog(self.card, _("Photo of the plan"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Pictures (*.jpg *.jpeg *.png)"), _("All files (*)")])
        dialog.fileSelected.connect(self._on_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file(self, name: str) -> None:
        self.add_file(Path(name))

    def _on_show(self) -> None:
        if self._photo is not None:
            self.large.show_data(self._photo.data)
            _scroll_to(self.large)

    def _on_closed(self) -> None:
        self.large.hide()
        self._show.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_remove(self) -> None:
        self._show_parts(asking=True)
        self._keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep(self) -> None:
        self._show_parts(asking=False)
        self._remove.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sure(self) -> None:
        photo = self._photo
        if photo is None:
            return
        try:
            self._services.plan_photos.remove(self._person_id, photo.plan_id)
        except PhotoRefused as refused:
            self._trouble.setText(str(refused))
            self._show_parts(asking=False)
            return
        self.large.hide()
        self._show_plan(self._person_id, self._versions)
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)


def _small(data: bytes, wide: int) -> QPixmap:
    """Return a picture at most so wide; a JPEG is made small while it is read, which is quick."""
    source = QBuffer()
    source.setData(QByteArray(data))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    size = reader.size()
    if size.width() > wide:
        reader.setScaledSize(QSize(wide, max(1, size.height() * wide // size.width())))
    return QPixmap.fromImageReader(reader)


def _scroll_to(part: QWidget) -> None:
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        area.verticalScrollBar().setValue(part.y())


class _Picture(QFrame):
    """The photo as wide as there is room for."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("plan.photo.large")
        tag(self, card="plain")
        self._theme = theme
        self._whole = QPixmap()
        self._shown = QLabel()
        self._shown.setAccessibleName(_("Photo of the plan"))
        self._close = QPushButton(_("Close the photo"))
        self._close.setObjectName("plan.photo.close")
        tag(self._close, button="normal")
        self._close.clicked.connect(self.closed)
        column = QVBoxLayout(self)
        edge = theme.space("m")
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.space("s"))
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._shown)

    def show_data(self, data: bytes) -> None:
        """Show a picture, and put the keyboard on the way back."""
        self._whole.loadFromData(data)
        self.show()
        self._fit()
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture to the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._whole.isNull():
            return
        wide = max(1, min(self._whole.width(), self.width() - 2 * self._theme.space("m")))
        if self._shown.pixmap().width() != wide:
            mode = Qt.TransformationMode.SmoothTransformation
            self._shown.setMinimumWidth(1)
            self._shown.setPixmap(self._whole.scaledToWidth(wide, mode))
