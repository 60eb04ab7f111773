# SPDX-License-Identifier: MIT
"""A second start asks the first window to come forward, by a time of the lock file alone."""

import os
from threading import Thread

import pytest

from caregiver_app.storage import lock_file
from caregiver_app.storage.errors import StorageError
from caregiver_app.storage.lock_file import LOCK, LockFile, answer, ask_to_show, hand_over, is_asked


@pytest.fixture
def held(tmp_path):
    lock = LockFile(tmp_path / LOCK)
    yield tmp_path
    lock.release()


def test_a_lock_that_is_held_is_not_given_twice(held):
    with pytest.raises(StorageError, match="another window"):
        LockFile(held / LOCK)


def test_nobody_is_asked_where_nobody_has_the_record_open(tmp_path):
    assert not ask_to_show(tmp_path / LOCK)
    LockFile(tmp_path / LOCK).release()
    assert not ask_to_show(tmp_path / LOCK)
    assert not hand_over(tmp_path)
    assert not is_asked(tmp_path / "nowhere")


def test_a_window_that_answers_ends_the_second_start(held):
    def first_window():
        while not is_asked(held / LOCK):
            pass
        answer(held / LOCK)

    window = Thread(target=first_window)
    window.start()
    assert hand_over(held)
    window.join()
    assert (held / LOCK).stat().st_size == 0


def test_a_window_that_never_answers_lets_the_second_start_go_on(held, monkeypatch):
    monkeypatch.setattr(lock_file, "_ANSWER_TURNS", 2)
    assert not hand_over(held)


def test_a_folder_that_refuses_the_question_lets_the_second_start_go_on(held, monkeypatch):
    def refuse(*_arguments):
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "utime", refuse)
    assert not hand_over(held)
