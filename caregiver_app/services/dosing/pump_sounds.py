# SPDX-License-Identifier: MIT
"""The sounds to practise with, made in memory as they are asked for."""

import io
import wave
from array import array
from functools import cached_property
from sys import byteorder

from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.domain.pump.pump_tones import SampleTones, samples

_BYTES = 2


class PumpSoundService:
    """Makes an example of each alarm; nothing is kept and nothing is read from a file of sound."""

    @cached_property
    def tones(self) -> SampleTones:
        """Return the examples; read when somebody first asks for one, ContentError then."""
        from caregiver_app.content.pump_tones import load_pump_tones

        return load_pump_tones()

    def example(self, tone: PumpAlarm) -> bytes:
        """Return an example of an alarm as a WAV file: one channel, 16 bits.

        KeyError for a sound of which there is none.
        """
        found = {one.tone: one for one in self.tones.tones}
        told = array("h", samples(self.tones, found[tone]))
        if byteorder == "big":
            told.byteswap()
        file = io.BytesIO()
        with wave.open(file, "wb") as written:
            written.setnchannels(1)
            written.setsampwidth(_BYTES)
            written.setframerate(self.tones.rate)
            written.writeframes(told.tobytes())
        return file.getvalue()
