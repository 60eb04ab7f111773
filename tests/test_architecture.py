# SPDX-License-Identifier: MIT
"""What must hold for the whole repository, whoever adds a file to it.

The layers themselves are the contracts in pyproject.toml, checked by lint-imports.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "caregiver_app"

NETWORK = {
    *("socket", "socketserver", "ssl", "http", "urllib", "ftplib", "smtplib", "imaplib", "poplib"),
    *("xmlrpc", "asyncio", "requests", "httpx", "aiohttp", "websockets", "telnetlib"),
}
HOMES = {  # library -> the only places that may import it
    "PySide6": (
        "ui/",
        "app.py",
        "opening.py",
        "report/drawing/shaped_text.py",
        "report/drawing/script_fonts.py",
    ),
    "apsw": ("storage/",),
    "reportlab": ("report/",),
    "pypdf": ("report/files/attachment.py", "report/files/locked_file.py"),
    "segno": ("report/drawing/qr_code.py",),
    "appdirs": ("system/paths.py",),
}
NAMESPACES = {  # addresses that are names of formats and licences; nothing is fetched from them
    "json-schema.org",
    "www.w3.org",
    "scripts.sil.org",
    "openfontlicense.org",
    "github.com/IBM",
    "github.com/notofonts",
    "www.adobe.com",
    "hl7.org/fhir",
    "terminology.hl7.org",
    "loinc.org",
    "unitsofmeasure.org",
    "schemas.microsoft.com/windows",
}
TEXT_FILES = {".py", ".toml", ".md", ".json", ".lock", ".txt", ".svg", ".po", ".yml", ".spec", ""}

# What nobody but a prescriber may say, and comfort that no program can give.
FORBIDDEN = re.compile(
    r"""increase\ the\ dose|(reduce|lower|raise|cut)\ the\ dose\ (to|by)|(take|give)\ an\ extra
    |take\ the\ missed|skip\ (the|this|a)\ dose|restart\ at|stop\ (taking|giving)|double\ the\ dose
    |you\ should\ (take|give)|give\ half|next\ dose\ should|\bis\ not\ \w+\ withdrawal
    |no\ emergency|all\ clear|rule(d|s)?\ out|\b(is|are|be|feel|looks?|keep)\ safe\b|\bsafely\b
    |\bsafe\ (to|for|now|dose)\b|\bOK\b|\bokay\b|nothing\ to\ worry""",
    re.VERBOSE | re.IGNORECASE,
)


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def project_files() -> Iterator[Path]:
    """Yield every text file of the project, without what tools leave behind.

    The licences of others are theirs to the letter, addresses and all.
    """
    folders = ("caregiver_app", "resources", "tests", "docs", "packaging", ".ci")
    for folder in folders:
        for file in (ROOT / folder).rglob("*"):
            aside = {"__pycache__", "licences"} & set(file.parts)
            if file.is_file() and not aside and file.suffix in TEXT_FILES:
                yield file
    yield from (file for file in ROOT.iterdir() if file.is_file() and file.suffix in TEXT_FILES)


@cache
def parsed(file: Path) -> tuple[ast.AST, ...]:
    """Return a module and every part of it; it is read once for all that is asked about it."""
    return tuple(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))


@cache
def imported(file: Path) -> set[str]:
    """Return the top-level names that a module imports, inside functions too."""
    found: set[str] = set()
    for node in parsed(file):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def shown_words(file: Path) -> Iterator[str]:
    """Yield the texts that a module hands to the catalogue: what people will read."""
    for node in parsed(file):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
            literals = (part.value for part in node.args if isinstance(part, ast.Constant))
            yield from (text for text in literals if isinstance(text, str))


def texts_in(value: object) -> Iterator[str]:
    """Yield every text of a parsed TOML file, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


def test_no_module_can_reach_a_network() -> None:
    guilty = {str(f): imported(f) & NETWORK for f in sources() if imported(f) & NETWORK}
    assert guilty == {}
    qt_network = [str(f) for f in sources() if "QtNetwork" in f.read_text(encoding="utf-8")]
    assert qt_network == []


@pytest.mark.parametrize("library", HOMES)
def test_each_library_is_imported_in_its_own_place_only(library: str) -> None:
    strangers = [
        place
        for file in sources()
        if library in imported(file)
        and not (place := file.relative_to(PACKAGE).as_posix()).startswith(HOMES[library])
    ]
    assert strangers == []


