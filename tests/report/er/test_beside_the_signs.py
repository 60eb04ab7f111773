# SPDX-License-Identifier: MIT
"""What stands around the table of signs: the doses beside it, charts and recorder under it."""

import re

from tests.report.other_records import dose
from tests.report.page_boxes import drawn
from tests.report.reading import assert_tidy, printed, text_of
from tests.report.records import check_in, moment, plain_record, record
from tests.report.shift.test_shift_sheet import of


def test_a_crowded_day_of_the_dose_log_takes_the_lines_that_stand_free():
    day = [dose(5, "extra"), dose(4, "partly"), dose(3, "unsure"), dose(2)]
    sheet = printed(record(doses=day))
    assert_tidy(sheet)
    for words in ("20 mg extra 06:44", "20 mg partly taken 07:44", "20 mg not sure 08:44"):
        assert words in text_of(sheet)
    assert "some logged doses" not in sheet.left_off


def test_each_pump_alarm_that_can_be_told_apart_has_its_flag():
    def flags(*hours: float) -> int:
        events = [
            {"id": f"p{h}", "at": moment(h), "kind": "alarm", "tone": "single"} for h in hours
        ]
        plain = plain_record(route="itb", check_ins=[check_in(1, 1)])
        page = drawn(printed(of(plain, pump_events=events)).pdf)
        return len(page.corners)

    assert flags(60, 5) >= flags(60) + 4 * 5  # a pole and a triangle in each of four charts
    assert flags(60, 59.9) == flags(60)


def test_a_recorder_whose_name_ends_with_a_stop_has_one():
    text = text_of(printed(record(check_ins=[check_in(1, 1, recorder="Home aide B.")])))
    assert "Recorder: Home aide B. Rule set" in text


def test_what_is_now_keeps_its_distance_from_what_is_usual():
    page = drawn(printed(record(check_ins=[check_in(1, 1, itching="none")])).pdf)
    (itch,) = [box for box in page.boxes if re.match(r"none / not", box.text)]
    after = [box for box in page.boxes if abs(box.base - itch.base) < 3 and box.x0 > itch.x1]
    assert min(box.x0 for box in after) - itch.x1 >= 6
