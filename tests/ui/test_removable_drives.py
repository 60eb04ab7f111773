# SPDX-License-Identifier: MIT
"""Only what can be carried away is offered for a file to carry."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QThread

from caregiver_app.ui.background.errand import Errand
from caregiver_app.ui.files.removable_drives import drives_among, removable_drives


@dataclass
class Plugged:
    """A volume as the system tells of it."""

    root: str
    held: str
    label: str = ""
    ready: bool = True
    read_only: bool = False

    def isReady(self):  # noqa: N802 - Qt's name
        return self.ready

    def isReadOnly(self):  # noqa: N802 - Qt's name
        return self.read_only

    def rootPath(self):  # noqa: N802 - Qt's name
        return self.root

    def displayName(self):  # noqa: N802 - Qt's name
        return self.label or self.root

    def device(self):
        return QByteArray(self.held.encode())


LINUX = (
    Plugged("/", "/dev/sda2"),
    Plugged("/home", "/dev/sda3"),
    Plugged("/boot/efi", "/dev/sda1"),
    Plugged("/snap/core/1", "/dev/loop3"),
    Plugged("/media/ana/net", "//server/share"),
    Plugged("/media/ana/EMPTY", "/dev/sdc1", ready=False),
    Plugged("/run/media/ana/4A1B-77", "/dev/sdc1"),
    Plugged("/media/ana/RED", "/dev/sdb1", label="RED", read_only=True),
)


def test_on_linux_sticks_are_offered_by_name_and_the_computers_own_disks_are_not():
    found = drives_among(LINUX, "linux")
    assert [(d.name, d.is_writable) for d in found] == [("4A1B-77", True), ("RED", False)]
    assert found[1].folder == Path("/media/ana/RED")


def test_on_a_mac_what_lies_under_volumes_is_offered():
    own, stick = Plugged("/", "/dev/disk1s1"), Plugged("/Volumes/RED", "/dev/disk4s1", "RED")
    assert [d.name for d in drives_among((own, stick), "darwin")] == ["RED"]


def test_this_computer_can_be_asked():
    assert all(drive.folder.is_dir() for drive in removable_drives())


@pytest.mark.gui
def test_an_errand_runs_beside_the_window_and_answers_in_it(qtbot):
    owner, seen = QObject(), []
    errand = Errand(owner)
    here = QThread.currentThread()
    errand.run(QThread.currentThread, lambda there: seen.append(there is not here), seen.append)
    assert errand.is_running
    qtbot.waitUntil(lambda: not errand.is_running)
    errand.run(lambda: 1 // 0, seen.append, lambda error: seen.append(type(error)))
    qtbot.waitUntil(lambda: not errand.is_running)
    assert seen == [True, ZeroDivisionError]
    assert QThread.currentThread() is QCoreApplication.instance().thread()
