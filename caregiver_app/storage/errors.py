# SPDX-License-Identifier: MIT
"""What can go wrong with the stored record, told apart and said in plain words."""

from caregiver_app.system.words import _


class StorageError(Exception):
    """The record could not be opened, read or saved.

    `cause` is one of disk_full, read_only, damaged, shrunk, wrong_key, locked, newer, missing,
    passcode, wrong_passcode, failed; the text is a sentence for the caregiver.
    """

    def __init__(self, cause: str, sentence: str = "") -> None:
        super().__init__(sentence or _sentences()[cause])
        self.cause = cause


def _sentences() -> dict[str, str]:
    return {
        "disk_full": _("The disk is full. Nothing was saved. Free some space and save again."),
        "read_only": _("The record cannot be written here: the disk or folder is read-only."),
        "damaged": _("The record on this disk is damaged. Nothing was changed."),
        "wrong_key": _("The key file does not belong to this record. Nothing was changed."),
        "locked": _("The record is open in another window of this program. Use that window."),
        "newer": _(
            "The record was written by a newer version of this program. Nothing was changed."
        ),
        "missing": _("The record is no longer where it was. Is the disk still connected?"),
        "passcode": _("This record has a passcode. Open the program and type it there."),
        "wrong_passcode": _("That passcode does not open this record."),
        "failed": _("The record could not be read or saved."),
    }
