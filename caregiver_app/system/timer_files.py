# SPDX-License-Identifier: MIT
"""What each system is told so that it starts the reminder itself: files as text, nothing written.

Every quarter of an hour; what was missed while the computer slept is made up once.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

NAME = "caregiver-app-remind"
LABEL = "app.caregiver-checklist.remind"
TASK = "Caregiver Checklist reminders"

_ROOT = Path(__file__).resolve().parents[2]
_MINUTES = (0, 15, 30, 45)
_SERVICE = """\
[Unit]
Description=Caregiver Checklist: say once what is due

[Service]
Type=oneshot
ExecStart=:{command}
"""
_TIMER = """\
[Unit]
Description=Caregiver Checklist: look every 15 minutes what is due

[Timer]
OnCalendar=*:0/15
Persistent=true

[Install]
WantedBy=timers.target
"""
_TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{about}</Description></RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <Repetition><Interval>PT15M</Interval></Repetition>
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
      <Enabled>true</Enabled>
    </TimeTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author"><LogonType>InteractiveToken</LogonType></Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT2M</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec><Command>{program}</Command><Arguments>{arguments}</Arguments></Exec>
  </Actions>
</Task>
"""


def remind_command(data_dir: Path | None) -> tuple[str, ...]:
    """Return what starts this very program to remind once; `data_dir` when it is not the usual.

    An installed program starts itself; a checkout and an installed package start their Python.
    """
    if getattr(sys, "frozen", False):
        start: tuple[str, ...] = (sys.executable,)
    elif (_ROOT / "main.py").is_file():
        start = (sys.executable, str(_ROOT / "main.py"))
    else:
        start = (sys.executable, "-m", "caregiver_app")
    where = ("--data-dir", str(data_dir)) if data_dir is not None else ()
    return (*start, "--remind", *where)


def systemd_service(command: Sequence[str]) -> str:
    """Return the unit that starts a command once; ValueError for one that no unit can hold.

    The colon keeps `$` as it is. A percent sign would be a specifier, so it stands twice.
    """
    return _SERVICE.format(command=" ".join(map(_quoted, command)))


def systemd_timer() -> str:
    """Return the timer that goes with the unit."""
    return _TIMER


def windows_task(command: Sequence[str]) -> bytes:
    """Return the task for `schtasks /Create /XML`, in the UTF-16 that it asks for."""
    from html import escape  # with it come two thousand names of letters

    program, *arguments = command
    words = {
        "about": "Caregiver Checklist: look every 15 minutes what is due",
        "program": program,
        "arguments": subprocess.list2cmdline(arguments),
    }
    held = {name: escape(text, quote=False) for name, text in words.items()}
    return _TASK.format(**held).encode("utf-16")


def launchd_plist(command: Sequence[str]) -> bytes:
    """Return the job for `launchctl bootstrap`; a time that was slept through is made up."""
    import plistlib

    job = {
        "Label": LABEL,
        "ProgramArguments": list(command),
        "StartCalendarInterval": [{"Minute": minute} for minute in _MINUTES],
        "ProcessType": "Background",
    }
    return plistlib.dumps(job)


def is_for(content: bytes, data_dir: Path) -> bool:
    """Say whether a file that the system was told of looks into a data folder."""
    where = ("--data-dir", str(data_dir))
    try:
        if content.startswith(b"<?xml"):
            return _launched(content)[-2:] == where
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            from html import escape

            wanted = escape(subprocess.list2cmdline(where), quote=False)
            return f"{wanted}</Arguments>" in content.decode("utf-16")
        wanted = " ".join(map(_quoted, where))
        return content.decode().rstrip().endswith(wanted)
    except ValueError:
        return False


def _launched(content: bytes) -> tuple[object, ...]:
    """Return what a job of launchd starts, nothing for one that starts nothing; or ValueError."""
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        job = plistlib.loads(content)
    except ExpatError as trouble:
        raise ValueError(str(trouble)) from trouble
    told = job.get("ProgramArguments") if isinstance(job, dict) else None
    return tuple(told) if isinstance(told, list) else ()


def _quoted(word: str) -> str:
    if any(sign in word for sign in "\0\n\r"):
        raise ValueError("a line end in the name of a folder")
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'
