# SPDX-License-Identifier: MIT
"""What many journeys begin with is done by hand once; each goes on from a copy of its own."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

Journey = Callable[[QWidget], None]


@pytest.fixture(scope="session")
def _left() -> dict[Journey, Path]:
    """Return the data folder that each journey left."""
    return {}


@pytest.fixture
def open_after(
    open_window: Callable[..., QWidget],
    data_dir: Path,
    tmp_path_factory: pytest.TempPathFactory,
    _left: dict[Journey, Path],
) -> Callable[[Journey], QWidget]:
    """Return a function that opens the window on the record in which a journey ended.

    The first test goes that way in the window, from a start without any record.
    """

    def open_it(journey: Journey) -> QWidget:
        if journey not in _left:
            window = open_window()
            journey(window)
            window.close()
            folder = tmp_path_factory.mktemp("left") / "data"
            _left[journey] = shutil.copytree(data_dir, folder)
        else:
            shutil.copytree(_left[journey], data_dir)
        return open_window()

    return open_it
