# SPDX-License-Identifier: MIT
"""Notices that the computer locks its own screen, or is about to sleep, where its desktop says so.

On Linux both are told to every program on the message buses of the computer. Elsewhere nothing is
told here, and a sleep is noticed when it is over.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_SCREENS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_SLEEP = ("org.freedesktop.login1.Manager", "PrepareForSleep")
_SYSTEM_BUS = Path("/run/dbus/system_bus_socket")


class SessionWatch(QObject):
    """Says by `left` that the screen was locked, or that the computer goes to sleep."""

    left = Signal()

    def listen(self) -> None:
        """Listen on the buses that are there; none is started for it."""
        if sys.platform != "linux":
            return
        from PySide6.QtDBus import QDBusConnection

        if "DBUS_SESSION_BUS_ADDRESS" in os.environ:
            self.listen_on(QDBusConnection.sessionBus())
        if _SYSTEM_BUS.exists():
            self.listen_on(QDBusConnection.systemBus())

    def listen_on(self, bus: QDBusConnection) -> None:
        """Listen on one bus, to whoever tells it there."""
        slot: Any = SLOT("_on_told(bool)")  # a str, whatever the types of the library say
        for interface, name in (*((screen, "ActiveChanged") for screen in _SCREENS), _SLEEP):
            bus.connect("", "", interface, name, self, slot)

    @Slot(bool)
    def _on_told(self, is_so: bool) -> None:
        if is_so:  # the other one says that somebody is back
            self.left.emit()
