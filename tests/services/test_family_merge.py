# SPDX-License-Identifier: MIT
"""What a family relies on with three computers: in whatever order files travel, one history."""

import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caregiver_app.content.loader import load_rule_set
from caregiver_app.content.plan_prompts import load_plan_prompts
from caregiver_app.domain.entry_kinds import EntryKind
from caregiver_app.exchange.writer import record_text
from caregiver_app.services.dosing.plans import PlanService
from caregiver_app.services.log.record_book import RecordBook
from caregiver_app.services.log.written import Desk
from caregiver_app.services.looking_back.history import HistoryService
from caregiver_app.services.profile import ProfileService
from caregiver_app.services.sharing_files.apart import ApartService
from caregiver_app.services.sharing_files.family import FamilyService
from caregiver_app.services.sharing_files.records import RecordsService
from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.system.clock import FixedClock
from caregiver_app.system.pieces import at_once

ZONE, START = "America/New_York", datetime(2026, 5, 21, 12, 0, tzinfo=UTC)
PERSON = {"id": "p", "name": "A. Moreno", "dob": None, "route": "oral", "drug": "baclofen"}
ID = "8d6a6b0c-0000-4000-8000-000000000001"
WHO = PERSON | {"id": ID}
RULES, PROMPTS = load_rule_set(), load_plan_prompts()
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it


class Home:
    """One computer of the family, with a clock that may be wrong."""

    def __init__(self, folder, skew_min):
        self.clock = FixedClock(START + timedelta(minutes=skew_min), ZONE)
        self.log = EntryLog.open(folder, self.clock)
        self.book = RecordBook(self.log, self.clock)
        history = HistoryService(self.book, RULES, timedelta(hours=12), timedelta(0), self.clock)
        plans = PlanService(self.book, PROMPTS, lambda *_: None, self.clock)
        profile = ProfileService(self.book, lambda *_: None, self.clock)
        self.ways = (history, plans, profile, self.clock)
        self.apart = ApartService(self.book, *self.ways)
        self.family = FamilyService(self.book, self.apart, self.clock)
        self.desk = Desk(self.book, self.clock)
        self.records = RecordsService(self.book, lambda _record: {}, self.clock)
        self.author = "Ana"

    def pass_time(self, minutes):
        self.clock._now += timedelta(minutes=minutes)

    def write(self, kind, payload, follows=None):
        now = self.desk.now()
        entry = self.book.new_entry(ID, kind, payload, now, self.author, follows=follows)
        self.book.append([entry])

    def check_in(self, hr):
        level = ("NO_FLAGS", "WATCH", "URGENT", "EMERGENCY")[hr % 4]
        judged = {"rule_set": "2026.1", "level": level, "rules": []}
        at = self.desk.now().text
        answers = {"id": self.desk.new_id(), "at": at, "hr": hr, "assessment": judged}
        self.write(EntryKind.CHECK_IN, answers)

    def dose(self, mg, status="taken"):
        dose = {"id": self.desk.new_id(), "at": self.desk.now().text, "status": status}
        slot = {"scheduled_for": START.isoformat(), "mg": mg}
        self.write(EntryKind.DOSE, dose | slot)

    def act(self, number):
        check_ins = self.book.record(ID).check_ins
        if check_ins:
            done = {"id": self.desk.new_id(), "at": self.desk.now().text, "kind": "spoke"}
            about = {"about": check_ins[number % len(check_ins)].id, "by": self.author}
            self.write(EntryKind.ACTION, done | about)

    def plan(self, mg):
        steps = [{"from": "2026-05-01", "mg_per_day": mg}]
        plan = {"id": self.desk.new_id(), "drug": "baclofen", "route": "oral", "steps": steps}
        self.write(EntryKind.PLAN, plan)

    def profile(self, number):
        before = self.book.in_force(ID).person.entry.id
        self.write(EntryKind.PERSON, WHO | {"diagnosis": f"MS, {number}"}, before)

    def limit(self, number):
        before = self.book.in_force(ID).person
        field = ("sci_t6_or_above", "seizure_plan", "pregnant")[number % 3]
        said = {field: number % 2 == 0, "usual": {"hr": 60 + number % 4}}
        self.write(EntryKind.PERSON, before.payload | said, before.entry.id)

    def refill(self, number):
        note = {"id": self.desk.new_id(), "at": self.desk.now().text, "kind": "refill"}
        dates = {"low_reservoir_date": f"2026-09-{number % 28 + 1:02}"} if number % 3 else {}
        self.write(EntryKind.PUMP_EVENT, note | dates)

    def decide(self, which):
        open_ = self.apart.conflicts(ID)
        if open_:
            one = open_[which % len(open_)]
            self.apart.keep(ID, one, one.sides[which % len(one.sides)], "Ana")

    def correct(self, which, hr, field="hr"):
        ids = [c.id for c in self.book.record(ID).check_ins]
        if ids:
            values = {field: (None, hr)}
            target = ids[which % len(ids)]
            self.desk.write(self.desk.corrections(ID, target, "Ana", "typed wrong", values))

    def remove(self, which):
        self.correct(which, True, "removed")

    def put_back(self, which):
        gone = sorted(key for _kind, key in self.book.in_force(ID).removed)
        if gone:
            target, back = gone[which % len(gone)], {"removed": (True, False)}
            self.desk.write(self.desk.corrections(ID, target, "Ana", "it was right", back))

    def mend_dose(self, which, what):
        doses = self.book.record(ID).doses
        if doses:
            dose = doses[which % len(doses)]
            stood = {"removed": None, "status": dose.status.value}
            name = "removed" if what == "removed" else "status"
            told = {name: (stood[name], what == "removed" or what)}
            self.desk.write(self.desk.corrections(ID, dose.id, "Ana", "typed wrong", told))

    def take_from(self, other):
        if not other.book.entries(ID):
            return 0
        found = self.family.compared(other.family.bundle(ID))
        number = at_once(self.family.writing(self.family.preparing(found)()))
        self._worked_out_right()
        return number

    def _worked_out_right(self):
        """Hold what was worked out beside the window to what the disk says."""
        known = self.book.entries(ID), self.book.record(ID), self.apart.conflicts(ID)
        copied = self.book.has_copies(ID)
        fresh = RecordBook(self.log, self.clock)
        of_disk = [replace(entry, seq=0) for entry in fresh.entries(ID)]
        assert [replace(entry, seq=0) for entry in known[0]] == of_disk
        assert (known[1], copied) == (fresh.record(ID), fresh.has_copies(ID))
        again = ApartService(fresh, *self.ways)
        assert [one.id for one in known[2]] == [one.id for one in again.conflicts(ID)]

    def read_in_from(self, other):
        if other.book.entries(ID) and not self.book.entries(ID):
            self.records.import_plain(other.book.plain_record(ID))

    def says(self):
        return record_text(self.book.plain_record(ID))


