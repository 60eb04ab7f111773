# SPDX-License-Identifier: MIT
"""The guide that is read in the window."""

import pytest

from caregiver_app.content import guide
from caregiver_app.content.tables import ContentError


@pytest.mark.parametrize("text", [None, b"# Half a sign \xff"])
def test_a_page_that_cannot_be_read_is_named(monkeypatch, tmp_path, text):
    if text is not None:
        (tmp_path / f"{guide.PAGES[0]}.md").write_bytes(text)
    monkeypatch.setattr(guide, "guide_path", lambda name: tmp_path / name)
    with pytest.raises(ContentError, match=rf"{guide.PAGES[0]}\.md, the file: cannot be read"):
        guide.load_guide()


def test_a_page_that_shows_a_picture_nobody_drew_is_named(monkeypatch, tmp_path):
    page = "# Start\n\n![A window](../pictures/nobody-drew-this.png)\n"
    (tmp_path / f"{guide.PAGES[0]}.md").write_text(page, encoding="utf-8")
    monkeypatch.setattr(guide, "guide_path", lambda name: tmp_path / name)
    with pytest.raises(ContentError, match="this picture is not there"):
        guide.load_guide()
