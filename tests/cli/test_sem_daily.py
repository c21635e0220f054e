"""Options of ``cpsurvey sem`` that lavaan's users need every day: each does something."""

import csv
import json
import shutil
import stat
import subprocess
import sys

import gold
import numpy as np
import pandas as pd
import pytest

from cpsurvey.cli import funnel

HS = str(gold.GOLD / "data" / "holzinger_swineford.csv")
CFA = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
SEM = "textual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\ntextual ~ a*ageyr\nspeed ~ b*textual"
WORDS = ["Never", "Rarely", "Sometimes", "Very often"]


@pytest.fixture
def run(capsys):
    def runner(*argv):
        status = funnel.run(["sem", *map(str, argv)])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return runner


def answers(n=120):
    rng = np.random.default_rng(9)
    f = rng.normal(size=n)
    return pd.DataFrame(
        {
            f"my q{i}": np.digitize(f + rng.normal(size=n), [-1.0, 0.0, 1.0]) + 1
            for i in range(1, 5)
        }
    )


def in_words(codes):
    return codes.map(lambda code: WORDS[int(code) - 1])


ITEMS = "f =~ `my q1` + `my q2` + `my q3` + `my q4`"


# -------------------------------------------------------------------------------- names
def test_options_take_names_as_the_model_writes_them(run, tmp_path):
    data = answers(300).rename(columns={"my q2": "agree, or not"})
    data["a team"] = np.arange(300) % 2 + 1
    data.to_csv(tmp_path / "a.csv", index=False)
    model = ITEMS.replace("my q2", "agree, or not")
    groups = ("--group", "`a team`", "--group-equal", "loadings,intercepts")
    free = "`agree, or not`~1, f=~`my q3`"
    status, out, _ = run(model, tmp_path / "a.csv", *groups, "--group-partial", free, "--json")
    assert status == 0
    whole = json.loads(run(model, tmp_path / "a.csv", *groups, "--json")[1])
    assert json.loads(out)["fit"]["df"] == whole["fit"]["df"] - 2
    few = ("--ordered", "`my q1`, `agree, or not`, my q3,`my q4`")
    status, out, _ = run(model, tmp_path / "a.csv", *few, "--json")
    assert status == 0
    every = run(model, tmp_path / "a.csv", "--ordered", "all", "--json")[1]
    assert json.loads(out)["fit"] == json.loads(every)["fit"]
    status, _, err = run(model, tmp_path / "a.csv", *groups, "--group-partial", "`my q33`~1")
    assert status == 78
    assert "my q3~1" in err  # the name as it is


# ------------------------------------------------------------------------------ the model
def test_a_model_may_be_the_argument_itself(run, tmp_path):
    status, out, _ = run("x4 ~ ageyr", HS, "--json")
    assert status == 0
    file = tmp_path / "m.lav"
    file.write_text("x4 ~ ageyr")
    assert run(file, HS, "--json")[1] == out


