# SPDX-License-Identifier: MIT
"""A few seconds of the long torture: `python3 dev.py torture` does the same thousands of times."""

import os
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from caregiver_app.storage import chain
from tests.torture_damage import damage, tamper
from tests.torture_disk import NoSmallDisk, fill
from tests.torture_drills import drill
from tests.torture_power import CONTROLS, cut, cut_with, refuse

ROOT = Path(__file__).resolve().parents[2]


def test_a_power_cut_loses_nothing_that_was_called_saved():
    under_way, faults = cut(150)
    assert faults == []
    assert under_way > 100


@pytest.mark.parametrize("control", CONTROLS)
def test_the_power_cuts_show_a_loss_where_there_must_be_one(control):
    assert cut_with(control, 25)


@pytest.mark.parametrize("for_ever", [False, True])
def test_what_the_disk_refuses_is_told_and_can_be_saved_later(for_ever):
    changes, faults = refuse(apsw.IOError, for_ever=for_ever, every=2)
    assert faults == []
    assert changes > 50


def test_no_damage_of_the_file_is_silent():
    told, silent = damage(12)
    assert silent == []
    assert all(told.values())


def test_no_damage_is_silent_in_a_record_too_large_to_be_read_at_once(monkeypatch):
    monkeypatch.setattr(chain, "_FEW_PAGES", 0)
    told, silent = damage(12)
    assert silent == []
    assert all(told.values())


def test_no_change_of_an_entry_behind_the_program_is_silent():
    assert tamper(60) == []


def test_a_disk_that_runs_full_never_says_saved():
    try:
        refused, faults = fill(4)
    except NoSmallDisk as reason:
        pytest.skip(str(reason))
    assert faults == []
    assert refused == 4


def test_a_backup_brings_everything_back_where_nothing_was_left():
    came_back, faults = drill(5)
    assert faults == []
    assert came_back > 50


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills and races need fork")
@pytest.mark.parametrize(("part", "times"), [("kills", "8"), ("races", "6")])
def test_kills_and_races_cost_nothing_that_was_confirmed(part, times):
    done = subprocess.run(
        [sys.executable, "tests/torture.py", part, "--times", times],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{part}: 0 faults" in done.stdout
