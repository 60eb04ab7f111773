# SPDX-License-Identifier: MIT
"""Nothing is written that docs/safety/data.md does not tell: which module, and which file."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from caregiver_app.storage.entry_log import EntryLog
from caregiver_app.system.failures import Failures, RunningMark
from tests.test_architecture import PACKAGE, ROOT, parsed, sources

PAGE = ROOT / "docs" / "safety" / "data.md"
WRITES = {
    *("write_text", "write_bytes", "write_whole", "write_plain", "mkdir", "makedirs", "mkdtemp"),
    *("mkstemp", "TemporaryDirectory", "NamedTemporaryFile", "TemporaryFile", "copyfile", "copy2"),
    *(
        "copytree",
        "setPath",
        "QSettings",
        "QSaveFile",
        "QTemporaryFile",
        "QTemporaryDir",
        "symlink",
    ),
    *("QPdfWriter", "setOutputFileName", "basicConfig", "FileHandler", "mkfifo"),
}
MADE_ELSEWHERE = {
    "services/dosing/pump_sounds.py": "a sound in memory",
    "services/reminding/chime.py": "a sound in memory",
    "ui/files/first_folder.py": "turns off what Qt would write",
    "storage/migrations.py": "a database in memory",
    "system/plain_file.py": "opens and writes what others name",
}


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def opens_to_write(call: ast.Call) -> bool:
    """Say whether a call of open has a mode or a flag that writes; one it cannot tell counts."""
    if name_of(call) not in ("open", "open_plain"):
        return False
    words = {n.value for n in ast.walk(call) if isinstance(n, ast.Constant)}
    modes = {w for w in words if isinstance(w, str) and re.fullmatch(r"[wxa]b?\+?|rb?\+", w)}
    names = {n.attr for n in ast.walk(call) if isinstance(n, ast.Attribute)}
    given = {n.id for n in ast.walk(call) if isinstance(n, ast.Name)}
    return bool(modes or {"O_CREAT", "O_WRONLY", "O_RDWR"} & names or "flags" in given)


def is_connection(call: ast.Call) -> bool:
    """Say whether a call opens a database, which makes files."""
    creates = any(word.arg == "create" for word in call.keywords)
    return creates or ast.unparse(call.func) == "apsw.Connection"


def writers() -> Iterator[str]:
    """Yield every module that calls something by which a file or folder is made."""
    for file in sources():
        calls = [node for node in parsed(file) if isinstance(node, ast.Call)]
        if any(name_of(c) in WRITES or opens_to_write(c) or is_connection(c) for c in calls):
            yield file.relative_to(PACKAGE).as_posix()


def told(text: str, *, column: int) -> set[str]:
    """Return what stands between backticks in one column of the tables of a page."""
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
    return {word for row in rows for word in re.findall(r"`([^`]+)`", row[column])}


def test_every_module_that_writes_a_file_is_in_the_inventory_and_no_other():
    named = {w for w in told(PAGE.read_text(encoding="utf-8"), column=-1) if w.endswith(".py")}
    assert named == set(writers()) - set(MADE_ELSEWHERE)
    assert not set(MADE_ELSEWHERE) - {f.relative_to(PACKAGE).as_posix() for f in sources()}


def test_the_guard_knows_writing_when_it_sees_it():
    for text in ("open('x', 'w')", "p.open('xb')", "os.open(p, flags)", "apsw.Connection(p)"):
        call = ast.parse(text).body[0].value
        assert opens_to_write(call) or is_connection(call), text
    assert not opens_to_write(ast.parse("p.open('rb')").body[0].value)


def strangers(data_dir: Path) -> list[str]:
    """Return the files of a data folder that no line of the inventory describes."""
    text = PAGE.read_text(encoding="utf-8").partition("## Where somebody chose")[0]
    patterns = told(text, column=0)
    files = [path.relative_to(data_dir).as_posix() for path in data_dir.rglob("*")]
    return [
        f for f in files if (data_dir / f).is_file() and not any(fnmatch(f, p) for p in patterns)
    ]


def test_a_file_that_no_line_describes_is_found(data_dir, clock):
    EntryLog.open(data_dir, clock).close()
    RunningMark(data_dir).begin()
    failures = Failures(print, print)
    failures.log_to(data_dir)
    failures.close()
    assert strangers(data_dir) == []
    (data_dir / "record.cache").touch()
    assert strangers(data_dir) == ["record.cache"]
