# SPDX-License-Identifier: MIT
"""A reader of FHIR that shares nothing with us takes every document that we write."""

import copy
import json
from decimal import Decimal

import pytest
from fhir.resources.R4B.bundle import Bundle
from pydantic import ValidationError

from caregiver_app.system.exact_json import dumps
from tests.exchange.test_fhir import EXAMPLES, SAMPLES, VALID, of_file


def again(made):
    """Return a document as the second reader writes it after it has read it."""
    text = Bundle.model_validate_json(dumps(made)).model_dump_json()
    return json.loads(text, parse_float=Decimal)


@pytest.mark.parametrize("path", EXAMPLES + SAMPLES, ids=lambda path: path.stem)
def test_a_reader_of_somebody_else_takes_every_document_and_loses_nothing_of_it(path):
    _plain, made = of_file(path)
    assert again(made) == made


def test_it_would_see_what_the_official_schema_lets_pass():
    _plain, made = of_file(EXAMPLES[0])
    broken = copy.deepcopy(made)
    signs = [e["resource"] for e in broken["entry"] if "valueInteger" in e["resource"]]
    signs[0]["valueString"] = "two values"
    assert VALID.is_valid(broken)
    with pytest.raises(ValidationError, match="valueString"):
        again(broken)
