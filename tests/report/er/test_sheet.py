# SPDX-License-Identifier: MIT
"""The one-page sheet, read back from the file."""

import io
import tomllib
from datetime import datetime, timedelta
from decimal import Decimal

import pypdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff import Audience
from caregiver_app.report.drawing.shapes import PATTERNS
from caregiver_app.services.handing_over.handoff import sheet_from_record
from tests.report.reading import PAPERS, assert_tidy, printed, text_of, words_of
from tests.report.records import (
    NOW,
    ROOT,
    check_in,
    fullest,
    moment,
    plain_record,
    practice,
    record,
    rules,
    seizures,
)

MANDATED = (
    "ON BACLOFEN \u2013 DO NOT STOP SUDDENLY",
    "Recorded by family or caregiver \u2013 not verified by a clinician",
    "Page 1 of 1",
    "Last check-in:",
    "Usual",
    "°C",
    "°F",
    "not recorded",
    "by mouth",
)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("words", MANDATED)
def test_every_sheet_says_what_it_must(words, paper):
    assert words in text_of(printed(record(), paper))


@pytest.mark.parametrize("paper", PAPERS)
def test_an_ordinary_record_is_one_tidy_page(paper):
    assert_tidy(printed(record(), paper))


@pytest.mark.parametrize("paper", PAPERS)
def test_a_record_of_a_name_alone_is_one_tidy_page(paper):
    bare = from_plain(Record, {"person": {"name": "X", "route": "oral", "drug": "baclofen"}})
    sheet = printed(bare, paper)
    assert_tidy(sheet)
    assert "Last check-in: not recorded" in text_of(sheet)
    assert "Allergies not recorded" in text_of(sheet)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_fullest_record_is_one_tidy_page_that_counts_what_it_left_off(paper):
    sheet = printed(fullest(), paper)
    assert_tidy(sheet)
    assert "items not shown" in text_of(sheet)
    assert "(more in the record)" in text_of(sheet)
    assert any(word.endswith("medicines") for word in sheet.left_off)
    assert f"{len(sheet.left_off)} items not shown:" in text_of(sheet)


def test_the_ranks_that_are_never_dropped_stand_on_the_fullest_page():
    text = text_of(printed(fullest()))
    for label in ("INTRATHECAL PUMP", "Allergies", "Kidney", "Seizures", "Sedating", "Last cut"):
        assert label in text
    assert text.count("+1 313 555 0188 9999") >= 3


def test_the_same_record_gives_the_same_bytes():
    assert printed(record()).pdf == printed(record()).pdf


def test_the_file_is_a_titled_page_with_embedded_fonts_and_no_name_in_its_name():
    sheet = printed(record())
    file = pypdf.PdfReader(io.BytesIO(sheet.pdf))
    assert file.metadata.title == "Handoff sheet"
    assert file.trailer["/Root"]["/Lang"] == "en-US"
    fonts = file.pages[0]["/Resources"]["/Font"].values()
    descriptors = [font.get_object().get("/FontDescriptor") for font in fonts]
    assert sum(bool(d and "/FontFile2" in d.get_object()) for d in descriptors) >= 2
    assert sheet.file_name == "handoff-2026-05-21-1144.pdf"


