# SPDX-License-Identifier: MIT
"""Brings the PDF library in without the picture library that it loads beside itself.

No sheet has a photograph on it. The picture library is a third of the time until the first page
can be drawn, and three megabytes for as long as the program runs. The guide has pictures: who
prints it brings them back.
"""

import sys
from types import ModuleType

_PICTURES, _IMAGE, _WHO_ASKS = "PIL", "PIL.Image", "reportlab.lib.utils"


def leave_pictures_out() -> None:
    """Load the part that asks for pictures with an empty module; call it before the library.

    Whoever else asks for pictures in this process is given the real ones.
    """
    if _WHO_ASKS in sys.modules or _PICTURES in sys.modules:
        return
    nothing = ModuleType(_PICTURES)
    nothing.Image = sys.modules[_IMAGE] = ModuleType(_IMAGE)  # type: ignore[attr-defined]
    sys.modules[_PICTURES] = nothing
    try:
        import reportlab.lib.utils  # noqa: F401
    finally:
        del sys.modules[_PICTURES], sys.modules[_IMAGE]


def bring_pictures() -> None:
    """Give the library the real pictures, for pages that have some."""
    from PIL import Image
    from reportlab.lib import utils

    utils.Image = Image  # type: ignore[attr-defined]
