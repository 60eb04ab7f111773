# SPDX-License-Identifier: MIT
"""What a chart says is said in the language that is spoken, the names of the drugs too."""

from decimal import Decimal

from caregiver_app.domain.charts.cut_marks import CutMark
from caregiver_app.domain.person import Drug
from caregiver_app.domain.plan import Cut, PlanRoute
from caregiver_app.system.words import use
from caregiver_app.ui.widgets.trends.mark_words import cut_words
from tests.domain.pretend import NOW
from tests.pseudo import pseudo, pseudo_locale


def test_the_drug_of_a_cut_is_named_in_the_language_that_is_spoken(tmp_path):
    use(pseudo_locale(tmp_path))
    cut = Cut(on=NOW.day, before=Decimal(45), after=Decimal(40))
    mark = CutMark(at=NOW, exact=True, drug=Drug.BACLOFEN, route=PlanRoute.ORAL, cut=cut)
    assert pseudo("baclofen") in cut_words(mark)
