# SPDX-License-Identifier: MIT
"""What stands beside the locked record in the clear, because its owner chose so: nothing at first.

It also says in which language, for which country, how large and in which theme the lock screen
is: the record cannot tell that yet.
"""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from caregiver_app.system.plain_file import read_plain

LOCK_SCREEN = "lock-screen.json"
_FORMAT = "caregiver-lock-screen/1"
_MOST_BYTES = 64 * 1024
_MOST_SCALE = 2
_THEMES = ("light", "dark", "system")
_TEXTS = ("theme", "text_scale", "language", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class LockScreen:
    """The lines that anybody may read, and the look."""

    lines: tuple[str, ...] = ()
    theme: str = ""
    text_scale: str = "1"
    language: str = ""
    country: str = ""

    @property
    def scale(self) -> float:
        """Return the size of the text, from 1 to 2."""
        try:
            scale = Decimal(self.text_scale)
        except InvalidOperation:
            return 1.0
        return float(scale) if scale.is_finite() and 1 <= scale <= _MOST_SCALE else 1.0


def read_lock_screen(folder: Path) -> LockScreen:
    """Return what may be shown; nothing when there is none or it cannot be read."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        path = folder / LOCK_SCREEN
        if path.stat().st_size > _MOST_BYTES:
            return LockScreen()
        found = json.loads(read_plain(path))
        if found["format"] == _FORMAT:
            texts = {name: str(found[name]) for name in _TEXTS}
            if texts["theme"] not in _THEMES:
                texts["theme"] = ""
            return LockScreen(lines=tuple(map(str, found["lines"])), **texts)
    return LockScreen()


def write_lock_screen(folder: Path, shown: LockScreen) -> None:
    """Keep what may be shown, readable by its owner alone; raise OSError."""
    path = folder / LOCK_SCREEN
    text = json.dumps({"format": _FORMAT, **asdict(shown)}, indent=1, ensure_ascii=False) + "\n"
    temporary = path.with_name(f"{LOCK_SCREEN}.new")
    temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(text.encode(errors="replace"))
    temporary.replace(path)


def drop_lock_screen(folder: Path) -> None:
    """Show nothing beside the record any more; raise OSError."""
    for name in (LOCK_SCREEN, f"{LOCK_SCREEN}.new"):
        (folder / name).unlink(missing_ok=True)
