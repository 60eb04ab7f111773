# SPDX-License-Identifier: MIT
"""The Debian package: the folder of the program, its desktop entry, icons, man page, licences."""

import gzip
import os
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAME = "caregiver-checklist"

# What the program loads from the system; the versions are those of Debian 12 and later.
DEPENDS = """
    libc6 (>= 2.34), libstdc++6 (>= 12), libgcc-s1, zlib1g, libzstd1,
    libglib2.0-0 | libglib2.0-0t64,
    libgl1, libegl1, libxkbcommon0, libdbus-1-3, libfontconfig1, libfreetype6, fontconfig-config,
    fonts-dejavu-core | fonts-freefont-ttf, libx11-6, libxcb1, libxcb-randr0, libxcb-render0,
    libxcb-shape0, libxcb-shm0, libxcb-sync1, libxcb-xfixes0, libxcb-glx0, libwayland-client0,
    libwayland-cursor0, libwayland-egl1, libgssapi-krb5-2, libbrotli1, libuuid1
"""
RECOMMENDS = "libcups2 | libcups2t64, libpulse0"

ABOUT = """Check-ins while baclofen or clonazepam is stepped down
 For families and home aides who look after somebody whose prescriber steps
 them down from baclofen or clonazepam. It asks the same few questions at each
 check-in, shows when published warning signs are met and whom to call, and
 prints one page for the emergency room.
 .
 It never says how much medicine to give. It sends nothing and calls nobody.
 The rules have not been reviewed by a clinician."""


def make_deb(folder: Path, target: Path, version: str, epoch: int) -> Path:
    """Lay out the package from the program's folder and pack it; return the file."""
    tree = target / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(folder, tree / "usr/lib" / NAME)
    command = tree / "usr/bin/caregiver-app"
    command.parent.mkdir(parents=True)
    command.symlink_to(f"../lib/{NAME}/caregiver-app")
    lay_desktop(tree, target / "icons")
    lay_papers(tree, folder, version)
    set_times(tree, epoch)
    lay_control(tree, version)
    set_times(tree, epoch)
    package = target / f"{NAME}_{version}_{architecture()}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package)],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return package


def lay_desktop(tree: Path, icons: Path) -> None:
    """Add the entry of the menu, its description for software centres, and the icons."""
    put(HERE / "caregiver-app.desktop", tree / "usr/share/applications/caregiver-app.desktop")
    put(HERE / "caregiver-app.metainfo.xml", tree / "usr/share/metainfo/caregiver-app.metainfo.xml")
    for drawn in sorted(icons.glob("*.png")):
        size = f"{drawn.stem}x{drawn.stem}"
        put(drawn, tree / f"usr/share/icons/hicolor/{size}/apps/caregiver-app.png")
    scalable = tree / "usr/share/icons/hicolor/scalable/apps/caregiver-app.svg"
    put(HERE.parent / "icon" / "caregiver-app.svg", scalable)


def lay_papers(tree: Path, folder: Path, version: str) -> None:
    """Add the man page, the changes and the copyright file with every licence."""
    put_packed(HERE / "caregiver-app.1", tree / "usr/share/man/man1/caregiver-app.1.gz")
    papers = tree / "usr/share/doc" / NAME
    put_packed(HERE.parent.parent / "CHANGELOG.md", papers / "CHANGELOG.md.gz")
    copyright_file = papers / "copyright"
    shutil.copyfile(folder / "licences" / "ALL.txt", copyright_file)


def lay_control(tree: Path, version: str) -> None:
    """Write what dpkg has to know, and the sums by which it can find damage."""
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    control = tree / "DEBIAN"
    control.mkdir()
    lines = {
        "Package": NAME,
        "Version": version,
        "Architecture": architecture(),
        "Section": "misc",
        "Priority": "optional",
        "Maintainer": "Caregiver Checklist contributors <caregiver-app@localhost>",
        "Installed-Size": str(sum(path.stat().st_size for path in files) // 1024),
        "Depends": " ".join(DEPENDS.split()),
        "Recommends": RECOMMENDS,
        "Description": ABOUT,
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    (control / "control").write_text(text, encoding="utf-8")
    sums = "".join(f"{md5(path)}  {path.relative_to(tree).as_posix()}\n" for path in files)
    (control / "md5sums").write_text(sums, encoding="utf-8")


def set_times(tree: Path, epoch: int) -> None:
    """Give every file and folder one time, and the rights that a package has."""
    for path in [*tree.rglob("*"), tree]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def put(source: Path, place: Path) -> None:
    """Copy a file to its place, readable by everybody."""
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, place)
    place.chmod(0o644)


def put_packed(source: Path, place: Path) -> None:
    """Pack a text as Debian wants it, without the time."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(gzip.compress(source.read_bytes(), 9, mtime=0))
    place.chmod(0o644)


def md5(path: Path) -> str:
    """Return the sum that dpkg compares; it finds damage, not tampering."""
    import hashlib

    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def architecture() -> str:
    """Return Debian's name for this kind of processor."""
    told = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    )
    return told.stdout.strip()