def test_a_name_with_a_tilde_is_not_guessed(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old~").write_text("x4 ~ ageyr")
    status, _, err = run("old~", HS)
    assert status == 2
    assert "could be" in err
    assert run("new.lav", HS)[0] == 66


def test_the_version(capsys):
    assert funnel.run(["-V"]) == 0
    assert capsys.readouterr().out.startswith("cpsurvey ")


# ------------------------------------------------------------------- each option does something
PARTS = {
    "--std": "standardized",
    "--effects": "effects",
    "--modindices": "modindices",
    "--residuals": "residuals",
}


@pytest.mark.parametrize("option", PARTS)
def test_each_part_comes_when_asked_in_text_and_json(run, option):
    plain, text = run(SEM, HS)[1], run(SEM, HS, option)[1]
    assert text.startswith(plain.rstrip("\n"))
    assert len(text) > len(plain) + 100
    document = json.loads(run(SEM, HS, option, "--json")[1])
    assert document[PARTS[option]]
    others = set(PARTS.values()) - {PARTS[option]}
    assert all(document[name] is None for name in others)


@pytest.mark.parametrize(
    "argv",
    [
        ["--estimator", "mlr"],
        ["--group", "school"],
        ["--cluster", "agemo"],
        ["--std-lv"],
        ["--meanstructure"],
        ["--free-x"],
        ["--information", "observed"],
        ["--bootstrap", "20"],
        ["--bootstrap", "20", "--seed", "2"],
        ["--bootstrap", "20", "--bias-corrected"],
        ["--bootstrap", "20", "--resample", "bollen-stine"],
    ],
)
def test_no_option_is_ignored(run, argv):
    before = argv[:2] if len(argv) > 2 else []
    assert json.loads(run(SEM, HS, *argv, "--json")[1]) != json.loads(
        run(SEM, HS, *before, "--json")[1]
    )


@pytest.mark.parametrize(
    ("argv", "status", "said"),
    [
        (["--seed", "3"], 2, "--bootstrap"),
        (["--resample", "cases"], 2, "--bootstrap"),
        (["--bias-corrected"], 2, "--bootstrap"),
        (["--difference", "plain"], 2, "--compare"),
        (["--scores-method", "bartlett"], 2, "--scores"),
        (["--group-equal", "loadings"], 78, "groups"),
        (["--group", "school", "--group-partial", "x4~1"], 78, "group_equal"),
        (["--parameterization", "theta"], 78, "ordered"),
        (["--answers", "yes,no"], 2, "no column"),
        (["--answers", "yes"], 2, "fewer than two"),
        (["--questionnaire", "cop-callcentre-0.1.0"], 2, "no column"),
    ],
)
def test_what_nothing_comes_of_is_refused_by_name(run, argv, status, said):
    found, out, err = run(SEM, HS, *argv)
    assert (found, out) == (status, "")
    assert said in err


def test_parts_of_an_unsound_model_are_said_to_be_missing(run):
    status, out, _ = run("f =~ x1 + x2", HS, "--std", "--bootstrap", "10", "--json")
    found = json.loads(out)
    assert status == 70
    assert found["not_computed"]["parts"] == ["standardized", "bootstrap"]
    assert found["bootstrap"] is None


# ---------------------------------------------------------------------------------- numbers
def test_standardised_effects_with_three_intervals(run):
    argv = ["--effects", "--std", "--bootstrap", "60", "--json"]
    found = json.loads(run(SEM, HS, *argv)[1])
    (way,) = [row for row in found["effects"]["rows"] if row["role"] == "specific"]
    assert (way["source"], way["through"], way["outcome"]) == ("ageyr", ["textual"], "speed")
    for numbers in (way, way["std_lv"], way["std_all"], way["std_nox"]):
        for kind in ("ci", "mc", "boot"):
            assert numbers[f"{kind}_lower"] < numbers["est"] < numbers[f"{kind}_upper"]
    rows = found["standardized"]
    assert {len(rows[kind]) for kind in ("std.lv", "std.all", "std.nox")} == {
        len(found["estimates"])
    }
    assert all(row["boot_lower"] is not None for row in rows["std.all"] if row["op"] == "~")


def test_comparisons(run, tmp_path):
    other = tmp_path / "zero.lav"
    other.write_text(CFA + "\nvisual ~~ 0*speed")
    third = CFA + "\nvisual ~~ 0*speed\nvisual ~~ 0*textual"
    argv = ["--estimator", "mlr", "--compare", other, "--compare", third]
    status, out, _ = run(CFA, HS, *argv)
    assert status == 0
    assert "Model comparison:" in out
    assert "zero.lav" in out
    found = json.loads(run(CFA, HS, *argv, "--json")[1])["compare"]
    assert found["order"] == [0, 1, 2]
    assert [test["df"] for test in found["tests"]] == [1, 1]
    assert {test["method"] for test in found["tests"]} == {"satorra.bentler.2001"}
    plain = json.loads(run(CFA, HS, *argv, "--difference", "plain", "--json")[1])
    fits = plain["compare"]["models"]
    assert plain["compare"]["tests"][0]["chisq"] == pytest.approx(
        fits[1]["chisq"] - fits[0]["chisq"]
    )


def test_a_model_without_means_is_compared_with_one_that_has_them(run):
    means = CFA + "\nx1 ~ m*1\nx2 ~ m*1"
    found = json.loads(run(CFA, HS, "--compare", means, "--json")[1])["compare"]
    assert found["tests"][0]["df"] == 1


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("visual =~ x1 + x2 + x3", "different variables"),
        ("a =~ x1 + x2 + x3 + x4\nb =~ x5 + x6 + x7 + x8 + x9", "special case"),
        (CFA, "no difference"),
        ("visual =~ x1 + x2 + x3 +", "expected"),
    ],
)
def test_models_that_are_not_nested_are_refused_with_the_reason(run, other, said):
    status, out, err = run(CFA, HS, "--kind", "cfa", "--compare", other)
    assert (status, out) == (78, "")
    assert said in err


