# SPDX-License-Identifier: MIT
"""Until somebody decides, the value of a profile holds that takes no emergency away."""

import pytest

from caregiver_app.content.careful import load_careful
from caregiver_app.domain.check_in import Alertness
from caregiver_app.domain.levels import Level
from caregiver_app.domain.person import UsualValues
from caregiver_app.domain.record import Record
from caregiver_app.domain.rules.engine import evaluate
from caregiver_app.domain.sharing.careful import careful
from tests.domain.pretend import NOW, RULES, calm, person

BY = load_careful()


@pytest.mark.parametrize(
    ("name", "values", "holds"),
    [
        (("usual", "hr"), (58, 72), 72),
        (("usual", "sbp"), (128, 100), 128),
        (("usual", "sbp"), (None, 100), None),
        (("usual", "stiffness"), (None, 6), None),
        (("usual", "stiffness"), (None, 2), 2),
        (("usual", "anxiety"), (3, None), None),
        (("usual", "spo2"), (92, 97), 97),
        (("route",), ("oral", "itb"), "both"),
        (("route",), (None, "itb"), "itb"),
        (
            ("medicines", "lorazepam", "1"),
            ({"status": "taken"}, {"status": "held"}),
            {"status": "taken"},
        ),
        (("medicines", "lorazepam", "1"), (None, {"status": "held"}), {"status": "held"}),
    ],
)
def test_the_careful_one_of_two_values_holds_in_either_order(name, values, holds):
    for two in (values, values[::-1]):
        sides = [{name: value} if value is not None else {} for value in two]
        assert careful(name, sides, BY).get(name) == holds


@pytest.mark.parametrize(
    ("field", "values", "answers"),
    [
        ("sbp", (100, 128), {"sbp": 88, "dbp": 50}),
        ("hr", (58, 72), {"hr": 50, "alertness": Alertness.DROWSY}),
    ],
)
def test_no_usual_value_that_holds_takes_an_emergency_away(field, values, answers):
    name = ("usual", field)
    held = careful(name, [{name: value} for value in values], BY)[name]
    record = Record(person=person(usual=UsualValues(**{field: held})))
    assert evaluate(RULES, record, calm(**answers), NOW).level is Level.EMERGENCY
