# SPDX-License-Identifier: MIT
"""List every part that is shipped, with its licence: `parts.py BUILD-FOLDER LICENCE-FOLDER`.

Each file and module that PyInstaller collected is traced to the installed package, the Python or
the Debian package that it came from. A file that belongs to none, or a part without a licence text,
stops the build. Writes `bill-of-materials.json` (CycloneDX 1.5) and all licence texts.
"""

import json
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
QT = ("pyside6", "pyside6-essentials", "pyside6-addons", "shiboken6")
OWN = "caregiver-app"
# Packages whose metadata says less than their licence text does.
TOLD_BY_TEXT = {
    "apsw-sqlite3mc": "Zlib",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "reportlab": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
}
SHARED_WITH_OTHERS = ("/", "/usr", "/usr/local")
"""Where the Python of a distribution lies: not all that lies there is Python's."""
_EXPRESSION = re.compile(r"[A-Za-z0-9.+-]+( (OR|AND|WITH) [A-Za-z0-9.+-]+)*")
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


@dataclass(kw_only=True)
class Part:
    """Something shipped that has a name, a version and a licence of its own."""

    name: str
    version: str
    licence: str
    address: str
    texts: list[Path]
    inner: list[dict[str, Any]] = field(default_factory=list)


def main(target: Path, papers: Path) -> int:
    """Trace what was collected, and write the list and the texts."""
    collected = json.loads((target / "shipped.json").read_text(encoding="utf-8"))
    parts = sorted(trace(collected), key=lambda part: part.name.lower())
    lacking = [part.name for part in parts if not part.texts]
    if lacking:
        raise SystemExit(f"no licence text was found for {', '.join(lacking)}")
    papers.mkdir(parents=True)
    bill = json.dumps(bill_of(parts), indent=1, sort_keys=True) + "\n"
    (target / "bill-of-materials.json").write_text(bill, encoding="utf-8")
    (papers / "bill-of-materials.json").write_text(bill, encoding="utf-8")
    lay_texts(parts, papers)
    return 0


# What came from where


def trace(collected: Iterable[tuple[str, str]]) -> list[Part]:
    """Return each part that at least one collected file belongs to."""
    installed = {
        str(Path(str(found.locate_file(file))).resolve()): found
        for found in distributions()
        for file in found.files or ()
    }
    parts = {"pyinstaller": part_of(next(d for d in distributions() if key(d) == "pyinstaller"))}
    for place, source in collected:
        found = installed.get(str(Path(source).resolve()))
        if found is not None:
            parts.setdefault(key(found), part_of(found))
        elif is_of_python(place, source):
            parts.setdefault("python", python_part())
        elif not is_ours(source):
            part = system_part(place, source)
            parts.setdefault(part.name, part)
    return [*parts.values(), *font_parts()]


def key(found: Distribution) -> str:
    """Return the name of an installed package as indexes spell it."""
    return re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower()


def is_of_python(place: str, source: str) -> bool:
    """Say whether a file is Python's own: its library, its modules, the archive made of them."""
    if place in ("base_library.zip", "") or not source or source == "-":
        return True
    homes = {Path(sysconfig.get_paths()["stdlib"]).resolve()}
    if sys.base_prefix not in SHARED_WITH_OTHERS:
        homes.add(Path(sys.base_prefix).resolve())
    of_debian = re.search(r"/libpython3|/python3\.\d+/", source)
    return bool(of_debian) or any(home in Path(source).resolve().parents for home in homes)


def is_ours(source: str) -> bool:
    """Say whether a file is of this project; the environment lies inside its folder too."""
    path = Path(source).resolve()
    return ROOT in path.parents and Path(sys.prefix).resolve() not in path.parents


def part_of(found: Distribution) -> Part:
    """Return an installed package as a part."""
    name, version = found.metadata["Name"], found.version
    texts = [
        Path(str(found.locate_file(file)))
        for file in found.files or ()
        if ".dist-info" in str(file) and _LICENCE_FILE.search(Path(str(file)).name)
    ]
    if key(found) in QT:
        texts = sorted((HERE / "licences").glob("*GPL-3.0.txt"))
    return Part(
        name=name,
        version=version,
        licence=licence_of(found),
        address=f"pkg:pypi/{key(found)}@{version}",
        texts=sorted(texts),
        inner=inner_parts(found),
    )


def licence_of(found: Distribution) -> str:
    """Return the licence that a package states, in one line."""
    if key(found) in TOLD_BY_TEXT:
        return TOLD_BY_TEXT[key(found)]
    stated = found.metadata.get("License-Expression") or found.metadata.get("License") or ""
    kinds = [
        line.rpartition(" :: ")[2]
        for line in found.metadata.get_all("Classifier") or []
        if line.startswith("License :: ")
    ]
    vague = stated in ("", "UNKNOWN", "OSI Approved")
    return "; ".join(kinds) if vague and kinds else stated.splitlines()[0] if stated else "see text"


def inner_parts(found: Distribution) -> list[dict[str, Any]]:
    """Return what a package says it was built from, by the list it brings along."""
    listed = []
    for file in found.files or ():
        if "/sboms/" in str(file) and str(file).endswith(".json"):
            told = json.loads(Path(str(found.locate_file(file))).read_text(encoding="utf-8"))
            listed += told.get("components", [])
    kept = ("type", "name", "version", "licenses", "purl")
    told = [{name: part[name] for name in kept if name in part} for part in listed]
    names = {str(part["name"]).lower() for part in told}
    return told + [part for part in built_in(key(found)) if part["name"].lower() not in names]


