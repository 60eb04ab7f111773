# SPDX-License-Identifier: MIT
"""Whether the numbers and words are those that were sealed: a changed file stops the start.

Content that is well formed and wrong would judge as if nothing had happened. The seal holds a
SHA-256 of each file, and a short one of each of its parts, so that the place can be named. It is
no signature: who can change the files of the program can write a new seal.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from caregiver_app.content.tables import ContentError
from caregiver_app.system.resources import resource_path

SEAL = "seal.json"
_PART_DIGITS = 12


def check_seal(folder: Path | None = None) -> None:
    """Raise ContentError naming file and key where the content is not the one that was sealed."""
    folder = folder or resource_path("content")
    version, files = _read(folder)
    there = _names(folder)
    if gone := sorted(set(files) - set(there)):
        raise ContentError(gone[0], "the file", "is missing")
    for name in there:
        if name not in files:
            raise ContentError(name, "the file", f"does not belong to the rules {version}")
        data = _bytes(folder / name)
        if _digest(data) != files[name]["sha256"]:
            key = _changed(data, files[name]["keys"])
            raise ContentError(name, key, f"is not as in the rules {version}, and has no new seal")


def seal_of(folder: Path) -> str:
    """Return the text of the seal for the content of a folder, equal for equal content."""
    rules = tomllib.loads(_bytes(folder / "rules.toml").decode())
    files = {}
    for name in _names(folder):
        data = _bytes(folder / name)
        files[name] = {"sha256": _digest(data), "keys": dict(_parts(data))}
    sealed = {
        "version": rules["version"],
        "reviewed_by": rules["reviewed_by"],
        "files": files,
    }
    return json.dumps(sealed, indent=0, sort_keys=True) + "\n"


def why_no_new_seal(before: str, now: str) -> str:
    """Return why content cannot be sealed again: somebody signed it; blank where it can."""
    old, new = json.loads(before), json.loads(now)
    is_signed = bool(old["reviewed_by"]) and old["version"] == new["version"]
    if not is_signed or old["files"] == new["files"]:
        return ""
    return f"{old['reviewed_by']} signed the rules {old['version']}: what changes is a new version"


def _read(folder: Path) -> tuple[str, Mapping[str, Any]]:
    try:
        sealed = json.loads((folder / SEAL).read_bytes())
        return str(sealed["version"]), dict(sealed["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ContentError(SEAL, "the file", f"cannot be read: {type(error).__name__}") from error


def _names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.toml"))


def _bytes(path: Path) -> bytes:
    """Return what is in a file, with the ends of its lines as they are written on Linux."""
    try:
        return path.read_bytes().replace(b"\r\n", b"\n")
    except OSError as error:
        raise ContentError(path.name, "the file", f"cannot be read: {error.strerror}") from error


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _changed(data: bytes, before: Mapping[str, str]) -> str:
    """Return the first key that is not as it was; the file, where none is or nothing is read."""
    try:
        now = dict(_parts(data))
    except (ValueError, RecursionError):
        return "the file"
    keys = [*now, *before]
    return next((key for key in keys if now.get(key) != before.get(key)), "the file")


def _parts(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the keys of a file, two deep, with a digest of what each holds."""
    for key, value in tomllib.loads(data.decode()).items():
        inner = value.items() if isinstance(value, dict) else _named(value)
        for name, part in inner:
            path = f"{key}.{name}" if name else key
            text = json.dumps(part, sort_keys=True, default=str)
            yield path, _digest(text.encode())[:_PART_DIGITS]


def _named(value: object) -> list[tuple[str, object]]:
    """Return the parts of a list of tables, by their id or number; of anything else one."""
    if not (isinstance(value, list) and value and isinstance(value[0], dict)):
        return [("", value)]
    return [(str(one.get("id", number)), one) for number, one in enumerate(value)]
