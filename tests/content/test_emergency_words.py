# SPDX-License-Identifier: MIT
"""What the emergency page tells is whole, plain to read, and any mistake in it stops the start."""

import re
import shutil
from pathlib import Path

import pytest

from caregiver_app.content.emergency_words import load_first_aid
from caregiver_app.content.loader import content_folder
from caregiver_app.content.tables import ContentError
from caregiver_app.domain.person import Drug, Route
from tests.content.reading import sentences
from tests.content.test_every_text import level

FACTS, WORDS = "emergency.toml", "text/en/emergency.toml"

# file, what stands there, what somebody wrote instead, what the message must name
BREACHES = [
    (FACTS, 'id = "stay"', 'id = "leave"', "steps.leave: is missing"),
    (FACTS, 'id = "shaking"', 'id = "stay"', "step.stay: this id stands twice"),
    (FACTS, 'shown = "always"', 'shown = "never"', "step.stay.shown: 'never' is none of"),
    (FACTS, 'shown = "always"', 'shown = "always"\ndose = "5"', "step.stay.dose: this key is not"),
    (FACTS, 'source = "CDC seizure first aid"\n', "", "step.shaking.source: is missing"),
    (FACTS, 'source = "CDC seizure first aid"\n', 'source = " "\n', "must name a source"),
    (FACTS, 'when = "pump"', 'when = "itb"', "bring.pump_card.when: 'itb' is none of"),
    (FACTS, "say_source =", "said_source =", "say_source: is missing"),
    (WORDS, 'language = "en"', 'language = "en"\nmore = "x"', "more: this key is not known"),
    (WORDS, "stay = ", 'wait = "Wait."\nstay = ', "steps.wait: this key is not known"),
    (WORDS, "{emergency} tells", "{police} tells", "steps.nothing_by_mouth: needs a sentence"),
    (WORDS, '"Stay with them. Watch their breathing."', '" "', "steps.stay: needs a sentence"),
    (WORDS, 'sheet = "the ER sheet"\n', "", "bring.sheet: is missing"),
    (WORDS, "Bring: {things}.", "Bring all.", "bring_line: the placeholders must be: things"),
    (WORDS, "at {address}.", "at {place}.", "say.where: the placeholders must be: address"),
    (WORDS, "at {address}.", "at {address}{.", "say.where: the placeholders must be: address"),
    (WORDS, 'pump_runs = "The', 'pump_run = "The', "say.pump_runs: is missing"),
    (WORDS, "skip {drug} on", "skip it on", "never_stop: the placeholders must be: drug"),
    (FACTS, "never_stop_source =", "never_stop_from =", "never_stop_source: is missing"),
    (WORDS, 'itb = "{drug} from', 'pump = "{drug} from', "ways.itb: is missing"),
    (WORDS, 'clonazepam = "clonazepam"\n', "", "drugs.clonazepam: is missing"),
    (WORDS, 'clonazepam = "clonazepam"\n', 'clonazepam = ""\n', "clonazepam: must say something"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the content that a test may break."""
    return shutil.copytree(content_folder(), tmp_path / "content")


@pytest.mark.parametrize(("file", "stands", "written", "named"), BREACHES)
def test_every_mistake_stops_the_start_and_says_where(folder, file, stands, written, named):
    text = (folder / file).read_text(encoding="utf-8")
    assert stands in text
    (folder / file).write_text(text.replace(stands, written, 1), encoding="utf-8")
    with pytest.raises(ContentError) as error:
        load_first_aid(folder=folder)
    assert named in str(error.value)
    assert str(error.value).startswith((FACTS, WORDS))


def told():
    """Return everything a person reads on the emergency page, for a drug and for nobody."""
    words = load_first_aid()
    return [
        *words.steps_for("911", (Drug.BACLOFEN,)),
        *words.steps_for("911", ()),
        *(words.bring_line.format(things=thing.text) for thing in words.bring),
        *(re.sub(r"\{\w+\}", "it", sentence) for sentence in words.say.values()),
        words.ask_address,
    ]


def test_no_sentence_to_follow_or_to_say_is_longer_than_ten_words():
    long = [part for text in told() for part in sentences(text) if len(part.split()) > 10]
    assert long == []


def test_the_page_reads_at_grade_four_at_most():
    assert level(" ".join(told())) <= 4


def test_every_text_of_five_words_or_more_reads_at_grade_four_at_most():
    # Of fewer words the grade says nothing; the page as a whole holds them.
    long_enough = [text for text in told() if len(text.split()) >= 5]
    assert {text: level(text) for text in long_enough if level(text) > 4} == {}


def test_first_aid_never_names_a_dose_or_a_cause():
    forbidden = re.compile(r"\d+ ?m(g|cg|L)|withdrawal|overdose|\bsafe|\bOK\b|extra", re.IGNORECASE)
    assert [text for text in told() if forbidden.search(text)] == []


def test_the_first_step_is_to_stay_and_the_last_to_tell_about_a_sudden_stop():
    steps = load_first_aid().steps_for("112", (Drug.CLONAZEPAM,))
    assert steps[0].startswith("Stay with them")
    assert steps[-1] == "Tell 112: stopping clonazepam all at once is dangerous."
    assert "Give nothing by mouth unless 112 tells you to." in steps


def test_who_takes_both_drugs_hears_of_both_in_the_last_step():
    steps = load_first_aid().steps_for("911", tuple(Drug))
    assert steps[-1] == "Tell 911: stopping baclofen or clonazepam all at once is dangerous."


def test_while_nobody_is_open_the_last_step_names_both_drugs():
    words = load_first_aid()
    assert words.steps_for("911", ()) == words.steps_for("911", tuple(Drug))


def test_no_step_asks_to_keep_on_with_what_may_not_go_into_the_mouth():
    steps = load_first_aid().steps_for("911", (Drug.BACLOFEN,))
    assert not any(re.search(r"\b(stop|skip|keep on)\b", step) for step in steps)
    on_paper = load_first_aid().never_stop_for(Drug.BACLOFEN)
    assert on_paper == "Do not stop or skip baclofen on your own."


def test_nobody_says_on_the_phone_in_which_way_a_pump_has_failed():
    """Slow breathing can be too much of it: a crew must not hear withdrawal alone."""
    assert load_first_aid().say["pump_runs"] == "The pump may give too little or too much."


def test_where_there_is_little_room_only_the_shaking_step_gives_way():
    words = load_first_aid()
    gone = set(words.steps_for("911", ())) - set(words.shortest_steps_for("911", ()))
    assert [text.split(":")[0] for text in gone] == ["If they shake"]
    assert words.shortest_steps_for("911", (), seizure=True)[0].startswith("If they shake")


def test_the_pump_card_is_for_pumps_and_the_reserve_for_those_who_have_one():
    words = load_first_aid()

    def told(**who: bool) -> str:
        return words.to_bring(words.things_to_bring(**who))

    assert "pump card" not in told(has_pump=False, has_backup=False)
    assert "pump card" in told(has_pump=True, has_backup=False)
    assert "if the clinic says so" in told(has_pump=True, has_backup=True)


def test_a_drug_is_told_with_the_way_it_is_taken():
    words = load_first_aid()
    assert words.medicine(Drug.BACLOFEN, Route.ITB) == "baclofen from a pump under the skin"
    assert words.medicine(Drug.CLONAZEPAM, Route.ORAL) == "clonazepam by mouth"


def test_whoever_has_a_high_cord_injury_and_high_pressure_is_sat_up_first():
    words = load_first_aid()
    sat_up = "Sit them up. Loosen tight clothes. Check the catheter."
    assert words.steps_for("911", (), dysreflexia=True)[0] == sat_up
    assert words.shortest_steps_for("911", (), dysreflexia=True)[0] == sat_up
    assert sat_up not in words.steps_for("911", ())
    assert sat_up not in words.shortest_steps_for("911", (), seizure=True)
