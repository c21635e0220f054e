"""``cpsurvey sem`` as people and scripts use it."""

import json
import subprocess
import sys

import gold
import pytest

from cpsurvey.cli import funnel

DATA = str(gold.GOLD / "data" / "holzinger_swineford.csv")
HS = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n"


@pytest.fixture
def run(tmp_path, capsys):
    def runner(model, *argv, data=DATA):
        file = tmp_path / "model.lav"
        file.write_text(model, "utf-8")
        status = funnel.run(["sem", str(file), str(data), *argv])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return runner


def test_json_has_lavaans_names(run):
    status, out, _ = run(HS, "--kind", "cfa", "--estimator", "mlr", "--json")
    found = json.loads(out)
    assert status == 0
    assert found["schema"] == "cpsurvey/sem/1"
    assert (found["nobs"], found["npar"]) == ([301], 21)
    assert set(found["estimates"][0]) == {
        "lhs", "op", "rhs", "group", "label", "est", "se", "z", "pvalue",
        "ci_lower", "ci_upper", "std_lv", "std_all",
    }  # fmt: skip
    assert found["fit"]["chisq.scaled"] == pytest.approx(87.13, abs=0.01)


def test_people_see_fit_estimates_effects_and_r2(run):
    text = HS + "speed ~ a*visual + b*textual\nab := a*b\n"
    status, out, _ = run(text, "--crosscheck", "semopy", "--bootstrap", "40")
    assert status == 0
    for part in (
        "Model Test User Model:",
        "Latent Variables:",
        "Regressions:",
        "Defined Parameters:",
        "R-Square:",
        "Crosscheck",
    ):
        assert part in out
    assert "40 draws of cases, percentile" in out
    argv = ["--bootstrap", "40", "--bias-corrected", "--json"]
    found = json.loads(run(text, *argv)[1])["bootstrap"]
    assert found["interval"] == "bias-corrected"
    assert found["draws"] == found["failed"] + 40


def test_groups_and_partial_equality(run):
    argv = ["--group", "school", "--group-equal", "loadings,intercepts"]
    status, out, _ = run(HS, "--kind", "cfa", *argv, "--group-partial", "x3~1,x7~1", "--json")
    found = json.loads(out)
    assert status == 0
    assert found["groups"] == ["Pasteur", "Grant-White"]
    assert found["fit"]["chisq"] == pytest.approx(129.42248, abs=1e-4)


def test_the_model_may_come_from_standard_input():
    done = subprocess.run(
        [sys.executable, "-m", "cpsurvey.cli", "sem", "-", DATA, "--json"],
        input=HS,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["converged"]


@pytest.mark.parametrize(
    ("model", "argv", "status", "said"),
    [
        ("f =~ x1 + x2 +\n", [], 78, "^"),
        ("f =~ x1 + x2 + x33\n", [], 78, "did you mean 'x3'"),
        ("f =~ x1 + x2 + school\n", [], 65, "text"),
        ("f = ~ x1 + x2\n", [], 78, "line 1"),
        ("group: 1\nf =~ x1 + x2\n", [], 78, "not supported"),
        ("f =~ x1 + x2 + x3\nab := a*b\n", [], 78, "labels no parameter"),
        ("f =~ x1 + x2 + x3\nab := exec(1)\n", [], 78, "not a function"),
        ("f =~ x1 + x2 + x3\n", ["--estimator", "wls"], 78, "known: ml"),
        ("f =~ x1 + x2 + x3\n", ["--group", "scool"], 78, "did you mean 'school'"),
        ("f =~ x1 + x2 + x3\n", ["--group-equal", "loading"], 78, "did you mean 'loadings'"),
        ("f =~ x1 + x2 + x3\n", ["--estimator", "mlm", "--missing", "fiml"], 78, "mlr"),
        ("f =~ x1 + x2 + x3\n", ["--ordered", "x9"], 78, "does not use"),
        ("", [], 78, "empty"),
    ],
)
def test_wrong_input_is_said_with_its_place(run, model, argv, status, said):
    found, out, err = run(model, *argv)
    assert found == status, err
    assert out == ""
    assert said in err


def test_a_file_that_is_gone(run):
    assert run(HS, data="nowhere.csv")[0] == 66


def test_unsound_models_end_with_70_and_say_why(run):
    status, out, _ = run("f =~ NA*x1 + x2 + x3\n", "--json")
    found = json.loads(out)
    assert status == 70
    assert not found["admissible"]
    assert {w["code"] for w in found["warnings"]} & {"not_identified", "not_converged"}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a,b,c\n1,1,1\n2,2,2\n3,3,3\n", "rows are left"),
        ("a,b,c\n" + "".join(f"{i},{i % 3},5\n" for i in range(20)), "is the same"),
        ("a,b,c\n" + "".join(f"{i},{i % 3},{i + i % 3}\n" for i in range(20)), "combinations"),
    ],
)
def test_data_that_cannot_carry_the_model(run, tmp_path, rows, said):
    file = tmp_path / "d.csv"
    file.write_text(rows)
    status, _, err = run("f =~ a + b + c\n", data=file)
    assert status == 65
    assert said in err
