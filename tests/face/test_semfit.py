"""`cpsurvey.fit`: data as people hold them, and what a fitted model shows."""

import math

import numpy as np
import pandas as pd
import pytest

import cpsurvey
from cpsurvey.sem.fit import fit as solve

MODEL = "f =~ a + b + c + d\nb_c := 2"


@pytest.fixture(scope="module")
def data():
    rng = np.random.default_rng(5)
    factor = rng.normal(size=240)
    columns = {name: factor + rng.normal(size=240) for name in "abcd"}
    return pd.DataFrame(columns).assign(site=["east", "west", "north"] * 80)


@pytest.fixture(scope="module")
def found(data):
    return cpsurvey.fit(MODEL, data)


def test_estimates_are_those_of_the_engine(found, data):
    solution = solve(MODEL, {name: data[name].to_numpy() for name in "abcd"})
    frame = found.estimates
    for at, one in enumerate(solution.estimates):
        row = frame.loc[at]
        assert (row["lhs"], row["op"], row["rhs"], row["label"]) == (
            one.lhs,
            one.op,
            one.rhs,
            one.label,
        )
        for name in ("est", "se", "z", "pvalue", "ci_lower", "ci_upper", "std_lv", "std_all"):
            known = getattr(one, name)
            assert row[name] == known if known is not None else math.isnan(row[name])
    assert len(frame) == len(solution.estimates)
    assert found.measures().to_dict() == pytest.approx(
        {name: math.nan if v is None else v for name, v in solution.fit.items()}, nan_ok=True
    )
    assert found.r2().to_dict() == {name: share for name, _, share in solution.r2}
    assert found.standardized()["std_all"].equals(frame["std_all"])


def test_a_solution_is_shown_in_a_few_lines(found):
    assert repr(found).startswith(
        "SemFit: ML converged, admissible; 240 rows, 8 free parameters"
    )
    assert len(repr(found).splitlines()) == 3
    assert f"{found.measures()['cfi']:.3f}" in repr(found)
    assert len(repr(found.solution)) < 100
    html = found._repr_html_()
    assert html.count("<tr>") == len(found.estimates) + 1
    assert "f =~ b" in html
    assert "Latent Variables" in found.summary()
    assert repr(found.summary()) == str(found.summary())


def test_missing_values_of_any_sort_are_missing(data):
    holes = data.astype({"b": "Float64", "c": object})
    holes.loc[0, "a"], holes.loc[1, "b"], holes.loc[2, "c"] = np.nan, pd.NA, None
    holes.loc[3, "site"] = None
    found = cpsurvey.fit(MODEL, holes, group="site")
    assert found.dropped == {"missing_value": 3, "missing_group": 1}
    assert found.groups == ("east", "west", "north")
    assert list(found.r2().index.names) == ["group", "variable"]
    assert found.r2().loc["west"].index.tolist() == list("abcd")


def test_rows_may_be_labelled_by_values_too(data):
    named = cpsurvey.fit(MODEL, data, group="site", estimator="mlr")
    given = cpsurvey.fit(MODEL, data, group=data["site"], estimator="mlr")
    assert named.estimates.equals(given.estimates)
    assert "scaled chi-square" in repr(named)


@pytest.mark.parametrize(
    ("labels", "groups"),
    [
        ([1, 2], ("1", "2")),
        ([True, False], ("True", "False")),
        ([2**60 + 1, 2**60 + 2], (f"{2**60 + 1}", f"{2**60 + 2}")),
        (pd.Categorical(["u", "v"]), ("u", "v")),
        (pd.array([1, 2], dtype="Int64"), ("1", "2")),
    ],
)
def test_labels_of_rows_stay_what_they_are(data, labels, groups):
    column = pd.Series(labels).repeat(120).reset_index(drop=True)
    named = data.assign(**{"7": column}).rename(columns={"7": 7})
    assert cpsurvey.fit(MODEL, named, group="7").groups == groups
    some = column.astype(object)
    some[0] = pd.NA
    for given in (some, some.tolist()):
        found = cpsurvey.fit(MODEL, data, group=given)
        assert (found.groups, found.dropped) == (groups, {"missing_group": 1})


