# SPDX-License-Identifier: MIT
"""Data inside the file of a sheet, for whoever can read more than a page."""

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, StreamObject

_VERSION = "%PDF-1.7"
"""PDF/A-3, which adds how an attached file belongs to the page, stands on this version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """One file to attach: its name, its bytes, its media type, and what it is to the page.

    `relation` is one of the words of AFRelationship (ISO 19005-3; ISO 32000-2, 7.11.3). `about`
    says in a reader's list of attachments what it is.
    """

    name: str
    data: bytes
    media_type: str
    relation: str
    about: str


def record_attached(name: str, record: bytes) -> Attached:
    """Return the whole portable record: the data that the page was made from."""
    about = "The whole record, to be read in again"
    return Attached(
        name=name, data=record, media_type="application/json", relation="Data", about=about
    )


def fhir_attached(name: str, document: bytes) -> Attached:
    """Return a FHIR document: the same data over again, in a form that is easier to take in."""
    about = "FHIR R4 document of the last month"
    return Attached(
        name=name,
        data=document,
        media_type="application/fhir+json",
        relation="Supplement",
        about=about,
    )


def with_files(pdf: bytes, files: Sequence[Attached]) -> bytes:
    """Return the file of a page with others attached to it; the page itself stays as it is.

    The attached bytes come out again exactly as they went in, and equal input gives equal bytes.
    """
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, NameObject

    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    writer.pdf_header = _VERSION
    attached = [_attach(writer, file) for file in files]
    # Each belongs to the document as a whole: readers that know PDF/A-3 look here for them.
    references = ArrayObject(one.indirect_reference for one in attached)
    writer.root_object[NameObject("/AF")] = references
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _attach(writer: "PdfWriter", file: Attached) -> "DictionaryObject":
    from pypdf.generic import NameObject, NumberObject, TextStringObject

    made = writer.add_attachment(file.name, zlib.compress(file.data, 9))
    made.subtype = NameObject(f"/{file.media_type}")
    made.associated_file_relationship = NameObject(f"/{file.relation}")
    made.size = NumberObject(len(file.data))
    made.description = TextStringObject(file.about)
    made.pdf_object[NameObject("/UF")] = TextStringObject(file.name)
    places = cast("DictionaryObject", made.pdf_object["/EF"])
    places[NameObject("/UF")] = places.raw_get("/F")
    stream = cast("StreamObject", places["/F"].get_object())
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    return made.pdf_object
