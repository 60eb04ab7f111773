# SPDX-License-Identifier: MIT
"""Putting the computer's own timer in place on Linux, with a stand-in for systemctl."""

import sys

import pytest

from caregiver_app.system import notice, timers
from caregiver_app.system.timer_files import NAME, remind_command

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the edge of Linux alone")


@pytest.fixture
def units(tmp_path, monkeypatch):
    """Return the folder of the user's units in a home of this test's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()
    return tmp_path / "config" / "systemd" / "user"


def stand_in(tmp_path, name, ends="exit 0"):
    """Lay a program on the path that writes down what it was asked, and ends as told."""
    program, asked = tmp_path / "bin" / name, tmp_path / f"{name}.asked"
    program.write_text(f'#!/bin/sh\necho "$@" >> "{asked}"\n{ends}\n', encoding="utf-8")
    program.chmod(0o755)
    return asked


def test_it_is_put_in_place_and_taken_away_again(units, tmp_path):
    asked = stand_in(tmp_path, "systemctl")
    timers.turn_on(remind_command(tmp_path / "a b"))
    assert timers.is_on()
    assert timers.is_on(tmp_path / "a b")
    assert not timers.is_on(tmp_path / "b")
    service = (units / f"{NAME}.service").read_text(encoding="utf-8")
    assert f'"--remind" "--data-dir" "{tmp_path}/a b"' in service
    timers.turn_off()
    assert not timers.is_on()
    assert list(units.iterdir()) == []
    told = asked.read_text(encoding="utf-8").splitlines()
    assert f"--user enable --now {NAME}.timer" in told
    assert f"--user disable --now {NAME}.timer" in told


def test_without_systemd_it_says_so_and_leaves_nothing(units):
    with pytest.raises(timers.NoTimer, match="no timer that this program knows"):
        timers.turn_on(remind_command(None))
    assert not units.exists()
    timers.turn_off()


@pytest.mark.parametrize(
    ("ends", "says"),
    [
        ("exit 1", "does not work for this user"),
        ('[ "$2" = show-environment ] || exit 1', "did not take the timer over"),
    ],
)
def test_a_refusal_is_told_and_leaves_nothing(units, tmp_path, ends, says):
    stand_in(tmp_path, "systemctl", ends)
    with pytest.raises(timers.NoTimer, match=says):
        timers.turn_on(remind_command(None))
    assert not timers.is_on()


def test_a_folder_that_no_unit_can_hold_is_told(units, tmp_path):
    stand_in(tmp_path, "systemctl")
    with pytest.raises(timers.NoTimer, match="could not be put in place"):
        timers.turn_on(("/opt/a\nb",))
    assert not timers.is_on()


def test_a_folder_that_cannot_be_written_is_told(units, tmp_path):
    stand_in(tmp_path, "systemctl")
    units.parent.parent.mkdir()
    units.parent.write_text("a file where a folder has to be", encoding="utf-8")
    with pytest.raises(timers.NoTimer, match="could not be put in place"):
        timers.turn_on(remind_command(None))
    assert not timers.is_on()


def test_a_notice_goes_the_first_way_that_works(units, tmp_path):
    with pytest.raises(notice.NoNotice, match="No notice can be shown"):
        notice.send("Title", "Words.")
    bus = stand_in(tmp_path, "gdbus")
    notice.send("Title", "A check-in is due.")
    assert "Notifications.Notify" in bus.read_text(encoding="utf-8")
    sent = stand_in(tmp_path, "notify-send")
    notice.send("Title", "A check-in is due.")
    assert sent.read_text(encoding="utf-8").endswith("Title A check-in is due.\n")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_no_word_of_a_notice_is_taken_for_a_command(platform):
    (step,) = notice.ways(platform, "$(x) 'T'", '"; rm')
    scripts = [part for part in step if "display" in part or "Add-Type" in part]
    assert not any("; rm" in script or "$(x)" in script for script in scripts)
