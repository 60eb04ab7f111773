# SPDX-License-Identifier: MIT
"""Seventeen tasks with a mouse alone, with the keyboard alone and with a finger alone."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.access.tasks import TASKS
from tests.journeys.hands import Finger, Keyboard, Mouse

pytestmark = pytest.mark.gui
EVENING = datetime(2026, 11, 22, 4, 30, tzinfo=UTC)  # 11:30 PM; a dose was due at 10 PM


@pytest.mark.parametrize(
    "way",
    [pytest.param(Mouse, marks=pytest.mark.long), Keyboard, Finger],  # journeys press by mouse
)
def test_everything_can_be_done(open_window, clock, way):
    clock.go_to(EVENING)
    hands = way(open_window(person="practice-oral", recorder="Ana (daughter)"))
    for number, task in enumerate(TASKS):
        clock.go_to(EVENING + timedelta(minutes=5 * number))  # two of one minute have no order
        print(task.__name__)
        task(hands)
    assert len(TASKS) >= 15
