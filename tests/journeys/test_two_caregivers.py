# SPDX-License-Identifier: MIT
"""One dose is due as one person goes and another comes: it is given once."""

from datetime import timedelta

from tests.journeys.words import find, press, see

ANA, BEN = "Ana (daughter)", "Ben (aide)"


def read_back_and_start(window):
    for name in ("last_dose", "next_dose", "flags"):
        press(window, f"shift.read.{name}")
    press(window, "shift.off.0")
    press(window, "shift.start")


def is_offered_again(window, dose):
    offers = window.services.doses.offers(window.person_id)
    return dose.scheduled_for in [one.due for one in (*offers.due, *offers.overdue)]


def test_who_comes_sees_the_dose_that_who_goes_has_just_given(open_window, clock):
    window = open_window(person="practice-oral", recorder=ANA)
    settings = window.services.settings
    press(window, "today.shift")
    press(window, "shift.skip")
    clock.go_to(clock.now() + timedelta(minutes=80))  # 3:00 PM, the dose is due
    window.minute_passed()
    see(window, "3:00 PM")
    press(window, "doses.given.baclofen")
    see(window, "given at 3:00 PM")
    clock.go_to(clock.now() + timedelta(minutes=5))
    settings.change(recorder=BEN)
    window.open_person(window.person_id)
    press(window, "today.shift")
    see(window, f"{ANA} has been on since 1:40 PM.", "In the shift before yours")
    for fact, dose in (("last_dose", "15 mg baclofen, 3:00 PM."), ("next_dose", "10:00 PM")):
        see(find(window, f"shift.fact.{fact}").parentWidget(), dose)
    see(window, "5 minutes ago", "Dose taken")
    read_back_and_start(window)
    see(window, f"{BEN} has been on since 3:05 PM.")
    ana, ben = window.services.shifts.shifts(window.person_id)
    assert (ana.end, ben.after, ben.all_read) == (ben.start, ANA, True)
    given = [d for d in window.services.book.record(window.person_id).doses if d.recorder == ANA]
    assert len(given) == 1
    assert not is_offered_again(window, given[0])
