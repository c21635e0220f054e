"""What lavaan cannot compute is told by rule, and what it computes otherwise is asked for."""

from types import SimpleNamespace

import numpy as np
import pytest

from cpsurvey.analysis import proof
from cpsurvey.export.lavaan.call import Place, options
from cpsurvey.export.lavaan.names import Names
from cpsurvey.kinds.multilevel import proof as multilevel
from cpsurvey.sem.fit import fit

TEAMS = np.repeat(np.arange(30), 8)


def fitted(estimator, cluster=None):
    rng = np.random.default_rng(3)
    f = rng.normal(size=240) + rng.normal(size=30)[TEAMS]
    items = {
        name: np.digitize(f + rng.normal(size=240), [-1, 0, 1]).astype(float) for name in "abcd"
    }
    ordered = "all" if estimator in ("wlsmv", "dwls") else ()
    return fit(
        "f =~ a + b + c + d", items, estimator=estimator, ordered=ordered, cluster=cluster
    )


def numbers(found):
    one = found.estimates[1]
    known = {"est": one.est, "se": one.se, "z": one.z, "ci.lower": one.ci_lower}
    return (
        *proof.measures(found.fit),
        *proof.parameter(one.lhs, one.op, one.rhs, 0, known),
        *proof.explained("a", 0, 0.4),
        *proof.explained("b", 0, 1.8),
    )


def statistics(found):
    line, left = proof.in_lavaan(proof.Told(found, numbers(found)))
    assert len(line.numbers) + sum(one.count for one in left) == len(numbers(found))
    return {one.statistic for one in line.numbers}, {one.why for one in left}


def test_ordered_answers_in_clusters_have_estimates_there_and_no_errors():
    there, left = statistics(fitted("wlsmv", TEAMS.tolist()))
    assert there >= {"est", "chisq", "df", "srmr", "rsquare"}
    assert not there & {"se", "z", "ci.lower", "chisq.scaled", "chisq.scaling.factor"}
    assert left == {"clustered", "improper"}


@pytest.mark.parametrize(("estimator", "cluster"), [("wlsmv", None), ("mlr", TEAMS.tolist())])
def test_all_else_is_compared_but_what_no_share_can_be(estimator, cluster):
    there, left = statistics(fitted(estimator, cluster))
    assert there >= {"est", "se", "z", "chisq.scaled"}
    assert left == {"improper"}


def test_a_call_names_no_clusters_that_lavaan_ignores_and_asks_for_right_errors():
    def of(estimator, cluster=None):
        found = fitted(estimator, cluster)
        place = Place(1, cluster="cluster.1" if cluster else "")
        return dict(options(found.settings, place, Names("abcd")))

    assert "cluster" not in of("wlsmv", TEAMS.tolist())
    assert of("mlr", TEAMS.tolist())["cluster"] == '"cluster.1"'
    assert of("dwls")["se"] == '"robust.sem"'
    assert "se" not in of("wlsmv")


def test_numbers_pooled_over_imputed_answers_are_of_no_model():
    """The text is that of the fit to the first completed answers, the numbers are not."""
    found = fitted("mlr")
    way = SimpleNamespace(paths=(), effects=())

    def told(imputation):
        data = SimpleNamespace(syntax=found.syntax.text, covariates={}, imputation=imputation)
        data.latent, data.observed = way, way
        return list(multilevel.told(SimpleNamespace(data=data, fit={"cfi": 0.99}), [found]))

    assert [type(one) for one in told(None)] == [proof.Told]
    assert told("twenty sets") == [proof.Beyond("imputed", 1)]