def test_a_file_is_read_as_the_command_reads_it(data, tmp_path, found):
    file = tmp_path / "answers.csv"
    data.to_csv(file, index=False)
    assert cpsurvey.fit(MODEL, file).estimates["est"].to_numpy() == pytest.approx(
        found.estimates["est"].to_numpy()
    )


def test_moments_follow_their_labels_not_their_order(data, found):
    cov, mean = data[list("abcd")].cov(), data[list("abcd")].mean()
    mixed = cov.loc[list("dbca"), list("bdac")]
    for given in (cov, mixed):
        by_moments = cpsurvey.fit(
            "f =~ a + b + c + d\na ~ 1\nb ~ 1\nc ~ 1\nd ~ 1",
            sample_cov=given,
            sample_mean=mean[list("cabd")],
            nobs=240,
        )
        means = by_moments.estimates.query("op == '~1' and lhs != 'f'").set_index("lhs")["est"]
        assert means.to_dict() == pytest.approx(mean.to_dict())
        assert by_moments.measures()["chisq"] == pytest.approx(found.measures()["chisq"])


def test_models_of_two_levels_have_levels(data):
    rng = np.random.default_rng(2)
    team = np.repeat(np.arange(40), 6)
    columns = {n: data[n] + rng.normal(size=40)[team] for n in ("a", "b")}
    model = "level: 1\na ~ b\nlevel: 2\na ~ b"
    found = cpsurvey.fit(model, {**columns, "team": team}, cluster="team")
    assert {"level"} == {"level", "group"} & set(found.estimates)
    with pytest.raises(cpsurvey.CpsurveyError, match="one level"):
        found.modification_indices()


def test_what_freeing_would_gain_comes_largest_first(data):
    shared, own, other = np.random.default_rng(3).normal(size=(3, 240))
    factor = data[list("abcd")].mean(axis=1)
    more = data.assign(e=factor + shared + own, g=factor + shared + other)
    model = "f =~ a + b + c + d + e + g"
    found = cpsurvey.fit(model, more)
    indices = found.modification_indices()
    assert indices.loc[0, ["lhs", "op", "rhs"]].tolist() == ["e", "~~", "g"]
    assert indices["mi"].is_monotonic_decreasing
    freed = cpsurvey.fit(f"{model}\ne ~~ g", more)
    assert freed.measures()["chisq"] < found.measures()["chisq"]


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (lambda d: (d, {"group": "sit"}), "CPS302", "did you mean 'site'"),
        (lambda d: (None, {"cluster": "site"}), "CPS302", "no column 'site'"),
        (lambda d: (d.assign(a="text"), {}), "CPS305", "row 1 of the data"),
        (lambda d: (pd.concat([d, d[["a"]]], axis=1), {}), "CPS106", "called 'a'"),
        (lambda d: (d.rename(columns={"a": "A"}), {}), "CPS302", "uses 'a'"),
        (
            lambda d: (
                None,
                {"sample_cov": d[list("abc")].cov(), "sample_names": "abcd", "nobs": 9},
            ),
            "CPS302",
            "must have 'd' once",
        ),
    ],
)
def test_data_that_do_not_fit_are_refused(data, change, code, says):
    given, options = change(data)
    with pytest.raises(cpsurvey.CpsurveyError) as refused:
        cpsurvey.fit(MODEL, given, **options)
    assert refused.value.code == code
    assert says in str(refused.value)


def test_a_model_that_is_no_solution_says_so(data):
    found = cpsurvey.fit("f =~ a + b", data)
    assert "NOT IDENTIFIED" in repr(found)
    assert "chi-square" not in repr(found)
    with pytest.raises(cpsurvey.CpsurveyError, match="identified"):
        found.modification_indices()
