# SPDX-License-Identifier: MIT
"""Days by chance, told twice in one record: as they were, and with one thing otherwise."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from caregiver_app.domain.check_in import (
    Alertness,
    Breathing,
    Draft,
    Fall,
    Grade,
    Hallucination,
    Mode,
    Orientation,
    PumpAlarm,
    SelfHarm,
    Sweating,
    Urine,
)
from caregiver_app.domain.doses import DoseStatus
from caregiver_app.domain.events import PumpEvent, PumpEventKind
from caregiver_app.domain.happened import Happening
from caregiver_app.domain.moments import moment_in_zone
from tests.domain.pretend import ZONE, person, plan, pump_person

START = datetime(2026, 5, 10, 11, 30, tzinfo=UTC)
_PLAN = plan("08:00", "14:00", "20:00", first=date(2026, 5, 1))
_HURT = (Fall.NO_INJURY, Fall.INJURY, Fall.HEAD)
_QUICK = ("alertness", "orientation", "hallucination", "stiffness")
WORSE: dict[str, tuple[object, ...]] = {
    "alertness": (Alertness.AWAKE, Alertness.DROWSY, Alertness.HARD_TO_WAKE),
    "orientation": (Orientation.NORMAL, Orientation.MUDDLED, Orientation.VERY_CONFUSED),
    "hallucination": (Hallucination.NO, Hallucination.UNSURE, Hallucination.YES),
    "stiffness": (3, 4, 5, 6, 7, 8, 10),
    "temp_c": tuple(map(Decimal, ("36.7", "37.6", "38.1", "39.2", "40.5"))),
    "hr": (72, 93, 104, 112, 140),
    "spo2": (98, 95, 93, 90),
    "rr": (15, 22, 26),
    "itching": (Grade.NONE, Grade.MILD, Grade.SEVERE),
    "tremor": (Grade.NONE, Grade.MILD, Grade.SEVERE),
    "sweating": (Sweating.NONE, Sweating.SOME, Sweating.SOAKING),
    "agitation": (0, 1, 2, 3),
    "anxiety": (2, 5, 9),
    "urine": (Urine.NORMAL, Urine.TEA_COLA),
    "self_harm": (SelfHarm.NONE, SelfHarm.THOUGHTS, SelfHarm.PLAN_OR_ATTEMPT),
    "worried": (False, True),
}
"""Each answer from the best to the worst."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One thing that is told so many minutes after the start; `late` is when it is written down."""

    minute: int
    what: Draft | DoseStatus | Fall | PumpAlarm | Happening
    late: int | None = None


