# SPDX-License-Identifier: MIT
"""The examples of both alarms can be told apart, and a mistake in their file stops the start."""

import io
import wave
from array import array
from itertools import pairwise

import pytest

from caregiver_app.content.loader import content_folder
from caregiver_app.content.pump_tones import FILE, load_pump_tones
from caregiver_app.content.tables import ContentError
from caregiver_app.domain.check_in import PumpAlarm
from caregiver_app.services.dosing.pump_sounds import PumpSoundService


def heard(tone):
    """Return the pitch in hertz of every tenth of a second of an example, and its loudest."""
    with wave.open(io.BytesIO(PumpSoundService().example(tone))) as read:
        assert (read.getnchannels(), read.getsampwidth()) == (1, 2)
        rate, told = read.getframerate(), array("h", read.readframes(read.getnframes()))
    step = rate // 10
    pieces = [told[n : n + step] for n in range(0, len(told) - step + 1, step)]
    rising = [sum(a < 0 <= b for a, b in pairwise(p)) * 10 for p in pieces]
    return rising, max(told)


def test_one_tone_has_one_pitch_and_two_tones_go_up_and_down():
    one, two = heard(PumpAlarm.SINGLE)[0], heard(PumpAlarm.TWO_TONE)[0]
    assert all(abs(pitch - 1000) <= 20 for pitch in one)
    high = [pitch for pitch in two if abs(pitch - 1300) <= 20]
    low = [pitch for pitch in two if abs(pitch - 900) <= 20]
    assert (len(high), len(low)) == (9, 9)


def test_an_example_is_loud_enough_and_never_cut_off():
    for tone in (PumpAlarm.SINGLE, PumpAlarm.TWO_TONE):
        assert 12000 < heard(tone)[1] < 14000


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("rate = 22050", "rate = 22", "rate"),
        ('loudness = "0.4"', 'loudness = "1.1"', "loudness"),
        ('id = "two_tone"', 'id = "single"', "tone"),
        ('id = "single"', 'id = "unsure"', "tone.unsure.id"),
        ('"1000 600"', '"1000"', "tone.single.parts"),
        ('"1000 600"', '"9000 600"', "tone.single.parts"),
        ('["1000 600"]', "[]", "tone.single.parts"),
        ('source = "Medtronic pump management page: a single', 'source = " "  # ', "source"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_key(tmp_path, before, after, told):
    for name in (FILE, f"text/en/{FILE}"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        text = (content_folder() / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(ContentError, match=f"{FILE}, .*{told}"):
        load_pump_tones(folder=tmp_path)


def test_an_alarm_that_the_file_lacks_is_named(tmp_path):
    for name in (FILE, f"text/en/{FILE}"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        text = (content_folder() / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text[: text.rindex("[[tone]]")] if name == FILE else text)
    with pytest.raises(ContentError, match="tone: must be single and two_tone"):
        load_pump_tones(folder=tmp_path)
