# SPDX-License-Identifier: MIT
"""Write the page for the clinician who signs the rules off: `python3 dev.py sign-off`.

Every number and sentence on it is read from the content that runs, so that what is signed is what
judges. Equal content gives equal files.
"""

from pathlib import Path

from docs.sign_off.gathered import sign_off
from docs.sign_off.html_page import html
from docs.sign_off.pdf_page import pdf

FOLDER = Path(__file__).resolve().parent / "clinical"
NAME = "sign-off"


def main(folder: Path = FOLDER) -> int:
    """Write the page as HTML and as PDF into a folder; ContentError when content is broken."""
    page = sign_off()
    for ending, data in (("html", html(page).encode()), ("pdf", pdf(page))):
        file = folder / f"{NAME}.{ending}"
        file.write_bytes(data)
        print(f"{file.name}  {len(data) // 1000} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
