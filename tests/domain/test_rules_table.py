# SPDX-License-Identifier: MIT
"""The vital-sign table, typed anew from the clinical reference: each limit and its neighbours."""

from decimal import Decimal

import pytest

from caregiver_app.domain.check_in import Alertness, Missing
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import UsualValues
from tests.domain.pretend import calm, fired, judge, person, pump_person, usual

E, U, W, N = Level.EMERGENCY, Level.URGENT, Level.WATCH, Level.NO_FLAGS
NOTHING_USUAL = UsualValues()

# (youngest, oldest of the column): value and level on both sides of every limit
PULSE = {
    (16, 90): "40E 41W 50W 51N 100N 101W 110W 111U 130U 131E",
    (12, 15): "45E 46N 105N 106W 119W 120U 139U 140E",
    (6, 11): "50E 51N 115N 116W 129W 130U 149U 150E",
    (3, 5): "60E 61N 125N 126W 139W 140U 159U 160E",
    (1, 2): "60E 61N 149N 150W 159W 160U 179U 180E",
}
BREATHS = {
    (16, 90): "8E 9W 10W 11N 20N 21U 24U 25E",
    (12, 15): "10E 11N 24N 25U 29U 30E",
    (6, 11): "12E 13N 26N 27U 34U 35E",
    (3, 5): "14E 15N 29N 30U 39U 40E",
    (1, 2): "15E 16N 39N 40U 49U 50E",
}
OXYGEN = dict.fromkeys(PULSE, "91E 92U 93U 94W 95W 96N")
HIGH = " 179N 180U 219U 220E"
PRESSURE = {
    (16, 90): "90E 91U 100U 101N" + HIGH,
    (12, 15): "89E 90N" + HIGH,
    (10, 11): "89E 90N" + HIGH,  # the age is capped at 10: under 90
    (6, 6): "81E 82N" + HIGH,
    (5, 5): "79E 80N" + HIGH,
    (3, 3): "75E 76N" + HIGH,
    (2, 2): "73E 74N" + HIGH,
    (1, 1): "71E 72N" + HIGH,
}
HEAT = "35.0E 35.1N 37.9N 38.0U 39.0U 39.1E"
HEAT_OF_A_CHILD = "35.0E 35.1N 37.9N 38.0U 39.9U 40.0E"
RULE_OF = {
    "hr": {E: {"E11"}, U: {"U02"}, W: {"W07"}},
    "rr": {E: {"E11"}, U: {"U04"}, W: {"W15"}},
    "spo2": {E: {"E11"}, U: {"U04"}, W: {"W08"}},
    "sbp": {E: {"E11"}, U: {"U03"}},
    "temp_c": {E: {"E07", "E11"}, U: {"U01"}},
}
WORDS = {
    "hr": "pulse",
    "rr": "breaths",
    "sbp": "top blood pressure",
    "dbp": "bottom blood pressure",
    "spo2": "oxygen",
    "temp_c": "temperature",
}
GRADED = ("E07", "E11", "U01", "U02", "U03", "U04", "W07", "W08", "W09", "W15")


def cells(*tables: tuple[str, dict]) -> list[tuple]:
    """Return (field, age, value, level) for both ends of every column."""
    return [
        (field, age, cell[:-1], {"E": E, "U": U, "W": W, "N": N}[cell[-1]])
        for field, table in tables
        for ages, text in table.items()
        for age in sorted(set(ages))
        for cell in text.split()
    ]


def only(field: str, value: object):
    """Return calm answers with this one measured value."""
    alone = dict.fromkeys(("hr", "rr", "sbp", "dbp", "spo2", "temp_c"))
    return calm(**{**alone, "psfs": 0, field: value})


def check(field: str, value: str, level: Level, who) -> None:
    """Hold the level to be that of the table, by a rule of that grade and of no other."""
    number = Decimal(value) if field == "temp_c" else int(value)
    assessment = judge(only(field, number), who)
    graded = fired(assessment).intersection(GRADED)
    assert assessment.level is level
    assert bool(graded) is (level is not N)
    assert graded <= RULE_OF[field].get(level, set())


