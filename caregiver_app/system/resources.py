# SPDX-License-Identifier: MIT
"""The one place that knows where the files that ship with the program lie."""

import sys
from functools import cache
from pathlib import Path


def guide_path(name: str) -> Path:
    """Return a page of the guide: among the shipped files, or the page of the documents itself."""
    shipped = resource_path("guide", name)
    return shipped if shipped.is_file() else shipped.parents[2] / "docs" / "guide" / name


def guide_picture(name: str) -> Path:
    """Return a picture of the guide, as `guide_path` does a page."""
    shipped = resource_path("guide", "pictures", name)
    return shipped if shipped.is_file() else shipped.parents[3] / "docs" / "pictures" / name


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file: beside the package, inside it, or in a frozen build."""
    return _root().joinpath(*parts)


@cache
def _root() -> Path:
    """Find the folder once: a window asks for some fifty files."""
    package = Path(__file__).resolve().parent.parent
    roots = [package.parent / "resources", package / "resources"]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        roots.insert(0, Path(frozen) / "resources")
    for root in roots:
        if root.is_dir():
            return root
    raise FileNotFoundError("the folder `resources` is missing from this installation")
