# SPDX-License-Identifier: MIT
"""Rank 12 of the page: what sedates and what thins the blood stands before any chart."""

import pytest

from caregiver_app.domain.sheets.handoff import select_handoff
from caregiver_app.report.drawing.layout import BODY, break_lines
from caregiver_app.report.er.fact_rows import LABEL
from caregiver_app.report.er.sedatives import LEAST_LINES, MOST_LINES, sedating
from tests.report.reading import printed, text_of
from tests.report.records import NOW, check_in, record, rules

WIDTH = 546.0


def medicine(name: str, dose: str, *groups: str) -> dict[str, object]:
    return {"name": name, "dose_text": dose, "groups": groups, "status": "taken"}


STRONG = (
    medicine("diphenhydramine", "25 mg at bedtime", "sedating"),
    medicine("pregabalin", "150 mg every 12 hours", "sedating"),
    medicine("apixaban", "5 mg every 12 hours", "anticoagulant"),
    medicine("oxycodone and acetaminophen", "5 mg/325 mg every 6 hours", "opioid", "sedating"),
    medicine("morphine extended release", "30 mg every 12 hours", "opioid"),
    medicine("lorazepam", "1 mg at night", "benzodiazepine"),
)


def test_every_opioid_and_benzodiazepine_stands_there_with_its_dose():
    needed = {"name": "diazepam gel", "dose_text": "10 mg", "at": "2026-05-21T08:00:00-04:00"}
    told = {"prn_taken": [needed], "more": {"alcohol": "two beers"}}
    text = text_of(printed(record(medicines=STRONG, check_ins=[check_in(1, 1, **told)])))
    assert (
        "Opioid: oxycodone and acetaminophen 5 mg/325 mg every 6 hours, morphine extended release"
        " 30 mg every 12 hours. Benzodiazepine: lorazepam 1 mg at night. Others: diphenhydramine"
        " 25 mg at bedtime, pregabalin 150 mg every 12 hours. As needed: diazepam gel 10 mg,"
        " 2026-05-21 08:00. Alcohol: two beers. Blood thinner: apixaban 5 mg every 12 hours"
    ) in text


@pytest.mark.parametrize("lines", [LEAST_LINES, MOST_LINES])
def test_of_a_long_list_every_group_is_named_with_the_first_of_it(lines):
    groups = ("opioid", "benzodiazepine", "sedating", "anticoagulant")
    many = [medicine(f"{groups[k % 4]}{k}", "25 mg", groups[k % 4]) for k in range(60)]
    fact = sedating(select_handoff(record(medicines=many), None, NOW, rules()), WIDTH, lines)
    text = "".join(run.text for run in fact.words)
    for start in ("Opioid: opioid0 25", "Benzodiazepine: benzodiazepine1 25", "Others: sedating2"):
        assert start in text
    assert "Blood thinner: anticoagulant3 25" in text
    assert len(break_lines(fact.words, BODY, WIDTH - LABEL).lines) <= lines
    assert fact.most_lines == lines


@pytest.mark.parametrize(
    ("medicines", "words"),
    [
        ((), "none recorded. Alcohol: not recorded. Opioid, blood thinner: none recorded"),
        (STRONG[:1], "mg at bedtime. Alcohol: not recorded. Opioid, blood thinner: none recorded"),
        (STRONG[2:3], "Opioid: none recorded. Blood thinner: apixaban 5 mg every 12 hours"),
        (STRONG[4:5], "12 hours. Alcohol: not recorded. Blood thinner: none recorded"),
        (None, "medicines: not recorded. Alcohol: not recorded. Opioid, blood thinner: not reco"),
    ],
)
def test_a_group_without_a_medicine_is_named_too(medicines, words):
    sheet = select_handoff(record(medicines=medicines), None, NOW, rules())
    text = "".join(run.text for run in sedating(sheet, WIDTH).words).replace("\xa0", " ")
    assert words in text
