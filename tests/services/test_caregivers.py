# SPDX-License-Identifier: MIT
"""Who records for a person: switching, PINs, and what the services refuse to whom."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from caregiver_app.domain.check_in import Draft, Mode
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.people.caregivers import CaregiverRole
from caregiver_app.domain.person import Drug, Medicine, Person, Route, UsualValues
from caregiver_app.services.care_team.caregivers import CaregiverRefused, CaregiverService
from caregiver_app.services.dosing.plan_photos import PhotoRefused
from caregiver_app.services.dosing.plans import PlanNotSaved
from caregiver_app.services.dosing.pump import PumpEventNotSaved
from caregiver_app.services.log.written import NotWritten
from caregiver_app.services.profile import ProfileNotSaved
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.storage.errors import StorageError
from caregiver_app.system.clock import here_and_now
from tests.services.test_plans import NEW

FAMILY, AIDE = CaregiverRole.FAMILY, CaregiverRole.AIDE


@pytest.fixture
def person(services):
    return services.people.open_practice("practice-oral")


@pytest.fixture
def care(services):
    return services.caregivers


@pytest.fixture
def home(care, person):
    """Return Ana (PIN 2580), Marta without a PIN and the aide Luis (PIN 123456); Luis records."""
    ana = care.add(person, "Ana", "daughter", FAMILY, "2580")
    care.switch_by_pin(person, "2580")
    marta = care.add(person, "Marta", "sister", FAMILY)
    luis = care.add(person, "Luis", "aide", AIDE, "123456")
    care.switch(person, luis.id, "123456")
    return ana, marta, luis


def recorder(services):
    return services.settings.current().recorder


def test_on_no_list_every_name_is_family_and_may_change_all(services, care, person):
    for name in (None, "Kim"):
        services.settings.change(recorder=name)
        assert care.why_not(person, "plan") is None
    services.plans.add_version(person, NEW, "Kim")


def test_typing_a_pin_alone_switches_at_the_last_digit(services, care, person, home):
    assert care.switch_by_pin(person, "258") is None
    assert care.switch_by_pin(person, "2580").name == "Ana"
    assert recorder(services) == "Ana (daughter)"
    assert [care.switch_by_pin(person, typed) for typed in ("1234", "12345")] == [None, None]
    assert care.switch_by_pin(person, "123456").name == "Luis"


def test_a_name_without_a_pin_takes_one_press_and_one_with_it_does_not(
    services, care, person, home
):
    ana, marta, _luis = home
    with pytest.raises(CaregiverRefused, match="Type the PIN of Ana"):
        care.switch(person, ana.id)
    with pytest.raises(CaregiverRefused, match="Type the PIN of Ana"):
        care.switch_to_name(person, " ana  (Daughter) ", guest=True)
    assert recorder(services) == "Luis (aide)"
    care.switch(person, marta.id)
    assert recorder(services) == "Marta (sister)"


def test_wrong_pins_make_a_growing_pause_and_never_lock_anybody_out(care, clock, person, home):
    for _wrong in range(3):
        with pytest.raises(CaregiverRefused, match="Nobody here has this PIN"):
            care.switch_by_pin(person, "0000")
    with pytest.raises(CaregiverRefused, match="Wait 5 seconds"):
        care.switch_by_pin(person, "2580")
    care.switch(person, home[1].id)  # a name without a PIN never waits
    for _wrong in range(20):
        clock.go_to(clock.now() + timedelta(seconds=61))
        with pytest.raises(CaregiverRefused, match="Nobody here has this PIN"):
            care.switch_by_pin(person, "0000")
    clock.go_to(clock.now() + timedelta(seconds=61))
    assert care.switch_by_pin(person, "2580").name == "Ana"


def test_a_guest_types_a_name_and_has_the_rights_of_an_aide_then_and_later(services, care, person):
    ana = care.add(person, "Ana", "daughter", FAMILY)
    care.switch_to_name(person, "Kim (agency)", guest=True)
    assert recorder(services) == "Kim (agency)"
    assert care.of(person) == (ana,)
    assert "Only family" in care.why_not(person, "plan")
    care.switch_to_name(person, "Ana (daughter)")
    assert care.why_not(person, "plan") is None
    care.switch_to_name(person, "kim")
    assert "Only family" in care.why_not(person, "usual")


def test_a_press_on_guest_shuts_nobody_out_while_nobody_is_on_the_list(services, care, person):
    services.settings.change(recorder="Ana")
    care.switch_to_name(person, "Ana", guest=True)
    assert [care.why_not(person, what) for what in ("plan", "caregivers")] == [None, None]
    ana = care.add(person, "Ana", None, FAMILY)
    assert care.current(person) == ana
    care.take_away(person, ana.id)
    care.switch_to_name(person, "Kim", guest=True)
    services.settings.change(recorder="Marta")
    care.add(person, "Marta", "sister", FAMILY)
    care.switch_to_name(person, "Kim")
    assert "Only family" in care.why_not(person, "plan")  # beside family a guest is one


def test_a_name_with_a_pin_ends_behind_the_lock_and_one_without_stays(services, care, person, home):
    ana, marta, luis = home
    assert care.switch_by_pin(person, "2580") == ana
    care.take_away(person, luis.id)
    assert care.why_not(person, "plan") is None
    assert care.sign_out()
    assert recorder(services) is None
    assert "Switch to: Ana, Marta" in care.why_not(person, "plan")  # nobody said who it is
    assert not care.sign_out()
    assert care.why_not(person, "caregivers") is not None
    care.switch(person, marta.id)
    assert care.why_not(person, "plan") is None
    assert not care.sign_out()
    assert recorder(services) == "Marta (sister)"


@pytest.mark.parametrize("who", ["aide", "guest", "typed as Ana", "nobody"])
def test_plan_limits_and_usual_values_are_refused_by_the_services(
    services, care, person, home, who
):
    if who == "guest":
        care.switch_to_name(person, "Kim", guest=True)
    elif who != "aide":  # a name that got round the question
        services.settings.change(recorder="Ana (daughter)" if who != "nobody" else None)
    with pytest.raises(PlanNotSaved, match=r"Only family writes down the plan.*Ana, Marta"):
        services.plans.add_version(person, NEW, "Ana (daughter)")
    before = services.book.record(person).person
    for change in ({"usual": UsualValues(hr=1)}, {"seizure_plan": True}, {"medicines": ()}):
        with pytest.raises(ProfileNotSaved, match="Only family"):
            services.profile.change(person, replace(before, **change), "Ana (daughter)")
    with pytest.raises(PhotoRefused, match="Only family"):
        services.plan_photos.add(person, "x", b"", None)
    with pytest.raises(PhotoRefused, match="Only family"):
        services.plan_photos.remove(person, "x")
    assert services.book.record(person).person == before
    assert len(services.plans.view(person).plans) == 1


def test_an_aide_does_all_the_rest(services, care, person, home):
    before = services.book.record(person).person
    more = (*(before.medicines or ()), Medicine(name="melatonin"))
    services.profile.change(person, replace(before, address="1 Elm", medicines=more), "Luis (aide)")
    draft = Draft(mode=Mode.QUICK, recorder="Luis (aide)", stiffness=3)
    assert services.check_ins.save(person, draft).check_in.recorder == "Luis (aide)"
    assert care.last_recorded(person)[home[2].id] == services.book.record(person).check_ins[-1].at


def test_what_a_clinic_did_to_a_pump_is_for_family_and_what_was_heard_for_all(
    services, care, clock
):
    pump = services.people.open_practice("practice-pump")
    care.switch(pump, care.add(pump, "Ana", None, FAMILY).id)
    care.switch(pump, care.add(pump, "Luis", None, AIDE).id)
    refill = PumpEvent(id="", at=here_and_now(clock), kind=PumpEventKind.REFILL)
    with pytest.raises(PumpEventNotSaved, match="Only family"):
        services.pump.add(pump, refill, "Luis")
    services.pump.add(pump, replace(refill, kind=PumpEventKind.ALARM), "Luis")
    for event in services.book.record(pump).pump_events:
        if event.kind is PumpEventKind.ALARM:
            services.history.remove(pump, event, "wrong", "Luis")
        else:
            with pytest.raises(NotWritten, match="Only family"):
                services.history.remove(pump, event, "wrong", "Luis")


def test_a_file_with_another_plan_is_not_a_way_round(services, person, home, tmp_path):
    services.caregivers.switch(person, home[1].id)
    services.plans.add_version(person, NEW, "Marta (sister)")
    whole = services.book.plain_record(person)
    other = whole | {"plans": [*whole["plans"][:-1], whole["plans"][-1] | {"id": "another"}]}
    services.caregivers.switch(person, home[2].id, "123456")
    from caregiver_app.services.sharing_files.sharing_in import Held

    found = services.incoming.compared(Held(plain=other), person)
    with pytest.raises(CaregiverRefused, match="Only family"):
        services.incoming.add(found)
    assert services.incoming.add(services.incoming.compared(Held(plain=whole), person)) == 0


def test_an_aide_changes_nobody_on_the_list_but_their_own_pin(services, care, person, home):
    ana, marta, luis = home
    for act in (
        lambda: care.add(person, "Kim", None, FAMILY),
        lambda: care.take_away(person, ana.id),
        lambda: care.change(person, luis.id, name="Luis", relation=None, role=FAMILY),
        lambda: care.set_pin(person, marta.id, "4321"),
    ):
        with pytest.raises(CaregiverRefused, match="Only family"):
            act()
    with pytest.raises(CaregiverRefused, match="Nobody here has this PIN"):
        care.set_pin(person, ana.id, None, "1111")
    care.set_pin(person, luis.id, "7777", "123456")
    assert care.switch_by_pin(person, "7777").name == "Luis"
    assert care.of(person)[0].pin == ana.pin


def test_no_two_pins_of_one_person_begin_alike(care, person, home):
    with pytest.raises(CaregiverRefused, match="same four digits"):
        care.set_pin(person, home[2].id, "258099", "123456")
    with pytest.raises(CaregiverRefused, match="4 to 8 digits"):
        care.set_pin(person, home[2].id, "12", "123456")


def test_a_list_with_an_aide_keeps_somebody_of_the_family(care, person):
    with pytest.raises(CaregiverRefused, match="Put yourself on the list first"):
        care.add(person, "Luis", None, AIDE)
    ana = care.add(person, "Ana", None, FAMILY)
    care.switch_to_name(person, "An")
    with pytest.raises(CaregiverRefused, match="An records now and is not on the list"):
        care.add(person, "Luis", None, AIDE)
    care.switch(person, ana.id)
    care.add(person, "Luis", None, AIDE)
    with pytest.raises(CaregiverRefused, match="Somebody of the family"):
        care.take_away(person, ana.id)
    with pytest.raises(CaregiverRefused, match="Somebody of the family"):
        care.change(person, ana.id, name="Ana", relation=None, role=AIDE)
    assert [one.name for one in care.of(person)] == ["Ana", "Luis"]


def test_entries_keep_the_name_and_the_new_one_goes_on(services, care, person):
    ana = care.add(person, "Ana", None, FAMILY)
    care.switch(person, ana.id)
    services.check_ins.save(person, Draft(mode=Mode.QUICK, recorder=recorder(services), hr=70))
    care.change(person, ana.id, name="Ana Delgado", relation="daughter", role=FAMILY)
    assert recorder(services) == "Ana Delgado (daughter)"
    assert services.book.record(person).check_ins[-1].recorder == "Ana"
    assert ana.id in care.last_recorded(person)
    assert "Ana" not in care.offered(person)


def test_a_forgotten_pin_ends_in_a_day_unless_it_is_typed(care, clock, person, home):
    ana = home[0]
    care.forget_pin(person, ana.id)
    care.switch_by_pin(person, "2580")
    clock.go_to(clock.now() + timedelta(hours=25))
    with pytest.raises(CaregiverRefused, match="Type the PIN"):
        care.switch(person, ana.id)
    ends = care.forget_pin(person, ana.id)
    clock.go_to(ends.utc)
    assert care.switch(person, ana.id).name == "Ana"


def test_the_list_is_kept_with_no_digit_of_a_pin_and_no_export_has_it(log, services, person, home):
    again = CaregiverService(log, services.book, services.settings, services.clock)
    assert again.of(person) == home
    stored = log.setting(f"caregivers.{person}")
    # Not amid the digits of an id or a sum, which are drawn by chance and may have it.
    assert not re.search(r"(?<![0-9a-f])2580(?![0-9a-f])", stored)
    assert "Marta" not in str(services.book.plain_record(person))


def test_a_list_that_cannot_be_read_makes_nobody_family(log, services, person):
    log.set_setting(f"caregivers.{person}", '[{"name": 1}]')
    services.settings.change(recorder="Ana")
    with pytest.raises(PlanNotSaved, match="damaged"):
        services.plans.add_version(person, NEW, "Ana")
    assert services.caregivers.current(person).role is CaregiverRole.GUEST


@pytest.fixture
def full_disk(monkeypatch):
    """Let the disk take nothing from now on."""

    def refuse(*_args):
        raise StorageError("disk_full")

    monkeypatch.setattr(EntryLog, "set_setting", refuse)


def test_on_a_full_disk_anybody_goes_on_under_their_own_name_and_is_told_that_it_is_not_kept(
    services, care, person, home, full_disk
):
    care.switch(person, home[1].id)
    assert (recorder(services), care.why_not(person, "plan")) == ("Marta (sister)", None)
    assert "disk is full" in care.not_kept
    care.switch_to_name(person, "Kim (night)", guest=True)
    assert care.current(person).role is CaregiverRole.GUEST
    assert (recorder(services), care.why_not(person, "plan") is None) == ("Kim (night)", False)


def test_a_pin_is_asked_for_on_a_full_disk_too_and_one_that_was_forgotten_counts_again(
    services, care, person, home, request
):
    ends = care.forget_pin(person, home[0].id)
    request.getfixturevalue("full_disk")
    with pytest.raises(CaregiverRefused):
        care.switch(person, home[0].id)
    assert recorder(services) == "Luis (aide)"
    assert (care.switch_by_pin(person, "2580").name, ends is None) == ("Ana", False)
    assert care.of(person)[0].forgot_at is None


def test_what_is_changed_on_the_list_of_a_full_disk_is_refused_and_stays_as_it_was(
    care, person, home, full_disk
):
    care.switch_by_pin(person, "2580")
    with pytest.raises(CaregiverRefused, match="NOT SAVED"):
        care.take_away(person, home[1].id)
    assert [one.name for one in care.of(person)] == ["Ana", "Marta", "Luis"]


def test_once_there_is_room_again_the_next_name_is_kept(
    log, services, care, person, home, request, monkeypatch
):
    request.getfixturevalue("full_disk")
    care.switch(person, home[1].id)
    assert care.not_kept
    monkeypatch.undo()
    assert log.setting("recorder") == "Luis (aide)"
    care.switch_by_pin(person, "2580")
    assert (care.not_kept, log.setting("recorder")) == ("", "Ana (daughter)")


def test_who_adds_a_person_is_the_first_of_their_family(services, care, person, home):
    new = Person(name="Rosa", route=Route.ORAL, drug=Drug.BACLOFEN)
    other = services.people.add_person(new, "Luis (aide)")
    care.begin_with(other, "Luis (aide)")
    assert [(one.name, one.role) for one in care.of(other)] == [("Luis", FAMILY)]
    assert care.why_not(other, "plan") is None
