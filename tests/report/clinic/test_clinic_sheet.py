# SPDX-License-Identifier: MIT
"""The clinic sheet is one page for any record, and says only what was written down."""

import io
import re
from dataclasses import replace
from decimal import Decimal

import pypdf
import pytest

from caregiver_app.domain.assessment import Assessment
from caregiver_app.domain.check_in import Draft
from caregiver_app.domain.happened import as_begun
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.moments import Moment
from caregiver_app.domain.plain import from_plain
from caregiver_app.domain.record import Record
from caregiver_app.domain.sheets.handoff import Audience
from caregiver_app.services.handing_over.handoff import sheet_from_record
from tests.report.other_records import action, bare, busy, clinic, dose, steps, worst
from tests.report.reading import PAPERS, assert_tidy, text_of
from tests.report.records import NOW, check_in, fullest, plain_record, practice, record, rules

KEYS = ("oral", "pump", "child", "both")
EVENING = Moment.parse("2026-11-21T19:05:00-05:00", "America/New_York")
FORBIDDEN = (
    r"\bsafe(ly)?\b",
    r"\ball clear\b",
    r"\brule(d)? out\b",
    r"\bOK\b",
    r"\bfine\b",
    r"\byou should (take|give|skip|stop)\b",
    r"\bflumazenil\b",
)
MANDATED = (
    "DO NOT STOP SUDDENLY",
    "Recorded by family or caregiver \u2013 not verified by a clinician",
    "Page 1 of 1",
    "Last check-in:",
    "Usual",
    "°C",
    "°F",
    "not recorded",
    "by mouth",
    "Rule set",
    "UTC\u221204:00",
    "Period:",
)


def of(plain: dict[str, object], **lists: object) -> Record:
    return from_plain(Record, {**plain, **lists})


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("words", MANDATED)
def test_every_clinic_sheet_says_what_it_must(words, paper):
    assert words in text_of(clinic(record(), paper))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("make", [bare, record, busy, worst], ids=lambda make: make.__name__)
def test_any_record_is_one_tidy_page(make, paper):
    assert_tidy(clinic(make(), paper))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("key", KEYS)
def test_the_practice_people_have_one_tidy_page(key, paper):
    sheet = clinic(practice(key), paper, EVENING)
    assert_tidy(sheet)
    assert "NOT A REAL PERSON" in text_of(sheet)


@pytest.mark.parametrize("make", [bare, record, busy, worst], ids=lambda make: make.__name__)
def test_no_sheet_says_a_forbidden_word(make):
    text = text_of(clinic(make()))
    for word in FORBIDDEN:
        assert not re.search(word, text, re.IGNORECASE), word


def test_the_fullest_page_counts_what_it_left_off_and_keeps_what_matters():
    sheet = clinic(worst())
    text = text_of(sheet)
    assert f"{len(sheet.left_off)} items not shown:" in text
    for words in ("INTRATHECAL PUMP", "Allergies", "Plan as written", "Questions to ask"):
        assert words in text
    assert re.search(r"165 alerts, \d+ shown", text)


def test_the_same_record_gives_the_same_bytes_with_a_title_and_a_language():
    first, second = clinic(busy()), clinic(busy())
    assert first.pdf == second.pdf
    file = pypdf.PdfReader(io.BytesIO(first.pdf))
    assert file.metadata.title == "Clinic sheet"
    assert file.trailer["/Root"]["/Lang"] == "en-US"
    assert first.file_name == "handoff-2026-05-21-1144.pdf"


def test_a_bare_record_says_not_recorded_and_never_nought():
    text = text_of(clinic(bare()))
    for words in ("Dose now not recorded", "Plan as written: not recorded", "0 check-ins"):
        assert words in text
    assert "no check-in recorded in this period" in text


def test_the_period_and_why_it_begins_there_stand_on_the_page():
    assert "Period: 2026-05-20 to 2026-05-21" in text_of(clinic(record()))
    assert "the record begins then" in text_of(clinic(record()))
    text = text_of(clinic(busy(), days=3))
    assert "Period: 2026-05-18 to 2026-05-21, 3 days, as chosen" in text