# ------------------------------------------------------------------------------------ scores
def test_scores_are_private_and_stand_beside_every_row(run, tmp_path):
    data = answers().astype(float)
    data.iloc[4, 0] = np.nan
    data.to_csv(tmp_path / "d.csv", index=False)
    file = tmp_path / "scores.csv"
    status, out, _ = run(ITEMS, tmp_path / "d.csv", "--scores", file)
    assert status == 0
    assert "119 rows" in out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    rows = list(csv.DictReader(file.read_text().splitlines()))
    assert [int(row["row"]) for row in rows] == list(range(1, 121))
    assert [row["row"] for row in rows if not row["f"]] == ["5"]
    bartlett = tmp_path / "bartlett.csv"
    argv = ["--scores", bartlett, "--scores-method", "bartlett"]
    assert run(ITEMS, tmp_path / "d.csv", *argv)[0] == 0
    assert bartlett.read_text() != file.read_text()
    kept = file.read_bytes()
    assert run(ITEMS, tmp_path / "d.csv", "--scores", file)[0] == 73
    assert file.read_bytes() == kept
    assert run(ITEMS, tmp_path / "d.csv", "--scores", tmp_path / "no" / "s.csv")[0] == 73


@pytest.mark.parametrize(
    ("model", "argv"),
    [
        (ITEMS, ["--ordered", "all", "--scores-method", "bartlett"]),
        (ITEMS + "\n`my q1` ~~ `my q2`", ["--ordered", "all"]),
        ("`my q1` ~ `my q2`", []),
    ],
)
def test_scores_there_are_none_of(run, tmp_path, model, argv):
    answers().to_csv(tmp_path / "d.csv", index=False)
    file = tmp_path / "s.csv"
    status, _, err = run(model, tmp_path / "d.csv", *argv, "--scores", file)
    assert status == 78
    assert "scores" in err
    assert not file.exists()


# -------------------------------------------------------------------------- answers in words
def test_words_need_an_order_and_the_message_says_how(run, tmp_path):
    in_words(answers()).to_csv(tmp_path / "d.csv", index=False)
    status, out, err = run(ITEMS, tmp_path / "d.csv")
    assert (status, out) == (65, "")
    assert "--answers" in err
    assert not any(word in err for word in WORDS)


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "dta"])
def test_words_in_their_order_are_the_codes(run, tmp_path, suffix):
    codes = answers()
    if suffix == "dta":
        codes.columns = [name.replace(" ", "_") for name in codes]
    model = ITEMS.replace("my q", "my_q").replace("`", "") if suffix == "dta" else ITEMS
    codes.to_csv(tmp_path / "codes.csv", index=False)
    told, file = in_words(codes), tmp_path / f"words.{suffix}"
    argv = ["--answers", ",".join(word.upper() for word in WORDS)]
    if suffix == "csv":
        told.to_csv(file, index=False)
    elif suffix == "xlsx":
        told.to_excel(file, index=False)
    else:
        told.to_stata(file, write_index=False)
    wanted = json.loads(run(model, tmp_path / "codes.csv", "--json")[1])
    status, out, err = run(model, file, *argv, "--json")
    assert status == 0, err
    assert json.loads(out)["estimates"] == wanted["estimates"]


def test_words_of_a_questionnaires_items_are_its_codes(run, tmp_path):
    from cpsurvey.design.load import load_questionnaire

    questionnaire = load_questionnaire("cop-callcentre-0.1.0").questionnaire
    labels = {o.code: o.label["fr"] for o in questionnaire.options_of("me1").options}
    rng = np.random.default_rng(4)
    f = rng.normal(size=150)
    codes = pd.DataFrame(
        {f"me{i}": np.clip(np.round(4 + f + rng.normal(size=150)), 1, 7) for i in range(1, 5)}
    )
    codes.to_csv(tmp_path / "codes.csv", index=False)
    codes.map(lambda code: labels[int(code)]).to_csv(tmp_path / "words.csv", index=False)
    model = "f =~ me1 + me2 + me3 + me4"
    wanted = json.loads(run(model, tmp_path / "codes.csv", "--json")[1])
    argv = [model, tmp_path / "words.csv", "--questionnaire", "cop-callcentre-0.1.0", "--json"]
    assert json.loads(run(*argv)[1])["estimates"] == wanted["estimates"]
    wrong = codes.map(lambda code: labels[int(code)])
    wrong.iloc[6, 1] = "nothing of the kind"
    wrong.to_csv(tmp_path / "words.csv", index=False)
    status, _, err = run(*argv)
    assert status == 65
    assert "row 7" in err
    assert "nothing of the kind" not in err


