"""``cpsurvey export``: what analyses saw, in a private file, nobody told apart unasked."""

import json
import stat

import numpy as np
import pandas as pd
import pyreadstat
import pytest
from conftest import SMALL, STUDY, answers

from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.scoring import in_order, score
from cpsurvey.store import open_store

N = 240
MORE = SMALL.replace(
    "models:\n",
    """models:
  measured:
    kind: cfa
    syntax: |
      help =~ h1 + h2 + h3
      perf =~ p1 + p2 + p3
""",
).replace(
    "derived:\n",
    """composites:
  - {id: both, label: {en: Both, fr: Les deux}, of: [help, perf], standardise: true}
derived:
""",
)


@pytest.fixture
def study(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data-home"))
    folder = tmp_path / "study"
    (folder / "data").mkdir(parents=True)
    (folder / "small.yaml").write_text(MORE, "utf-8")
    (folder / "study.yaml").write_text(STUDY.replace("secret.key", "../secret.key"), "utf-8")
    return folder


def ingest(folder, text):
    file = folder / "data" / f"{len(list((folder / 'data').iterdir()))}.csv"
    file.write_text(text, "utf-8")
    assert funnel.run(["ingest", str(file), "--study", str(folder), "--quiet"]) == 0


@pytest.fixture
def filled(study):
    """Answers with gaps: one person without the item p1, three who left a scale out."""
    lines = answers(N).splitlines()
    heading = lines[0].split(",")
    for at, name in ((5, "p1"), (6, "h1"), (6, "h2"), (6, "h3"), (7, "tenure")):
        cells = lines[at].split(",")
        cells[heading.index(name)] = ""
        lines[at] = ",".join(cells)
    ingest(study, "\n".join(lines) + "\n")
    return study


def export(folder, *more):
    return funnel.run(["export", "--study", str(folder), *map(str, more)])


def scored_of(folder):
    design = load_study(folder)
    with open_store(design) as store:
        return score(in_order(store.responses(design.questionnaire), design), design)


def fixed(capsys):
    return capsys.readouterr().err


# ------------------------------------------------------------------- what is written
@pytest.mark.parametrize("suffix", ["csv", "sav", "dta"])
def test_the_file_holds_what_analyses_see(filled, tmp_path, suffix):
    file = tmp_path / f"out.{suffix}"
    assert export(filled, "--to", file, "--quiet") == 0
    if suffix == "csv":
        found = pd.read_csv(file)
    else:
        found, _ = getattr(pyreadstat, f"read_{suffix}")(file)
    scored = scored_of(filled)
    names = ["help", "perf", "both", "h1", "h2", "h3", "p1", "p2", "p3"]
    assert list(found.columns) == ["pseudonym", "sample", *names]
    assert found["pseudonym"].tolist() == list(scored.respondent)
    for name in names:
        assert np.array_equal(found[name].to_numpy(float), scored.values[name], equal_nan=True)


def test_reversed_items_keep_the_words_that_were_chosen(filled, tmp_path):
    assert export(filled, "--to", tmp_path / "o.sav", "--language", "fr", "--quiet") == 0
    _, meta = pyreadstat.read_sav(tmp_path / "o.sav")
    assert meta.column_names_to_labels["h3"] == "Aide 3 (inversé)"
    assert meta.variable_value_labels["h3"][1] == "Tout à fait d'accord"
    assert meta.variable_value_labels["h1"][1] == "Pas du tout d'accord"


def test_files_are_private_and_listed(filled, tmp_path, capsys):
    file = tmp_path / "o.csv"
    assert export(filled, "--to", file, "--moments", "listwise", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    beside = [tmp_path / "o-codebook.csv", tmp_path / "o-moments.csv"]
    assert told["files"] == [str(one) for one in [file, *beside]]
    assert told["rows"] == N
    assert told["sample"] == "hard"
    assert all(stat.S_IMODE(one.stat().st_mode) == 0o600 for one in [file, *beside])
    assert export(filled, "--to", file, "--force", "--moments", "listwise", "--quiet") == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not [one for one in tmp_path.iterdir() if one.name.endswith(".part")]


def test_without_a_file_it_stands_in_the_study(filled, capsys):
    assert export(filled) == 0
    assert str(filled / "tiny-scored.csv") in capsys.readouterr().out
    assert export(filled, "--force", "--quiet") == 0
    assert capsys.readouterr().out == ""


def test_factor_scores_are_those_of_the_model(filled, tmp_path):
    from cpsurvey.sem.after.scores import factor_scores
    from cpsurvey.sem.fit import fit

    assert export(filled, "--to", tmp_path / "o.csv", "--scores", "--quiet") == 0
    found = pd.read_csv(tmp_path / "o.csv")
    values = scored_of(filled).values
    fitted = fit(
        "help =~ h1 + h2 + h3\nperf =~ p1 + p2 + p3",
        {name: values[name] for name in ("h1", "h2", "h3", "p1", "p2", "p3")},
        kind="cfa",
        estimator="mlr",
        missing="fiml",
    )
    expected = factor_scores(fitted)[0]
    assert found[["fs_help", "fs_perf"]].to_numpy() == pytest.approx(expected, abs=1e-9)


def test_the_stages_of_screening_are_told_apart(filled, tmp_path):
    file = filled / "study.yaml"
    text = file.read_text("utf-8")
    rules = "screening: {hard: [irv], soft: [], soft_limit: 1, thresholds: {irv: 0.2}}\n"
    file.write_text(text + rules, "utf-8")
    scored = scored_of(filled)
    answered = scored.at("answered")
    assert answered.n > scored.n
    assert export(filled, "--to", tmp_path / "a.csv", "--quiet") == 0
    assert export(filled, "--to", tmp_path / "b.csv", "--sample", "answered", "--quiet") == 0
    usual, every = pd.read_csv(tmp_path / "a.csv"), pd.read_csv(tmp_path / "b.csv")
    assert len(usual) == scored.n
    assert len(every) == answered.n
    assert set(usual["sample"]) <= {2, 3}
    kept = every[every["sample"] > 1]
    assert sorted(kept["pseudonym"]) == sorted(usual["pseudonym"])
    # standardised over those who are exported
    for found, sample in ((usual, scored), (every, answered)):
        assert np.array_equal(found["both"], sample.values["both"], equal_nan=True)


# ------------------------------------------------------------------- where it may not be
@pytest.mark.parametrize(
    "place", ["reports/o.csv", "releases/1/o.sav", "reports/current/x.dta"]
)
def test_what_is_passed_on_is_no_place(filled, capsys, place):
    (filled / place).parent.mkdir(parents=True)
    assert export(filled, "--to", filled / place) == 2
    assert "name a file outside 'reports' and 'releases'" in fixed(capsys)
    assert not (filled / place).exists()


def test_a_link_into_the_reports_is_no_place(filled, tmp_path, capsys):
    (filled / "reports").mkdir()
    (tmp_path / "link").symlink_to(filled / "reports")
    assert export(filled, "--to", tmp_path / "link" / "o.csv") == 2
    assert "CPS904" in fixed(capsys)


def test_the_reports_of_another_study_are_no_place(filled, tmp_path):
    (tmp_path / "other" / "reports").mkdir(parents=True)
    (tmp_path / "other" / "study.yaml").write_text("", "utf-8")
    assert export(filled, "--to", tmp_path / "other" / "reports" / "o.csv") == 2
    (tmp_path / "reports").mkdir()  # of nobody
    assert export(filled, "--to", tmp_path / "reports" / "o.csv", "--quiet") == 0


def test_a_file_that_would_be_read_as_answers_is_refused(filled, capsys):
    assert export(filled, "--to", filled / "data" / "o.csv") == 2
    assert "data/*.csv" in fixed(capsys)
    assert export(filled, "--to", filled / "data" / "o.sav") == 2  # its codebook is a CSV
    assert export(filled, "--to", filled / "o.sav", "--quiet") == 0


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("there.csv", 73, "--force"),
        ("nowhere/o.csv", 73, "make the folder first"),
        ("o.xyz", 2, "csv"),
        ("o", 2, "csv"),
    ],
)
def test_places_that_cannot_be_written(filled, tmp_path, capsys, name, status, said):
    (tmp_path / "there.csv").write_text("mine", "utf-8")
    assert export(filled, "--to", tmp_path / name) == status
    assert said in fixed(capsys)
    assert (tmp_path / "there.csv").read_text("utf-8") == "mine"


