# SPDX-License-Identifier: MIT
"""The computer's own timer for reminders: put in place, taken away, and whether it is there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from caregiver_app.system.plain_file import read_plain
from caregiver_app.system.timer_files import (
    LABEL,
    NAME,
    TASK,
    is_for,
    launchd_plist,
    systemd_service,
    systemd_timer,
    windows_task,
)
from caregiver_app.system.words import _

_LONGEST_S = 20


class NoTimer(Exception):  # noqa: N818 - the word the screen shows
    """The timer could not be put in place or taken away; the text says why, in plain words."""


def is_on(data_dir: Path | None = None) -> bool:
    """Say whether this program has put its timer in place here, for a data folder when asked."""
    if not _place().is_file():
        return False
    return data_dir is None or any(is_for(content, data_dir) for content in _there())


def _there() -> list[bytes]:
    found = []
    for path in (_place(), _place().with_suffix(".service")):
        with suppress(OSError):
            found.append(read_plain(path))
    return found


def turn_on(command: Sequence[str]) -> None:
    """Have the system start a command every quarter of an hour; raise NoTimer and leave nothing."""
    try:
        _needs()
        for path, content in _files(command).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for step in _steps_on():
            _run(step)
    except (OSError, ValueError) as trouble:
        _take_away()
        words = _("The timer could not be put in place: {cause}.")
        raise NoTimer(words.format(cause=trouble)) from trouble
    except NoTimer:
        _take_away()
        raise


def turn_off() -> None:
    """Take the timer away; one that is not there is no trouble. Raise NoTimer."""
    try:
        if is_on():
            _needs()
            _run(_step_off())
    finally:
        _take_away()
    if is_on():
        raise NoTimer(_("The file of the timer could not be removed: {file}").format(file=_place()))


def _needs() -> None:
    """Raise NoTimer where the system has no timer of its own, or none for this user."""
    program = {"win32": "schtasks", "darwin": "launchctl"}.get(sys.platform, "systemctl")
    if shutil.which(program) is None:
        raise NoTimer(_("This computer has no timer that this program knows."))
    if program == "systemctl" and _answer(["systemctl", "--user", "show-environment"]) != 0:
        raise NoTimer(_("This computer's timer does not work for this user."))


def _files(command: Sequence[str]) -> dict[Path, bytes]:
    """Return what is written where, the file that says "on" last."""
    if sys.platform == "win32":
        return {_place(): windows_task(command)}
    if sys.platform == "darwin":
        return {_place(): launchd_plist(command)}
    return {
        _place().with_suffix(".service"): systemd_service(command).encode(),
        _place(): systemd_timer().encode(),
    }


def _place() -> Path:
    """Return the file whose presence means that the timer is on."""
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA", str(Path.home())))
        return folder / "CaregiverApp" / "remind-task.xml"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"
    folder = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    if not folder.is_absolute():  # by its specification such a one counts as not set
        folder = Path.home() / ".config"
    return folder / "systemd" / "user" / f"{NAME}.timer"


def _steps_on() -> list[list[str]]:
    if sys.platform == "win32":
        return [["schtasks", "/Create", "/TN", TASK, "/XML", str(_place()), "/F"]]
    if sys.platform == "darwin":
        return [["launchctl", "bootstrap", _domain(), str(_place())]]
    enable = ["systemctl", "--user", "enable", "--now", f"{NAME}.timer"]
    return [["systemctl", "--user", "daemon-reload"], enable]


def _step_off() -> list[str]:
    if sys.platform == "win32":
        return ["schtasks", "/Delete", "/TN", TASK, "/F"]
    if sys.platform == "darwin":
        return ["launchctl", "bootout", f"{_domain()}/{LABEL}"]
    return ["systemctl", "--user", "disable", "--now", f"{NAME}.timer"]


def _domain() -> str:
    return f"gui/{getattr(os, 'getuid', int)()}"


def _take_away() -> None:
    wanted = _place().parent / "timers.target.wants" / _place().name
    for path in (_place(), _place().with_suffix(".service"), wanted):
        with suppress(OSError):  # whether it is gone is asked for afterwards
            path.unlink(missing_ok=True)


def _run(step: Sequence[str]) -> None:
    if _answer(step) != 0:
        raise NoTimer(_("The computer did not take the timer over."))


def _answer(step: Sequence[str]) -> int:
    """Run a program of the system and return its answer; one that hangs has failed."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed words and our own paths, no shell
            step, capture_output=True, timeout=_LONGEST_S, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return 1
    return done.returncode
