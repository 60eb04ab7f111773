# SPDX-License-Identifier: MIT
"""Write the page for the clinician who signs the rules off: `python3 dev.py sign-off`.

Every number and sentence on it is read from the content that runs, so that what is signed is what
judges. Equal content gives equal files. The same content is sealed: the program starts with no
other. Once somebody has signed it, changed content needs a new version.
"""

from pathlib import Path

from caregiver_app.content.seal import SEAL, seal_of, why_no_new_seal
from caregiver_app.system.resources import resource_path
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


def seal() -> int:
    """Write the seal of the content; say why where it cannot be sealed."""
    folder = resource_path("content")
    file, now = folder / SEAL, seal_of(folder)
    if file.exists() and (told := why_no_new_seal(file.read_text(encoding="utf-8"), now)):
        print(told)
        return 1
    file.write_text(now, encoding="utf-8", newline="\n")
    print(f"{SEAL}  {len(now) // 1000} kB")
    return 0


if __name__ == "__main__":
    raise SystemExit(seal() or main())
