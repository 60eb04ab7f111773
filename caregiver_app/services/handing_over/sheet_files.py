# SPDX-License-Identifier: MIT
"""What the file of a sheet carries beside its page: the whole record, a document for a clinic."""

from collections.abc import Sequence
from dataclasses import replace

from caregiver_app.domain.check_in import CheckIn
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.record import Record
from caregiver_app.domain.sharing.conflicts import Conflict
from caregiver_app.report.files.attachment import Attached, fhir_attached, record_attached
from caregiver_app.services.handing_over.handoff import Sheet
from caregiver_app.services.sharing_files.sharing import fhir_file


def record_in(sheet: Sheet, export: bytes) -> Attached:
    """Return the whole record as it goes into the file of a sheet; its bytes are the export's."""
    return record_attached(f"{_stem(sheet)}-record.json", export)


def fhir_in(
    sheet: Sheet,
    record: Record,
    person_id: str,
    now: Moment,
    apart: Sequence[Conflict] = (),
    begun: CheckIn | None = None,
) -> Attached:
    """Return the FHIR R4 document of a record as it goes into the file of a sheet.

    It is the document that Files saves: check-ins and doses of the last month before the newest.
    """
    document = fhir_file(record, person_id, now, apart=apart, begun=begun)
    return fhir_attached(f"{_stem(sheet)}-fhir.json", document)


def with_attached(sheet: Sheet, *files: Attached) -> Sheet:
    """Return a sheet whose file carries these; the page stays as it is."""
    from caregiver_app.report.files.attachment import with_files

    return replace(sheet, pdf=with_files(sheet.pdf, files)) if files else sheet


def _stem(sheet: Sheet) -> str:
    return sheet.file_name.removesuffix(".pdf")
