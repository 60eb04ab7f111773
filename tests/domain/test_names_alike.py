# SPDX-License-Identifier: MIT
"""A name that is nearly that of a drug of the taper is asked about, one that looks alike is not."""

import pytest

from caregiver_app.content.loader import load_rule_set
from caregiver_app.domain.person import Drug

RULES = load_rule_set("en")
SLIPS = {
    Drug.CLONAZEPAM: "clonazapam Klonazepam Clonopin clonazepan clonezepam KLONAPIN rivatril",
    Drug.BACLOFEN: "bacoflen baclophen baclofin backlofen Lioresol Liorisal gabalofen flexuvy",
}
OTHERS = """
lorazepam lorazapam Lorazepan clonidine klonidine clozapine clobazam clobazem alprazolam diazepam
oxazepam clorazepate clotiazepam nitrazepam bromazepam temazepam bicalutamide Bactrim diclofenac
ibuprofen lisinopril carbamazepine gabapentin pregabalin olanzapine Ritalin Klor-Con Lyrica
levetiracetam melatonin senna Tylenol
"""


@pytest.mark.parametrize(
    ("typed", "drug"), [(name, drug) for drug, names in SLIPS.items() for name in names.split()]
)
def test_a_slip_of_the_keys_is_asked_about(typed, drug):
    assert RULES.drug_like(typed) is drug
    assert RULES.drug_named(typed) is None, "it is asked about, never taken for it"


@pytest.mark.parametrize(
    "typed", ["Clonopin 0.5 mg", "klono pin", "bedtime clonazapam", "clonazépan", "baclo phen"]
)
def test_so_is_one_with_figures_blanks_and_accents(typed):
    assert RULES.drug_like(typed) is not None


@pytest.mark.parametrize("typed", OTHERS.split())
def test_a_medicine_that_only_looks_alike_is_none_of_them(typed):
    assert RULES.drug_like(typed) is None


@pytest.mark.parametrize("typed", ["Lioresal 10", "Rivotril", "clonazepam", "", "  ", "10 mg", "-"])
def test_nothing_is_asked_about_a_name_that_is_known_or_not_there(typed):
    assert RULES.drug_like(typed) is None
