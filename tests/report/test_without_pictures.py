# SPDX-License-Identifier: MIT
"""A sheet is drawn without the library of pictures that the PDF library would bring in."""

import subprocess
import sys

ONE_FONT = """
import sys
from caregiver_app.report.drawing.fonts import Weight, text_width
wide = text_width("Call 911", Weight.STRONG, 10)
print(wide > 30, [name for name in sys.modules if name.startswith("PIL")])
from PIL import Image
print(Image.new("L", (2, 3)).size)
"""


def test_no_picture_library_is_loaded_for_a_sheet_and_others_still_find_it():
    done = subprocess.run(
        [sys.executable, "-c", ONE_FONT], capture_output=True, text=True, check=True
    )
    assert done.stdout == "True []\n(2, 3)\n"
