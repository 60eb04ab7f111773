# SPDX-License-Identifier: MIT
"""What nobody caught is told and logged by its place alone, in whatever thread it happened."""

import gc
import io
import sys
import threading

import pytest

from caregiver_app.system.core_file import leave_no_core
from caregiver_app.system.failures import Failures, RunningMark


@pytest.fixture
def heard(tmp_path):
    shown = []
    failures = Failures(shown.append, shown.append)
    failures.watch()
    failures.log_to(tmp_path)
    yield shown, tmp_path / "failures.log"
    failures.close()


def fail(secret):
    raise ValueError(f"canary {secret}")


def hand_to(hook, secret):
    try:
        fail(secret)
    except ValueError:
        hook(*sys.exc_info())


def test_an_error_is_told_and_logged_without_a_word_of_the_record(heard, capsys):
    shown, log = heard
    hand_to(sys.excepthook, "temp 39.9")
    assert shown[0].startswith("ValueError, fail:")
    logged = log.read_text(encoding="utf-8")
    assert "test_failures.py" in logged
    assert "hand_to" in logged
    printed = capsys.readouterr().err  # where a desktop may keep it
    assert "ValueError < test_failures.py:" in printed.replace("\n", " < ")
    assert "canary" not in logged + shown[0] + printed


def test_only_a_terminal_is_shown_the_words_of_an_error(heard, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stderr", Terminal())
    hand_to(sys.excepthook, "temp 39.9")
    assert "canary temp 39.9" in sys.stderr.getvalue()


def test_an_error_of_another_thread_is_told_too(heard, capsys):
    shown, _log = heard
    worker = threading.Thread(target=fail, args=("x",))
    worker.start()
    worker.join()
    assert shown[0].startswith("ValueError, fail:")
    assert "canary" not in capsys.readouterr().err


@pytest.mark.parametrize("alone", [True, False])
def test_an_error_while_something_is_thrown_away_is_logged(heard, capsys, alone):
    class Bad:
        def __del__(self):
            fail("x")

    passed = []
    _shown, log = heard
    before = sys.__unraisablehook__ if alone else passed.append
    sys.unraisablehook.__self__._before = (*sys.unraisablehook.__self__._before[:2], before)
    Bad()
    gc.collect()
    assert len(passed) == (not alone)
    logged, printed = log.read_text(encoding="utf-8"), capsys.readouterr().err
    assert "ValueError" in logged
    assert ("ValueError" in printed) is alone
    assert "canary" not in logged + printed


def test_what_tells_it_fails_itself_and_it_is_told_otherwise(capsys, tmp_path):
    told = []
    failures = Failures(lambda _text: hand_to(sys.excepthook, "x"), told.append)
    failures.watch()
    failures.log_to(tmp_path)
    hand_to(sys.excepthook, "x")
    hand_to(sys.excepthook, "x")
    failures.close()
    assert [words.split(":")[0] for words in told] == ["ValueError, fail"] * 2
    assert (tmp_path / "failures.log").read_text(encoding="utf-8").count("ValueError") == 4
    assert "canary" not in capsys.readouterr().err


def test_a_log_that_grew_large_begins_anew_and_an_interruption_is_no_failure(heard, tmp_path):
    shown, log = heard
    log.write_text("x" * 300_000, encoding="utf-8")
    failures = Failures(shown.append, shown.append)
    failures.watch()
    failures.log_to(tmp_path)
    failures.close()
    assert log.stat().st_size == 0
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert shown == []


def test_a_mistake_at_every_turn_fills_no_disk_and_the_last_one_stays(heard, capsys):
    _shown, log = heard
    log.write_bytes(b"x" * (256 * 1024 - 50))
    for _turn in range(2):
        hand_to(sys.excepthook, "x")
        assert log.stat().st_size < 50_000
    assert log.read_text(encoding="utf-8").startswith("ValueError < test_failures.py:")
    capsys.readouterr()


def test_without_a_place_for_the_log_everything_else_works(tmp_path, capsys):
    shown = []
    failures = Failures(shown.append, shown.append)
    failures.watch()
    failures.log_to(tmp_path / "nowhere")
    hand_to(sys.excepthook, "x")
    failures.close()
    assert len(shown) == 1
    capsys.readouterr()


def test_a_mark_that_was_left_over_says_that_the_program_ended_hard(tmp_path):
    mark = RunningMark(tmp_path)
    assert not mark.begin()
    assert RunningMark(tmp_path).begin()
    mark.end()
    assert not RunningMark(tmp_path).begin()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no core files")
def test_a_crash_leaves_no_picture_of_the_memory():
    import resource

    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    try:
        leave_no_core()
        assert resource.getrlimit(resource.RLIMIT_CORE) == (0, before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
