# SPDX-License-Identifier: MIT
"""A small file of the program is for its owner alone, however it was made before."""

import os

import pytest

from caregiver_app.system.plain_file import read_plain, write_plain


@pytest.mark.skipif(os.name != "posix", reason="on Windows the rights of the folder decide")
def test_a_file_that_others_could_read_is_for_its_owner_alone_once_it_is_written(tmp_path):
    file = tmp_path / "country.txt"
    file.write_text("United States", encoding="ascii")
    file.chmod(0o644)
    write_plain(file, b"CA")
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_plain(file) == b"CA"
