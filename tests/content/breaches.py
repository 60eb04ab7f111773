# SPDX-License-Identifier: MIT
"""One place of the content is broken on purpose: what does its reader say?"""

from collections.abc import Callable
from pathlib import Path

import pytest

from caregiver_app.content.tables import ContentError


def refusal(
    read: Callable[[Path], object], folder: Path, file: str, stands: str, written: str
) -> str:
    """Write something else where something stands; return the sentence that reading stops with."""
    text = (folder / file).read_text(encoding="utf-8")
    assert stands in text
    (folder / file).write_text(text.replace(stands, written, 1), encoding="utf-8")
    with pytest.raises(ContentError) as error:
        read(folder)
    return str(error.value)
