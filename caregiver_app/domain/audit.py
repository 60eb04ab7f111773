# SPDX-License-Identifier: MIT
"""Who opened a record, and what was given out of it: lines that are only ever added."""

from enum import StrEnum

from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.moments import Moment


class AuditKind(StrEnum):
    """What somebody did; each is done by a press, never by the program itself.

    That a person was deleted is about nobody: no line says who it was.
    """

    OPENED = "opened"
    PRINTED = "printed"
    SHEET_SAVED = "sheet_saved"
    SHEET_ON_STICK = "sheet_on_stick"
    FILES_SAVED = "files_saved"
    FAMILY_FILE = "family_file"
    CLINIC_FILE = "clinic_file"
    PICTURE_SAVED = "picture_saved"
    PUT_BACK = "put_back"
    PERSON_DELETED = "person_deleted"
    BY_COMMAND = "by_command"
    WRONG_PASSCODE = "wrong_passcode"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One line. `what` is the name of a file, without its folder and without what is in it.

    Of passcodes it is how many in a row were wrong before the record was opened.

    `by` is the signature of whoever was recording, None when nobody was. `person_id` is None for
    what is about nobody or about everybody.
    """

    at: Moment
    kind: AuditKind
    by: str | None = None
    person_id: str | None = None
    what: str | None = None
