# SPDX-License-Identifier: MIT
"""What is stored of everything that can be typed or pasted into a number field of the check-in."""

from decimal import Decimal

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from caregiver_app.domain.person import Drug, Person, Route
from caregiver_app.ui.pages.check_in import CheckInPage
from caregiver_app.ui.widgets.fields.check_in_draft import answer_in

pytestmark = pytest.mark.gui

SLIPS = (
    *("1e2", "+80", "-80", "\N{MINUS SIGN}80", "8 0", "80bpm", "80 %", "8o", "l20", "12\u00b2"),
    *("\u2167", "80,", ".", "12.3.4", "1\u066080", "1\u200b20", "<80>", "--", "80/min", "0x50"),
)
"""No number in any field: an exponent, a sign, a unit, a letter, two scripts in one."""

FEW_SLIPS = ("1e2", "-80", "8o", "80,", "80/min")
"""One way of reading serves all fields, so the others are tried on the first of each table."""

QUICK = {
    "temp_c": {
        "98.6": "37.0",
        "98,6": "37.0",
        "986": "37.0",
        "1004": "38.0",
        "100": "37.8",
        " 98.6 ": "37.0",
        "98.6\u00a0": "37.0",
        "\u200b98.6\ufeff": "37.0",
        "98.65": None,
        "\uff19\uff18\uff0e\uff16": None,
        "\uff19\uff18.\uff16": "37.0",
        "\u0669\u0668\u066b\u0666": "37.0",
        "37.5": None,
        "85.9": None,
        "86.0": "30.0",
        "109.4": "43.0",
        "109.5": None,
        "98.6F": None,
        "9860": None,
    },
    "hr": {
        "72": 72,
        "072": 72,
        "\uff11\uff12\uff10": 120,
        "\u0667\u0662": 72,
        "\u0967\u0968\u0966": 120,
        "72.0": None,
        "72,5": None,
        "1,200": None,
        "19": None,
        "20": 20,
        "250": 250,
        "251": None,
        "720": None,
        "1200": None,
    },
    "sbp": {"128": 128, "40": 40, "39": None, "280": 280, "281": None, "1280": None},
    "dbp": {"76": 76, "20": 20, "19": None, "180": 180, "181": None, "760": None, "/76": None},
    "rr": {"16": 16, "2": 2, "1": None, "0": None, "80": 80, "81": None, "160": None},
    "spo2": {"97": 97, "97%": None, "50": 50, "49": None, "100": 100, "101": None, "970": None},
}
FULL = {
    "breathing": {
        "more.oxygen_l_min": {"2": "2", "0,5": "0.5", "60": "60", "61": None, "2.55": None},
    },
    "sleep": {
        "sleep_h": {"7": "7", "7,5": "7.5", "0": "0", "24": "24", "24.1": None, "7h": None},
    },
    "stomach": {
        "vomiting_count": {"3": 3, "0": 0, "50": 50, "51": None, "1.5": None},
        "vomited_doses_24h": {"2": 2, "50": 50, "51": None},
        "more.fluids_ml": {"1200": "1200", "1,200": None, "10000": "10000", "10001": None},
    },
    "toilet": {"more.bowel_days": {"4": "4", "365": "365", "366": None, "four": None}},
    "medicines": {"doses_missed_in_row": {"2": 2, "0": 0, "50": 50, "51": None}},
    "other": {
        "weight_kg": {"70": "70", "70,4": "70.4", "2": "2", "1.9": None, "350": "350", "351": None},
    },
}
ASKED_EVERYTHING = Person(name="Rosa", drug=Drug.BACLOFEN, route=Route.BOTH)


@pytest.fixture
def page(open_window):
    window = open_window(person=ASKED_EVERYTHING)
    window.show_page("check_in")
    QApplication.processEvents()
    return window.findChild(CheckInPage)


def typed(page, name, text):
    """Return what is stored of a text that was typed letter by letter."""
    edit = page.findChild(QLineEdit, name)
    edit.clear()
    edit.textEdited.emit("")
    if text.isascii():
        QTest.keyClicks(edit, text)
    else:
        edit.insert(text)
        edit.textEdited.emit(edit.text())
    return edit.text(), stored_of(page, name)


def pasted(page, name, text):
    """Return what is stored of a text that was pasted."""
    edit = page.findChild(QLineEdit, name)
    edit.clear()
    QApplication.clipboard().setText(text)
    edit.paste()
    return edit.text(), stored_of(page, name)


def stored_of(page, name):
    """Return the answer in the draft; of a part of a log it is looked for elsewhere."""
    return None if name.startswith("doses.") else answer_in(page.form.draft(), name)


