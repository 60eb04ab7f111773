# SPDX-License-Identifier: MIT
"""Whether anything that was typed is to be found where nobody chose to put it: `dev.py canary`.

Fifty made-up names, notes, phones, doses, secrets and the bytes of a photo go through every
feature of the real window, which is then killed and started again. Home, XDG folders and TMPDIR
lie in one tree; every byte of every file in it is searched, and the titles, the command line,
the environment, the clipboard and what the program printed. Exempt is the folder that was chosen
to put files into; that they are found there shows that the search can find.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.test_data_inventory import strangers

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "samples" / "practice-both.json"
PERSON_ID = "5f6d7c1e-3a52-4d51-9d27-0c8a3f9b1e44"
TYPED = (
    *("draft note", "saved note", "watch item", "to do", "caregiver", "relation", "reason"),
    *(
        "emergency note",
        "line kept aside",
        "photo",
        "recorder",
        "crash in a slot",
        "crash in a thread",
    ),
    *("passcode", "pin", "sheet password", "passphrase", "folder", "refused file", "dose note"),
)
SECRETS = ("passcode", "pin", "sheet password", "passphrase")
"""What stands in no file at all, chosen or not."""


def word(name: str) -> str:
    """Return twelve letters that stand for something private, and nowhere else."""
    digest = hashlib.sha256(f"canary {name}".encode()).digest()
    return "".join(chr(ord("a") + byte % 26) for byte in digest[:12]).capitalize()


def digits(name: str, number: int) -> str:
    """Return as many digits, for what has to be a number."""
    return str(int(hashlib.sha256(name.encode()).hexdigest(), 16))[:number]


def planted() -> dict[str, str]:
    """Return everything that is planted, by what it is."""
    _plain, words = record()
    typed = {name: word(name) for name in TYPED} | {"pin": digits("pin", 6)}
    return words | typed


def record() -> tuple[dict[str, object], dict[str, str]]:
    """Return a record of somebody made up, and what is planted in it."""
    plain = json.loads(SAMPLE.read_text(encoding="utf-8"))
    words: dict[str, str] = {}

    def put(owner: dict[str, object], name: str, where: str) -> None:
        is_number = "phone" in name
        words[where] = f"555-{digits(where, 8)}" if is_number else word(where)
        owner[name] = words[where]

    person = plain["person"]
    person["id"] = PERSON_ID
    texts = ("name", "address", "language", "communication", "diagnosis", "formulation")
    for name in (*texts, "product_name", "advance_directive", "past_withdrawal"):
        put(person, name, f"person {name}")
    for name in ("conditions", "allergies"):
        person[name] = [words.setdefault(f"person {name}", word(f"person {name}"))]
    for place, medicine in enumerate(person["medicines"]):
        put(medicine, "name", f"medicine {place}")
        put(medicine, "dose_text", f"medicine {place} dose")
    for place, contact in enumerate(person["contacts"]):
        put(contact, "name", f"contact {place}")
        put(contact, "phone", f"contact {place} phone")
    put(plain["plans"][0], "prescriber", "plan prescriber")
    put(plain["check_ins"][-1], "note", "check-in note")
    put(plain["check_ins"][-1], "recorder", "check-in recorder")
    put(plain["doses"][-1], "note", "dose in the file")
    put(plain["actions"][0], "who", "called whom")
    person["weight_kg"] = 61.372841
    words["person weight"] = "61.372841"
    return plain, words


@dataclass
class Found:
    """What was searched, and what was found where."""

    files: int = 0
    size: int = 0
    hits: list[str] = field(default_factory=list)
    given_out: set[str] = field(default_factory=set)
    strangers: list[str] = field(default_factory=list)


def forms(text: str) -> Iterator[bytes]:
    """Yield a text as it may stand in a file, and each half of a word, as a page may split it."""
    halves = [text[:6], text[6:]] if text.isalpha() else []
    for part in (text, *halves):
        for coding in ("utf-8", "utf-16-le", "utf-16-be"):
            yield part.encode(coding)


def search(tree: Path, chosen: Path, words: dict[str, str], found: Found) -> None:
    """Search every file of the tree, and the names of files and folders."""
    for path in sorted(tree.rglob("*")):
        is_chosen = path == chosen or chosen in path.parents
        where = path.relative_to(tree).as_posix()
        if not is_chosen:
            found.hits += [
                f"{name}: the name {where}" for name, w in words.items() if w in path.name
            ]
        if not path.is_file():
            continue
        held = path.read_bytes()
        found.files, found.size = found.files + 1, found.size + len(held)
        for name, text in words.items():
            if any(form in held for form in forms(text)):
                if is_chosen:
                    found.given_out.add(name)
                else:
                    found.hits.append(f"{name}: {where}")


def look_at(words: dict[str, str], place: str, text: str, found: Found) -> None:
    """Search a text of the running program."""
    found.hits += [f"{name}: {place}" for name, w in words.items() if w in text]


def run(tree: Path, *, short: bool = False) -> Found:
    """Live a day in the tree, die, start again; return what was found."""
    home, chosen, outside = tree / "home", tree / "chosen", tree / "tmp"
    for folder in (home, chosen, outside, tree / "bin", tree / "runtime"):
        folder.mkdir(mode=0o700)
    stand_in = tree / "bin" / "systemctl"
    stand_in.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    stand_in.chmod(0o755)
    (chosen / "in.json").write_text(json.dumps(record()[0]), encoding="utf-8")
    environment = {
        **{name: os.environ[name] for name in ("LANG", "LD_LIBRARY_PATH") if name in os.environ},
        "HOME": str(home),
        "TMPDIR": str(outside),
        "XDG_RUNTIME_DIR": str(tree / "runtime"),
        "PATH": f"{tree / 'bin'}:/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }
    words, found = planted(), Found()
    for part in ("day",) if short else ("command", "day", "again"):
        one = [sys.executable, "-m", "tests.canary_day", part, str(tree)]
        if short:
            one.append("short")
        done = subprocess.run(
            one, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if "all of it was done" not in done.stdout:
            raise RuntimeError(f"{part} did not come to its end:\n{done.stdout}\n{done.stderr}")
        look_at(words, f"printed ({part})", done.stdout + done.stderr, found)
        search(tree, chosen, words, found)
        for folder in home.rglob("CaregiverApp"):
            found.strangers += strangers(folder)
            found.hits += [
                f"others may read {p}" for p in folder.rglob("*") if p.stat().st_mode & 0o77
            ]
    found.hits += [f"{name}: a file that was chosen" for name in found.given_out & set(SECRETS)]
    return found


def main() -> int:
    """Print what was searched and found; not zero when anything was."""
    parser = argparse.ArgumentParser(description="search for what was typed where it must not be")
    parser.add_argument("--short", action="store_true", help="only the main features, some seconds")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as text:
        found = run(Path(text), short=options.short)
    words = planted()
    print(f"planted: {len(words)} strings")
    print(f"searched: {found.files} files, {found.size / 1e6:.1f} MB, in parts of the day")
    print(f"found where somebody chose to put them: {len(found.given_out)} of {len(words)}")
    print(f"found anywhere else: {len(found.hits)}")
    for hit in (*found.hits, *(f"in no inventory: {name}" for name in found.strangers)):
        print(f"  {hit}")
    return 1 if found.hits or found.strangers or not found.given_out else 0


if __name__ == "__main__":
    raise SystemExit(main())
