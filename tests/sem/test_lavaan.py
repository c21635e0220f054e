"""Every stored lavaan fit, at the tolerances of tests/gold/README.md."""

import gold
import pytest

from cpsurvey.errors import CpsurveyError

UNDER_FIML = {"gfi", "agfi", "pgfi"}
"""lavaan weighs these by the missing patterns; cpsurvey by the complete data's weights."""


TODAY = ("lavaan07",)
OTHERWISE = {"fiml_expected", "cluster_fiml_free_x"}
"""lavaan's corrected indices follow another route here (expected information; random
covariates with clusters), which no source describes: its other numbers are compared."""


@pytest.mark.gold
@pytest.mark.parametrize("name", gold.names())
def test_agrees_with_lavaan(name):
    stored = gold.case(name)
    ours = gold.fitted(stored)
    assert ours.converged
    skip = gold.mended(stored) | (UNDER_FIML if stored["missing"] == "ml" else set())
    if name in OTHERWISE:
        skip = skip | {f"{measure}.robust" for measure in gold.ROBUST}
    assert gold.estimate_gaps(ours, stored, bare=gold.bread_only(stored)) == []
    assert gold.fit_gaps(ours, stored, skip) == []


@pytest.mark.gold
@pytest.mark.parametrize("name", gold.names(TODAY))
def test_agrees_with_lavaan_of_today(name):
    stored = gold.case(name, TODAY)
    ours = gold.fitted(stored)
    skip = {"gfi_lisrel", "agfi_lisrel", "pgfi"} if stored["missing"] == "ml" else set()
    assert gold.estimate_gaps(ours, stored) == []
    assert gold.fit_gaps(ours, stored, skip) == []


@pytest.mark.gold
@pytest.mark.parametrize("name", ["mimic_gls", "mimic_uls"])
def test_least_squares_refuses_fixed_covariates(name):
    stored = gold.case(name)
    with pytest.raises(CpsurveyError) as refused:
        gold.fitted(stored, fixed_x=True)
    assert refused.value.code == "CPS303"
    assert "leave --fixed-x out" in refused.value.fix
