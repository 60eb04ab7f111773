# SPDX-License-Identifier: MIT
"""Read the clinical content: TOML to frozen dataclasses; anything unexpected stops the start."""

import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from caregiver_app.domain.form import Choice, Form, Limits, Question, Tile
from caregiver_app.domain.levels import Action, Level
from caregiver_app.domain.rule_set import AgeBand, Band, RuleInfo, RuleSet, Wording
from caregiver_app.system.resources import resource_path

T = TypeVar("T")
_BAND_LIMITS = tuple(Band.__dataclass_fields__)
_VITALS = ("hr", "rr", "sbp", "spo2")
_NUMBER_TABLES = ("usual_when_not_recorded", "groups", "recheck", "dose_clock", "vitals")


class ContentError(Exception):
    """Clinical content that cannot be used: which file and key, and what is wrong."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}, {key}: {problem}")


def content_folder() -> Path:
    """Return the folder of the clinical content that ships with the program."""
    return resource_path("content")


def load_rule_set(language: str = "en", country: str = "US", folder: Path | None = None) -> RuleSet:
    """Return the rules with their words; raise ContentError naming the file and the key."""
    folder = folder or content_folder()
    rules = _table(folder, "rules.toml")
    numbers = _table(folder, "emergency_numbers.toml")
    chosen = numbers.get(country, numbers["unknown"])
    result = _checked(
        "rules.toml",
        lambda: RuleSet(
            version=_taken(rules, "version"),
            reviewed_by=_taken(rules, "reviewed_by"),
            rules={key: _rule(key, table) for key, table in rules.pop("rules").items()},
            age_bands=tuple(_age_band(table) for table in rules.pop("age_band")),
            numbers={
                f"{name}.{key}": _decimal("rules.toml", f"{name}.{key}", text)
                for name in _NUMBER_TABLES
                for key, text in rules.pop(name).items()
            },
            wording=_load_wording(folder, language, chosen),
            emergency_numbers=chosen,
        ),
    )
    _nothing_left("rules.toml", rules)
    return result


def load_form(language: str = "en", country: str = "US", folder: Path | None = None) -> Form:
    """Return the questions with their words; raise ContentError naming the file and the key."""
    folder = folder or content_folder()
    form = _table(folder, "form.toml")
    words = _table(folder, f"text/{language}.toml")["form"]
    chosen = _table(folder, "emergency_numbers.toml").get(country, {"emergency": ""})
    result = _checked(
        "form.toml",
        lambda: Form(
            tiles_prompt=words["tiles_prompt"],
            tiles=tuple(Tile(label=words["tiles"][t["id"]], **t) for t in form.pop("tile")),
            questions=tuple(
                _question(q, words["questions"][q["id"]], chosen) for q in form.pop("question")
            ),
        ),
    )
    _nothing_left("form.toml", form)
    return result


def _checked(file: str, build: Callable[[], T]) -> T:
    try:
        return build()
    except KeyError as error:
        raise ContentError(file, str(error.args[0]), "is missing") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise ContentError(file, "a table", str(error)) from error


def _table(folder: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError(name, "the file", f"cannot be read: {error}") from error


def _taken(table: dict[str, Any], key: str) -> str:
    value = table.pop(key)
    if not isinstance(value, str):
        raise TypeError(f"{key} must be a text")
    return value


def _nothing_left(file: str, table: Mapping[str, object]) -> None:
    for key in table:
        raise ContentError(file, key, "this key is not known")


def _decimal(file: str, key: str, text: object) -> Decimal:
    # Floats would make 39.1 something else; numbers are texts.
    if not isinstance(text, str):
        raise ContentError(file, key, 'a number is written as a text, like "39.1"')
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ContentError(file, key, f"{text!r} is not a number") from None
    if not number.is_finite():
        raise ContentError(file, key, f"{text!r} is not a number")
    return number


def _rule(key: str, table: dict[str, Any]) -> RuleInfo:
    numbers = table.pop("numbers", {})
    rule = RuleInfo(
        id=key,
        level=Level[table.pop("level").upper()],
        needs=tuple(table.pop("needs")),
        source=_taken(table, "source"),
        numbers={n: _decimal("rules.toml", f"rules.{key}.{n}", t) for n, t in numbers.items()},
    )
    _nothing_left("rules.toml", {f"rules.{key}.{left}": None for left in table})
    return rule


def _age_band(table: dict[str, Any]) -> AgeBand:
    band = AgeBand(
        id=_taken(table, "id"),
        youngest=table.pop("youngest"),
        oldest=table.pop("oldest", None),
        vitals={vital: _band(vital, table.pop(vital)) for vital in _VITALS},
    )
    _nothing_left("rules.toml", {f"age_band.{left}": None for left in table})
    return band


def _band(vital: str, table: dict[str, Any]) -> Band:
    for key in table:
        if key not in _BAND_LIMITS:
            raise ContentError("rules.toml", f"age_band.{vital}.{key}", "this key is not known")
    return Band(**{k: _decimal("rules.toml", f"age_band.{vital}.{k}", t) for k, t in table.items()})


def _load_wording(folder: Path, language: str, numbers: Mapping[str, str]) -> Wording:
    words = _table(folder, f"text/{language}.toml")
    return Wording(
        language=words["language"],
        reviewed_by=words["reviewed_by"],
        messages=words["messages"],
        reasons=words["reasons"],
        sheet_reasons=words["sheet_reasons"],
        words=words["words"],
        level_words={level: words["level_words"][level.name] for level in Level},
        level_lines={level: words["level_lines"][level.name].format(**numbers) for level in Level},
        action_lines={action: words["action_lines"][action.value] for action in Action},
    )


def _question(table: dict[str, Any], words: dict[str, Any], numbers: Mapping[str, str]) -> Question:
    limits = table.get("limits")
    anchors = words.get("anchors")
    return Question(
        id=table["id"],
        kind=table["kind"],
        prompt=words["prompt"],
        short=words["short"],
        help=words["help"].format(**numbers),
        choices=tuple(
            Choice(value=value, label=words["choices"][value]) for value in table.get("choices", ())
        ),
        unit=table.get("unit", ""),
        anchors={int(value): text for value, text in anchors.items()} if anchors else None,
        limits=_limits(table["id"], limits) if limits else None,
        asked_when=table.get("asked_when", "always"),
    )


def _limits(question: str, table: dict[str, Any]) -> Limits:
    decimals = table.pop("decimals", 0)
    numbers = {
        key: _decimal("form.toml", f"{question}.limits.{key}", text) for key, text in table.items()
    }
    return Limits(decimals=decimals, **numbers)
