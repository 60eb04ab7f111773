# SPDX-License-Identifier: MIT
"""Paper for a person of the record book, and what its file may carry."""

import hashlib
import io
import json
import re
from datetime import UTC, datetime

import pypdf
import pytest

from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.services.handing_over.paper import CarriedPage, Wrapping
from caregiver_app.services.sharing_files.records import RecordsService, judge_with
from caregiver_app.system.clock import here_and_now
from tests.report.reading import assert_tidy, text_of

STEPS = [{"from": "2026-05-01", "mg_per_day": 60}, {"from": "2026-05-25", "mg_per_day": 55}]
PLAN = {"drug": "baclofen", "route": "oral", "start_mg_per_day": 60, "steps": STEPS}
PERSON = {"name": "Rosa Test", "dob": "1957-03-14", "route": "oral", "drug": "baclofen"}


@pytest.fixture
def records(services, clock) -> RecordsService:
    """Return what imports and exports."""
    return RecordsService(services.book, judge_with(services.rule_set), clock)


@pytest.fixture
def rosa(records) -> str:
    """Return the id of a person with a plan whose next step is on 25 May 2026."""
    record = {"format": "taper-record/1", "person": PERSON, "plans": [PLAN], "check_ins": []}
    return records.import_plain(record).person_id


def attached(pdf: bytes, password: str | None = None) -> dict[str, list[bytes]]:
    return dict(pypdf.PdfReader(io.BytesIO(pdf), password=password).attachments)


def test_every_paper_is_one_tidy_page_without_the_name_in_its_file_name(services, rosa):
    paper = services.paper
    made = [paper.paper_log(rosa), paper.fridge_sheet(rosa), paper.wallet_card(rosa)]
    for sheet in made:
        assert "Rosa Test" in text_of(sheet)
    for sheet in (*made[:2], paper.paper_log(), paper.blank_sheet()):
        assert_tidy(sheet)
    names = [sheet.file_name for sheet in (*made, paper.blank_sheet())]
    kinds = ("check-in-log", "fridge-sheet", "wallet-card", "er-sheet-blank")
    assert names == [f"{kind}-2026-05-21-1340.pdf" for kind in kinds]


def test_an_unknown_paper_is_refused(services, rosa):
    with pytest.raises(ValueError, match="no such paper"):
        services.paper.fridge_sheet(rosa, "a5")


def test_the_log_of_a_person_asks_about_their_own_doses(services, rosa):
    assert "Doses since the last check: baclofen" in text_of(services.paper.paper_log(rosa))
    assert "two-tone" not in text_of(services.paper.paper_log(rosa))


def test_the_log_has_the_limits_of_their_age_and_none_where_nobody_knows_it(services, records):
    adult = text_of(services.paper.paper_log(told_about(records)))
    assert "911: 40 or less, 131 or more" in adult
    nobody = Person(name="No Date", route=Route.ORAL, drug=Drug.BACLOFEN)
    unknown = text_of(services.paper.paper_log(services.people.add_person(nobody, "Ana")))
    assert "131 or more" not in unknown
    assert "hard to wake 911" in unknown


def test_a_page_is_out_of_date_from_the_day_of_the_step(services, rosa, clock):
    paper = services.paper
    assert paper.print_again(rosa) == ()
    paper.note_printed(rosa, CarriedPage.FRIDGE_SHEET)
    assert paper.print_again(rosa) == ()
    clock.go_to(datetime(2026, 5, 26, 12, tzinfo=UTC))
    (page,) = paper.print_again(rosa)
    assert page.page is CarriedPage.FRIDGE_SHEET
    assert page.words == "Print again: the dose changed on 2026-05-25."
    assert (page.printed_on.day, page.changed_on.day) == (21, 25)
    paper.note_printed(rosa, CarriedPage.FRIDGE_SHEET)
    assert paper.print_again(rosa) == ()


def test_a_plan_typed_in_later_makes_the_card_out_of_date_even_without_a_date(
    services, rosa, clock
):
    services.paper.note_printed(rosa, CarriedPage.WALLET_CARD)
    now = here_and_now(clock)
    new = {**PLAN, "steps": [{"from": "2026-05-01", "mg_per_day": 45}]}
    services.book.append([services.book.new_entry(rosa, EntryKind.PLAN, new, now, "Ana")])
    (page,) = services.paper.print_again(rosa)
    assert (page.page, page.words) == (CarriedPage.WALLET_CARD, "Print again: the dose changed.")