NUMBER, HOME = st.integers(40, 90), st.integers(0, 2)
WRITING = st.one_of(
    st.tuples(
        st.sampled_from(["check_in", "dose", "act", "plan", "profile", "limit", "refill"]),
        HOME,
        NUMBER,
    ),
    st.tuples(st.just("correct"), HOME, NUMBER, NUMBER),
    st.tuples(st.sampled_from(["remove", "put_back", "pass_time", "decide"]), HOME, NUMBER),
    st.tuples(st.just("mend_dose"), HOME, NUMBER, st.sampled_from(["missed", "extra", "removed"])),
    st.tuples(st.just("pass_time"), HOME, st.integers(-300, -1)),  # its clock is put right
    st.tuples(st.sampled_from(["take_from", "read_in_from"]), HOME, HOME),
)


def act(homes, step):
    what, who, *rest = step
    if what in ("take_from", "read_in_from"):
        rest = [homes[rest[0]]]
    if what == "read_in_from" or what in ("take_from", "pass_time") or homes[who].book.entries(ID):
        getattr(homes[who], what)(*rest)
    homes[who].pass_time(1)


def keeps_all(home, homes):
    """Look that every object that anybody wrote down is in the record of one, removed or not."""
    lists = home.book.in_force(ID).lists
    for written in (entry for each in homes for entry in each.log.entries(ID)):
        if written.kind is not EntryKind.PERSON:
            assert str(written.payload["id"]) in lists[written.kind]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    skews=st.tuples(*[st.integers(-90, 90)] * 3),
    steps=st.lists(WRITING, min_size=4, max_size=25),
    order=st.permutations(list(permutations(range(3), 2))),
)
def test_three_computers_tell_the_same_whatever_was_written_and_exchanged(skews, steps, order):
    with ExitStack() as stack:
        place = stack.enter_context(
            tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)
        )
        homes = [Home(Path(place) / str(n), skew) for n, skew in enumerate(skews)]
        stack.callback(lambda: [home.log.close() for home in homes])
        homes[0].write(EntryKind.PERSON, WHO)
        for step in steps:
            act(homes, step)
        for home in homes:
            if home.book.entries(ID):  # what is kept on the screen is what a new start would show
                assert home.book.record(ID) == RecordBook(home.log, home.clock).record(ID)
        for _round in range(2):
            for taker, giver in order:
                homes[taker].take_from(homes[giver])
        first, *others = [home.says() for home in homes]
        assert all(other == first for other in others)
        opened = [tuple(c.id for c in home.apart.conflicts(ID)) for home in homes]
        assert opened[0] == opened[1] == opened[2]
        for home in homes:
            home.log.check()
            keeps_all(home, homes)
            assert [home.take_from(other) for other in homes] == [0, 0, 0]
            assert RecordBook(home.log, home.clock).plain_record(ID) == home.book.plain_record(ID)
