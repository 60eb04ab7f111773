# SPDX-License-Identifier: MIT
"""A password on the file of a sheet: AES-256, as every reader of PDF knows it."""

import io
import unicodedata

LONGEST = 127
"""Bytes of a password that readers look at; a longer one would be cut in silence."""
_VERSION = "%PDF-2.0"


def locked(pdf: bytes, password: str) -> bytes:
    """Return the file so that it opens with the password alone; its title is locked as well.

    Raises ValueError for a password that is empty or longer than readers look at. The result
    differs each time, because the salt does.
    """
    from pypdf import PdfWriter

    known = typed(password)
    if not known or len(known.encode()) > LONGEST:
        raise ValueError("a password has 1 to 127 bytes")
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.pdf_header = _VERSION
    writer.encrypt(user_password=known, algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def typed(password: str) -> str:
    """Return a password in the one form that readers compare: é is one letter, however typed."""
    return unicodedata.normalize("NFKC", password)
