# SPDX-License-Identifier: MIT
"""What one press states as usual: a mistake in it stops the reading and names its place."""

import pytest

from caregiver_app.content.as_usual import load_as_usual
from caregiver_app.content.form import load_form
from tests.content.breaches import refusal

FACTS, WORDS = "as_usual.toml", "text/en/as_usual.toml"
BREACHES = [
    (FACTS, 'source = "Our choice', 'source = " " # "', "source: a choice needs its source"),
    (FACTS, 'rash = "false"', 'rash = "often"', "stated: "),
    (FACTS, 'seizures = "none"', 'seizures = "many"', "stated: "),
    (FACTS, '"itching rash pump_alarm"', '"itching rash hr"', "hr can never be taken as usual"),
    (FACTS, '"itching rash', '"itching rash rash', "must be read back, each once"),
    (FACTS, '"itching rash', '"itching', "must be read back, each once"),
    (FACTS, 'usual = ["alertness"', 'usual = ["alertness", "rash"', "has no usual value"),
    (WORDS, 'rash = "no rash"', "", "each field needs its phrase"),
]


@pytest.mark.parametrize(("file", "stands", "written", "named"), BREACHES)
def test_a_mistake_is_named_with_its_place(folder, file, stands, written, named):
    form = load_form()
    assert named in refusal(lambda f: load_as_usual(form, folder=f), folder, file, stands, written)