def built_in(package: str) -> list[dict[str, Any]]:
    """Return the large libraries that a package holds, asked for their version themselves."""
    held: list[tuple[str, str, str]] = []
    if package == "apsw-sqlite3mc":
        import apsw

        held = [
            ("SQLite", apsw.sqlite_lib_version(), "blessing"),
            ("SQLite3MultipleCiphers", apsw.mc_version.split()[-1], "MIT"),
        ]
    elif package == "cryptography":
        from cryptography.hazmat.backends.openssl.backend import backend

        held = [("OpenSSL", backend.openssl_version_text().split()[1], "Apache-2.0")]
    elif package in QT:
        from PySide6.QtCore import qVersion

        held = [("Qt", qVersion(), "LGPL-3.0-only")]
    return [
        {
            "type": "library",
            "name": name,
            "version": version,
            "licenses": [{"license": {"id": licence}}],
            "purl": f"pkg:generic/{name.lower()}@{version}",
        }
        for name, version, licence in held
    ]


def python_part() -> Part:
    """Return the Python that is shipped."""
    text = Path(sysconfig.get_paths()["stdlib"]) / "LICENSE.txt"
    if not text.is_file():
        text = Path(sys.base_prefix) / "LICENSE.txt"  # Windows
    return Part(
        name="python",
        version=platform.python_version(),
        licence="PSF-2.0",
        address=f"pkg:generic/python@{platform.python_version()}",
        texts=[text] if text.is_file() else [],
    )


def system_part(place: str, source: str) -> Part:
    """Return the Debian package of a system library; stop when no package has it."""
    tried = (source, f"/usr{source}", source.removeprefix("/usr"), str(Path(source).resolve()))
    for path in dict.fromkeys(tried):
        told = output("dpkg", "-S", path) if shutil.which("dpkg") else ""
        if told:
            name = told.split(": ")[0].split(",")[0]
            version = output("dpkg-query", "-W", "-f", "${Version}", name)
            plain = name.partition(":")[0]
            text = Path("/usr/share/doc") / plain / "copyright"
            return Part(
                name=plain,
                version=version,
                licence="see text",
                address=f"pkg:deb/debian/{plain}@{version}",
                texts=[text] if text.is_file() else [],
            )
    raise SystemExit(f"nobody knows where {place} comes from: {source}")


def output(*command: str) -> str:
    """Return what a command prints, nothing when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def font_parts() -> list[Part]:
    """Return the families of fonts that are shipped, with their licence."""
    fonts, parts = ROOT / "resources" / "fonts", []
    for text in sorted(fonts.glob("OFL-*.txt")):
        family = text.stem.removeprefix("OFL-")
        parts.append(
            Part(
                name=f"font {family.replace('-', ' ')}",
                version="as shipped",
                licence="OFL-1.1",
                address=f"pkg:generic/{family.lower()}",
                texts=[text],
            )
        )
    return parts


# What is written


def bill_of(parts: list[Part]) -> dict[str, Any]:
    """Return the list of parts as CycloneDX 1.5; equal parts give an equal list, without a time."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    components = [component(part) for part in parts]
    name = json.dumps(components, sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, name)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": OWN,
                "name": OWN,
                "version": version["version"],
                "licenses": [{"license": {"id": "MIT"}}],
            }
        },
        "components": components,
        "dependencies": [{"ref": OWN, "dependsOn": [part.address for part in parts]}],
    }


def component(part: Part) -> dict[str, Any]:
    """Return one part as CycloneDX has it."""
    stated: dict[str, Any] = {"license": {"name": part.licence}}
    if (_EXPRESSION.fullmatch(part.licence) and "-" in part.licence) or part.licence == "MIT":
        stated = {"expression": part.licence}
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": part.address,
        "name": part.name,
        "version": part.version,
        "licenses": [stated],
        "purl": part.address,
    }
    return made | ({"components": part.inner} if part.inner else {})


def lay_texts(parts: list[Part], papers: Path) -> None:
    """Copy every text to a folder of its part, and all of them into one file."""
    own = (ROOT / "LICENSE").read_text(encoding="utf-8")
    versions = {part.name.lower(): part.version for part in parts}
    about_qt = (HERE / "licences" / "README.txt").read_text(encoding="utf-8")
    about_qt = about_qt.replace("{qt}", versions["pyside6-essentials".replace("-", "_")])
    (papers / "README.txt").write_text(about_qt, encoding="utf-8")
    whole = ["Caregiver Checklist\n\n", own, "\n\n", about_qt]
    for part in parts:
        whole.append(f"\n\n{'=' * 78}\n{part.name} {part.version}: {part.licence}\n{'=' * 78}\n")
        if part.address.split("/")[-1].split("@")[0] in QT:
            whole.append("\nLGPL-3.0.txt and GPL-3.0.txt, at the end of this file.\n")
            continue
        folder = papers / part.name.replace(" ", "-")
        for number, text in enumerate(part.texts):
            folder.mkdir(exist_ok=True)
            name = text.name if not (folder / text.name).exists() else f"{number}-{text.name}"
            words = text.read_text(encoding="utf-8", errors="replace")
            (folder / name).write_text(words, encoding="utf-8")
            whole += ["\n", words]
    for text in sorted((HERE / "licences").glob("*.txt")):
        if text.name != "README.txt":
            words = text.read_text(encoding="utf-8")
            (papers / text.name).write_text(words, encoding="utf-8")
            whole += [f"\n\n{'=' * 78}\n{text.name}\n{'=' * 78}\n\n", words]
    (papers / "ALL.txt").write_text("".join(whole), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
