# SPDX-License-Identifier: MIT
"""A screen that the computer locks, and a computer that goes to sleep, are noticed."""

import shutil
import subprocess

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from caregiver_app.ui.session_watch import SessionWatch

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


@pytest.mark.parametrize("signal", [SCREEN, SLEEP])
def test_a_locked_screen_and_a_coming_sleep_are_told_and_an_end_of_them_is_not(bus, qtbot, signal):
    told, tells = bus
    watch, seen = SessionWatch(), []
    watch.left.connect(lambda: seen.append("left"))
    watch.listen_on(told)
    bus_name = "org.freedesktop.DBus"  # its answer comes after it knows who listens
    told.call(QDBusMessage.createMethodCall(bus_name, "/", bus_name, "GetId"))
    for is_so in (False, True):
        message = QDBusMessage.createSignal(*signal)
        message.setArguments([is_so])
        assert tells.send(message)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["left"]


def test_where_there_is_no_bus_nothing_is_started_for_it(qapp, monkeypatch, tmp_path):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setattr("caregiver_app.ui.session_watch._SYSTEM_BUS", tmp_path / "none")
    SessionWatch().listen()
