# SPDX-License-Identifier: MIT
"""A reader of FHIR that shares nothing with us takes every document that we write."""

import copy
import json
from decimal import Decimal

import pytest
from fhir.resources.R4B.bundle import Bundle
from pydantic import BaseModel, ValidationError

from caregiver_app.system.exact_json import dumps
from tests.exchange.test_fhir import EXAMPLES, SAMPLES, VALID
from tests.exchange.test_fhir_codes import made

BEHIND_THE_PLUS = {"corrected", "cancelled", "entered-in-error", "unknown"}
"""The rest of HL7's list for the status of an Observation, which the reader writes as `+`."""


def again(made):
    """Return a document as the second reader writes it after it has read it."""
    text = Bundle.model_validate_json(dumps(made)).model_dump_json()
    return json.loads(text, parse_float=Decimal)


def unlisted(value):
    """Yield the codes that are not in the list of their field; the reader itself takes any."""
    for name, field in type(value).model_fields.items():
        held = getattr(value, name)
        listed = set((field.json_schema_extra or {}).get("enum_values") or ())
        listed |= BEHIND_THE_PLUS if "+" in listed else set()
        if listed and held is not None and held not in listed:
            yield name, held
        for inner in held if isinstance(held, list) else [held]:
            if isinstance(inner, BaseModel):
                yield from unlisted(inner)


@pytest.mark.parametrize("path", [None, *EXAMPLES, *SAMPLES], ids=str)
def test_a_reader_of_somebody_else_takes_every_document_and_loses_nothing_of_it(path):
    written = made(path)
    assert again(written) == written
    assert not [*unlisted(Bundle.model_validate_json(dumps(written)))]


def test_it_would_see_what_the_official_schema_lets_pass():
    broken = copy.deepcopy(made(EXAMPLES[0]))
    signs = [e["resource"] for e in broken["entry"] if "valueInteger" in e["resource"]]
    signs[0]["valueString"] = "two values"
    assert VALID.is_valid(broken)
    with pytest.raises(ValidationError, match="valueString"):
        again(broken)


def test_it_would_see_a_state_that_a_medicine_cannot_have():
    broken = copy.deepcopy(made(EXAMPLES[0]))
    medicine = next(e["resource"] for e in broken["entry"] if "dosage" in e["resource"])
    medicine["status"] = "taken"
    assert VALID.is_valid(broken)
    assert [*unlisted(Bundle.model_validate_json(dumps(broken)))] == [("status", "taken")]