def test_one_name_twice_is_refused(filled, tmp_path):
    twice = ["--to", tmp_path / "o.csv", "--to", tmp_path / "o.csv"]
    assert export(filled, *twice) == 2
    assert export(filled, "--to", tmp_path / "o.csv", "--to", tmp_path / "o-codebook.csv") == 2


def test_nobody_is_not_exported(study, tmp_path):
    assert export(study, "--to", tmp_path / "o.csv") == 65
    assert not (tmp_path / "o.csv").exists()


# ------------------------------------------------------------------- few people
def few(n=N, **changes):
    """Answers with some cells changed: column -> {row: value}."""
    lines = [line.split(",") for line in answers(n).splitlines()]
    for name, cells in changes.items():
        for row, value in cells.items():
            lines[1 + row][lines[0].index(name)] = value
    return "\n".join(",".join(line) for line in lines) + "\n"


def test_groups_of_few_people_are_merged(study, tmp_path, capsys):
    ingest(
        study,
        few(
            team_id={**dict.fromkeys(range(4), "Ann's"), **dict.fromkeys(range(4, 12), "Bob's")}
        ),
    )
    file = tmp_path / "o.csv"
    assert export(study, "--to", file, "--with", "team") == 0
    assert "merged: team_id" in fixed(capsys)
    found = pd.read_csv(file)["team_id"]
    assert found.value_counts().min() >= 10
    assert not {"Ann's", "Bob's"} & set(found)
    assert (found == "(other groups)").sum() == 12
    for one in tmp_path.glob("o*"):
        assert "Ann" not in one.read_text("utf-8")


