# SPDX-License-Identifier: MIT
"""The sound of a reminder, made in memory: three falling notes, like no alarm of a pump."""

import io
import wave
from array import array
from math import exp, pi, sin
from sys import byteorder

_RATE = 22_050
_NOTES_HZ = (660, 550, 440)
_NOTE_S = 0.3
_PEAK = 9000
_DIES_AWAY = 9.0
_SWELL_S = 0.01


def chime() -> bytes:
    """Return the sound as a WAV file: one channel, 16 bits, about a second."""
    count = round(_RATE * _NOTE_S)
    told = array(
        "h", (_sample(hertz, place / _RATE) for hertz in _NOTES_HZ for place in range(count))
    )
    if byteorder == "big":
        told.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(told.itemsize)
        written.setframerate(_RATE)
        written.writeframes(told.tobytes())
    return file.getvalue()


def _sample(hertz: int, at_s: float) -> int:
    return round(
        _PEAK * min(1.0, at_s / _SWELL_S) * exp(-_DIES_AWAY * at_s) * sin(2 * pi * hertz * at_s)
    )