@pytest.mark.parametrize(
    ("field", "age", "value", "level"),
    cells(("hr", PULSE), ("rr", BREATHS), ("spo2", OXYGEN), ("sbp", PRESSURE)),
)
def test_every_limit_of_the_table_holds_to_one_step(field, age, value, level) -> None:
    check(field, value, level, person(age, usual=NOTHING_USUAL))


@pytest.mark.parametrize(
    ("field", "age", "value", "level"),
    cells(("temp_c", {(16, 90): HEAT, (0, 15): HEAT_OF_A_CHILD})),
)
def test_every_limit_of_the_temperature_holds_to_a_tenth(field, age, value, level) -> None:
    check(field, value, level, person(age))


@pytest.mark.parametrize(("field", "age", "value", "level"), cells(("temp_c", {(8, 45): HEAT})))
def test_with_a_pump_a_child_has_the_limits_of_an_adult(field, age, value, level) -> None:
    check(field, value, level, pump_person(age))


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        *(("37.94", set()), ("37.95", {"U01"}), ("39.04", {"U01"}), ("39.05", {"E07"})),
        *(("35.05", set()), ("35.04", {"E11"})),
    ],
)
def test_a_temperature_is_compared_to_a_tenth_half_up(typed: str, rules: set) -> None:
    assert fired(judge(calm(temp_c=Decimal(typed)))) & {"U01", "E07", "E11"} == rules


@pytest.mark.parametrize(
    ("usual_hr", "text"),
    [
        (72, "91N 92W 101W 102U"),  # 72 + 20, 72 + 30
        (60, "90N 91W 100W 101U"),  # the floors 91 and 101
        (95, "100N 101W 110W 111U"),  # the absolute limits come first
        (55, "41N 50N"),  # a slow pulse is usual for them
        (56, "41W 50W 51N"),
        (55, "40E"),
    ],
)
def test_an_adults_pulse_is_held_against_what_is_usual(usual_hr: int, text: str) -> None:
    for _field, _age, value, level in cells(("hr", {(45, 45): text})):
        check("hr", value, level, person(usual=usual(hr=usual_hr)))


def test_a_childs_pulse_is_held_against_the_table_alone() -> None:
    assert judge(only("hr", 115), person(8, usual=usual(hr=70))).level is N


@pytest.mark.parametrize(
    ("usual_spo2", "text"),
    [(98, "91E 92U 93U 94W 95W 96N"), (96, "93U 94W 95N"), (94, "91E 92U 93N"), (92, "91E 92N")],
)
def test_oxygen_counts_only_when_it_is_two_below_usual(usual_spo2: int, text: str) -> None:
    for _field, _age, value, level in cells(("spo2", {(45, 45): text})):
        check("spo2", value, level, person(usual=usual(spo2=usual_spo2)))


@pytest.mark.parametrize(
    ("usual_spo2", "text"),
    [(90, "83E 84U 85U 86W 87W 88N"), (88, "83E 85U 86W 87N"), (None, "87W 88N 91N")],
)
def test_a_prescribed_oxygen_target_has_limits_of_its_own(usual_spo2, text: str) -> None:
    who = person(usual=usual(spo2=usual_spo2), spo2_target_88_92=True)
    for _field, _age, value, level in cells(("spo2", {(45, 45): text})):
        check("spo2", value, level, who)


@pytest.mark.parametrize(
    ("usual_sbp", "text"),
    [(122, "90E 91U 100U 101N"), (115, "90E 91U 95U 96N"), (106, "90E 91N")],
)
def test_a_falling_pressure_counts_from_twenty_below_usual(usual_sbp: int, text: str) -> None:
    for _field, _age, value, level in cells(("sbp", {(45, 45): text})):
        check("sbp", value, level, person(usual=usual(sbp=usual_sbp)))


