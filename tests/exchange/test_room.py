# SPDX-License-Identifier: MIT
"""What a file from anybody takes in memory: read in a process of its own, by what that one had.

The limits are wide: each is missed where a file stands there as a whole text once more.
"""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from caregiver_app.domain.sharing.shared_part import SharedPart
from caregiver_app.exchange.bundle import Bundle, sealed
from tests.exchange.test_bundle import LIGHT, WORDS, entry
from tests.exchange.test_reader import CHECK_IN, record

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="only Linux tells the most that a process had"
)
READS = """
import sys
from pathlib import Path
from caregiver_app.exchange.bundle import read_bundle
from caregiver_app.exchange.errors import RecordError
from caregiver_app.exchange.reader import read_record

def most():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024

path, words = Path(sys.argv[1]), sys.argv[2]
told, before = "read", most()
try:
    read_bundle(path, words) if words else read_record(path)
except RecordError as error:
    told = str(error)
print(most() - before, told)
"""


def read(path, words=""):
    """Return how many MB more a process had for reading a file, and what it said."""
    asked = [sys.executable, "-c", READS, str(path), words]
    ran = subprocess.run(asked, capture_output=True, text=True, check=True)
    megabytes, told = ran.stdout.strip().split(" ", 1)
    return int(megabytes), told


def test_an_object_of_keys_without_end_is_refused_before_it_is_made(tmp_path):
    keys = ",".join(f'"k{n}":0' for n in range(600_000))
    (tmp_path / "record.json").write_text(f'{{{keys},"k1":0}}', encoding="utf-8")
    took, told = read(tmp_path / "record.json")
    assert "5000 different keys" in told
    assert took < 85  # as one text 110
    item = json.dumps(CHECK_IN).removesuffix("}")
    text = json.dumps(record(check_ins=[])).replace("[]", f'[{item},"more":{{{keys}}}}}]')
    (tmp_path / "record.json").write_text(text, encoding="utf-8")
    took, told = read(tmp_path / "record.json")
    assert "an entry is too long; allowed: 4 MB at most" in told
    assert took < 85  # as one text 110


def test_one_face_in_a_note_does_not_take_four_times_the_file(tmp_path):
    notes = ["word " * 800] * 5_000
    notes[7] += "\N{SLIGHTLY SMILING FACE}"
    items = [CHECK_IN | {"id": f"c{n}", "note": note} for n, note in enumerate(notes)]
    text = json.dumps(record(check_ins=items), ensure_ascii=False)
    (tmp_path / "record.json").write_text(text, encoding="utf-8")
    took, told = read(tmp_path / "record.json")
    assert told == "read"
    assert took < 75  # the file has 20 MB; as one text 117


def test_a_family_file_is_not_held_in_five_copies(tmp_path):
    noise = random.Random(1).randbytes(495_000).hex()  # noqa: S311 - it only packs badly
    entries = [entry(1, payload=json.dumps({"note": noise}))]
    for number in range(2, 19):
        again = entry(number, payload=entries[0].payload, previous=entries[-1].hash)
        entries.append(again)
    part = SharedPart(person_id="p", entries=tuple(entries), elsewhere=(), seen=())
    (tmp_path / "file").write_bytes(sealed(Bundle(part=part, for_clinic=False), WORDS, LIGHT))
    took, told = read(tmp_path / "file", WORDS)
    assert told == "read"
    assert took < 66  # 18 MB; with a text beside the bytes 100
