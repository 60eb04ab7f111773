# SPDX-License-Identifier: MIT
"""A daughter keeps a photo of the paper beside the plan that she typed off it."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.journeys.words import find, is_gone, press, see

pytestmark = pytest.mark.gui


def choose_file(window, path):
    press(window, "plan.photo.add")
    dialog = window.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    QApplication.processEvents()


def test_a_photo_of_the_plan_is_added_looked_at_and_taken_out_again(open_window, tmp_path):
    window = open_window(person="practice-oral")
    press(window, "nav.plan")
    see(window, "Photo of the plan", "A picture of the paper, for looking things up.")
    wrong = tmp_path / "plan.jpg"
    wrong.write_bytes(b"%PDF-1.7")
    choose_file(window, wrong)
    see(window, "This is no JPEG or PNG picture. Save it as one of these first.")
    right = QImage(300, 200, QImage.Format.Format_RGB32)
    right.fill(0xFFFFFF)
    right.save(str(tmp_path / "plan.png"))
    choose_file(window, tmp_path / "plan.png")
    see(window, "Added by somebody, 21 May 2026.", "No exported file has it.")
    press(window, "plan.photo.show")
    assert find(window, "plan.photo.large").isVisible()
    press(window, "plan.photo.close")
    assert is_gone(window, "plan.photo.large")
    press(window, "plan.photo.remove")
    press(window, "plan.photo.keep")
    press(window, "plan.photo.remove")
    press(window, "plan.photo.sure")
    assert is_gone(window, "plan.photo.show")
    see(window, "A picture of the paper, for looking things up.")
