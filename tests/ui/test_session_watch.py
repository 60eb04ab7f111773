# SPDX-License-Identifier: MIT
"""A screen that the computer locks, and a computer that goes to sleep, are noticed."""

import shutil
import subprocess

import pytest
from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from caregiver_app.ui.desktop.session_watch import SessionWatch

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="there is no message bus"),
]
SCREEN = ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged")
SLEEP = ("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep")


@pytest.fixture
def bus(qapp):
    """Return two ends of a message bus of this test's own."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    address = daemon.stdout.readline().strip()
    names = [f"{end} {address}" for end in ("told", "tells")]
    yield [QDBusConnection.connectToBus(address, name) for name in names]
    for name in names:
        QDBusConnection.disconnectFromBus(name)
    daemon.terminate()
    daemon.communicate()


class Told(QObject):
    """Hears everything that is told, so that nothing more is waited for."""

    def __init__(self):
        super().__init__()
        self.values = []

    @Slot(bool)
    def hear(self, is_so):
        self.values.append(is_so)


@pytest.mark.parametrize("signal", [SCREEN, SLEEP])
def test_a_locked_screen_and_a_coming_sleep_are_told_and_an_end_of_them_is_not(bus, qtbot, signal):
    told, tells = bus
    watch, all_told, seen = SessionWatch(), Told(), []
    watch.left.connect(lambda: seen.append("left"))
    watch.listen_on(told)
    told.connect("", *signal, all_told, SLOT("hear(bool)"))
    bus_name = "org.freedesktop.DBus"  # its answer comes after it knows who listens
    told.call(QDBusMessage.createMethodCall(bus_name, "/", bus_name, "GetId"))
    for is_so in (False, True, False):
        message = QDBusMessage.createSignal(*signal)
        message.setArguments([is_so])
        assert tells.send(message)
    qtbot.waitUntil(lambda: len(all_told.values) == 3)
    assert all_told.values == [False, True, False]
    assert seen == ["left"]


class Noting(SessionWatch):
    """Notes on which buses it is told to listen."""

    def __init__(self):
        super().__init__()
        self.heard = []

    def listen_on(self, bus):
        self.heard.append(bus.name())


@pytest.mark.parametrize("session", [False, True], ids=["no session bus", "session bus"])
@pytest.mark.parametrize("system", [False, True], ids=["no system bus", "system bus"])
def test_it_listens_on_the_buses_that_are_there_and_starts_none(
    qapp, monkeypatch, tmp_path, session, system
):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    if session:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'gone'}")
    there = tmp_path if system else tmp_path / "none"
    monkeypatch.setattr("caregiver_app.ui.desktop.session_watch._SYSTEM_BUS", there)
    watch = Noting()
    watch.listen()
    buses = (("qt_default_session_bus", session), ("qt_default_system_bus", system))
    assert watch.heard == [name for name, is_there in buses if is_there]