CHANGES = {
    "number": {"contacts": [{"role": "prescriber", "phone": "555 9999"}]},
    "role": {"contacts": [{"role": "family", "phone": "555 0100"}]},
    "allergy": {"allergies": ["penicillin", "latex"]},
    "none known": {"allergies": []},
    "not recorded": {"allergies": None},
    "name": {"name": "Rosa Testa"},
    "birth date": {"dob": "1957-03-15"},
    "clonazepam": {"medicines": [{"name": "clonazepam", "status": "taken"}]},
    "seizure plan": {"seizure_plan": True},
    "code status": {"advance_directive": "DNR"},
}
FACTS = {"contacts": [{"role": "prescriber", "phone": "555 0100"}], "allergies": ["penicillin"]}


def told_about(records, **facts):
    person = {**PERSON, "id": "rosa", **FACTS, **facts}
    person = {key: value for key, value in person.items() if value is not None}
    record = {"format": "taper-record/1", "person": person, "plans": [PLAN], "check_ins": []}
    return records.import_plain(record).person_id


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_page_with_an_old_number_allergy_or_name_is_out_of_date(services, records, clock, change):
    rosa = told_about(records)
    for page in CarriedPage:
        services.paper.note_printed(rosa, page)
    clock.go_to(datetime(2026, 5, 22, 12, tzinfo=UTC))
    told_about(records, **change)
    pages = services.paper.print_again(rosa)
    assert [page.page for page in pages] == list(CarriedPage)
    assert {page.words for page in pages} == {
        "Print again: a name, a number, an allergy, a medicine or the code status changed."
    }
    services.paper.note_printed(rosa, CarriedPage.WALLET_CARD)
    services.paper.note_printed(rosa, CarriedPage.FRIDGE_SHEET)
    assert services.paper.print_again(rosa) == ()


def test_a_fact_that_is_on_neither_page_puts_no_page_out_of_date(services, records):
    rosa = told_about(records)
    services.paper.note_printed(rosa, CarriedPage.FRIDGE_SHEET)
    told_about(records, language="Spanish", medicines=[{"name": "Ibuprofen"}], weight_kg=60)
    assert services.paper.print_again(rosa) == ()


def test_a_page_that_was_noted_with_its_dose_alone_is_not_said_to_be_old(services, rosa, clock):
    name = f"printed.fridge_sheet.{rosa}"
    services.paper.note_printed(rosa, CarriedPage.FRIDGE_SHEET)
    log = services.paper._log
    at, dose, _facts = log.setting(name).split("\n")
    log.set_setting(name, f"{at}\n{dose}")
    assert services.paper.print_again(rosa) == ()


def test_the_attached_record_is_exactly_what_the_export_writes(services, records, rosa, tmp_path):
    file = tmp_path / "out.json"
    records.export_record(rosa, file)
    sheet = services.handoff.sheet(rosa)
    carrying = services.paper.wrapped(sheet, rosa, Wrapping(record=True))
    assert attached(carrying.pdf) == {"handoff-2026-05-21-1340-record.json": [file.read_bytes()]}
    assert json.loads(file.read_bytes())["person"]["name"] == "Rosa Test"
    assert attached(sheet.pdf) == {}
    locked = services.paper.locked(carrying, "blue kettle")
    assert attached(locked.pdf, "blue kettle") == attached(carrying.pdf)


def test_the_attached_fhir_document_is_what_files_saves_and_only_on_request(services, rosa):
    sheet = services.handoff.sheet(rosa)
    assert services.paper.wrapped(sheet, rosa, Wrapping()) is sheet
    both = services.paper.wrapped(sheet, rosa, Wrapping(record=True, fhir=True))
    inside = attached(both.pdf)
    assert list(inside) == [f"handoff-2026-05-21-1340-{kind}.json" for kind in ("fhir", "record")]
    (document,) = inside["handoff-2026-05-21-1340-fhir.json"]
    assert document == services.sharing.for_a_clinic(rosa).data
    assert json.loads(document)["resourceType"] == "Bundle"


def test_the_mark_of_a_code_is_the_id_and_the_hash_of_the_export(services, records, rosa, tmp_path):
    file = tmp_path / "out.json"
    records.export_record(rosa, file)
    mark = services.paper.mark(rosa)
    assert mark.id == rosa
    assert mark.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert re.fullmatch(r"[0-9a-f]{64}", mark.sha256)


def test_the_mark_changes_with_the_next_entry(services, rosa, clock):
    before = services.paper.mark(rosa)
    assert services.paper.mark(rosa) is before
    now = here_and_now(clock)
    services.book.append([services.book.new_entry(rosa, EntryKind.PLAN, PLAN, now, "Ana")])
    assert services.paper.mark(rosa).sha256 != before.sha256


def test_an_empty_password_is_refused(services, rosa):
    with pytest.raises(ValueError, match="every reader"):
        services.paper.locked(services.handoff.sheet(rosa), "")