@pytest.mark.parametrize(
    ("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))], ids=PAPERS
)
def test_the_page_has_the_size_that_was_asked_for(paper, size):
    _words, width, height = words_of(printed(record(), paper))
    assert (round(width), round(height)) == size


def test_both_temperature_units_come_with_one_decimal():
    hot = record(check_ins=[check_in(1, 1, temp_c=Decimal("39.6"))])
    assert "103.3 °F (39.6 °C)" in text_of(printed(hot))


def test_doses_show_cut_step_and_start():
    text = text_of(printed(record()))
    for words in ("55 mg/day", "step 2 of 2", "cut 1 day ago", "60 to 55 mg/day", "2026-05-20"):
        assert words in text
    assert "Starting dose 60 mg/day" in text


def test_a_pump_step_written_in_mg_stands_in_mcg_with_what_was_written_beside_it():
    plan = {"drug": "baclofen", "route": "itb", "start_mcg_per_day": 500}
    plan["steps"] = [{"from": "2026-05-20", "mg_per_day": Decimal("0.42")}]
    pump = record(route="itb", plans=[plan])
    text = text_of(printed(pump))
    assert "420 mcg/day" in text
    assert "0.42 mg/day as written" in text
    assert "500 to 420 mcg/day" in text
    assert "0.42 mcg" not in text
    set_in_pump = {"id": "e", "at": moment(3), "kind": "dose_change", "dose_mcg_per_day": 430}
    changed = from_plain(
        Record, {**plain_record(route="itb", plans=[plan]), "pump_events": [set_in_pump]}
    )
    assert "as written" not in text_of(printed(changed))


def test_a_missing_value_is_not_recorded_and_never_zero():
    text = text_of(printed(record(check_ins=[check_in(1, 1, hr=None, fall=None)])))
    assert "Pulse a minute not recorded" in text
    assert "Falls not recorded" in text


def test_thoughts_of_self_harm_stay_off_the_sheet():
    text = text_of(printed(record(check_ins=[check_in(1, 1, self_harm="thoughts")]))).lower()
    for word in ("hurting", "self-harm", "988", "crisis", "suicid"):
        assert word not in text
    assert "one reason is private" in text


def test_a_plan_or_attempt_at_self_harm_is_a_reason_on_the_sheet():
    text = text_of(printed(record(check_ins=[check_in(1, 1, self_harm="plan_or_attempt")])))
    assert "hurt themselves" in text


def test_an_old_check_in_and_a_clock_that_runs_behind_are_said_in_a_box():
    old = text_of(printed(record(check_ins=[check_in(1, 9)])))
    assert "The last check-in is 9 h 0 min old" in old
    assert "more than 6 h" not in text_of(printed(record()))


def test_what_happened_after_the_asked_time_is_left_out():
    before = Moment.parse("2026-05-21T00:00:00-04:00")
    text = text_of(sheet_from_record(rules(), record(), before))
    assert "Last check-in: 8 h 16 min ago" in text


def test_practice_people_are_marked_at_the_top_and_at_the_foot():
    text = text_of(printed(record(id="practice-1")))
    assert "NOT A REAL PERSON" in text
    assert text.count("PRACTICE") == 2
    assert "PRACTICE" not in text_of(printed(record()))


def test_a_child_and_two_drugs_are_named_in_the_banner():
    plans = plain_record()["plans"]
    both = record(dob="2016-01-01", plans=[*plans, {**plans[0], "drug": "clonazepam"}])
    text = text_of(printed(both))
    assert "ON BACLOFEN AND CLONAZEPAM \u2013 DO NOT STOP SUDDENLY CHILD" in text


def test_unreviewed_rules_say_so():
    assert rules().reviewed_by == ""
    assert "rules not yet reviewed by a clinician" in text_of(printed(record()))


def test_five_hundred_seizures_are_counted_and_the_last_ones_shown():
    many = record(check_ins=[check_in(1, 1, seizures=seizures(500))])
    sheet = printed(many)
    assert_tidy(sheet)
    assert "500 since" in text_of(sheet)
    assert "Longest 9 min 19 s" in text_of(sheet)


def test_a_seizure_that_was_tapped_and_told_again_is_two_that_may_be_one():
    (first,) = seizures(1)
    tap = check_in(1, 1.1, seizures=[first], more={"happened": "seizure"})
    later = (datetime.fromisoformat(first["start"]) + timedelta(minutes=6)).isoformat()
    flag = check_in(2, 1, seizures=[{**first, "start": later}])
    for more, said in (({}, False), ({"more": tap["more"]}, True)):
        told = text_of(printed(record(check_ins=[{**tap, "more": {}, **more}, flag])))
        assert "2 since" in told
        assert ("may be one, noted twice." in told) is said


def test_an_unknown_paper_is_refused():
    with pytest.raises(ValueError, match="no such paper"):
        printed(record(), "a5")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", ["oral", "pump", "both", "child"])
def test_all_four_charts_stand_on_the_page_of_every_practice_person(name, paper):
    one = practice(name)
    sheet = printed(one, paper, one.last_check_in.at)
    assert_tidy(sheet)
    assert text_of(sheet).count("72 h ago") == 4
    assert "Caregiver's note" in text_of(sheet) or not one.last_check_in.note


def test_the_doses_of_a_day_share_a_line_and_what_went_wrong_comes_first():
    given = [("06:05", "taken"), ("09:30", "missed"), ("14:00", "taken")]
    doses = [
        {"id": f"d{time}", "at": f"2026-05-20T{time}:00-04:00", "mg": 15, "status": status}
        for time, status in given
    ]
    text = text_of(printed(record(doses=doses)))
    assert "Doses in 72 h Wed 20 15 mg missed 09:30, 15 mg 06:05, 14:00" in text


def test_a_dose_logged_every_minute_is_counted_and_still_gives_one_page():
    doses = [
        {"id": f"d{k}", "at": moment(k / 60), "mg": 15, "status": status}
        for k, status in enumerate(["taken", "late", "extra"] * 300)
    ]
    told = {"rule_set": "2026.1", "level": "NO_FLAGS", "action": "NONE", "rules": []}
    sheet = printed(record(doses=doses, check_ins=[check_in(1, 1, assessment=told)]))
    assert_tidy(sheet)
    assert sheet.left_off == ("some logged doses",)
    assert "Thu 21 15 mg extra" in text_of(sheet)


def test_two_drugs_are_named_wherever_a_number_could_be_of_either():
    one = practice("both")
    text = text_of(printed(one, now=one.last_check_in.at))
    for words in (
        "clonazepam: step 2 of 3, cut 2 days ago",
        "Last dose kept down, clonazepam",
        "Last cut, clonazepam",
        "baclofen 30 mg/day by mouth",
        "Doses in 72 h: baclofen",
    ):
        assert words in text


def test_a_liquid_has_its_dose_in_mg_and_its_strength_in_mg_a_ml():
    one = practice("child")
    text = text_of(printed(one, now=one.last_check_in.at))
    for words in ("24 mg/day", "oral solution 5 mg/5 mL, 1 mg/mL", "07:00 8 mg", "8 mg (8 mL)"):
        assert words in text


def test_the_longest_pump_model_wraps_and_says_that_it_was_cut():
    pump = {"maker": "Medtronic " * 5, "model": "SynchroMed " * 9, "reservoir_ml": 40}
    sheet = printed(record(route="itb", pump=pump))
    assert_tidy(sheet)
    assert sheet.left_off == ("pump facts in full",)
    assert "Reservoir 40 mL" in text_of(sheet)


def test_what_was_dropped_is_named_on_the_page():
    sheet = printed(fullest())
    assert "items not shown: " in text_of(sheet)
    assert "charts" in sheet.left_off
    assert len(set(sheet.left_off)) == len(sheet.left_off)


def test_the_worst_is_now_only_when_the_newest_value_is_the_worst():
    worse = record(check_ins=[check_in(1, 9, hr=118), check_in(2, 1, hr=90)])
    assert "118, 9 h ago" in text_of(printed(worse))
    assert "Pulse a minute 118 72 now" in text_of(
        printed(record(check_ins=[check_in(1, 9, hr=90), check_in(2, 1, hr=118)]))
    )


def test_a_signs_value_that_is_as_usual_is_told_apart_from_none():
    usual = {"anxiety": 4, "agitation": 0}
    one = record(usual=usual, check_ins=[check_in(1, 1, anxiety=4, agitation=0, sleep_h=5)])
    text = text_of(printed(one))
    assert "anxiety 4/10 (as usual), slept 5 h in 24 h. Normal or none: breathing" in text


def test_the_patterns_on_paper_are_those_of_the_window():
    with (ROOT / "resources" / "themes" / "common.toml").open("rb") as file:
        patterns = tomllib.load(file)["pattern"]
    assert patterns == {"sea": "plain", **PATTERNS}


def test_other_pages_made_in_the_same_process_keep_their_settings():
    from reportlab import rl_config

    before = rl_config.useA85
    printed(record())
    assert rl_config.useA85 == before


_SCRIPTS = ("word ", "Слово ", "λέξη ", "chữ ", "a\u202eb\x00 ", "<b>&amp; ", "😀 ", "x" * 60)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # a page takes too long to look for a smaller case
    suppress_health_check=list(HealthCheck),
)
@given(
    piece=st.sampled_from(_SCRIPTS),
    typed=st.text(min_size=1, max_size=20),
    count=st.integers(0, 60),
    paper=st.sampled_from(PAPERS),
)
def test_no_text_anyone_types_breaks_the_page(qapp, piece, typed, count, paper):
    assert_tidy(printed(fullest(piece + typed + " ", count), paper))


