# SPDX-License-Identifier: MIT
"""The numbers and words about time are whole, plain to read, and a mistake stops the start."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from caregiver_app.content.loader import load_rule_set
from caregiver_app.content.tables import ContentError
from caregiver_app.content.time_rules import load_time_rules
from caregiver_app.domain.timing.time_rules import Course, PhaseKind, PhaseStart
from tests.content.breaches import refusal

TIME, WORDS, RULES = "time.toml", "text/en/time.toml", "rules.toml"
EARLY = 'early = { until = "96", quick = "4", full = "12" }'

# file, what stands there, what somebody wrote instead, what the message must name
BREACHES = [
    (TIME, 'reviewed_by = ""', "", "reviewed_by: is missing"),
    (TIME, 'reviewed_by = ""', 'reviewed_by = ""\nmore = "x"', "more: this key is not known"),
    (TIME, "[phases.pump]", "[phases.pumps]", "phases.pump: is missing"),
    (TIME, 'from = "0", until = "6"', 'from = 0, until = "6"', "quiet.from: a number is written"),
    (TIME, 'from = "0", until = "6"', 'from = "1", until = "6"', "must begin at 0"),
    (TIME, 'from = "0", until = "6"', 'from = "0"', "quiet.until: must be after"),
    (TIME, 'from = "6", until = "72"', 'from = "6", until = "6"', "onset.until: must be after"),
    (TIME, 'from = "6", until = "72"', 'from = "-6", until = "72"', "onset.from: must be hours"),
    (TIME, 'residual = { from = "240" }', "", "must be quiet, onset, peak, decline and"),
    (TIME, 'residual = { from = "240" }', 'residual = { from = "240", until = "900" }', "until"),
    (TIME, 'peak = { from = "24", until = "72" }', 'rise = { from = "1", until = "2" }', "must be"),
    (TIME, EARLY, 'early = { until = "300", quick = "4", full = "12" }', "must end later"),
    (TIME, EARLY, 'early = { until = "96", quick = "0", full = "12" }', "quick: must be more"),
    (TIME, EARLY, 'early = { until = "96", quick = "24", full = "12" }', "full: a full check-in"),
    (TIME, EARLY, 'early = { until = "96", quick = "6", full = "12" }', "quick.6: the words and"),
    (TIME, EARLY, 'early = { until = "96", quick = "4", full = "13" }', "full.13: the words and"),
    (TIME, EARLY, 'early = { until = "96", quick = "4" }', "early.full: is missing"),
    (TIME, 'full_wanted = "3"', 'full_wanted = "2.5"', "full_wanted: must be a whole number"),
    (TIME, 'second = "4"', 'second = "1"', "second: must be after `first`"),
    (TIME, 'from = "22:00"', 'from = "10 pm"', "from: '10 pm' is not a time"),
    (TIME, 'from = "22:00"', 'from = "24:00"', "from: '24:00' is not a time"),
    (TIME, 'late_soon = "4"', 'late_soon = "13"', "the limits are not in order"),
    (TIME, 'no_answer_pump_minutes = "30"', "", "no_answer_pump_minutes: is missing"),
    (TIME, 'no_answer_pump_minutes = "30"', 'no_answer_pump_minutes = "0"', "must be more than 0"),
    (TIME, 'in_use = "72"', 'in_use = "72"\nmore = "1"', "dose_log.more: this key is not known"),
    (TIME, 'hourly = ["U15"]', 'hourly = ["U14"]', "hourly: each must stand in `rules` too"),
    (TIME, '"U15", "U21"', '"U15", "U14"', "rules: U14 is no rule of an alert"),
    (TIME, '"U15", "U21"', '"U15", "W16"', "rules: W16 is no rule of an alert"),
    (TIME, 'every = "1"', 'every = "0"', "every: must be more than 0"),
    (RULES, 'pump = "2"\n', "", "recheck.pump: is missing"),
    (WORDS, 'cut = "the step down"\n', "", "starts.cut: is missing"),
    (WORDS, 'cut = "There was a step down."\n', "", "reasons.cut: is missing"),
    (WORDS, 'watch = "The', 'wach = "The', "reasons.watch: is missing"),
    (WORDS, "from {from} to", "from {form} to", "phases.pump.peak: the placeholders"),
    (WORDS, '"Day {day} after {what}."', '"Day {day}."', "day: the placeholders must be"),
    (WORDS, '"Day {day} after {what}."', '"Day {day} after {what}{."', "day: the placeholders"),
    (WORDS, '"Signs can start within a day or two."', '" "', "quiet: must say something"),
    (WORDS, "{minutes} minutes", "60 minutes", "unanswered: the placeholders must be: minutes"),
    (WORDS, '48 = "A full', '36 = "A full', "full.36: the words and the hours in time.toml"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "stands", "written", "named"), BREACHES)
def test_every_mistake_stops_the_start_and_says_where(folder, file, stands, written, named):
    told = refusal(lambda folder: load_time_rules(folder=folder), folder, file, stands, written)
    assert named in told
    assert told.startswith((TIME, WORDS, RULES))


def test_no_table_of_numbers_goes_without_its_source(folder):
    text = (folder / TIME).read_text(encoding="utf-8")
    sources = list(re.finditer(r'^source = ".*"$', text, re.MULTILINE))
    assert len(sources) == 15
    for found in sources:
        for instead in ("", 'source = " "'):
            broken = text[: found.start()] + instead + text[found.end() :]
            (folder / TIME).write_text(broken, encoding="utf-8")
            with pytest.raises(ContentError, match=r"source: (is missing|must name a source)"):
                load_time_rules(folder=folder)


def test_what_the_rules_say_about_time_is_not_said_twice(folder):
    rules = load_rule_set()
    times = load_time_rules()
    assert times.alert.watch_pump == rules.hours("recheck.pump")
    assert times.alert.watch_by_mouth == rules.hours("recheck.oral")
    assert times.alert.in_sight == rules.hours("in_sight.emergency_hours")
    assert times.log.slot_late == rules.hours("dose_clock.slot_late_hours")
    assert times.log.restart_gap == timedelta(hours=float(rules.number("U21", "hours")))
    assert not re.search("watch|slot_late|restart_gap", _keys(folder / TIME))


def _keys(file: Path) -> str:
    return " ".join(re.findall(r"^(\w+) =", file.read_text(encoding="utf-8"), re.MULTILINE))


def said() -> dict[str, str]:
    """Return every sentence about time as a caregiver reads it, by its key."""
    words = load_time_rules().words
    phases = {
        f"{course}.{kind}": text for course in Course for kind, text in words.phases[course].items()
    }
    leads = {f"day.{s}": words.day.format(day=2, what=words.starts[s]) for s in PhaseStart}
    return {**phases, **leads, **words.reasons, **words.quick, **words.full, **words.also}


def test_every_phase_and_start_has_words():
    words = load_time_rules().words
    assert all(set(words.phases[course]) == set(PhaseKind) for course in Course)
    assert set(words.starts) == set(PhaseStart)


def test_no_sentence_about_time_promises_that_it_is_over():
    promise = re.compile(
        r"\b(over|past|passed|gone|safe|safer|ok|okay|fine|well|normal|danger|should be|only|just"
        r"|no more|less likely|better|done|not? (come|expected|likely|need(ed)?|worry))\b",
        re.IGNORECASE,
    )
    assert {key: text for key, text in said().items() if promise.search(text)} == {}
    for comfort in ("The danger has passed.", "Signs are less likely now.", "They should be well."):
        assert promise.search(comfort)


def test_no_sentence_about_time_is_long_or_tells_what_to_do_with_a_dose():
    advice = re.compile(r"\b(give|take|skip|hold|pause|taper|withdrawal|overdose)\b", re.IGNORECASE)
    for key, text in said().items():
        assert not advice.search(text), key
        for sentence in re.split(r"(?<=[.?!])\s+", text):
            assert len(sentence.split()) <= 15, key
