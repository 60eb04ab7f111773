# SPDX-License-Identifier: MIT
"""Sounds to practise with: what the two alarms of a pump can sound like, as numbers."""

from collections.abc import Iterator
from decimal import Decimal
from math import pi, sin

from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.domain.frozen import dataclass

_FADE_MS = 10
_LOUDEST = 32767


@dataclass(frozen=True, slots=True, kw_only=True)
class TonePart:
    """One pitch in hertz, 0 for silence, and how many milliseconds it lasts."""

    hertz: int
    ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTone:
    """One example of an alarm, and what that alarm can mean.

    `source` says where the pattern is from and what is our choice.
    """

    tone: PumpAlarm
    meaning: str
    parts: tuple[TonePart, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTones:
    """The examples, and `head`: that they are only examples.

    `rate` is samples a second, `loudness` a part of the loudest there is.
    """

    head: str
    rate: int
    loudness: Decimal
    tones: tuple[SampleTone, ...]


def samples(tones: SampleTones, tone: SampleTone) -> Iterator[int]:
    """Yield the 16-bit samples of one example; each part swells and fades, so that none clicks."""
    peak = float(tones.loudness) * _LOUDEST
    fade = tones.rate * _FADE_MS // 1000
    for part in tone.parts:
        count = tones.rate * part.ms // 1000
        for place in range(count):
            swell = min(1.0, place / fade, (count - 1 - place) / fade)
            yield round(peak * swell * sin(2 * pi * part.hertz * place / tones.rate))
