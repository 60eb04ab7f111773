# SPDX-License-Identifier: MIT
"""The whole portable record inside the file of a sheet, for whoever can read more than a page."""

import io
import zlib
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject, StreamObject

MEDIA_TYPE = "/application#2Fjson"
_VERSION = "%PDF-1.7"


def with_record(pdf: bytes, name: str, record: bytes) -> bytes:
    """Return the file with a record attached under a name; the page itself stays as it is.

    The attached bytes come out again exactly as they went in, and equal input gives equal bytes.
    """
    from pypdf import PdfWriter
    from pypdf.generic import NameObject, NumberObject

    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.pdf_header = _VERSION
    attached = writer.add_attachment(name, zlib.compress(record, 9))
    attached.subtype = NameObject(MEDIA_TYPE)
    attached.associated_file_relationship = NameObject("/Data")
    attached.size = NumberObject(len(record))
    files = cast("DictionaryObject", attached.pdf_object["/EF"])
    stream = cast("StreamObject", files["/F"].get_object())
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
