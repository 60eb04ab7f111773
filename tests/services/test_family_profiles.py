# SPDX-License-Identifier: MIT
"""Two computers that change one profile: each keeps what only the other one changed."""

import pytest

from caregiver_app.domain.entries import EntryKind
from caregiver_app.domain.people.caregivers import CaregiverRole
from caregiver_app.domain.sharing.conflict_kinds import ConflictKind
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.profile import ProfileNotSaved
from caregiver_app.ui.widgets.sharing.bundle_take_in import beside_words, new_words
from caregiver_app.wiring import build_services
from tests.services.test_family_merge import ID, WHO, Home

LEE = {"role": "prescriber", "name": "Dr Lee", "phone": "555-0100"}
KIM = {"role": "pharmacy", "name": "Kim", "phone": "555-0111"}
BACLOFEN, ASPIRIN = {"name": "Baclofen"}, {"name": "Aspirin", "dose_text": "80 mg"}
TAKEN = {"name": "Lorazepam", "groups": ["sedating"], "status": "taken"}
HELD = TAKEN | {"status": "held"}
KNOWN = {"contacts": [LEE], "allergies": ["latex"], "usual": {"hr": 70, "sbp": 120, "dbp": 80}}


@pytest.fixture
def two(tmp_path):
    """Return two computers that know one profile."""
    homes = [Home(tmp_path / name, skew) for name, skew in (("ann", 0), ("ben", 1))]
    homes[0].write(EntryKind.PERSON, WHO | KNOWN)
    homes[1].take_from(homes[0])
    yield homes
    for home in homes:
        home.log.check()
        home.log.close()


def say(home, **changes):
    """Write a newer profile with some fields, or some of an inner object, as they are now."""
    home.pass_time(5)
    before = home.book.in_force(ID).person
    home.write(EntryKind.PERSON, before.payload | changes, before.entry.id)


def exchange(ann, ben):
    for home in (ann, ben):
        home.pass_time(60)
    ann.take_from(ben)
    ben.take_from(ann)
    for home in (ann, ben):
        assert home.book.record(ID) == RecordBook(home.log, home.clock).record(ID)
    assert ann.says() == ben.says()


def told(home, *fields):
    payload = home.book.plain_record(ID)["person"]
    return [payload.get(field) for field in fields]


def kinds(home):
    return [one.kind for one in home.apart.conflicts(ID)]


@pytest.mark.parametrize("first", [0, 1])
def test_a_limit_of_one_side_holds_beside_what_the_other_side_changed(two, first):
    ann, ben = two[first], two[1 - first]
    say(ann, sci_t6_or_above=True, usual=KNOWN["usual"] | {"hr": 60}, allergies=["latex", "nuts"])
    say(ben, address="12 Main Street", usual=KNOWN["usual"] | {"rr": 14}, contacts=[LEE, KIM])
    say(ben, address="14 Main Street")
    exchange(ann, ben)
    for home in two:
        assert kinds(home) == []
        assert told(home, "sci_t6_or_above", "address") == [True, "14 Main Street"]
        assert told(home, "usual") == [{"hr": 60, "sbp": 120, "dbp": 80, "rr": 14}]
        assert told(home, "contacts", "allergies") == [[LEE, KIM], ["latex", "nuts"]]
        assert [card.name for card in home.book.people()] == ["A. Moreno"]


def test_a_plan_and_a_profile_that_come_in_are_told_before_they_are_added(two):
    ann, ben = two
    say(ben, address="12 Main Street")
    ben.plan(40)
    ben.check_in(70)
    found = ann.family.compared(ben.family.bundle(ID))
    assert new_words(found) == "New here: 1 check-in, 1 plan, 1 change in About them."
    told = "It brings a plan. Look at Plan afterwards. It changes what is known about them."
    now = ann.desk.now()
    assert told in beside_words(found, now)
    ann.family.take_in(found)
    assert beside_words(ann.family.compared(ben.family.bundle(ID)), now) == ""


CONFLICTS = [
    ({"sci_t6_or_above": True}, {"sci_t6_or_above": False}, {"sci_t6_or_above": True}),
    ({"seizure_plan": True}, {"seizure_plan": False}, {"seizure_plan": False}),
    ({"spo2_target_88_92": False}, {"spo2_target_88_92": True}, {"spo2_target_88_92": False}),
    ({"usual": {"hr": 58}}, {"usual": {"hr": 72}}, {"usual": {"hr": 72}}),
    (
        {"usual": {"sbp": 128, "dbp": 80}},
        {"usual": {"sbp": 100, "dbp": 60}},
        {"usual": {"sbp": 128, "dbp": 80}},
    ),
    ({"usual": {"stiffness": 6}}, {"usual": {"stiffness": 4}}, {"usual": {"stiffness": 4}}),
    ({"medicines": [HELD]}, {"medicines": [TAKEN]}, {"medicines": [TAKEN]}),
    ({"route": "both"}, {"route": "itb"}, {"route": "both"}),
    ({"medicines": []}, {"medicines": [ASPIRIN]}, {"medicines": [ASPIRIN]}),
    ({"address": "1 Elm"}, {"address": "2 Elm"}, {"address": "2 Elm"}),
]


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize(("one", "other", "until"), CONFLICTS)
def test_what_both_changed_is_asked_and_the_careful_value_holds_until_then(
    two, one, other, until, side
):
    ann, ben = two
    say(ann, **one, diagnosis="MS")
    say(ben, **({"zone": "Europe/Berlin"} | other))
    exchange(ann, ben)
    for home in two:
        assert kinds(home) == [ConflictKind.PROFILES]
        assert told(home, *until) == list(until.values())
    (open_,) = ben.apart.conflicts(ID)
    ben.apart.keep(ID, open_, open_.sides[side], "Ben")
    exchange(ann, ben)
    for home in two:
        assert kinds(home) == []
        chosen = (one, other)[side]
        assert told(home, *chosen, "diagnosis") == [*chosen.values(), "MS"]