def test_the_plan_stands_as_written_against_what_was_given():
    log = [dose(n * 8 + 5.7, mg="18") for n in range(4)]
    log[1] |= {"status": "missed"}
    plan = {**plain_record()["plans"][0], "steps": steps(1)}
    text = text_of(clinic(of(plain_record(plans=[plan]), doses=log[::-1])))
    assert "3 of 4 kept down" in text
    assert "1 missed, 0 late, 0 vomited, 0 extra, 0 not written down" in text
    assert "1 2026-04-01 120 mg/day 200 % 200 % 4 3 0 1 0 0 0 0 0" in text
    log[0] |= {"status": "partly"}
    log[2] |= {"status": "unsure"}
    text = text_of(clinic(of(plain_record(plans=[plan]), doses=log[::-1])))
    assert "1 of 4 kept down 1 missed, 0 late" in text
    assert "0 not written down, 1 partly or refused, 1 not sure." in text


def test_planned_doses_that_nobody_wrote_down_are_not_told_as_missed():
    log = [dose(29.7), dose(5.7)]
    text = text_of(clinic(record(doses=log)))
    assert "2 of 4 kept down" in text
    assert "0 missed, 0 late, 0 vomited, 0 extra, 2 not written down" in text


def test_without_a_dose_log_nothing_is_said_to_be_kept():
    text = text_of(clinic(record()))
    assert "dose log: not recorded" in text
    assert "kept down" not in text
    row = re.search(r"55 mg/day 92 % 92 % ([^A-Z]*)", text)
    assert row is not None
    assert "\u2013 \u2013" in row[1]
    assert "\u2013 not recorded" in text
    assert " 0 " not in row[1]


def test_steps_to_come_are_there_as_written():
    plan = {**plain_record()["plans"][0], "start_mg_per_day": 60}
    plan["steps"] = [*plan["steps"], {"from": "2026-06-03", "mg_per_day": 30}]
    text = text_of(clinic(record(plans=[plan])))
    assert "3 2026-06-03 30 mg/day 50 % 55 % to come" in text


def test_signs_show_the_middle_and_the_worst_of_each_step():
    checks = [check_in(n, 20 - n, stiffness=v, hr=80) for n, v in enumerate((3, 4, 9))]
    text = text_of(clinic(record(check_ins=checks)))
    assert "3 1 gap middle worst 4/10 9/10" in text


def test_every_number_in_the_signs_was_recorded():
    temps = [Decimal("36.6"), Decimal("38.7"), Decimal("36.9"), Decimal("37.2")]
    checks = [check_in(n, 20 - n, temp_c=t, hr=61 + n) for n, t in enumerate(temps)]
    text = text_of(clinic(record(check_ins=checks)))
    recorded = {str(value) for value in (*temps, Decimal("36.7"))}
    assert set(re.findall(r"\((\d\d\.\d) °C\)", text)) <= recorded
    assert "101.7 °F (38.7 °C)" in text


def test_an_alert_tells_its_reason_what_was_done_and_how_long_it_took():
    done = [
        action(4.5, "called", "c1", who="Dr. Lee"),
        action(4, "spoke", "c1", who="Dr. Lee", note="Come in at noon."),
    ]
    hot = check_in(1, 5, temp_c=Decimal("39.6"))
    text = text_of(clinic(of(plain_record(check_ins=[hot]), actions=done)))
    assert "EMERGENCY" in text
    assert "39.6 °C" in text
    assert "Answered after 1 h 0 min. 07:14 called Dr. Lee. 07:44 spoke with Dr. Lee:" in text
    assert "\u201cCome in at noon\u201d" in text


def test_an_alert_that_nobody_answered_says_that_no_answer_is_recorded():
    hot = check_in(1, 5, temp_c=Decimal("39.6"))
    text = text_of(clinic(record(check_ins=[hot])))
    assert "Answer: not recorded. What was done: not recorded." in text


def told_for(seen, level, *rules):
    found = [{"id": name, "level": at, "message": "m", "because": why} for name, at, why in rules]
    found = [{**one, "source": "s"} for one in found]
    return {**seen, "assessment": {"rule_set": "1", "level": level, "rules": found}}


LOW = ("E11", "EMERGENCY", "Oxygen is 87 %.")
EXTRA = ("U13", "URGENT", "An extra dose was taken.")


