# SPDX-License-Identifier: MIT
"""What kind of folder the record lies in: this computer's own, one that is synced, a network's."""

import re
from enum import StrEnum
from pathlib import Path, PurePath

_SYNCED_NAMES = """
    dropbox onedrive googledrive google-drive icloud iclouddrive cloudstorage box boxsync nextcloud
    owncloud pcloud pclouddrive pcloudsync mega megasync megasyncdownloads syncthing tresorit
    tresors seafile yandexdisk yandex.disk creativecloudfiles resiliosync spideroakhive insync
    protondrive synologydrive amazondrive amazonclouddrive jottacloud koofr koofrvault hubic
    mobiledocuments com~apple~clouddocs sharefile egnyte sugarsync magicbriefcase cozydrive
    internxt filen icedrive degoo kdrive
"""
_BEGINNINGS = ("dropbox(", "onedrive-", "nextcloud-", "googledrive-", "box-", "kdrive-")
_NETWORK_NAMES = """
    nfs nfs4 cifs smb3 smbfs afs ncpfs ceph glusterfs lustre 9p fuse.sshfs fuse.rclone davfs
    fuse.davfs2 fuse.gvfsd-fuse fuse.s3fs fuse.glusterfs fuse.ceph fuse.smbnetfs vboxsf
    fuse.vmhgfs-fuse fuse.google-drive-ocamlfuse fuse.onedriver
"""
_PLUGGED_IN = (("/", "media"), ("/", "Volumes"))
_SYNCED, _NETWORK = frozenset(_SYNCED_NAMES.split()), frozenset(_NETWORK_NAMES.split())
_UNC = re.compile(r"^(\\\\|//)[^\\/?.]")
_COPY = re.compile(
    r"conflict|\(\d+\)|copy|kopie|\.sync-|~\$|-[A-Z0-9]{4,}-PC|\.icloud$", re.IGNORECASE
)


class PlaceKind(StrEnum):
    """Where a folder lies."""

    OWN = "own"
    SYNCED = "synced"
    NETWORK = "network"


def kind_of(folder: PurePath, mounts: str = "") -> PlaceKind:
    """Return what kind of folder this is, by its path and the text of /proc/self/mountinfo."""
    if _UNC.match(str(folder)) or _type_of(folder, mounts) in _NETWORK:
        return PlaceKind.NETWORK
    for part in folder.parts:
        name = part.casefold().replace(" ", "")
        if name in _SYNCED or name.startswith(_BEGINNINGS):
            return PlaceKind.SYNCED
    return PlaceKind.OWN


def kind_here(folder: Path) -> PlaceKind:
    """Return the kind of a folder of this computer."""
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        mounts = ""  # not Linux: the path alone has to tell
    return kind_of(folder.absolute(), mounts)


def is_on_a_stick(folder: PurePath) -> bool:
    """Say whether a folder lies where Linux and macOS put what is plugged in."""
    return folder.parts[:2] in _PLUGGED_IN or folder.parts[:3] == ("/", "run", "media")


def copies_beside(folder: Path, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return files that a sync program made of ours because two computers wrote; none is opened."""
    stems = tuple(PurePath(name).stem for name in names)
    try:
        found = sorted(path.name for path in folder.iterdir())
    except OSError:
        return ()
    return tuple(
        name
        for name in found
        if name.startswith(stems) and name not in names and _COPY.search(name)
    )


def _type_of(folder: PurePath, mounts: str) -> str:
    """Return the file system of the longest mount point that holds the folder."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        before, _dash, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        point = PurePath(fields[4].replace("\\040", " "))
        if (point == folder or point in folder.parents) and len(point.parts) > best:
            best, kind = len(point.parts), after.split()[0]
    return kind
