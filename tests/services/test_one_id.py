# SPDX-License-Identifier: MIT
"""Two different notes under one id, read in from two files, are told: none is kept in silence."""

from itertools import permutations

import pytest

from caregiver_app.content.form import load_form
from caregiver_app.content.profile import load_profile
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.services.sharing_files.family import RecordError
from caregiver_app.ui.widgets.sharing import apart_words
from tests.services.test_family_merge import ID, START, WHO, Home

AT = START.isoformat()
FORM, PROFILE = load_form(), load_profile()
CHECK_IN = {"id": "c", "at": AT, "mode": "quick", "hr": 80}
DOSE = {"id": "d", "at": AT, "status": "taken", "mg": 10}
PLAN = {"id": "p", "drug": "baclofen", "route": "oral"}
STEPS = [{"from": "2026-05-01", "mg_per_day": 60}]
DIFFERENT = {
    "check_ins": (CHECK_IN, CHECK_IN | {"hr": 90}),
    "doses": (DOSE, DOSE | {"mg": 20}),
    "plans": (PLAN | {"steps": STEPS}, PLAN | {"steps": [STEPS[0] | {"mg_per_day": 50}]}),
}
CHANGE = {"id": "k", "at": AT, "target": "c", "field": "hr", "before": 80, "after": 90}


@pytest.fixture
def homes(tmp_path):
    """Return three computers with nobody on them."""
    made = [Home(tmp_path / str(n), n) for n in range(3)]
    yield made
    for home in made:
        home.log.check()
        home.log.close()


def read_in(home, **lists):
    home.records.import_plain({"format": "taper-record/1", "person": WHO} | lists)
    home.pass_time(1)


def exchange(homes):
    for taker, giver in (*permutations(homes, 2), *permutations(homes, 2)):
        taker.take_from(giver)
    assert len({home.says() for home in homes}) == 1


def open_kinds(homes):
    found = {tuple(one.kind for one in home.apart.conflicts(ID)) for home in homes}
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize("name", DIFFERENT)
@pytest.mark.parametrize("side", [0, 1])
def test_two_notes_of_one_id_are_both_told_until_somebody_chooses(homes, name, side):
    for home, item in zip(homes, DIFFERENT[name], strict=False):
        read_in(home, **{name: [item]})
    exchange(homes)
    assert open_kinds(homes) == (ConflictKind.ONE_ID,)
    last = homes[2]
    (conflict,) = last.apart.conflicts(ID)
    said = apart_words.lines(last.apart.sides(ID, conflict), FORM, PROFILE, last.desk.now())
    assert [len(told) for told in said] == [1, 1]
    assert said[0] != said[1]
    chosen = conflict.sides[side]
    last.pass_time(5)
    last.apart.keep(ID, conflict, chosen, "Ana")
    last.pass_time(5)
    exchange(homes)
    assert open_kinds(homes) == ()
    key = "steps" if name == "plans" else "hr" if name == "check_ins" else "mg"
    holds = homes[0].book.plain_record(ID)[name][-1]
    assert holds[key] == chosen.payload[key]


def test_one_file_on_two_computers_is_one_and_so_is_one_before_and_after_a_correction(homes):
    read_in(homes[0], check_ins=[CHECK_IN], doses=[DOSE])
    read_in(homes[1], check_ins=[CHECK_IN], doses=[DOSE])
    read_in(homes[2], check_ins=[CHECK_IN | {"hr": 90}], changes=[CHANGE])
    exchange(homes)
    assert open_kinds(homes) == ()
    assert homes[0].book.record(ID).check_ins[0].hr == 90


def test_two_corrections_of_one_id_that_differ_are_refused_and_nothing_is_added(homes):
    for home, after in zip(homes[:2], (90, 95), strict=True):
        read_in(home, check_ins=[CHECK_IN | {"hr": after}], changes=[CHANGE | {"after": after}])
    before = homes[0].says()
    with pytest.raises(RecordError, match="two different corrections have one id"):
        homes[0].take_from(homes[1])
    assert homes[0].says() == before
    assert {e.kind for e in homes[0].log.entries(ID)} >= {EntryKind.CHANGE}
