# SPDX-License-Identifier: MIT
"""The papers of the packages agree with the program: names, version, commands, libraries."""

import importlib.util
import re
import shutil
import subprocess
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from caregiver_app.cli import _COMMANDS
from caregiver_app.system.paths import PORTABLE

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
COMMAND = next(iter(PROJECT["scripts"]))
NOT_BROUGHT = {"libxcb-cursor0", "libxkbcommon-x11-0", "libxcb-icccm4", "libxcb-keysyms1"}
NOT_BROUGHT |= {"libxcb-xkb1", "libx11-xcb1"}
"""Packages whose libraries lie in the folder itself: FROM_SYSTEM of the recipe."""


def read(name: str) -> str:
    return (PACKAGING / name).read_text(encoding="utf-8")


def loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_man_page_names_every_command_and_the_data_folders() -> None:
    page = read("linux/caregiver-app.1").replace("\\-", "-")
    for name in (*_COMMANDS, "self-test"):
        assert f".B {name}" in page or f"{COMMAND} {name}" in page, name
    for name in ("CAREGIVER_DATA_DIR", "~/.local/share/CaregiverApp", PORTABLE):
        assert name in page


def test_the_entry_of_the_menu_starts_the_command_that_is_installed() -> None:
    entry = dict(re.findall(r"^(\w+)=(.*)$", read("linux/caregiver-app.desktop"), re.MULTILINE))
    assert (entry["Exec"], entry["Icon"]) == (COMMAND, COMMAND)
    started = (ROOT / "caregiver_app" / "app.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{COMMAND}")' in started


def test_the_description_for_software_centres_has_the_version_of_now() -> None:
    tree = ElementTree.fromstring(read("linux/caregiver-app.metainfo.xml"))  # noqa: S314 - ours
    newest = tree.find("releases/release")
    assert newest is not None
    assert newest.get("version") == PROJECT["version"]


def test_the_debian_package_asks_for_every_library_that_a_start_needs() -> None:
    dev, deb = loaded(ROOT / "dev.py"), loaded(PACKAGING / "linux" / "deb.py")
    wanted = set((dev.ALWAYS | dev.ON_A_SCREEN).values()) - NOT_BROUGHT
    assert wanted - set(re.findall(r"[a-z0-9.+-]+", deb.DEPENDS)) == set()


def test_what_is_said_of_the_rules_stands_in_each_paper() -> None:
    papers = ("linux/deb.py", "linux/caregiver-app.1", "linux/caregiver-app.metainfo.xml")
    for name in papers:
        assert "not been reviewed by a clinician" in " ".join(read(name).split()), name


def test_the_folder_on_the_stick_is_called_as_the_program_calls_it() -> None:
    assert f"{{name}}/{PORTABLE}" in read("build.py")
    assert PORTABLE in read("portable.txt")
    assert f'Excludes: "{PORTABLE}"' in read("windows/caregiver-app.iss")


def test_a_library_of_the_system_is_never_taken_for_a_part_of_python(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = loaded(PACKAGING / "parts.py")
    monkeypatch.setattr("sys.base_prefix", "/usr")
    library = "/usr/lib/x86_64-linux-gnu/libxcb-cursor.so.0"
    assert not parts.is_of_python("libxcb-cursor.so.0", library)
    assert parts.is_of_python("libpython3.11.so.1.0", "/usr/lib/libpython3.11.so.1.0")


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not here")
def test_the_sums_beside_the_packages_find_a_file_of_which_one_byte_changed(tmp_path: Path) -> None:
    made = [tmp_path / name for name in ("bill-of-materials.json", "one.deb", "one.tar.gz")]
    for number, file in enumerate(made):
        file.write_bytes(bytes([number]))
    sums = loaded(PACKAGING / "build.py").sums_of(made)
    check = ["sha256sum", "--check", "--strict", sums.name]
    assert subprocess.run(check, cwd=tmp_path, check=False).returncode == 0
    made[1].write_bytes(b"other")
    assert subprocess.run(check, cwd=tmp_path, check=False).returncode == 1


@pytest.mark.parametrize(
    ("package", "held"),
    [
        ("apsw-sqlite3mc", {"SQLite", "SQLite3MultipleCiphers"}),
        ("cryptography", {"openssl"}),
        ("pyside6-essentials", {"Qt"}),
    ],
)
def test_the_list_of_parts_names_the_large_libraries_inside_packages(
    package: str, held: set[str]
) -> None:
    parts = loaded(PACKAGING / "parts.py")
    inner = parts.part_of(distribution(package)).inner
    assert held <= {one["name"] for one in inner}
    assert all(one["version"] for one in inner if one["name"] in held)
    bill = parts.bill_of([parts.part_of(distribution(package)), parts.python_part()])
    assert {one["name"] for one in bill["components"]} >= {"python"}
