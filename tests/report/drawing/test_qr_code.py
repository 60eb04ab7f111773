# SPDX-License-Identifier: MIT
"""The QR code on the ER sheet, read back from a picture of the page."""

import io
import subprocess
import sys
from dataclasses import replace

import pdfplumber
import pytest
import zxingcpp

from caregiver_app.domain.record import Record
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.domain.sheets.handoff import Handoff, select_handoff
from caregiver_app.domain.sheets.plans_apart import doses_by_each
from caregiver_app.report.drawing.qr_code import RecordMark, code_text, matrix
from caregiver_app.services.handing_over.handoff import Sheet, sheet_from_record
from tests.report.reading import PAPERS, assert_tidy, printed, text_of
from tests.report.records import (
    NOW,
    check_in,
    fullest,
    moment,
    plain_record,
    practice,
    record,
    rules,
)

MARK = RecordMark(id="0192f0c1-7b5a-7cc3-9d3e-0f2a5c3a1b2c", sha256="9f86d081884c7d65" + "0" * 48)


def with_code(of: Record, paper: str = "letter", now=NOW) -> Sheet:
    return sheet_from_record(rules(), of, now, paper, mark=MARK)


def scanned(sheet: Sheet, dots_per_inch: int = 200) -> list[str]:
    """Return what a decoder that knows nothing of ours reads off the printed page."""
    with pdfplumber.open(io.BytesIO(sheet.pdf)) as file:
        picture = file.pages[0].to_image(resolution=dots_per_inch).original
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def of_now(of: Record) -> Handoff:
    last = of.last_check_in
    return select_handoff(of, last and last.assessment, NOW, rules())


def words_of_code(of: Record) -> str:
    return code_text(of_now(of), MARK)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_phone_reads_record_dose_last_dose_and_vital_signs_off_the_page(paper):
    sheet = with_code(record(), paper)
    assert_tidy(sheet)
    (read,) = scanned(sheet)
    assert read == words_of_code(record())
    for words in (
        f"id {MARK.id}",
        "hash 9f86d081884c7d65\n",
        "2026-05-21 11:44 -0400",
        "baclofen by mouth 55 mg/day",
        "last dose 2026-05-21 08:44",
        "T 98.1 F 36.7 C, HR 72, BP 120/76",
        "not recorded: RR, SpO2",
    ):
        assert words in read


def test_the_code_is_read_off_a_coarse_and_a_fine_printer():
    assert scanned(with_code(record()), 150) == scanned(with_code(record()), 400)


def test_without_being_asked_for_there_is_no_code_and_not_a_byte_changes():
    assert scanned(printed(record())) == []
    assert sheet_from_record(rules(), record(), NOW).pdf == printed(record()).pdf
    assert printed(record()).pdf != with_code(record()).pdf


def test_no_word_that_somebody_typed_is_in_the_code():
    typed = record(name="Émile Ωmega", diagnosis="secret", check_ins=[check_in(1, 1, note="mine")])
    words = words_of_code(typed)
    assert words.isascii()
    for private in ("mile", "secret", "mine", "latex", "555"):
        assert private not in words


def test_what_nobody_recorded_is_said_and_never_a_number():
    words = words_of_code(record(check_ins=[], plans=[]))
    assert "baclofen by mouth dose not recorded" in words
    assert "last dose not recorded" in words
    assert "check-in not recorded" in words


def test_a_check_in_that_was_written_down_later_has_both_times():
    words = words_of_code(record(check_ins=[check_in(1, 7, more={"written_at": moment(1)})]))
    assert "check-in 2026-05-21 04:44, written 2026-05-21 10:44\n" in words


def test_a_pump_dose_is_in_mcg_and_two_drugs_are_told_apart():
    pump = practice("pump")
    words = words_of_code(replace(pump, check_ins=pump.check_ins[:1]))
    assert "baclofen INTRATHECAL PUMP 380 mcg/day" in words
    assert "PRACTICE" in words
    both = words_of_code(practice("both"))
    assert "last dose baclofen" in both
    assert "last dose clonazepam" in both


