# SPDX-License-Identifier: MIT
"""History tells watch items, to-dos, shifts and what was read back in words."""

from datetime import timedelta

from caregiver_app.domain.shift.shift_log import Fact, ReadBack
from caregiver_app.domain.shift.watch_items import Listed
from caregiver_app.ui.words.care_words import care_detail, care_title
from tests.journeys.words import press, see

ASKED = [
    ReadBack(fact=fact, sentence=f"words {place}.", was_read=place < 2)
    for place, fact in enumerate(Fact)
]


def lived(services, person, clock):
    """Write down a shift with everything that can be said of it, a minute apart."""
    shifts = services.shifts

    def later(noted):
        clock.go_to(clock.now() + timedelta(minutes=1))
        return noted

    later(shifts.start(person, "Ana", ASKED))
    added = later(shifts.add(person, Listed.WATCH, "Count <b>spasms</b>", "Ana"))
    done = later(shifts.done(person, shifts.open_items(person)[0], "Ana"))
    later(shifts.take_back(person, done, "Ana"))
    later(shifts.take_back(person, added, "Ana"))
    later(shifts.add(person, Listed.TO_DO, "Ring the pharmacy", "Ana"))
    taken = later(shifts.start(person, "Ben", (), ["Ana"]))
    later(shifts.take_back(person, taken, "Ben"))
    later(shifts.end(person, "Ana", "Ana"))


def test_each_line_says_what_was_done_and_never_a_field(data_dir, clock, open_window):
    window = open_window(person="practice-oral")
    services, person = window.services, window.person_id
    lived(services, person, clock)
    lines = [line.told for line in services.history.log(person)]
    own = [(care_title(told), care_detail(told)) for told in lines if care_title(told)]
    read = "Last dose, read back: words 0. Next dose, read back: words 1."
    assert own == [
        ("Shift of Ana started", read),
        ("Not read back", "Open flags, not read back: words 2."),
        ("Watch item added", "Count <b>spasms</b>"),
        ("Watch item done", "Count <b>spasms</b>"),
        ("Taken back: Watch item done", "Count <b>spasms</b>"),
        ("Taken back: Watch item added", "Count <b>spasms</b>"),
        ("To-do added", "Ring the pharmacy"),
        ("Shift from Ana to Ben", ""),
        ("Taken back: Shift from Ana to Ben", ""),
        ("Shift of Ana ended", ""),
    ]
    window.show_page("history")
    press(window, "history.changes")
    see(window, "Shift of Ana ended")


def test_a_corrected_answer_is_told_as_before(data_dir, clock, open_window):
    services = open_window(person="practice-oral").services
    person = services.people.people()[0].id
    assert [care_title(line.told) for line in services.history.log(person)] == [""]
