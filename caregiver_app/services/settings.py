# SPDX-License-Identifier: MIT
"""How the program looks and who uses it; nothing clinical."""

import re
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Literal, TypeVar

from caregiver_app.domain.people.countries import ELSEWHERE
from caregiver_app.storage.errors import StorageError

if TYPE_CHECKING:
    from caregiver_app.storage.entry_log import EntryLog

Theme = Literal["light", "dark", "system"]
Paper = Literal["letter", "a4"]
TemperatureUnit = Literal["F", "C"]
WeightUnit = Literal["lb", "kg"]
Minutes = Literal["1", "3", "5", "10", "15"]
Switch = Literal["on", "off"]

THEMES: tuple[Theme, ...] = ("light", "dark", "system")
PAPERS: tuple[Paper, ...] = ("letter", "a4")
TEMPERATURE_UNITS: tuple[TemperatureUnit, ...] = ("F", "C")
WEIGHT_UNITS: tuple[WeightUnit, ...] = ("lb", "kg")
LOCK_AFTER: tuple[Minutes, ...] = ("1", "3", "5", "10", "15")
SWITCH: tuple[Switch, ...] = ("on", "off")
_TEXTS = ("recorder", "recorder_id", "open_person", "language", "country")
_MINUTE_S = 60
_WALL = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
SMALLEST_TEXT, LARGEST_TEXT = Decimal(1), Decimal(2)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices in force. `text_scale` 1 to 2; None is "not chosen".

    `recorder` is the text that entries carry; `recorder_id` whose it is among the caregivers. An
    id without a text is of who recorded before: it takes the PIN again.
    `quiet_from` and `quiet_until` are wall times like "22:00"; equal ones mean never.
    """

    recorder: str | None = None
    theme: Theme = "system"
    text_scale: Decimal = Decimal(1)
    paper: Paper = "letter"
    temperature_unit: TemperatureUnit = "F"
    open_person: str | None = None
    weight_unit: WeightUnit = "lb"
    reduce_motion: Switch = "off"
    recorder_id: str | None = None
    language: str | None = None
    country: str | None = None
    reminders: Switch = "on"
    reminder_sound: Switch = "off"
    quiet_from: str = "22:00"
    quiet_until: str = "07:00"
    lock_after: Minutes = "5"


class SettingsService:
    """Reads the choices once and keeps every change beside the record."""

    def __init__(self, log: "EntryLog") -> None:
        self._log = log
        country = log.setting("country") or None
        usual = _units(country)
        self._current = Settings(
            recorder=log.setting("recorder") or None,
            theme=_choice(log.setting("theme"), THEMES, "system"),
            text_scale=_scale(log.setting("text_scale")),
            paper=_choice(log.setting("paper"), PAPERS, usual[0]),
            temperature_unit=_choice(log.setting("temperature_unit"), TEMPERATURE_UNITS, usual[1]),
            open_person=log.setting("open_person") or None,
            recorder_id=log.setting("recorder_id") or None,
            weight_unit=_choice(log.setting("weight_unit"), WEIGHT_UNITS, usual[2]),
            reduce_motion=_choice(log.setting("reduce_motion"), SWITCH, "off"),
            language=log.setting("language") or None,
            country=country,
            reminders=_choice(log.setting("reminders"), SWITCH, "on"),
            reminder_sound=_choice(log.setting("reminder_sound"), SWITCH, "off"),
            quiet_from=_wall(log.setting("quiet_from"), "22:00"),
            quiet_until=_wall(log.setting("quiet_until"), "07:00"),
            lock_after=_choice(log.setting("lock_after"), LOCK_AFTER, "5"),
        )

    @property
    def lock_after_s(self) -> float:
        """Return after how many seconds that nobody touches anything a record is locked."""
        return float(self.current().lock_after) * _MINUTE_S

    def current(self) -> Settings:
        """Return the choices in force."""
        return self._current

    def stored(self) -> dict[str, str]:
        """Return all choices by name as they are kept."""
        values = {f.name: getattr(self._current, f.name) for f in fields(Settings)}
        return {name: "" if value is None else str(value) for name, value in values.items()}

    def forget_recorder(self, recorder_id: str) -> None:
        """Let nobody record after somebody from now on, also where that cannot be kept."""
        self._current = replace(self._current, recorder=None, recorder_id=recorder_id)
        with suppress(StorageError):  # it is done again at each start
            self._log.set_setting("recorder", "")
            self._log.set_setting("recorder_id", recorder_id)

    def hold(self, **values: str | Decimal | None) -> StorageError | None:
        """Let new choices count from now on, and return why they were not kept, None when they are.

        Without room on the disk they hold until the program is closed. Raises ValueError.
        """
        try:
            self.change(**values)
        except StorageError as error:
            self._current = replace(self._current, **values)  # type: ignore[arg-type]  # checked
            return error
        return None

    def change(self, **values: str | Decimal | None) -> Settings:
        """Keep new choices by name and return all; raise ValueError or StorageError.

        A value that is not allowed changes nothing.
        """
        for name, value in values.items():
            _refuse(name, value)
        changed = replace(self._current, **values)  # type: ignore[arg-type]  # just checked
        for name, value in values.items():
            if value != getattr(self._current, name):
                self._log.set_setting(name, "" if value is None else str(value))
        self._current = changed
        return changed


def _units(country: str | None) -> tuple[Paper, TemperatureUnit, WeightUnit]:
    """Return what stands where nobody chose: paper, temperature and weight of the country."""
    if country in (None, "US", ELSEWHERE):
        return "letter", "F", "lb"
    return ("letter" if country == "CA" else "a4"), "C", "kg"


def _refuse(name: str, value: str | Decimal | None) -> None:
    choices: dict[str, tuple[str, ...]] = {
        "theme": THEMES,
        "paper": PAPERS,
        "temperature_unit": TEMPERATURE_UNITS,
        "weight_unit": WEIGHT_UNITS,
        "lock_after": LOCK_AFTER,
        "reduce_motion": SWITCH,
        "reminders": SWITCH,
        "reminder_sound": SWITCH,
    }
    if name in choices:
        fits = value in choices[name]
    elif name == "text_scale":
        fits = _is_scale(value)
    elif name in ("quiet_from", "quiet_until"):
        fits = isinstance(value, str) and _WALL.fullmatch(value) is not None
    else:
        fits = name in _TEXTS and (value is None or isinstance(value, str))
    if not fits:
        raise ValueError(f"{name} cannot be {value!r}")


def _choice(stored: str | None, choices: tuple[T, ...], default: T) -> T:
    return next((choice for choice in choices if choice == stored), default)


def _wall(stored: str | None, default: str) -> str:
    return stored if stored and _WALL.fullmatch(stored) else default


def _scale(stored: str | None) -> Decimal:
    try:
        scale = Decimal(stored or "1")
    except InvalidOperation:
        return Decimal(1)
    return scale if _is_scale(scale) else Decimal(1)


def _is_scale(value: object) -> bool:
    if not isinstance(value, Decimal) or not value.is_finite():
        return False
    return SMALLEST_TEXT <= value <= LARGEST_TEXT
