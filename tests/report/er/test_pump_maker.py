# SPDX-License-Identifier: MIT
"""An ER is sent to the line of a maker only where the record names that maker."""

import pytest

from tests.report.reading import printed, text_of
from tests.report.records import record

MEDTRONIC = "Medtronic 24-h clinician line: see patient card."
ANY = "Pump maker's clinician line: see patient card."


@pytest.mark.parametrize(
    ("pump", "words"),
    [
        ({"maker": "Medtronic"}, MEDTRONIC),
        ({"model": "SynchroMed II"}, MEDTRONIC),
        ({"maker": "Flowonix", "model": "Prometra II"}, ANY),
        ({}, ANY),
    ],
)
def test_the_line_to_ring_is_that_of_the_maker_of_the_pump(pump, words):
    text = text_of(printed(record(route="itb", pump=pump, plans=[])))
    assert [line for line in (MEDTRONIC, ANY) if line in text] == [words]
