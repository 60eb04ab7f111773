# SPDX-License-Identifier: MIT
"""Answers that call somebody and are not saved stand in a clinic's document as a warning alone."""

import io
import json

from pypdf import PdfReader

from caregiver_app.domain.check_in import Draft, Orientation
from caregiver_app.services.handing_over.paper import Wrapping
from tests.exchange.test_fhir import VALID


def told(services, person):
    """Return the active warnings, the text at the head, and every Observation of a document."""
    made = json.loads(services.sharing.for_a_clinic(person).data)
    assert VALID.is_valid(made)
    found = [entry["resource"] for entry in made["entry"]]
    flags = [each for each in found if each["resourceType"] == "Flag"]
    active = [flag["code"]["text"] for flag in flags if flag["status"] == "active"]
    return active, found[0]["text"]["div"], [e for e in found if e["resourceType"] == "Observation"]


def test_what_is_begun_and_not_saved_is_a_warning_and_none_of_its_answers(services, rosa):
    saved, _head, seen = told(services, rosa)
    services.check_ins.keep_draft(rosa, Draft(hr=177, orientation=Orientation.VERY_CONFUSED))
    active, head, still = told(services, rosa)
    (begun,) = [words for words in active if words not in saved]
    assert begun.startswith("EMERGENCY: ")
    assert begun.endswith("; answers that were begun and not saved")
    assert "and not saved: only what it calls for is here" in head
    assert (still == seen, "177" in str(still)) == (True, False)
    services.check_ins.drop_draft(rosa)
    assert told(services, rosa)[0] == saved


def test_the_document_inside_a_sheet_is_the_one_that_files_saves(services, rosa):
    services.check_ins.keep_draft(rosa, Draft(orientation=Orientation.VERY_CONFUSED))
    sheet = services.handoff.sheet(rosa)
    wrapped = services.paper.wrapped(sheet, rosa, Wrapping(fhir=True))
    (held,) = PdfReader(io.BytesIO(wrapped.pdf)).attachments.values()
    assert held[0] == services.sharing.for_a_clinic(rosa).data
    assert b"begun and not saved" in held[0]