def test_combinations_of_few_people_are_refused_with_a_way_that_works(study, tmp_path, capsys):
    ingest(study, few(tenure=dict.fromkeys(range(1, 240, 12), "1") | {1: "2"}))
    assert export(study, "--to", tmp_path / "o.csv", "--with", "team,tenure") == 77
    said = fixed(capsys)
    assert "CPS614" in said
    assert "--with team_id" in said
    assert not (tmp_path / "o.csv").exists()
    assert export(study, "--to", tmp_path / "o.csv", "--with", "team_id", "--quiet") == 0


def test_files_that_can_be_laid_side_by_side_count_together(study, tmp_path, capsys):
    ingest(study, few(tenure=dict.fromkeys(range(1, 240, 12), "1") | {1: "2"}))
    assert export(study, "--to", tmp_path / "a.csv", "--with", "team", "--quiet") == 0
    assert export(study, "--to", tmp_path / "b.csv", "--with", "tenure") == 77
    said = fixed(capsys)
    assert f"{tmp_path / 'a'}" in said
    assert "delete that file" in said
    for file in tmp_path.glob("a*.csv"):
        file.unlink()
    assert export(study, "--to", tmp_path / "b.csv", "--with", "tenure", "--quiet") == 0
    # the same file anew is beside nothing
    again = ["--to", tmp_path / "b.csv", "--with", "team", "--force", "--quiet"]
    assert export(study, *again) == 0


def test_identifiable_writes_everything_and_is_recorded(study, tmp_path):
    ingest(study, few(team_id={0: "Ann's"}))
    options = ["--with", "team,tenure", "--identifiable", "--quiet"]
    assert export(study, "--to", tmp_path / "o.csv", *options) == 0
    assert (pd.read_csv(tmp_path / "o.csv")["team_id"] == "Ann's").sum() == 1
    (record,) = (study / ".cpsurvey-exports").iterdir()
    told = json.loads(record.read_text("utf-8"))
    assert told["identifiable"] is True
    assert told["background"] == ["team_id", "tenure"]
    assert told["at"]
    assert "Ann" not in record.read_text("utf-8")
    assert stat.S_IMODE(record.stat().st_mode) == 0o600


def test_a_variable_with_one_category_of_k_says_so(study, tmp_path, capsys):
    ingest(study, few(tenure=dict.fromkeys(range(3, N), "1")))
    assert export(study, "--to", tmp_path / "o.csv", "--with", "tenure") == 77
    assert "leave 'tenure' out" in fixed(capsys)


def test_derived_background_is_background(study, tmp_path):
    ingest(study, answers(N))
    assert export(study, "--to", tmp_path / "a.csv", "--quiet") == 0
    assert "years" not in pd.read_csv(tmp_path / "a.csv")
    assert export(study, "--to", tmp_path / "b.csv", "--with", "years", "--quiet") == 0
    assert set(pd.read_csv(tmp_path / "b.csv")["years"]) == {0.5, 3}


def test_what_nobody_has_is_named(filled, capsys):
    assert export(filled, "--with", "tenur") == 2
    assert "did you mean 'tenure'" in fixed(capsys)
    assert export(filled, "--with", "h1") == 2
    assert export(filled, "--with", "respondent_id", "--identifiable") == 2


# ------------------------------------------------------------------- forgetting
def test_forgetting_names_the_files_that_are_still_there(filled, tmp_path, capsys):
    for name in ("a.csv", "b.sav"):
        assert export(filled, "--to", tmp_path / name, "--quiet") == 0
    (tmp_path / "a.csv").unlink()
    capsys.readouterr()
    assert funnel.run(["forget", "r3", "--study", str(filled), "--json"]) == 0
    told, said = capsys.readouterr()
    assert str(tmp_path / "b.sav") in json.loads(told)["exported"]
    assert str(tmp_path / "b.sav") in said
    assert "a.csv" not in said
    assert export(filled, "--to", tmp_path / "c.csv", "--quiet") == 0
    assert len(pd.read_csv(tmp_path / "c.csv")) == N - 1