# ------------------------------------------------------------------------------------ a study
@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study") / "own"

    def cli(*argv):
        command = [sys.executable, "-m", "cpsurvey.cli", *map(str, argv)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    cli("init", folder)
    text = (folder / "study.yaml").read_text()
    (folder / "study.yaml").write_text(text.replace("# simulated: true", "simulated: true", 1))
    drawn = folder / "data" / "drawn.csv"
    cli("simulate", "--study", folder, "-n", "120", "--out", drawn)
    cli("ingest", "--study", folder)
    return folder


def test_a_study_gives_its_scales_by_name(run, study):
    status, out, err = run("tks ~ a*cop", "--study", study, "--cluster", "team", "--json")
    assert status == 0, err
    found = json.loads(out)
    assert found["estimator"] == "ml"
    assert 100 < found["nobs"][0] <= 120


def test_answers_of_earlier_waves_are_said_to_be_left_out(run, study, tmp_path, capsys):
    again = tmp_path / "again"
    shutil.copytree(study, again)
    assert "wave" not in run("tks ~ cop", "--study", again)[2]
    drawn, more = again / "later.csv", ["-n", "110", "--seed", "5", "--quiet"]
    assert funnel.run(["simulate", "--study", str(again), *more, "--out", str(drawn)]) == 0
    assert funnel.run(["ingest", str(drawn), "--study", str(again), "--wave", "2", "-q"]) == 0
    capsys.readouterr()
    status, out, err = run("tks ~ cop", "--study", again, "--json")
    assert status == 0, err
    assert json.loads(out)["nobs"][0] <= 110
    assert "the latest wave alone is fitted: 120 answers are of earlier ones" in err


def test_scores_of_a_study_have_pseudonyms_and_stay_private(run, study, tmp_path):
    model, file = "cop_me =~ me1 + me2 + me3 + me4", tmp_path / "s.csv"
    status, _, err = run(model, "--study", study, "--scores", file)
    assert status == 0, err
    rows = list(csv.DictReader(file.read_text().splitlines()))
    assert set(rows[0]) == {"respondent", "cop_me"}
    assert len({row["respondent"] for row in rows}) == len(rows)
    (study / "reports").mkdir(exist_ok=True)
    public = study / "reports" / "s.csv"
    assert run(model, "--study", study, "--scores", public)[0] == 2
    assert not public.exists()


@pytest.mark.parametrize(
    ("argv", "status", "said"),
    [
        (["tks ~ copp"], 78, "did you mean 'cop'"),
        (["tks ~ language"], 65, "--group"),
        (["tks ~ cop", "--answers", "a,b"], 2, "DATA"),
        (["tks ~ cop", HS], 2, "either"),
    ],
)
def test_what_a_study_does_not_give(run, study, argv, status, said):
    found, _, err = run(*argv, "--study", study)
    assert found == status
    assert said in err


def test_modification_indices_name_intercepts_and_paths(run):
    _, out, _ = run("x1 ~ x4 + x5\nx2 ~ x1\nx2 ~ 0*1", HS, "--modindices")
    found = out.split("Modification Indices:")[1]
    assert "\n  x2 ~ x4 " in found
    assert "\n  x2 ~ 1 " in found
    assert "~1" not in found


# ------------------------------------------------------------------- refusals that are of use
@pytest.mark.parametrize(
    ("odd", "told", "said", "row", "way"),
    [
        ("n/a", (), "holds text", "row 3 of the data (1 of 9 rows hold text)", "correct these"),
        ("low", ("--answers", "lo,hi"), "does not list", "row 3 of", "add them to the list"),
    ],
)
def test_cells_that_are_no_answer_are_named_by_their_row(
    run, tmp_path, odd, told, said, row, way
):
    sound = ["lo", "hi", "hi"] * 3 if told else [str(i) for i in range(9)]
    cells = [*sound[:2], odd, *sound[3:]]
    file = tmp_path / "d.csv"
    pd.DataFrame({"x": cells, "y": sound}).to_csv(file, index=False)
    status, _, err = run("y ~ x", file, *told)
    assert status == 65
    assert said in err
    assert row in err
    assert way in err


@pytest.mark.parametrize(
    ("model", "status", "said"), [("", 78, "the model is empty"), (".", 66, "name a file")]
)
def test_what_is_no_file_is_not_to_be_saved_as_utf8(run, model, status, said):
    found, _, err = run(model, HS)
    assert found == status
    assert said in err
    assert "UTF-8" not in err


@pytest.mark.parametrize(
    ("constraints", "named"),
    [
        ("b == 2\nb == 3", "b==2; b==3"),
        ("b > 2\nb < 1", "b>2; b<1"),
        ("visual ~~ v*visual\nv < -1", "v<-1"),
    ],
)
def test_constraints_that_nothing_can_meet_are_named(run, constraints, named):
    status, out, _ = run(f"visual =~ x1 + b*x2 + x3\n{constraints}", HS)
    assert status == 70
    assert f"could be met ({named})" in out
    assert "hold as equalities" not in out


def test_a_model_that_does_not_converge_for_another_reason_blames_no_constraint(run):
    rows = "visual =~ x1 + b*x2 + x3\nx1 ~~ -0.5*x1\nb < 90"
    status, out, _ = run(rows, HS)
    assert status == 70
    assert "could be met" not in out


def test_a_model_to_compare_with_that_is_not_there_is_called_that(run):
    status, _, err = run(CFA, HS, "--compare", "nofile.lav")
    assert status == 66
    assert "path of --compare" in err
