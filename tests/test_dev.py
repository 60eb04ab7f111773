# SPDX-License-Identifier: MIT
"""The script that a newcomer starts first: what it installs, when, and what it does alone."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


def load_dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def dev(tmp_path: Path) -> ModuleType:
    """The script, looking after a project folder of its own."""
    module = load_dev()
    module.VENV = tmp_path / ".venv"
    module.RUN_LOCK = tmp_path / "requirements.lock"
    module.TEST_LOCK = tmp_path / "requirements-test.lock"
    module.VENV.mkdir()
    module.RUN_LOCK.write_text("a==1\n", encoding="ascii")
    module.TEST_LOCK.write_text("a==1\nb==2\n", encoding="ascii")
    return module


def test_a_library_is_found_by_loading_it() -> None:
    dev = load_dev()
    assert dev.can_load("libc.so.6" if sys.platform == "linux" else None)
    assert not dev.can_load("libno-such-thing.so.9")
    assert dev.missing_libraries(["libno-such-thing.so.9"]) == ["libno-such-thing.so.9"]


def test_missing_libraries_become_one_line_to_copy() -> None:
    dev = load_dev()
    packages = dev.packages_for(["libGL.so.1", "libEGL.so.1", "libGL.so.1"], dev.ALWAYS)
    assert " ".join(dev.install_line(packages)) == (
        "apt-get install -y --no-install-recommends libgl1 libegl1"
    )


def test_every_library_that_is_tried_has_a_package() -> None:
    dev = load_dev()
    for library, package in (dev.ALWAYS | dev.ON_A_SCREEN).items():
        assert ".so." in library
        assert package == package.lower()
    assert not set(dev.ALWAYS) & set(dev.ON_A_SCREEN)


@pytest.mark.parametrize(
    ("environment", "platform", "screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_screen_is_what_the_environment_names(
    environment: dict[str, str], platform: str, screen: bool
) -> None:
    assert load_dev().has_screen(environment, platform) is screen


def test_nothing_counts_as_installed_before_it_was(dev: ModuleType) -> None:
    assert not dev.is_installed(dev.RUN_LOCK)
    assert not dev.is_installed(dev.TEST_LOCK)


def test_a_lock_file_is_installed_again_only_when_it_changed(dev: ModuleType) -> None:
    dev.stamp(dev.RUN_LOCK).write_text(dev.digest(dev.RUN_LOCK), encoding="ascii")
    assert dev.is_installed(dev.RUN_LOCK)
    assert not dev.is_installed(dev.TEST_LOCK)
    dev.RUN_LOCK.write_text("a==2\n", encoding="ascii")
    assert not dev.is_installed(dev.RUN_LOCK)


def test_who_has_run_the_tests_can_start_the_program_at_once(dev: ModuleType) -> None:
    dev.stamp(dev.TEST_LOCK).write_text(dev.digest(dev.TEST_LOCK), encoding="ascii")
    assert dev.is_installed(dev.RUN_LOCK)


def test_the_test_lock_holds_the_other_lock_in_the_same_versions() -> None:
    def pins(name: str) -> set[str]:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return {line.split(" ")[0] for line in lines if "==" in line and not line[0].isspace()}

    assert pins("requirements.lock") <= pins("requirements-test.lock")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_the_two_halves_of_a_lock_hold_every_line_of_it_once(name: str) -> None:
    locked = (ROOT / name).read_text(encoding="utf-8")
    halves = load_dev().in_two(locked)
    assert "".join(halves) == locked
    assert all(half.count("==") > locked.count("==") / 3 for half in halves)
    assert not any(half[0].isspace() for half in halves)


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the Python of .venv")
def test_what_a_half_could_not_install_is_told_and_not_taken_for_done(dev: ModuleType) -> None:
    python = Path(dev.venv_python())
    python.parent.mkdir()
    python.write_text("#!/bin/sh\ncase $* in *second.txt) exit 1;; esac\n", encoding="ascii")
    python.chmod(0o755)
    with pytest.raises(dev.SetupError):
        dev.fill_venv(dev.TEST_LOCK)
    assert not dev.is_installed(dev.TEST_LOCK)
    python.write_text("#!/bin/sh\n", encoding="ascii")
    dev.fill_venv(dev.TEST_LOCK)
    assert dev.is_installed(dev.TEST_LOCK)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen_run_writes_the_practice_sheet(tmp_path: Path) -> None:
    screenless = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), "run"],
        cwd=tmp_path,
        env=screenless,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    sheet = tmp_path / "handoff-practice-oral.pdf"
    assert (done.returncode, done.stderr) == (0, "")
    assert "WATCH" in done.stdout
    assert str(sheet) in done.stdout
    assert sheet.read_bytes().startswith(b"%PDF")


def test_a_system_without_apt_is_told_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    dev = load_dev()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(dev.SetupError, match="libgl1"):
        dev.install_packages(["libgl1"], "for the window")


def test_an_old_python_is_told_which_ones_fit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    dev = load_dev()
    dev.OLDEST, dev.NEWEST = (4, 0), (4, 0)
    monkeypatch.setenv("PATH", "")
    assert dev.main(["run"]) == 1
    assert "3.11" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the Python of .venv")
def test_the_commands_work_with_any_python_once_it_is_set_up(tmp_path: Path) -> None:
    (tmp_path / "caregiver_app").symlink_to(ROOT / "caregiver_app")
    shutil.copy(ROOT / "main.py", tmp_path)

    def run(*arguments: str) -> tuple[int, str]:
        bare = [getattr(sys, "_base_executable", sys.executable), "-S", str(tmp_path / "main.py")]
        done = subprocess.run(
            [*bare, *arguments], capture_output=True, text=True, check=False, cwd=tmp_path
        )
        return done.returncode, done.stderr + done.stdout

    export = ("export", "--person", "X", "--out", "x.json", "--data-dir", "none")
    assert run()[0] == run(*export)[0] == 1
    assert "dev.py run" in run()[1]
    assert "dev.py setup" in run(*export)[1]
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    assert run(*export)[0] == 2
    assert "there is no record in" in run(*export)[1]
