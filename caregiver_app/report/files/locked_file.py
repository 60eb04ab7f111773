# SPDX-License-Identifier: MIT
"""A password on the file of a sheet: AES-256, as every reader of PDF knows it."""

import io
import stringprep
import unicodedata

from caregiver_app.report.drawing.words import _

LONGEST = 127
"""Bytes of a password that readers look at; a longer one would be cut in silence."""
_VERSION = "%PDF-2.0"
_NOT_ALLOWED = (
    stringprep.in_table_a1,
    stringprep.in_table_c21_c22,
    stringprep.in_table_c3,
    stringprep.in_table_c4,
    stringprep.in_table_c5,
    stringprep.in_table_c6,
    stringprep.in_table_c7,
    stringprep.in_table_c8,
    stringprep.in_table_c9,
)


def locked(pdf: bytes, password: str) -> bytes:
    """Return the file so that it opens with the password alone; its title is locked as well.

    Raises ValueError with a sentence for the person when a reader could not take the password.
    The result differs each time, because the salt does.
    """
    from pypdf import PdfWriter

    known = typed(password)
    if not is_usable(password):
        raise ValueError(
            _(
                "A password for a file must not be empty. Emoji, hidden"
                " characters and very long passwords do not work in every reader."
            )
        )
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.pdf_header = _VERSION
    writer.encrypt(user_password=known, algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def is_usable(password: str) -> bool:
    """Say whether every reader of PDF takes this password."""
    known = typed(password)
    return bool(known) and _every_reader_takes(known)


def typed(password: str) -> str:
    """Return a password in the one form that readers compare (RFC 4013): é is one letter."""
    seen = (
        " " if stringprep.in_table_c12(character) else character
        for character in password
        if not stringprep.in_table_b1(character)
    )
    return unicodedata.normalize("NFKC", "".join(seen))


def _every_reader_takes(known: str) -> bool:
    """Say whether nothing in a password is forbidden, cut, or read in two directions."""
    if any(check(character) for character in known for check in _NOT_ALLOWED):
        return False
    from_right = [stringprep.in_table_d1(character) for character in known]
    if any(from_right):
        mixed = any(stringprep.in_table_d2(character) for character in known)
        if mixed or not (from_right[0] and from_right[-1]):
            return False
    return len(known.encode()) <= LONGEST