def test_a_dose_that_was_pressed_at_night_is_no_check_in_and_tells_no_oxygen_of_that_hour():
    seen = told_for(check_in(1, 15, spo2=87), "EMERGENCY", LOW)
    press = {"id": "p", "at": "2026-05-21T01:00:00-04:00", "mode": "quick"}
    press["more"] = {"happened": "dose written down"}
    pressed = told_for(press, "EMERGENCY", LOW, EXTRA)
    later = told_for(check_in(2, 6, spo2=97), "URGENT", EXTRA)
    sheet = clinic(record(check_ins=[seen, pressed, later]))
    assert_tidy(sheet)
    text = text_of(sheet)
    assert "2026-05-21 01:00 to 05:44, 2 entries URGENT An extra dose was taken." in text
    assert "2026-05-20 20:44 EMERGENCY Oxygen is 87 %." in text
    assert ("2 check-ins" in text, "Levels, + entries" in text) == (True, True)
    assert "EMERG. 1 URGENT 1 + 1" in text


def test_a_seizure_of_an_earlier_time_has_its_start_among_the_alerts():
    start = {"start": "2026-05-21T08:30:00-04:00", "duration_s": 95}
    seized = ("E01", "EMERGENCY", "A seizure was seen.")
    seen = told_for(check_in(1, 2, seizures=[start]), "EMERGENCY", seized)
    text = text_of(clinic(record(check_ins=[seen])))
    assert "2026-05-21 09:44 EMERGENCY A seizure was seen. Seizure at 2026-05-21 08:30." in text


def test_answers_that_call_somebody_and_are_not_saved_are_named_beside_the_alerts():
    begun = Moment.parse("2026-05-21T11:30:00-04:00")
    judged = Assessment(rule_set="1", level=Level.EMERGENCY, action=Action.CALL_911, rules=())
    event = as_begun(Draft(hr=140), begun, judged)
    found = sheet_from_record(rules(), record(), NOW, audience=Audience.CLINIC, since=event)
    text = text_of(found)
    assert "none recorded in this period. Not among them: a check-in begun" in text
    assert "begun 2026-05-21 11:30 and not saved." in text


def test_what_was_done_after_the_asked_time_is_left_out():
    hot = check_in(1, 5, temp_c=Decimal("39.6"))
    late = [action(1, "spoke", "c1", who="Dr. Lee")]
    before = Moment.parse("2026-05-21T08:00:00-04:00")
    found = of(plain_record(check_ins=[hot]), actions=late)
    assert "Answer: not recorded" in text_of(clinic(found, now=before))
    assert "Answered after 4 h 0 min" in text_of(clinic(found))


def test_thoughts_of_self_harm_stay_off_the_sheet():
    hurt = check_in(1, 5, self_harm="thoughts", temp_c=Decimal("39.6"))
    text = text_of(clinic(record(check_ins=[hurt]))).lower()
    for word in ("hurting", "self-harm", "988", "crisis", "suicid"):
        assert word not in text
    assert "one reason is private" in text


def test_the_action_about_a_private_reason_alone_does_not_say_why():
    hurt = check_in(1, 5, self_harm="thoughts")
    text = text_of(clinic(record(check_ins=[hurt])))
    assert "One reason is private: ask the person." in text


def test_old_values_and_a_clock_that_runs_behind_are_said_in_a_box():
    assert "more than 6 h" in text_of(clinic(record(check_ins=[check_in(1, 9)])))
    assert "more than 6 h" not in text_of(clinic(record()))


def test_questions_that_were_confirmed_are_not_asked_again():
    plan = {**plain_record()["plans"][0], "id": "p1"}
    plan["steps"] = [{"from": "2026-05-01", "mg_per_day": 20}]
    asked = of(plain_record(plans=[plan]))
    told = of(plain_record(plans=[plan]), actions=[action(1, "confirmed_plan", "p1")])
    assert "The dose drops a lot in one step." in text_of(clinic(asked))
    assert "The dose drops a lot in one step." not in text_of(clinic(told))
    found = text_of(clinic(told))
    assert re.search(r"Questions to ask(: none open)? \(\d+ (more )?(is|are) confirmed\)", found)


def test_where_nothing_is_to_be_asked_the_page_says_so_and_a_question_keeps_its_end():
    pump, two = (text_of(clinic(practice(name), now=EVENING)) for name in ("pump", "both"))
    assert "Questions to ask: none open Notes at the visit" in pump
    assert "Questions to ask \u2013" in two
    assert "does the prescriber know the kidney number?" in two


def test_words_of_people_print_as_the_characters_they_typed():
    found = record(name="<b>Ann</b>", allergies=["<img src=/etc/passwd>", "\u202edlo"])
    text = text_of(clinic(found))
    assert "<b>Ann</b>" in text
    assert "<img src=/etc/passwd>" in text
    assert "\u202e" not in text