Story = tuple[Told, ...]


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What the pages tell at one moment; `hours` until the next look."""

    level: int
    alert: int
    to_er: bool
    signs: int
    hours: float


def anybody(chance: Random, name: str):
    """Return who the days are of; the same chance gives the same person."""
    who = pump_person if chance.random() < 0.3 else person
    return replace(who(), name=name, zone=ZONE)


def days(chance: Random, *, has_pump: bool) -> Story:
    """Return a day and a half of check-ins, and of doses without a pump."""
    told = [
        Told(minute=at, what=_looked(chance))
        for at in range(40, 30 * 60, chance.choice((150, 290)))
    ]
    statuses = (*[DoseStatus.TAKEN] * 4, DoseStatus.MISSED, DoseStatus.VOMITED)
    if not has_pump:
        due = (31, 391, 751, 1471)  # a minute past the times of the plan
        told += [
            Told(minute=at, what=chance.choice(statuses)) for at in due if chance.random() < 0.9
        ]
    return tuple(sorted(told, key=lambda one: one.minute))


def _looked(chance: Random) -> Draft:
    mode = chance.choice((Mode.QUICK, Mode.QUICK, Mode.FULL))
    asked = [n for n in WORSE if n in _QUICK or mode is Mode.FULL or chance.random() < 0.3]
    answers = {name: WORSE[name][0] for name in asked}
    for name in chance.sample(asked, chance.choice((0, 0, 0, 1, 2))):
        answers[name] = chance.choice(WORSE[name])
    calm = {"seizures": (), "breathing": Breathing.NORMAL, "pump_alarm": PumpAlarm.NONE}
    return Draft(mode=mode, rash=False, **calm, **answers)


def made_worse(chance: Random, story: Story, *, has_pump: bool) -> Story:
    """Return the same days with one answer worse, one dose lost, or something that happened."""
    way = chance.choice((_answer_worse, _answer_worse, _dose_lost, _happened))
    return way(chance, story, has_pump) or _happened(chance, story, has_pump)


def _answer_worse(chance: Random, story: Story, _has_pump: bool) -> Story | None:
    place = chance.choice([n for n, one in enumerate(story) if isinstance(one.what, Draft)])
    draft = story[place].what
    steps = {name: _index(draft, name) for name in WORSE}
    left = [name for name, at in steps.items() if at is not None and at + 1 < len(WORSE[name])]
    name = chance.choice(left)
    worse = replace(draft, **{name: chance.choice(WORSE[name][steps[name] + 1 :])})
    return (*story[:place], replace(story[place], what=worse), *story[place + 1 :])


def _index(draft: Draft, name: str) -> int | None:
    value = getattr(draft, name)
    return None if value is None else WORSE[name].index(value)


def _dose_lost(chance: Random, story: Story, _has_pump: bool) -> Story | None:
    given = [n for n, one in enumerate(story) if one.what is DoseStatus.TAKEN]
    if not given:
        return None
    place = chance.choice(given)
    lost = chance.choice((DoseStatus.MISSED, DoseStatus.VOMITED))
    return (*story[:place], replace(story[place], what=lost), *story[place + 1 :])


def _happened(chance: Random, story: Story, has_pump: bool) -> Story:
    own = (PumpAlarm.SINGLE, PumpAlarm.TWO_TONE) if has_pump else (DoseStatus.EXTRA,)
    what = chance.choice((*_HURT, Happening.SEIZURE, *own))
    added = Told(minute=chance.randrange(60, 28 * 60) | 1, what=what)
    return tuple(sorted((*story, added), key=lambda one: one.minute))


def told_late(chance: Random, story: Story, end: int) -> Story:
    """Return the same check-ins with one that is written down when all others are."""
    place = chance.choice([n for n, one in enumerate(story) if isinstance(one.what, Draft)])
    return (*story[:place], *story[place + 1 :], replace(story[place], late=end))


class Telling:
    """One person in a real record, to whom a story happens."""

    def __init__(self, services, clock, who) -> None:
        self.services, self.clock = services, clock
        self.person = services.people.add_person(who, None)
        if not who.has_pump:
            services.plans.add_version(self.person, _PLAN, None)

    def tell(self, one: Told) -> None:
        """Write one thing down as the window does."""
        services, what = self.services, one.what
        if isinstance(what, Draft):
            at = moment_in_zone(START + timedelta(minutes=one.minute), ZONE)
            services.check_ins.save(self.person, what, about=at if one.late is not None else None)
        elif isinstance(what, DoseStatus):
            self._dose(what)
        elif isinstance(what, PumpAlarm):
            sound, now = PumpEventKind.ALARM, services.happened.now()
            services.pump.add(
                self.person,
                PumpEvent(id=services.doses.new_id(), at=now, kind=sound, tone=what),
                None,
            )
        else:
            self._tapped(what)

    def _dose(self, status: DoseStatus) -> None:
        doses, now = self.services.doses, self.services.happened.now()
        planned = min(doses.offers(self.person).planned, key=lambda one: abs(one.due.utc - now.utc))
        entry = replace(doses.as_planned(planned, now, None), status=status)
        if status is DoseStatus.EXTRA:
            entry = replace(entry, scheduled_for=None)
        doses.log(self.person, entry)
        doses.keep()

    def _tapped(self, what: Fall | Happening) -> None:
        happened = self.services.happened
        fell = isinstance(what, Fall)
        event = happened.tapped(self.person, Happening.FALL if fell else what, None)
        if fell:
            happened.tell(self.person, event.id, {"fall": what}, None)
        happened.keep()

    def seen(self) -> Seen:
        """Return what stands now, after the minute in which an open window looks at the hours."""
        services, person = self.services, self.person
        services.doses.alert_to_what_calls(person, Happening.TIME)
        alert, today = services.alerts.follow_up(person), services.overview.today(person)
        words, level = services.emergency.script(person), services.shift_views.facts(person).level
        away = today.next_check.due.utc - self.clock.now().astimezone(UTC)
        return Seen(
            level=int(level or 0),
            alert=int(alert.level) if alert is not None else 0,
            to_er=alert is not None and alert.go_to_er,
            signs=len(words.signs) + len(words.before),
            hours=max(away.total_seconds() / 3600, 0),
        )


def played(
    services, clock, who, stories: tuple[Story, Story], looks: Iterable[int]
) -> list[tuple[Seen, Seen]]:
    """Tell two people their stories side by side; return what is seen of both at each look."""
    clock.go_to(START)
    both = [
        Telling(services, clock, replace(who, name=name)) for name in ("As it was", "Otherwise")
    ]
    steps: list[tuple[int, int, Callable[[], object]]] = [
        (one.minute if one.late is None else one.late, 0, lambda one=one, to=to: to.tell(one))
        for to, story in zip(both, stories, strict=True)
        for one in story
    ]
    found: list[tuple[Seen, Seen]] = []
    steps += [(at, 1, lambda: found.append((both[0].seen(), both[1].seen()))) for at in looks]
    for minute, _order, step in sorted(steps, key=lambda one: one[:2]):
        clock.go_to(START + timedelta(minutes=minute))
        step()
    return found
