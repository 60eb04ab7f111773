# SPDX-License-Identifier: MIT
"""Where the record lies: what somebody chose, the folder on the stick, or the user's own."""

import sys
from pathlib import Path

import pytest

from caregiver_app.system.paths import PORTABLE, default_data_dir

_LINUX = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="XDG is of Linux")


def test_the_folder_that_was_chosen_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_a_stick(tmp_path, monkeypatch)
    monkeypatch.setenv("CAREGIVER_DATA_DIR", str(tmp_path / "mine"))
    assert default_data_dir() == tmp_path / "mine"


def test_a_built_program_keeps_its_data_in_the_folder_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_stick(tmp_path, monkeypatch)
    assert default_data_dir() == tmp_path / PORTABLE


def test_without_that_folder_it_is_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_stick(tmp_path, monkeypatch)
    (tmp_path / PORTABLE).rmdir()
    assert tmp_path not in default_data_dir().parents
    assert default_data_dir().name == "CaregiverApp"


def test_from_a_checkout_no_folder_beside_python_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_stick(tmp_path, monkeypatch)
    monkeypatch.delattr(sys, "frozen")
    assert default_data_dir().name == "CaregiverApp"


@_LINUX
@pytest.mark.parametrize("of_the_desktop", ["", "data", "./data"])
def test_the_record_stays_where_it_is_when_the_desktop_names_no_whole_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, of_the_desktop: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", of_the_desktop)
    assert default_data_dir() == tmp_path / ".local" / "share" / "CaregiverApp"


@_LINUX
def test_the_record_lies_where_the_desktop_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_data_dir() == tmp_path / "CaregiverApp"


def on_a_stick(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it look as if the program had been built and lay in this folder."""
    (folder / PORTABLE).mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "caregiver-app"))