def test_a_page_that_has_no_room_for_the_code_says_so_and_is_otherwise_the_same():
    sheet, plain = with_code(fullest()), printed(fullest())
    assert scanned(sheet) == []
    assert set(sheet.left_off) == {*plain.left_off, "the QR code"}
    assert f"{len(sheet.left_off)} items not shown" in text_of(sheet)


def test_the_code_never_costs_what_only_words_can_say():
    for name in ("oral", "pump", "child"):
        of = practice(name)
        plain = sheet_from_record(rules(), of, of.last_check_in.at)
        coded = with_code(of, now=of.last_check_in.at)
        assert_tidy(coded)
        assert len(scanned(coded)) == 1
        lost = set(coded.left_off) - set(plain.left_off)
        charts_and_notes = {"one chart", "two charts", "the caregiver's note"}
        assert lost <= {*charts_and_notes, "the references", "the references in full"}


def test_the_page_without_a_code_does_not_load_the_library_of_codes():
    program = (
        "import sys; from tests.report.records import record, rules, NOW;"
        "from caregiver_app.services.handing_over.handoff import sheet_from_record;"
        "sheet_from_record(rules(), record(), NOW); print('segno' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout) == (0, "False\n")


def test_the_code_survives_a_stain():
    with pdfplumber.open(io.BytesIO(with_code(record()).pdf)) as file:
        picture = file.pages[0].to_image(resolution=300).original
    place = zxingcpp.read_barcodes(picture)[0].position
    across = (place.top_left.x + place.bottom_right.x) // 2
    down = (place.top_left.y + place.bottom_right.y) // 2
    stain = (across - 44, down - 44, across + 44, down + 44)
    picture.paste("black", stain)
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [words_of_code(record())]


def test_the_code_is_a_square_of_a_size_that_a_phone_reads():
    rows = matrix("x" * 280)
    assert {len(row) for row in rows} == {len(rows)}
    assert len(rows) == 65


def test_what_a_device_showed_is_told_and_no_word_of_ours():
    showed = {"temp_c": "device_low", "spo2": "device_high", "dbp": "device_low", "hr": "refused"}
    seen = check_in(1, 1, temp_c=None, spo2=None, dbp=None, hr=None, rr=14, not_taken=showed)
    words = words_of_code(record(check_ins=[seen]))
    assert "\nT LO, BP 120/LO, RR 14, SpO2 HI\nnot recorded: HR" in words


def test_oxygen_is_told_with_what_was_given_and_with_the_target_of_a_doctor():
    seen = check_in(1, 1, spo2=90, more={"on_oxygen": True})
    words = words_of_code(record(spo2_target_88_92=True, check_ins=[seen]))
    assert "SpO2 90 % on O2\nSpO2 doctor's target 88 to 92 %\n" in words
    assert words.isascii()


def test_a_day_of_none_between_two_doses_is_told_with_the_next_one():
    steps = [("2026-05-01", 20), ("2026-05-20", 10), ("2026-05-21", 0), ("2026-05-22", 10)]
    plan = plain_record()["plans"][0]
    plan["steps"] = [{"from": day, "mg_per_day": mg} for day, mg in steps]
    words = words_of_code(record(plans=[plan]))
    assert "baclofen by mouth none today, then 10 mg/day 2026-05-22\n" in words


def test_of_plans_that_differ_no_one_is_told_as_the_dose():
    plans = [plain_record()["plans"][0] | {"id": name} for name in ("p1", "p2")]
    plans[1]["steps"] = [{"from": "2026-05-01", "mg_per_day": 30}]
    told = record(plans=plans)
    sheet = replace(of_now(told), by_each_plan=doses_by_each(told, ("p1", "p2"), NOW))
    assert "baclofen by mouth NOT decided: 55 mg/day or 30 mg/day\n" in code_text(sheet, MARK)
    pump = record(route="itb", plans=[])
    visit = replace(of_now(pump), not_decided=(ConflictKind.PUMP_NOTES,))
    assert "INTRATHECAL PUMP dose not recorded, NOT decided" in code_text(visit, MARK)
