# SPDX-License-Identifier: MIT
"""`caregiver-app --remind`, as the computer starts it: exit codes, and at most one line."""

import sys
from datetime import timedelta

import pytest

from caregiver_app.cli import run
from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.system.clock import FixedClock, SystemClock
from caregiver_app.wiring import build_services

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="notices of Linux alone")


@pytest.fixture
def notices(tmp_path, monkeypatch):
    """Return the file into which the stand-in for notify-send writes; without it nothing can."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "notices"


def with_desktop(notices):
    program = notices.parent / "bin" / "notify-send"
    program.write_text(f'#!/bin/sh\necho "$@" >> "{notices}"\n', encoding="utf-8")
    program.chmod(0o755)


@pytest.fixture
def overdue(tmp_path):
    """Return the folder of somebody whose check-in has been due for hours, whatever the time."""
    now = SystemClock()
    clock = FixedClock(now.now() - timedelta(hours=60), now.zone())
    log = EntryLog.open(tmp_path / "data", clock)
    services = build_services(log, clock)
    services.settings.change(quiet_from="00:00", quiet_until="00:00")
    person = Person(name="Rosa Delgado", route=Route.ORAL, drug=Drug.BACLOFEN)
    person_id = services.people.add_person(person, None)
    services.check_ins.save(person_id, Draft(mode=Mode.FULL, stiffness=3))
    log.close()
    return tmp_path / "data"


def remind(folder) -> int:
    return run(["--remind", "--data-dir", str(folder)], lambda: 0)


def test_one_notice_without_a_name_or_a_value(overdue, notices, capsys):
    with_desktop(notices)
    assert remind(overdue) == 0
    assert remind(overdue) == 0  # a quarter of an hour later it is not told again
    (line,) = notices.read_text(encoding="utf-8").splitlines()
    assert line.endswith("Caregiver Checklist A check-in is due.")
    assert capsys.readouterr() == ("", "")


def test_where_no_notice_can_be_shown_it_says_so_and_tries_again(overdue, notices, capsys):
    assert remind(overdue) == 1
    assert capsys.readouterr().err == "No notice can be shown on this computer.\n"
    with_desktop(notices)
    assert remind(overdue) == 0
    assert notices.is_file()


def test_nothing_to_tell_is_no_failure(overdue, notices, tmp_path, capsys):
    log = EntryLog.open(overdue, SystemClock())
    assert remind(overdue) == 0  # the window that has it open reminds
    log.close()
    assert remind(tmp_path / "nobody") == 0
    assert capsys.readouterr() == ("", "")


def test_a_wrong_word_is_refused_in_one_line(capsys):
    assert run(["--remind", "--now"], lambda: 0) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