@pytest.mark.parametrize("paper", PAPERS)
def test_a_note_of_a_hundred_thousand_characters_still_gives_one_page(paper):
    long = record(check_ins=[check_in(1, 1, note="The night was bad. " * 5300)])
    sheet = printed(long, paper)
    assert_tidy(sheet)


def test_a_check_in_every_three_minutes_gives_a_small_tidy_page():
    many = [check_in(k, 24 - k / 20, hr=70 + k % 9) for k in range(460)]
    sheet = printed(record(check_ins=many))
    assert_tidy(sheet)
    assert len(sheet.pdf) < 100_000


def test_an_alarm_that_a_visit_answered_is_still_told_with_both_times():
    pump = {"maker": "Medtronic", "dose_mcg_per_day": 400}
    events = [
        {"id": "e1", "at": moment(9), "kind": "mri"},
        {"id": "e2", "at": moment(6), "kind": "alarm", "tone": "two_tone"},
        {"id": "e3", "at": moment(4), "kind": "refill"},
    ]
    plain = plain_record(
        route="itb", pump=pump, plans=[], check_ins=[check_in(1, 1, pump_alarm="none")]
    )
    text = text_of(printed(from_plain(Record, {**plain, "pump_events": events})))
    assert "Two-tone alarm heard 05:44, pump visit 07:44" in text
    assert "two-tone 05:44. After the visit 07:44: no alarm heard" in text
    assert "2026-05-21 02:44" in text  # the MRI keeps its hour, checked or not


