# SPDX-License-Identifier: MIT
"""How usual values are worked out: a mistake in the file stops the start and names itself."""

import pytest

from caregiver_app.content.loader import content_folder
from caregiver_app.content.tables import ContentError
from caregiver_app.content.usual import FILE, load_usual


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("least_days = 2", "least_days = 0", "least_days"),
        ("least_days = 2", "least_days = 4", "least_days"),
        ('hr = "lower"', 'hr = "nearest"', "of_two.hr"),
        ('hr = "lower"', 'pulse = "lower"', "of_two.pulse"),
        ('source = "Our choice, to be checked by a clinician"', 'source = " "', "of_two.source"),
        ("least_days = 2", 'least_days = 2\nmost = "3"', "most"),
    ],
)
def test_a_mistake_is_named_with_its_key(tmp_path, before, after, told):
    text = (content_folder() / FILE).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / FILE).write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(ContentError, match=f"{FILE}, {told}"):
        load_usual(tmp_path)