def test_a_pump_tells_what_it_was_set_to_and_its_events():
    text = text_of(clinic(practice("pump"), now=EVENING))
    for words in ("INTRATHECAL PUMP IN PLACE", "380 mcg/day 2026-11-18 11:00", "dose change"):
        assert words in text


def test_check_ins_of_a_flight_keep_their_own_offset():
    away = {**check_in(1, 30), "at": "2026-05-20T08:00:00-07:00", "temp_c": Decimal("39.6")}
    text = text_of(clinic(record(check_ins=[away, check_in(2, 1)])))
    assert "2026-05-20 08:00 (UTC\u221207:00)" in text


def test_the_entries_count_when_the_clock_runs_behind_them():
    from caregiver_app.services.handing_over.handoff import HandoffService
    from caregiver_app.system.clock import FixedClock

    class Book:
        def record(self, _person_id):
            return replace(record(), person=record().person)

        def people(self):
            return []

    clock = FixedClock(Moment(NOW.local.replace(hour=5)).utc, "America/New_York")
    service = HandoffService(Book(), rules(), clock)
    text = text_of(service.sheet("p", audience=Audience.CLINIC))
    assert "clock is EARLIER" in text
    assert "2 check-ins" in text


def test_the_chart_names_its_range_and_its_doses_and_every_date_is_of_the_period():
    text = text_of(clinic(practice("child"), "a4", EVENING))
    assert "Stiffness, 0 to 10 3 to 4" in text
    assert "Grey: usual. Hatched: gap." in text
    assert text.count("27 mg/day") >= 2
    assert "Pulse a minute 87 to 94" in text
    dates = re.search(r"24 mg/day Grey: usual. Hatched: gap.((?: \d{4}-\d\d-\d\d)+)", text)
    assert dates
    assert dates[1].split() == [f"2026-11-{day}" for day in range(17, 22)]


def test_a_chart_that_has_no_room_is_named_as_left_off_and_none_is_drawn_of_two_points():
    assert "the chart" in clinic(worst()).left_off
    few = clinic(record())
    assert "Hatched: gap" not in text_of(few)
    assert "the chart" not in few.left_off


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("key", KEYS)
def test_the_chart_stands_on_the_page_of_every_practice_person(key, paper):
    """But one: two plans, a question and the risks of Morgan take the whole of a letter page."""
    sheet = clinic(practice(key), paper, EVENING)
    is_full = (key, paper) == ("both", "letter")
    assert ("the chart" in sheet.left_off) == is_full
    assert ("Grey: usual. Hatched: gap." in text_of(sheet)) != is_full


def test_what_became_of_the_step_in_force_stands_with_its_words_on_one_line():
    text = text_of(clinic(practice("both"), now=EVENING))
    assert "Step now: held, Dr. Ines Marlow (practice). As written: Stay on 30 mg/day" in text
    assert "Plan as written 2026-06-01: baclofen by mouth, Dr. Ines Marlow (practice)." in text


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    "text", ["many words ", "هي متعبة اليوم 132/84 שלום עולם "], ids=["long", "turned"]
)
def test_the_fullest_page_keeps_the_last_level_and_no_pressure_is_parted_from_its_unit(
    qapp, text, paper
):
    told = text_of(clinic(fullest(text), paper))
    assert "Last: EMERGENCY" in told
    assert "190/120 mm" not in told.replace("190/120 mmHg", "")


@pytest.mark.parametrize(
    ("later", "words"),
    [(0.005, "within 1 min."), (0.25, "after 15 min."), (1.5, "after 1 h 30 min.")],
)
def test_how_long_an_answer_took_is_said_as_somebody_would_say_it(later, words):
    hot = check_in(1, 5, temp_c=Decimal("39.6"))
    done = [action(5 - later, "spoke", "c1", who="Dr. Lee")]
    found = of(plain_record(check_ins=[hot]), actions=done)
    assert f"Answered {words}" in text_of(clinic(found))


def test_charts_that_have_no_room_are_counted():
    full = {"temp_c": Decimal("38.2"), "hr": 112, "orientation": "very_confused"}
    medicines = [{"name": f"medicine number {n}", "dose_text": "10 mg"} for n in range(6)]
    seen = [check_in(n, 30 - n, **full if n == 1 else {}, note=f"note {n} words") for n in range(3)]
    sheet = clinic(record(check_ins=seen, allergies=["long words " * 8], medicines=medicines))
    assert "Pulse a minute 7" in text_of(sheet)
    assert "Temperature °F 9" not in text_of(sheet)
    assert "one chart" in sheet.left_off