def differing(page, table, *, paste=False, slips=SLIPS):
    """Return what is stored otherwise than the table says, or shown otherwise than it was typed."""
    wrong = []
    for name, texts in table.items():
        for text, stored in {**dict.fromkeys(slips), **texts}.items():
            shown, found = (pasted if paste else typed)(page, name, text)
            wanted = None if stored is None else Decimal(stored)
            kept = shown.replace(".", "") == text.replace(".", "")
            if found != wanted or not kept:
                wrong.append((name, text, shown, found, wanted))
        slips = FEW_SLIPS
    return wrong


def test_every_text_typed_into_a_quick_number_is_stored_as_the_table_says(page):
    assert differing(page, QUICK) == []


def test_every_text_pasted_into_a_quick_number_is_stored_as_the_table_says(page):
    table = {name: dict(texts) for name, texts in QUICK.items()}
    table["temp_c"] |= {"986": None, "1004": None}  # nobody saw the point come
    assert differing(page, table, paste=True) == []


def test_every_text_typed_into_a_full_number_is_stored_as_the_table_says(page):
    page.findChild(QAbstractButton, "mode.full").click()
    for group, table in FULL.items():
        page.findChild(QAbstractButton, f"group.{group}").click()
        for unit in ("more.fluids_ml.unit.mL", "weight_kg.unit.kg"):
            button = page.findChild(QAbstractButton, unit)
            if button is not None:
                button.click()
        # How many doses were missed is asked above while no plan says when one is due.
        asked = {n: texts for n, texts in table.items() if page.findChild(QLineEdit, n)}
        assert asked or group == "medicines"
        assert differing(page, asked, slips=SLIPS if group == "sleep" else FEW_SLIPS) == []


def test_a_temperature_typed_in_celsius_takes_its_own_table(page):
    page.form.numbers.set_unit("C")
    texts = {
        "37.2": "37.2",
        "372": "37.2",
        "37,25": None,
        "98.6": None,
        "30.0": "30.0",
        "43.1": None,
    }
    assert differing(page, {"temp_c": texts}) == []


def test_pressures_that_are_swapped_or_too_near_are_never_stored_together(page):
    for top, bottom, stored in (
        ("128", "76", (128, 76)),
        ("76", "128", (76, None)),
        ("120", "115", (120, None)),
    ):
        page.findChild(QLineEdit, "dbp").clear()
        typed(page, "sbp", top)
        typed(page, "dbp", bottom)
        draft = page.form.draft()
        assert (draft.sbp, draft.dbp) == stored
        assert draft.raw["dbp"] == bottom


RUN_ON = {
    ("hr", "97%"): ("97", "%"),
    ("hr", "75-80"): ("75", "-80"),
    ("hr", "101,9"): ("101", ",9"),
    ("hr", "98.6F"): ("98", ".6F"),
    ("sbp", "120/80"): ("120", "/80"),
    ("sbp", "80/120"): ("80", "/120"),
    ("rr", "10.1.5"): ("10", ".1.5"),
    ("rr", "12o"): ("12", "o"),
}
"""What is typed at one go: after a complete number the keyboard is in the next field already."""


def test_what_runs_on_into_the_next_field_stands_there_and_is_never_saved(page):
    after = {"hr": "sbp", "sbp": "dbp", "rr": "spo2"}
    for (name, text), there in RUN_ON.items():
        fields = [page.findChild(QLineEdit, one) for one in (name, after[name])]
        for edit in fields:
            edit.clear()
        fields[0].setFocus()
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget(), letter)
        assert tuple(edit.text() for edit in fields) == there, text
        draft = page.form.draft()
        assert answer_in(draft, name) == Decimal(there[0])
        assert answer_in(draft, after[name]) is None
        assert page.form.first_wrong() is not None, f"{text} is named when it is to be saved"


DOSE = {
    "mg": {
        "10": "10",
        "7,5": "7.5",
        "0.0625": "0.0625",
        "0.06255": None,
        "500": "500",
        "501": None,
        "5000": None,
        "1,200": None,
        "1.200": "1.2",
        "0,125": "0.125",
        "10mg": None,
        "1/2": None,
        "\uff11\uff10": "10",
        "\u0661\u0660": "10",
        "\u200b10\ufeff": "10",
        "1\u066010": None,
    },
    "ml": {"2,5": "2.5", "500": "500", "501": None, "5 mL": None},
    "vomited_after_min": {"20": "20", "1440": "1440", "1441": None, "20.5": None, "-5": None},
}


def test_every_text_typed_or_pasted_into_a_dose_is_stored_as_the_table_says(page):
    for name in ("mode.full", "group.medicines", "doses.add", "doses.0.status.vomited"):
        page.findChild(QAbstractButton, name).click()
    wrong = []
    for part, texts in DOSE.items():
        for text, stored in texts.items():
            for bring in (typed, pasted):
                bring(page, f"doses.0.{part}", text)
                found = getattr(page.form.dose_events(None)[-1], part)
                if found != (None if stored is None else Decimal(stored)):
                    wrong.append((part, text, found, stored))
    assert wrong == []