@pytest.mark.parametrize(
    ("usual_sbp", "sbp", "rule"),
    [
        *((105, 85, "E11"), (105, 86, "W09"), (105, 95, "W09"), (105, 96, None)),
        *((95, 90, "W09"), (95, 91, None), (95, 75, "E11"), (95, 76, "W09")),
    ],
)
def test_a_pressure_that_is_low_as_usual_is_not_an_emergency(usual_sbp, sbp, rule) -> None:
    assessment = judge(calm(sbp=sbp), person(usual=usual(sbp=usual_sbp)))
    assert fired(assessment) & set(GRADED) == ({rule} if rule else set())


@pytest.mark.parametrize("sign", [{"dizzy": True}, {"alertness": Alertness.DROWSY}])
def test_a_low_usual_pressure_with_a_sign_is_an_emergency_at_ninety(sign: dict) -> None:
    low = person(usual=usual(sbp=100))
    assert "E11" in fired(judge(calm(sbp=90, **sign), low))
    assert "E11" not in fired(judge(calm(sbp=91, **sign), low))


def test_a_low_usual_pressure_changes_nothing_for_a_child() -> None:
    assert judge(only("sbp", 89), person(14, usual=usual(sbp=95))).level is E
    assert judge(only("sbp", 90), person(14, usual=usual(sbp=105))).level is N


@pytest.mark.parametrize("field", ["hr", "rr", "sbp", "spo2"])
def test_under_one_year_no_vital_limit_holds_but_220_and_signs_do(field: str) -> None:
    for value in (55, 84, 100):
        assert judge(only(field, value), person(0)).level is N
    assert fired(judge(only("sbp", 220), person(0))) == {"E11"}
    assert fired(judge(only("sbp", 180), person(0))) == {"U03"}
    assert "E02" in fired(judge(calm(passed_out=True), person(0)))


@pytest.mark.parametrize(
    ("field", "side", "rule"),
    [
        *(("hr", "low", "E11"), ("hr", "high", "E11"), ("rr", "low", "E11")),
        *(("rr", "high", "E11"), ("sbp", "low", "E11"), ("sbp", "high", "E11")),
        *(("spo2", "low", "E11"), ("temp_c", "low", "E11"), ("temp_c", "high", "E07")),
        ("dbp", "high", "U03"),
    ],
)
def test_a_device_that_shows_lo_or_hi_counts_as_the_worst_of_that_side(field, side, rule) -> None:
    why = {field: Missing.DEVICE_LOW if side == "low" else Missing.DEVICE_HIGH}
    assessment = judge(calm(**{field: None}, not_taken=why))
    assert rule in fired(assessment)
    word = {"low": "LO", "high": "HI"}[side]
    because = " ".join(finding.because for finding in assessment.rules)
    assert f"The device showed {word} for {WORDS[field]}." in because


@pytest.mark.parametrize("field", ["spo2", "temp_c"])
def test_other_reasons_for_a_missing_value_are_no_value(field: str) -> None:
    assert judge(calm(**{field: None}, not_taken={field: Missing.COULD_NOT})).level is N


def test_without_a_date_of_birth_the_adult_limits_hold_and_it_is_asked_for() -> None:
    nobody_knows = person(None)
    assert judge(calm(hr=131), nobody_knows).level is E
    assert judge(calm(temp_c=Decimal("39.1")), nobody_knows).level is E
    assessment = judge(calm(), nobody_knows)
    assert (assessment.level, assessment.missing) == (Level.INCOMPLETE, ("dob",))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("hr", 112, "Pulse is 112. Usual is not recorded. Limit 111."),
        ("sbp", 92, "Top blood pressure is 92. Usual is not recorded. Limit 100 or less."),
        ("spo2", 93, "Oxygen is 93 %. Usual is not recorded. Limit 93 % or less."),
        ("stiffness", 6, "Stiffness is 6 of 10. Usual is not recorded."),
    ],
)
def test_a_reason_says_that_the_usual_value_is_not_recorded(field, value, sentence) -> None:
    worst = judge(calm(**{field: value}), person(usual=NOTHING_USUAL)).rules[0]
    assert worst.because == sentence
