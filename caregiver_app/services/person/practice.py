# SPDX-License-Identifier: MIT
"""The made-up people to try the program with, moved to today."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from caregiver_app.domain.moments import Moment, moment_in_zone
from caregiver_app.exchange.reader import read_record
from caregiver_app.system.clock import Clock
from caregiver_app.system.resources import resource_path
from caregiver_app.system.words import _

KEYS = ("practice-oral", "practice-pump", "practice-child", "practice-both")

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePerson:
    """One made-up person and, in a sentence, what there is to see."""

    key: str
    name: str
    about: str


def practice_people() -> tuple[PracticePerson, ...]:
    """Return everybody one can practise with."""
    about = {
        "practice-oral": _("An adult who steps down from baclofen by mouth."),
        "practice-pump": _("An adult whose baclofen comes from a pump."),
        "practice-child": _("A child who takes baclofen as a liquid."),
        "practice-both": _("An adult who steps down from clonazepam and takes baclofen."),
    }
    return tuple(
        PracticePerson(key=key, name=_sample(key)["person"]["name"], about=about[key])
        for key in KEYS
    )


def practice_record(key: str, clock: Clock) -> dict[str, Any]:
    """Return the record of a made-up person, moved by whole days up to now.

    Wall-clock times stay as they were written, in this computer's zone; the newest check-in
    becomes the last such time that has passed. The date of birth stays.
    """
    plain, zone = _sample(key), ZoneInfo(clock.zone())
    now = clock.now().astimezone(zone)
    last = max(Moment.parse(c["at"]).local for c in plain["check_ins"]).replace(tzinfo=None)
    days = timedelta(days=(now.date() - last.date()).days)
    if (last + days).replace(tzinfo=zone) > now:
        days -= timedelta(days=1)
    person = {"dob": plain["person"]["dob"]}
    moved: dict[str, Any] = _moved(plain, lambda text: _shifted(text, days, zone), clock.zone())
    moved["person"] |= person
    return moved


@cache
def _sample(key: str) -> dict[str, Any]:
    """Return the record as it is shipped; it is read once, and nobody may change it."""
    if key not in KEYS:
        raise KeyError(f"there is no practice person {key}")
    return read_record(resource_path("samples", f"{key}.json"))


def _moved(value: object, shift: Callable[[str], str], zone: str) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {
            key: zone if key == "zone" and item else _moved(item, shift, zone)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_moved(item, shift, zone) for item in value]
    return shift(value) if isinstance(value, str) else value


def _shifted(text: str, days: timedelta, zone: ZoneInfo) -> str:
    if _DAY.fullmatch(text):
        return (date.fromisoformat(text) + days).isoformat()
    if not _TIME.fullmatch(text):
        return text
    wall = datetime.fromisoformat(text).replace(tzinfo=None) + days
    return moment_in_zone(wall.replace(tzinfo=zone), zone.key).text
