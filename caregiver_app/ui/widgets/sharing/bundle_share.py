# SPDX-License-Identifier: MIT
"""Share with family: everything about one person into one locked file."""

from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from caregiver_app.services.safekeeping.audit import AuditKind
from caregiver_app.services.sharing_files.family import Bundle, write_bundle
from caregiver_app.system.words import _
from caregiver_app.ui.app_context import Services
from caregiver_app.ui.background.errand import Errand
from caregiver_app.ui.background.piecework import Piecework
from caregiver_app.ui.files.first_folder import first_folder
from caregiver_app.ui.hands.at_work import begin_work, end_work
from caregiver_app.ui.look.heard import announce
from caregiver_app.ui.look.theme import Theme, label
from caregiver_app.ui.widgets.fields.cards import action_button, headed_card
from caregiver_app.ui.widgets.fields.check_chip import CheckChip
from caregiver_app.ui.widgets.sharing.bundle_passphrase import BundlePassphrase


class BundleShare(QFrame):
    """Asks for a passphrase and a folder. `grown` brings a part that has just come into sight."""

    grown = Signal(QWidget)

    def __init__(self, services: Services, theme: Theme) -> None:
        super().__init__()
        self._services = services
        self._person_id: str | None = None
        self._reading, self._writing = Piecework(self), Errand(self)
        column = headed_card(self, theme, _("Share with family"))
        about = _(
            "One locked file with all that is written here. Mail it, or carry it on a stick. "
            "On another computer, Take in from family adds what is new there."
        )
        column.addWidget(label(about, "body", "muted"))
        private = _(
            "Private answers go along: about self-harm, and all notes. "
            "Photos of the plan and the list of caregivers stay here."
        )
        column.addWidget(label(private, "body"))
        self._passphrase = BundlePassphrase(theme, "share", is_new=True)
        self._passphrase.entered.connect(self._on_save)
        column.addWidget(self._passphrase)
        self._clinic = CheckChip(theme, _("For a clinic: it opens there only to look at"))
        self._clinic.setObjectName("share.clinic")
        column.addWidget(self._clinic, 0, Qt.AlignmentFlag.AlignLeft)
        self._save = action_button(theme, _("Save the locked file"), "normal", "save")
        self._save.setObjectName("share.save")
        self._save.clicked.connect(self._on_save)
        column.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)
        lost = _("The passphrase is kept nowhere. Without it nobody can open the file.")
        column.addWidget(label(lost, "small", "muted"))
        self._told = label("", "strong")
        self._told.setObjectName("share.told")
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._told.hide()
        column.addWidget(self._told)

    def open_person(self, person_id: str | None) -> None:
        """Offer to share one person; what was typed is forgotten."""
        self._person_id = person_id
        self._passphrase.clear()
        self._clinic.setChecked(False)
        self._tell("")
        self.setVisible(person_id is not None)

    def share_into(self, folder: Path) -> None:
        """Write the file into a folder, beside the window, and read it back."""
        passphrase = self._passphrase.passphrase()
        if self._person_id is None or not passphrase:
            return
        family, for_clinic = self._services.family, self._clinic.isChecked()
        kind = AuditKind.CLINIC_FILE if for_clinic else AuditKind.FAMILY_FILE
        then = partial(self._on_saved, kind, self._person_id)
        stem = family.stem(for_clinic=for_clinic)
        begin_work(self._save)
        self._tell(_("The file is being locked and read back."))

        def write(bundle: object) -> None:
            work = partial(
                write_bundle, cast("Bundle", bundle), passphrase, folder, stem, family.cost
            )
            self._writing.run(work, then, self._on_not_saved)

        pieces = family.bundling(self._person_id, for_clinic=for_clinic)
        self._reading.run(pieces, write, self._on_not_saved)

    def _on_save(self) -> None:
        if not self._save.isEnabled() or not self._passphrase.passphrase():
            return
        dialog = QFileDialog(self, _("Folder for the locked file"), first_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(self._on_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_folder(self, folder: str) -> None:
        self.share_into(Path(folder))

    def _on_saved(self, kind: AuditKind, person_id: str, path: object) -> None:
        end_work(self._save)
        self._passphrase.clear()
        words = _("Saved and read back: {path}. Tell the passphrase by phone.")
        self._tell(words.format(path=path))
        self._services.audit.note(kind, person_id, (str(path),))

    def _on_not_saved(self, trouble: Exception) -> None:
        end_work(self._save)
        self._tell(_("No file was saved. {cause}").format(cause=trouble))

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))
        if words:
            self.grown.emit(self._told)
            announce(self._told, words, now=False)