# A wrapper of an item of a layout outlives the item, and the next widget at its address dies of
# it. Each step along the chain of the keyboard makes Python take the one part for a child of the
# other: when the other goes, it takes along what lies in the one.
_NEVER_ASKED = ("itemAt", "nextInFocusChain", "previousInFocusChain")


def test_no_module_asks_qt_for_what_python_then_keeps_beyond_its_end() -> None:
    guilty = [
        str(file.relative_to(PACKAGE))
        for file in sources()
        if any(
            isinstance(node, ast.Attribute) and node.attr.startswith(_NEVER_ASKED)
            for node in parsed(file)
        )
    ]
    assert guilty == []


def test_no_setting_that_begins_with_an_i_is_given_to_qt_by_its_name() -> None:
    # Qt for Python looks for "setInterval" with the large I of the computer's language: in Turkish
    # that is another letter, and no window opened.
    guilty = [
        f"{file.relative_to(PACKAGE)}: {keyword.arg}"
        for file in sources()
        for node in parsed(file)
        if isinstance(node, ast.Call) and re.match("Q[A-Z]", getattr(node.func, "id", ""))
        for keyword in node.keywords
        if (keyword.arg or "").startswith("i")
    ]
    assert guilty == []


def test_every_module_says_its_licence_and_what_lives_in_it() -> None:
    for file in [*sources(), ROOT / "main.py", ROOT / "dev.py"]:
        text = file.read_text(encoding="utf-8")
        assert text.startswith("# SPDX-License-Identifier: MIT\n"), file
        assert ast.get_docstring(parsed(file)[0]), file


def test_whatever_is_silenced_says_why_on_its_line() -> None:
    silenced = re.compile(r"# (noqa|type: ignore|pragma|nosec)(?!.{1,40}? {1,2}[-#] \w)")
    places = (PACKAGE, ROOT / "tests", ROOT / "docs", ROOT / "packaging")
    files = [ROOT / "dev.py", *(file for place in places for file in place.rglob("*.py"))]
    guilty = [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file in files
        if file != Path(__file__)
        for line in file.read_text(encoding="utf-8").splitlines()
        if silenced.search(line)
    ]
    assert guilty == []


def test_no_file_holds_an_address_to_fetch_something_from() -> None:
    strange = [
        f"{file.relative_to(ROOT)}: {address}"
        for file in project_files()
        for address in re.findall(r"https?://([\w./-]+)", file.read_text(encoding="utf-8"))
        if not address.startswith(tuple(NAMESPACES))
    ]
    assert strange == []


def test_no_clinical_text_advises_a_dose_or_promises_safety() -> None:
    found = []
    for file in (ROOT / "resources" / "content").rglob("*.toml"):
        for text in texts_in(tomllib.loads(file.read_text(encoding="utf-8"))):
            found += [f"{file.name}: {text}"] if FORBIDDEN.search(text) else []
    assert found == []


def test_no_word_of_the_program_advises_a_dose_or_promises_safety() -> None:
    found = [
        f"{file.name}: {text}"
        for file in sources()
        for text in shown_words(file)
        if FORBIDDEN.search(text)
    ]
    assert found == []


def test_the_guard_knows_dosing_advice_when_it_sees_it() -> None:
    for advice in ("Increase the dose.", "Give an extra tablet", "They are safe now", "OK"):
        assert FORBIDDEN.search(advice), advice
    for fine in ("Do not give extra to catch up on your own.", "Cannot be calmed or unsafe"):
        assert not FORBIDDEN.search(fine), fine


@pytest.mark.parametrize("page", ["README.md", "docs/guide/by-task.md", "docs/guide/start.md"])
def test_the_words_about_the_program_claim_no_more_than_it_does(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8").lower()
    for claim in ("detects", "predicts", "diagnoses", "monitors withdrawal", "prevents"):
        assert claim not in text


def test_every_test_fits_in_25_lines() -> None:
    whole = re.compile(r"^def (test_\w+).*\n(?:(?:[ )].*)?\n)*", re.MULTILINE)
    too_long = [
        f"{file.relative_to(ROOT)}: {found[1]}"
        for file in sorted((ROOT / "tests").rglob("test_*.py"))
        for found in whole.finditer(file.read_text(encoding="utf-8"))
        if found[0].rstrip().count("\n") >= 25
    ]
    assert too_long == []


def test_no_test_waits_for_time_to_pass() -> None:
    waits = re.compile(r"time\.sleep\(|qtbot\.wait\(|QTest\.qWait")
    guilty = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "tests").rglob("test_*.py")
        if file != Path(__file__) and waits.search(file.read_text(encoding="utf-8"))
    ]
    assert guilty == []
