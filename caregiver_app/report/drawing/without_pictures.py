# SPDX-License-Identifier: MIT
"""Brings the PDF library in without what it loads beside itself and no sheet needs.

No sheet has a photograph on it, no colour worked out of a text, and no file for a while. The
picture library is a third of the time until the first page can be drawn, and three megabytes for
as long as the program runs; the others are a twentieth. The guide has pictures: who prints it
brings them back.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import NoReturn

_PICTURES, _IMAGE, _WHO_ASKS = "PIL", "PIL.Image", "reportlab.lib.utils"
_NOT_NEEDED = {
    _PICTURES: ("Image",),
    _IMAGE: (),
    "reportlab.lib.rl_safe_eval": (
        "rl_safe_exec",
        "rl_safe_eval",
        "safer_globals",
        "rl_extended_literal_eval",
    ),
    "reportlab.lib.rltempfile": ("get_rl_tempfile", "get_rl_tempdir"),
    "pickle": (),
    "platform": (),
}
"""What it loads, and the names that it asks of each as it does."""


def leave_pictures_out() -> None:
    """Load the part that asks for them with empty modules; call it before the library.

    Whoever else asks for one of them in this process is given the real one.
    """
    if _WHO_ASKS in sys.modules or _PICTURES in sys.modules:
        return
    with _empty():
        import reportlab.lib.utils  # noqa: F401 - loaded here, used elsewhere


@contextmanager
def _empty() -> Iterator[None]:
    left_out = [name for name in _NOT_NEEDED if name not in sys.modules]
    for name in left_out:
        module = sys.modules[name] = ModuleType(name)
        vars(module).update(dict.fromkeys(_NOT_NEEDED[name], _not_here))
    try:
        yield
    finally:
        for name in left_out:
            del sys.modules[name]


def _not_here(*_arguments: object, **_named: object) -> NoReturn:
    raise NotImplementedError("this part of the PDF library was left out: no sheet needs it")


def bring_pictures() -> None:
    """Give the library the real pictures, for pages that have some."""
    from PIL import Image
    from reportlab.lib import utils

    utils.Image = Image  # type: ignore[attr-defined]  # the stub lists no modules
