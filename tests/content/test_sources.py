# SPDX-License-Identifier: MIT
"""Where the numbers come from: a file that cannot be read is told, and a source is named once."""

import pytest

from caregiver_app.content.sources import _titles, load_reviews, load_sources
from caregiver_app.content.tables import ContentError


def test_a_file_that_cannot_be_read_is_named(folder):
    (folder / "trends.toml").write_text("reviewed_by = ", encoding="utf-8")
    for load in (load_sources, load_reviews):
        with pytest.raises(ContentError, match=r"trends\.toml.*cannot be read"):
            load("en", folder)


def test_a_part_without_a_reviewer_of_its_own_has_no_line_among_the_reviews(folder):
    before = load_reviews("en", folder)
    (folder / "marks.toml").write_text('dot = "."', encoding="utf-8")
    assert load_reviews("en", folder) == before


def test_a_text_that_ends_with_a_mark_names_no_blank_source():
    assert list(_titles("label of the tablet; guideline 12; ")) == [
        "Label of the tablet",
        "Guideline 12",
    ]
