# SPDX-License-Identifier: MIT
"""Folders in which a record is in danger are known by their path or their disk."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from caregiver_app.system.place import (
    PlaceKind,
    copies_beside,
    is_on_a_stick,
    kind_here,
    kind_of,
)

OWN = """
/home/ana/.local/share/CaregiverApp
/home/dropboxer/.local/share/CaregiverApp
/Users/ana/Library/Application Support/CaregiverApp
/home/ana/inbox/CaregiverApp
/home/ana/boxes/CaregiverApp
/mnt/data/CaregiverApp
/media/ana/STICK/CaregiverApp
/home/megan/CaregiverApp
C:\\Users\\Ana\\AppData\\Local\\CaregiverApp
D:\\Care\\CaregiverApp
C:\\Users\\Ana\\Documents\\CaregiverApp
\\\\?\\C:\\Users\\Ana\\AppData\\Local\\CaregiverApp
"""
SYNCED = """
/home/ana/Dropbox/CaregiverApp
/home/ana/Dropbox (Family)/CaregiverApp
/Users/ana/Dropbox (Personal)/CaregiverApp
/Users/ana/Library/CloudStorage/OneDrive-Personal/CaregiverApp
/Users/ana/Library/CloudStorage/GoogleDrive-ana@example.org/My Drive/CaregiverApp
/Users/ana/Library/CloudStorage/Dropbox/CaregiverApp
/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/CaregiverApp
/Users/ana/iCloud Drive/CaregiverApp
/Users/ana/Google Drive/CaregiverApp
/home/ana/Nextcloud/CaregiverApp
/home/ana/ownCloud/CaregiverApp
/home/ana/pCloudDrive/CaregiverApp
/home/ana/MEGA/CaregiverApp
/home/ana/MEGAsync/CaregiverApp
/home/ana/Seafile/CaregiverApp
/home/ana/Syncthing/CaregiverApp
/home/ana/Yandex.Disk/CaregiverApp
/home/ana/Insync/ana@example.org/CaregiverApp
/home/ana/kDrive/CaregiverApp
/Users/ana/Box/CaregiverApp
/Users/ana/Box Sync/CaregiverApp
/Users/ana/Proton Drive/CaregiverApp
/Users/ana/SynologyDrive/CaregiverApp
/Users/ana/Tresors/CaregiverApp
C:\\Users\\Ana\\OneDrive\\CaregiverApp
C:\\Users\\Ana\\OneDrive - Bluewater Care\\CaregiverApp
C:\\Users\\Ana\\OneDrive\\Documents\\CaregiverApp
C:\\Users\\Ana\\Dropbox\\CaregiverApp
C:\\Users\\Ana\\iCloudDrive\\CaregiverApp
C:\\Users\\Ana\\Google Drive\\CaregiverApp
C:\\Users\\Ana\\Creative Cloud Files\\CaregiverApp
C:\\Users\\Ana\\Box\\CaregiverApp
"""
NETWORK = """
\\\\server\\share\\CaregiverApp
//server/share/CaregiverApp
\\\\nas\\home\\ana
"""
MOUNTS = (
    "22 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n"
    "40 22 0:40 / /home/ana/far\\040away rw,relatime shared:3 - {kind} server:/home rw\n"
    "nonsense\n"
)


def paths(text):
    lines = text.strip().splitlines()
    return [PureWindowsPath(p) if "\\" in p or p[1] == "/" else PurePosixPath(p) for p in lines]


@pytest.mark.parametrize(
    ("folders", "kind"),
    [(OWN, PlaceKind.OWN), (SYNCED, PlaceKind.SYNCED), (NETWORK, PlaceKind.NETWORK)],
)
def test_real_paths_are_told_apart(folders, kind):
    assert {str(path): kind_of(path) for path in paths(folders)} == {
        str(path): kind for path in paths(folders)
    }


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "vboxsf"])
def test_a_disk_of_another_computer_is_known_by_its_file_system(kind):
    mounts = MOUNTS.format(kind=kind)
    assert kind_of(PurePosixPath("/home/ana/far away/data"), mounts) is PlaceKind.NETWORK
    assert kind_of(PurePosixPath("/home/ana/far away"), mounts) is PlaceKind.NETWORK
    assert kind_of(PurePosixPath("/home/ana/data"), mounts) is PlaceKind.OWN


def test_an_encrypted_home_or_a_container_is_this_computers_own():
    for kind in ("ecryptfs", "overlay", "btrfs", "fuse.encfs", "zfs"):
        mounts = MOUNTS.format(kind=kind)
        assert kind_of(PurePosixPath("/home/ana/far away/data"), mounts) is PlaceKind.OWN


def test_the_folder_of_a_test_is_this_computers_own(tmp_path):
    assert kind_here(tmp_path) is PlaceKind.OWN


def test_what_is_plugged_in_is_known_by_where_it_lies(tmp_path):
    for folder in ("/media/ana/STICK", "/run/media/ana/STICK/a", "/Volumes/STICK"):
        assert is_on_a_stick(PurePosixPath(folder))
    for folder in ("/home/ana/media", "/run/user/1000"):
        assert not is_on_a_stick(PurePosixPath(folder))
    assert not is_on_a_stick(tmp_path)


def test_copies_that_a_sync_program_made_are_named(tmp_path):
    strange = [
        "record (Ana's conflicted copy 2026-05-21).db", "record (1).db", "record-ANAS-PC.db",
        "record.sync-conflict-20260521-134000-ABCDEFG.db", "record - Copy.key",
    ]  # fmt: skip
    ours = ["record.db", "record.db-journal", "record.key", "record.lock", "record.aside"]
    for name in strange + ours:
        (tmp_path / name).touch()
    assert sorted(copies_beside(tmp_path, ("record.db", "record.key"))) == sorted(strange)
    assert copies_beside(Path("/nowhere"), ("record.db",)) == ()
