# SPDX-License-Identifier: MIT
"""Build what can be installed on this kind of computer: `python3 dev.py package`.

Works in `build/`: an environment of its own from the lock files, the folder that PyInstaller makes,
and from it the .deb and the portable archive on Linux, the portable archive on Windows and macOS,
where the installers are made by the scripts in windows/ and macos/.
Equal sources give equal bytes on one computer; `--twice` builds again and says what differs.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BUILD = ROOT / "build"
VENV = BUILD / "venv"
LOCKS = (ROOT / "requirements.lock", ROOT / "requirements-package.lock")
EPOCH = 1767225600
"""The time that every shipped file bears: 1 January 2026, so that no build can be told by it."""


def main(arguments: list[str]) -> int:
    """Build once, or twice and compare; return the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py package", description=__doc__)
    parser.add_argument("--twice", action="store_true", help="build again and compare every file")
    options = parser.parse_args(arguments)
    fill_venv()
    made = build(BUILD / "package")
    if not options.twice:
        return 0
    return compare(made, build(BUILD / "package-again"))


def build(target: Path) -> list[Path]:
    """Make the folder and the archives in `target`; return the files to hand on."""
    need_words()
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    folder = freeze(target)
    add_papers(folder, target)
    if sys.platform == "darwin":
        folder = target / "Caregiver Checklist.app"
    settle(folder)
    made = [target / "bill-of-materials.json", portable(folder, target)]
    if sys.platform == "linux" and shutil.which("dpkg-deb"):
        sys.path.insert(0, str(HERE / "linux"))
        from deb import make_deb

        made.append(make_deb(folder, target, version(), EPOCH))
    made.append(sums_of(made))
    for file in made:
        print(f"{file.stat().st_size / 1e6:6.1f} MB  {digest(file)[:16]}  {file.relative_to(ROOT)}")
    return made


def need_words() -> None:
    """Stop when a language would be shipped without its words, or with those of before."""
    for file in (ROOT / "resources" / "i18n").glob("*/LC_MESSAGES/caregiver.po"):
        made = file.with_suffix(".mo")
        if not made.is_file() or made.stat().st_mtime < file.stat().st_mtime:
            raise SystemExit(f"{file} is not compiled: run `dev.py words compile`")


def freeze(target: Path) -> Path:
    """Let PyInstaller collect the program; return its folder."""
    icons = target / "icons"
    run([python(), str(HERE / "icon" / "draw.py"), str(icons)])
    run(
        [
            *(python(), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"),
            *("--distpath", str(target), "--workpath", str(target / "work")),
            str(HERE / "caregiver-app.spec"),
        ],
        CAREGIVER_ICONS=str(icons),
        CAREGIVER_SHIPPED=str(target / "shipped.json"),
        CAREGIVER_VERSION=version(),
        PYTHONHASHSEED="0",
        SOURCE_DATE_EPOCH=str(EPOCH),
    )
    return target / "caregiver-app"


def add_papers(folder: Path, target: Path) -> None:
    """Write the list of parts and lay every licence beside the program."""
    papers = folder / "licences"
    if sys.platform == "darwin":
        papers = target / "Caregiver Checklist.app" / "Contents" / "Resources" / "licences"
    run([python(), str(HERE / "parts.py"), str(target), str(papers)])


def settle(folder: Path) -> None:
    """Take away what differs from build to build, and links, which a USB stick cannot hold."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() and sys.platform == "linux":
            path.unlink()
        elif path.is_file():
            thin(path)
            path.chmod(0o755 if os.access(path, os.X_OK) and not path.suffix else 0o644)
            os.utime(path, (EPOCH, EPOCH))


def thin(path: Path) -> None:
    """Take the names that only a debugger needs out of a library of Python."""
    of_python = path.name.startswith("libpython") or path.parent.name == "lib-dynload"
    if sys.platform == "linux" and of_python and shutil.which("strip"):
        subprocess.run(["strip", "--strip-debug", str(path)], check=True)


def portable(folder: Path, target: Path) -> Path:
    """Pack the folder with an empty `caregiver-data` in it, where the program keeps its data."""
    name = f"caregiver-checklist-{version()}-portable"
    about = HERE / "portable.txt"
    if sys.platform == "linux":
        archive = target / f"{name}.tar.gz"
        pack_tar(folder, name, about, archive)
    else:
        archive = target / f"{name}.zip"
        pack_zip(folder, name, about, archive)
    return archive


def pack_tar(folder: Path, name: str, about: Path, archive: Path) -> None:
    """Write the archive in a fixed order, with fixed times and owners."""
    import gzip

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime = EPOCH
        return entry

    with (
        archive.open("wb") as raw,
        gzip.GzipFile("", "wb", 6, raw, EPOCH) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        data = tarfile.TarInfo(f"{name}/caregiver-data")
        data.type, data.mode = tarfile.DIRTYPE, 0o700
        tar.addfile(plain(data))
        tar.add(about, f"{name}/READ ME FIRST.txt", filter=plain)
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                tar.add(path, f"{name}/{path.relative_to(folder).as_posix()}", filter=plain)


def pack_zip(folder: Path, name: str, about: Path, archive: Path) -> None:
    """Write the archive in a fixed order with fixed times."""
    when = (2026, 1, 1, 0, 0, 0)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(zipfile.ZipInfo(f"{name}/caregiver-data/", when), b"")
        packed.writestr(zipfile.ZipInfo(f"{name}/READ ME FIRST.txt", when), about.read_bytes())
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", when)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = path.stat().st_mode << 16
                packed.writestr(entry, path.read_bytes())


def sums_of(made: list[Path]) -> Path:
    """Write the SHA-256 of each file beside them, as `sha256sum --check` reads it."""
    sums = made[0].parent / "SHA256SUMS"
    sums.write_text("".join(f"{digest(file)}  {file.name}\n" for file in made), encoding="utf-8")
    return sums


# Twice the same


def compare(first: list[Path], second: list[Path]) -> int:
    """Say which files differ between two builds; 0 when none does."""
    one, other = (all_files(made[0].parent / "caregiver-app") for made in (first, second))
    one |= {file.name: digest(file) for file in first}
    other |= {file.name: digest(file) for file in second}
    differing = sorted(name for name in one | other if one.get(name) != other.get(name))
    for name in differing:
        print(f"differs: {name}")
    print(f"{len(one)} files, {len(differing)} of them differ")
    return 1 if differing else 0


def all_files(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file by its place in the folder."""
    return {
        path.relative_to(folder).as_posix(): digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# Small things


def version() -> str:
    """Return the version of the program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def fill_venv() -> None:
    """Make the environment, and fill it when the lock files are not those it was filled from."""
    stamp, wanted = VENV / "filled", "".join(map(digest, LOCKS))
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    quietly = ["--quiet", "--disable-pip-version-check", "--no-input", "--only-binary", ":all:"]
    files = [word for lock in LOCKS for word in ("-r", str(lock))]
    run([python(), "-m", "pip", "install", *quietly, "--require-hashes", *files])
    stamp.write_text(wanted, encoding="ascii")


def python() -> str:
    """Return the Python of the environment that is shipped from."""
    return str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def digest(file: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def run(command: list[str], **environment: str) -> None:
    """Run a command in the project folder; stop the build when it fails."""
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
