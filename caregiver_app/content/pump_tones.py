# SPDX-License-Identifier: MIT
"""Read the sounds to practise with; a mistake is named with file and key."""

from pathlib import Path

from caregiver_app.content.loader import content_folder, words_file
from caregiver_app.content.tables import ContentError, Table, finished
from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.domain.pump.pump_tones import SampleTone, SampleTones, TonePart

FILE = "pump_tones.toml"
_TONES = {tone.value: tone for tone in (PumpAlarm.SINGLE, PumpAlarm.TWO_TONE)}
_RATES = range(8000, 48001)
_HIGHEST_HZ, _LONGEST_MS, _SHORTEST_MS = 4000, 5000, 30


def load_pump_tones(language: str | None = None, folder: Path | None = None) -> SampleTones:
    """Return the examples of both alarms with their words; raise ContentError naming the key."""
    folder = folder or content_folder()
    words = Table.read(folder, words_file(language, "pump_tones"))
    words.text("language")
    words.text("reviewed_by")
    meanings = words.table("tones")
    tones = finished(Table.read(folder, FILE), lambda table: _tones(table, words, meanings))
    for left in (words, meanings):
        left.done()
    return tones


def _tones(table: Table, words: Table, meanings: Table) -> SampleTones:
    table.text("reviewed_by")
    rate, loudness = table.whole("rate"), table.decimal("loudness")
    if rate not in _RATES:
        raise table.wrong("rate", "must be from 8000 to 48000")
    if not 0 < loudness <= 1:
        raise table.wrong("loudness", "must be above 0 and at most 1")
    tones = tuple(finished(one, lambda t: _tone(t, meanings)) for one in table.tables("tone"))
    if {tone.tone for tone in tones} != set(_TONES.values()):
        raise ContentError(FILE, "tone", f"must be {' and '.join(_TONES)}")
    return SampleTones(head=words.text("head"), rate=rate, loudness=loudness, tones=tones)


def _tone(table: Table, meanings: Table) -> SampleTone:
    tone, source = table.one_of("id", _TONES), table.text("source")
    if not source.strip():
        raise table.wrong("source", "a choice needs its source")
    parts = tuple(_part(table, text) for text in table.texts("parts"))
    if not parts:
        raise table.wrong("parts", "must name a part")
    meaning = meanings.text(tone.value)
    return SampleTone(tone=tone, meaning=meaning, parts=parts, source=source)


def _part(table: Table, text: str) -> TonePart:
    hertz, _blank, ms = text.partition(" ")
    if not (hertz.isdecimal() and ms.isdecimal()):
        raise table.wrong("parts", f"{text!r} is not a pitch and its milliseconds")
    part = TonePart(hertz=int(hertz), ms=int(ms))
    if part.hertz > _HIGHEST_HZ or not _SHORTEST_MS <= part.ms <= _LONGEST_MS:
        raise table.wrong("parts", f"{text!r} is too high, too long or too short")
    return part
