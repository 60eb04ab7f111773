# SPDX-License-Identifier: MIT
"""Playing a short sound, where this computer can: its parts are loaded at the first press."""

import io
import wave
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject

from caregiver_app.system.words import _

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink


class NoSound(Exception):  # noqa: N818 - the word the screen shows
    """A sound that cannot be played here; the text says why, in plain words."""


class SoundPlayer(QObject):
    """Plays one sound at a time; a new one ends the one before."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sink: QAudioSink | None = None
        self._held: QBuffer | None = None

    def play(self, wav: bytes) -> None:
        """Play a WAV file of 16 bits; raise NoSound when it cannot be heard here."""
        try:
            from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices
        except ImportError as error:
            words = _("This computer cannot play sounds here. A part of it is missing.")
            raise NoSound(words) from error
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            raise NoSound(_("No loudspeaker was found on this computer."))
        with wave.open(io.BytesIO(wav)) as read:
            form = QAudioFormat()
            form.setSampleRate(read.getframerate())
            form.setChannelCount(read.getnchannels())
            form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
            data = read.readframes(read.getnframes())
        if not device.isFormatSupported(form):
            raise NoSound(_("The loudspeaker of this computer cannot play it."))
        self.stop()
        self._held = QBuffer(self)
        self._held.setData(QByteArray(data))
        self._held.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, form, self)
        self._sink.start(self._held)

    def stop(self) -> None:
        """End the sound that is playing."""
        if self._sink is not None:
            self._sink.stop()
            self._sink.deleteLater()
            self._sink = None
        if self._held is not None:
            self._held.deleteLater()
            self._held = None
