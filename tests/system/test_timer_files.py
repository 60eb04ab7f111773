# SPDX-License-Identifier: MIT
"""The files of the computer's own timer: right for every folder, read back by other readers."""

import plistlib
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from caregiver_app.system.timer_files import (
    LABEL,
    NAME,
    is_for,
    launchd_plist,
    remind_command,
    systemd_service,
    systemd_timer,
    windows_task,
)

HARD = ("/opt/100 % care/app", "--remind", "--data-dir", '/home/a b/"q" $HOME \\ é & <x>')
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def test_a_checkout_starts_its_own_python_and_says_the_folder_only_when_it_is_another():
    start, script, remind = remind_command(None)
    assert (start, Path(script).name, remind) == (sys.executable, "main.py", "--remind")
    assert Path(script).is_file()
    assert remind_command(Path("/a b"))[3:] == ("--data-dir", "/a b")


def test_an_installed_program_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/care/caregiver-app")
    assert remind_command(None) == ("/opt/care/caregiver-app", "--remind")


def test_systemd_is_given_each_word_in_quotes_and_no_specifier():
    line = next(x for x in systemd_service(HARD).splitlines() if x.startswith("ExecStart"))
    assert line.startswith('ExecStart=:"/opt/100 %% care/app" "--remind" "--data-dir" ')
    assert line.endswith('"/home/a b/\\"q\\" $HOME \\\\ é & <x>"')


@pytest.mark.parametrize("made", [systemd_service, windows_task, launchd_plist])
def test_a_file_is_told_apart_from_one_that_looks_into_another_folder(made):
    folder = HARD[-1]
    content = made(HARD)
    content = content.encode() if isinstance(content, str) else content
    assert is_for(content, Path(folder))
    for other in (f"{folder}2", folder[:-1], "/home", f"/x{folder}"):
        assert not is_for(content, Path(other))
    assert not is_for(content[: len(content) // 2], Path(folder))


@pytest.mark.parametrize("sign", ["\n", "\r", "\0"])
def test_a_folder_that_no_unit_can_hold_is_refused(sign):
    with pytest.raises(ValueError, match="line end"):
        systemd_service((f"/opt/a{sign}b",))


def test_the_timer_looks_every_quarter_and_makes_up_for_a_sleep():
    assert "OnCalendar=*:0/15\nPersistent=true" in systemd_timer()
    assert systemd_timer().endswith("WantedBy=timers.target\n")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd")
def test_systemd_itself_finds_nothing_wrong(tmp_path):
    command = (sys.executable, "/a b/100 %/main.py", "--remind", "--data-dir", HARD[-1])
    service, timer = tmp_path / f"{NAME}.service", tmp_path / f"{NAME}.timer"
    service.write_text(systemd_service(command), encoding="utf-8")
    timer.write_text(systemd_timer(), encoding="utf-8")
    verify = ["systemd-analyze", "verify", "--user", str(service), str(timer)]
    home = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"}
    found = subprocess.run(verify, capture_output=True, text=True, check=False, env=home)
    assert NAME not in found.stdout + found.stderr
    assert found.returncode == 0


def test_windows_gets_a_task_that_reads_back_word_for_word():
    root = ElementTree.fromstring(windows_task(HARD))  # noqa: S314 - our own text
    text = {part.tag.removeprefix(TASK): part.text for part in root.iter()}
    assert text["Command"] == HARD[0]
    assert text["Arguments"] == subprocess.list2cmdline(HARD[1:])
    assert (text["Interval"], text["StartWhenAvailable"]) == ("PT15M", "true")
    assert text["LogonType"] == "InteractiveToken"


def test_a_mac_gets_a_job_that_reads_back_word_for_word():
    job = plistlib.loads(launchd_plist(HARD))
    assert job["Label"] == LABEL
    assert tuple(job["ProgramArguments"]) == HARD
    assert job["StartCalendarInterval"] == [{"Minute": m} for m in (0, 15, 30, 45)]
