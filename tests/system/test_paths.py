# SPDX-License-Identifier: MIT
"""Where the record lies: what somebody chose, the folder on the stick, or the user's own."""

import sys
from pathlib import Path

import pytest

from caregiver_app.system.paths import PORTABLE, default_data_dir


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


def on_a_stick(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it look as if the program had been built and lay in this folder."""
    (folder / PORTABLE).mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "caregiver-app"))
