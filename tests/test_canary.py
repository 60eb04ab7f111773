# SPDX-License-Identifier: MIT
"""What is typed stands in no file that nobody chose; the long run is `dev.py canary`."""

import sys

import pytest

from tests.canary import SECRETS, Found, planted, run, search, word


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_nothing_that_was_typed_stands_anywhere_but_where_somebody_put_it(tmp_path):
    found = run(tmp_path, short=True)
    assert found.hits == []
    assert found.strangers == []
    assert len(found.given_out) > 30  # else the search could find nothing at all


def test_the_search_finds_whole_and_split_words_in_files_and_names(tmp_path):
    text = word("name")
    (tmp_path / "one").write_bytes(b"x" + text.encode("utf-16-le"))
    (tmp_path / "two").write_bytes(b"x" + text[:6].encode() + b"page" + text[6:].encode())
    (tmp_path / f"three {text}").touch()
    (tmp_path / "four").write_bytes(text[:5].encode())
    found = Found()
    search(tmp_path, tmp_path / "chosen", {"name": text}, found)
    assert sorted(found.hits) == ["name: one", f"name: the name three {text}", "name: two"]
    assert found.files == 4


def test_fifty_different_strings_are_planted():
    words = planted()
    assert len(set(words.values())) == len(words) >= 50
    assert set(SECRETS) <= set(words)