def test_the_next_caregiver_reads_one_dose_of_a_pump_and_that_the_plan_says_another():
    plan = {
        "drug": "baclofen",
        "route": "itb",
        "steps": [
            {"from": "2026-05-01", "mcg_per_day": 400},
            {"from": "2026-05-08", "mcg_per_day": 300},
        ],
    }
    event = {"id": "e", "at": moment(20), "kind": "dose_change", "dose_mcg_per_day": 350}
    plain = plain_record(route="itb", pump={}, plans=[plan], check_ins=[check_in(1, 1)])
    one = from_plain(Record, {**plain, "pump_events": [event]})
    text = text_of(sheet_from_record(rules(), one, NOW, "letter", Audience.SHIFT))
    assert "baclofen by INTRATHECAL PUMP: 350 mcg/day" in text
    assert "Noted earlier (2026-05-08): 300 mcg/day. Ask." in text


@pytest.mark.parametrize("name", ["Lioresal 10 mg", "GABLOFEN", "Baclofen tablets"])
def test_baclofen_under_any_name_of_its_labels_stands_in_the_banner(name):
    one = record(drug="clonazepam", plans=[], medicines=[{"name": name}])
    assert "ON BACLOFEN AND CLONAZEPAM" in text_of(printed(one))
    held = record(drug="clonazepam", plans=[], medicines=[{"name": name, "status": "held"}])
    assert "ON CLONAZEPAM" in text_of(printed(held))


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ("2026-01-21", "4 months"),
        ("2025-04-22", "12 months"),
        ("2024-05-22", "23 months"),
        ("2024-05-21", "2 years"),
        ("1960-02-01", "66 years"),
    ],
)
def test_small_children_are_told_in_months(born, age):
    assert age in text_of(printed(record(dob=born)))


def test_without_a_check_in_nothing_is_said_of_what_else_is_from_today():
    doses = [{"id": "d", "at": moment(1), "mg": 20, "status": "taken"}]
    text = text_of(printed(record(check_ins=[], doses=doses)))
    assert "No check-in recorded" in text
    assert "Signs and vital signs: not recorded." in text
    assert "1 h 0 min ago" in text


def _over(drug, day):
    """Return a plan that ended that day."""
    steps = [{"from": "2026-01-01", "mg_per_day": 5}, {"from": day, "mg_per_day": 0}]
    return {"drug": drug, "route": "oral", "finished": True, "steps": steps}


@pytest.mark.parametrize(
    ("ended", "banner"),
    [
        ("2026-05-19", "ON CLONAZEPAM, RECENTLY ON BACLOFEN"),
        ("2026-04-01", "ON CLONAZEPAM \u2013 DO NOT STOP"),
    ],
)
def test_a_medicine_that_ended_lately_stands_in_the_banner_beside_the_other(ended, banner):
    slow = {
        "drug": "clonazepam",
        "route": "oral",
        "steps": [{"from": "2026-05-01", "mg_per_day": 1}],
    }
    one = record(plans=[_over("baclofen", ended), slow], check_ins=[check_in(1, 1)])
    text = text_of(printed(one))
    assert banner in text
    assert text.index("1 mg/day clonazepam by mouth") < text.index("baclofen 0 mg/day")


def test_the_only_medicine_stands_in_the_banner_however_long_ago_it_ended():
    one = record(plans=[_over("baclofen", "2026-02-01")], check_ins=[check_in(1, 1)])
    assert "RECENTLY ON BACLOFEN" in text_of(printed(one))
