# SPDX-License-Identifier: MIT
"""The drives a file can be carried away on: USB sticks, memory cards, disks on a cable."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QByteArray, QStorageInfo

_MEDIA = ("/media/", "/run/media/")
_SYSTEM = ("/boot", "/home", "/usr", "/var", "/etc", "/nix", "/snap", "/opt")
_REMOVABLE = 2  # Windows: DRIVE_REMOVABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """One drive by the name that people know it by, and the folder that it is."""

    name: str
    folder: Path
    is_writable: bool


class Volume(Protocol):
    """The part of Qt's storage information that is looked at."""

    def isReady(self) -> bool:
        """Say whether there is something in the drive."""

    def isReadOnly(self) -> bool:
        """Say whether nothing can be written."""

    def rootPath(self) -> str:
        """Return the folder that the drive is."""

    def displayName(self) -> str:
        """Return its label, or its folder when it has none."""

    def device(self) -> QByteArray:
        """Return what the system calls it."""


def removable_drives() -> tuple[Drive, ...]:
    """Return the drives that are plugged in now, by name."""
    return drives_among(QStorageInfo.mountedVolumes())


def drives_among(volumes: Iterable[Volume], platform: str = sys.platform) -> tuple[Drive, ...]:
    """Return those of the volumes that can be carried away."""
    found = [
        Drive(name=_name(v), folder=Path(v.rootPath()), is_writable=not v.isReadOnly())
        for v in volumes
        if v.isReady() and _is_removable(v, platform)
    ]
    return tuple(sorted(found, key=lambda drive: drive.name.casefold()))


def _name(volume: Volume) -> str:
    root = volume.rootPath()
    name = volume.displayName() or root
    if name != root and root[1:2] == ":":
        return f"{name} ({root[:2]})"
    return Path(root).name or root if name == root else name


def _is_removable(volume: Volume, platform: str) -> bool:
    root, device = volume.rootPath(), bytes(volume.device().data()).decode(errors="replace")
    if platform == "win32":
        return _windows_kind(root) == _REMOVABLE
    if platform == "darwin":
        return root.startswith("/Volumes/") and device.startswith("/dev/")
    if not device.startswith("/dev/") or device.startswith("/dev/loop"):
        return False
    if root.startswith(_MEDIA):
        return True
    return root != "/" and not root.startswith(_SYSTEM) and _is_on_usb(device)


def _is_on_usb(device: str) -> bool:
    """Say whether Linux reaches a block device over USB."""
    return "/usb" in str(Path("/sys/class/block", Path(device).name).resolve())


def _windows_kind(root: str) -> int:
    """Return what Windows says a drive is; 0 elsewhere."""
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(root.replace("/", "\\")))
