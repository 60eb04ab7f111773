# SPDX-License-Identifier: MIT
"""One notice of the desktop from a program without a window, by what the system brings along."""

import os
import shutil
import subprocess
import sys

from caregiver_app.system.words import _

_LONGEST_S = 20
_SHOWN_MS = "30000"
_BUS = "org.freedesktop.Notifications"
# The words reach both scripts beside their text, so that nothing in them is taken for a command.
_APPLE = (
    "on run argv",
    "display notification (item 1 of argv) with title (item 2 of argv)",
    "end run",
)
_POWERSHELL = (
    "Add-Type -AssemblyName System.Windows.Forms,System.Drawing;"
    "$n=New-Object System.Windows.Forms.NotifyIcon;"
    "$n.Icon=[System.Drawing.SystemIcons]::Information;$n.Visible=$true;"
    "$n.ShowBalloonTip(10000,$env:CAREGIVER_TITLE,$env:CAREGIVER_WORDS,'Info');"
    "Start-Sleep -Seconds 10;$n.Dispose()"
)


class NoNotice(Exception):  # noqa: N818 - said by the command
    """No notice can be shown here; the text says so in plain words."""


def send(title: str, words: str) -> None:
    """Show one notice; raise NoNotice where the system has no way, or refuses."""
    for step in ways(sys.platform, title, words):
        if shutil.which(step[0]) is not None and _answer(step, title, words) == 0:
            return
    raise NoNotice(_("No notice can be shown on this computer."))


def ways(platform: str, title: str, words: str) -> tuple[tuple[str, ...], ...]:
    """Return the commands that show a notice on a kind of system, the simplest first."""
    if platform == "win32":
        hidden = ("-NoProfile", "-NonInteractive", "-WindowStyle", "Hidden", "-Command")
        return (("powershell", *hidden, _POWERSHELL),)
    if platform == "darwin":
        script = tuple(part for line in _APPLE for part in ("-e", line))
        return (("osascript", *script, words, title),)
    place = ("--dest", _BUS, "--object-path", f"/{_BUS.replace('.', '/')}")
    # With its types, for a desktop that does not say what it wants.
    none = ("@as []", "@a{sv} {}")
    said = ("caregiver-app", "uint32 0", "caregiver-app", title, words, *none, f"int32 {_SHOWN_MS}")
    return (
        ("notify-send", f"--app-name={title}", f"--expire-time={_SHOWN_MS}", title, words),
        ("gdbus", "call", "--session", *place, "--method", f"{_BUS}.Notify", *said),
    )


def _answer(step: tuple[str, ...], title: str, words: str) -> int:
    environment = {**os.environ, "CAREGIVER_TITLE": title, "CAREGIVER_WORDS": words}
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no shell
            step,
            capture_output=True,
            timeout=_LONGEST_S,
            check=False,
            stdin=subprocess.DEVNULL,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired):
        return 1
    return done.returncode