def test_who_changes_something_else_has_decided_nothing(two):
    ann, ben = two
    say(ann, sci_t6_or_above=True, seizure_plan=True)
    say(ben, sci_t6_or_above=False, seizure_plan=False)
    exchange(ann, ben)
    say(ann, address="1 Elm Street")
    say(ben, diagnosis="MS")
    exchange(ann, ben)
    say(ben, seizure_plan=True)
    exchange(ann, ben)
    fields = ("sci_t6_or_above", "seizure_plan", "address", "diagnosis")
    for home in two:
        assert kinds(home) == [ConflictKind.PROFILES]
        assert told(home, *fields) == [True, True, "1 Elm Street", "MS"]
    (open_,) = ann.apart.conflicts(ID)
    ann.apart.keep(ID, open_, open_.sides[1], "Ana")
    exchange(ann, ben)
    for home in two:
        assert kinds(home) == []
        assert told(home, *fields) == [False, True, "1 Elm Street", "MS"]


def test_both_the_same_change_and_a_field_taken_out_are_nothing_to_decide(two):
    ann, ben = two
    say(ann, sci_t6_or_above=True, allergies=[])
    say(ben, sci_t6_or_above=True, contacts=[])
    exchange(ann, ben)
    assert kinds(ann) == kinds(ben) == []
    assert told(ann, "sci_t6_or_above", "allergies") == [True, []]
    assert not told(ann, "contacts")[0]


def test_what_was_put_together_is_what_the_next_changes_begin_from(two):
    ann, ben = two
    for number in range(3):
        say(
            ann, address=f"{number} Elm", usual={"hr": 60 + number} | ({"rr": 14} if number else {})
        )
        say(ben, diagnosis=f"MS {number}", usual={"hr": 60 + number, "rr": 14})
        exchange(ann, ben)
        assert kinds(ann) == kinds(ben) == []
        assert told(ben, "address", "diagnosis") == [f"{number} Elm", f"MS {number}"]
        assert told(ann, "usual") == [{"hr": 60 + number, "rr": 14}]


def test_an_export_of_any_time_read_in_again_changes_nothing(two):
    ann, ben = two
    say(ann, sci_t6_or_above=True)
    say(ben, sci_t6_or_above=False, address="12 Main Street")
    exchange(ann, ben)
    old = ann.book.plain_record(ID)
    assert ben.records.import_plain(old).new_entries == 0
    (open_,) = ann.apart.conflicts(ID)
    ann.apart.keep(ID, open_, open_.sides[1], "Ana")
    assert ann.records.import_plain(old).new_entries == 0
    assert told(ann, "sci_t6_or_above") == [False]


def test_history_says_who_changed_what(two):
    ann, ben = two
    say(ann, sci_t6_or_above=True)
    say(ben, address="12 Main Street")
    exchange(ann, ben)
    services = build_services(ann.log, ann.clock)
    first, second = services.history.edits(ID)
    assert (first.before.sci_t6_or_above, first.after.sci_t6_or_above) == (None, True)
    assert (second.before.address, second.after.address) == (None, "12 Main Street")
    assert second.before.sci_t6_or_above is second.after.sci_t6_or_above is True


@pytest.mark.parametrize("side", [0, 1])
def test_an_aide_decides_nothing_about_a_limit(two, side):
    ann, ben = two
    say(ann, sci_t6_or_above=True)
    say(ben, sci_t6_or_above=False)
    exchange(ann, ben)
    services = build_services(ann.log, ann.clock)
    services.caregivers.begin_with(ID, "Ana")
    rosa = services.caregivers.add(ID, "Rosa", None, CaregiverRole.AIDE)
    services.caregivers.switch(ID, rosa.id)
    (open_,) = services.apart.conflicts(ID)
    with pytest.raises(ProfileNotSaved, match="Only family"):
        services.apart.keep(ID, open_, open_.sides[side], "Rosa")
    assert services.apart.in_use(ID, open_).sci_t6_or_above is True


def test_three_computers_come_to_one_profile_in_any_order(two, tmp_path):
    homes = [*two, Home(tmp_path / "cem", 0)]
    homes[2].take_from(homes[0])
    say(homes[0], sci_t6_or_above=True, usual={"hr": 60})
    say(homes[1], sci_t6_or_above=False, usual={"hr": 60}, address="1 Elm")
    say(homes[2], diagnosis="MS", pregnant=True)
    for taker, giver in ((0, 1), (2, 0), (1, 2), (0, 2)):
        homes[taker].take_from(homes[giver])
    say(homes[0], zone="Europe/Berlin")
    for taker, giver in ((1, 0), (2, 0)):
        homes[taker].take_from(homes[giver])
    fields = ("sci_t6_or_above", "address", "diagnosis", "pregnant", "zone")
    for home in homes:
        assert told(home, *fields) == [True, "1 Elm", "MS", True, "Europe/Berlin"]
    homes[2].log.close()
