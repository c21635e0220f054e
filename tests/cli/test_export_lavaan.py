"""``cpsurvey export --to lavaan``: every printed number of a model, in R again."""

import csv
import json
import os
import shutil
import stat
import subprocess

import pytest
from conftest import SMALL, STUDY, answers

from cpsurvey.cli import funnel

MODELS = SMALL.replace(
    "models:\n",
    """models:
  measured:
    kind: cfa
    syntax: |
      help =~ h1 + h2 + h3
      perf =~ p1 + p2 + p3
""",
)
ASKED = """
analyses:
  - {kind: cfa, model: measured, estimator: mlr, missing: fiml, local_fit: true}
  - {kind: cfa, id: ordered, model: measured, estimator: wlsmv}
  - kind: sem
    id: path
    syntax: |
      help =~ h1 + h2 + h3
      perf =~ p1 + p2 + p3
      perf ~ b*help
      twice := 2*b
    estimator: ml
    missing: listwise
    cluster: team
  - {kind: rivals, scales: [help, perf]}
  - {kind: discriminant, scales: [help, perf], bootstrap: 20}
  - {kind: invariance, by: language}
"""


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """A study with models of every sort, analysed and exported."""
    home = tmp_path_factory.mktemp("home")
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_DATA_HOME", str(home))
    folder = home / "study"
    (folder / "data").mkdir(parents=True)
    (folder / "small.yaml").write_text(MODELS, "utf-8")
    study = STUDY.replace("secret.key", "../secret.key")
    (folder / "study.yaml").write_text(
        study.replace("analyses:\n  - kind: flow\n", ASKED.lstrip()), "utf-8"
    )
    file = folder / "data" / "one.csv"
    file.write_text(answers(320), "utf-8")
    for words in (["ingest", str(file)], ["analyze"], ["export", "--to", "lavaan"]):
        status = funnel.run([*words, "--study", str(folder), "--quiet"])
        assert status in (0, 70), words
    yield folder
    patch.undo()


def place(folder):
    return next(folder.glob("*-lavaan"))


def rows(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_printed_numbers_are_those_of_the_results(exported):
    found = {
        (r["analysis"], r["lhs"], r["op"].lstrip("'"), r["rhs"], r["statistic"]): r["value"]
        for r in rows(place(exported) / "printed.csv")
        if r["what"] == "parameter"
    }
    stored = json.loads((exported / "reports" / "current" / "results.json").read_text("utf-8"))
    model = next(one for one in stored["results"] if one["id"] == "cfa-measured")
    loadings = [one for one in model["estimates"] if one["op"] == "=~"]
    assert len(loadings) == 6
    for one in loadings:
        for name, statistic in (("est", "est"), ("se", "se"), ("std_all", "std.all")):
            key = ("cfa-measured", one["lhs"], "=~", one["rhs"], statistic)
            if one[name]:
                assert float(found[key]) == one[name]


def test_nothing_was_left_without_a_model_and_no_key_stands_twice(exported):
    left = rows(place(exported) / "not-in-lavaan.csv")
    assert not [one for one in left if one["why"] == "not_refitted"]
    printed = rows(place(exported) / "printed.csv")
    keys = [
        tuple(v for k, v in one.items() if k not in ("printed", "value")) for one in printed
    ]
    assert len(set(keys)) == len(keys)
    assert {one["analysis"] for one in printed} == {
        *("cfa-measured", "ordered", "path", "rivals", "discriminant", "invariance"),
    }


def test_the_folder_is_private_and_names_no_machine_and_no_person(exported):
    folder = place(exported)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert str(exported) not in file.read_text("utf-8")
        assert "pseudonym" not in file.read_text("utf-8")
    assert (folder / "NOT-FOR-PASSING-ON.txt").is_file()


def test_a_folder_is_not_written_over_unasked(exported, capsys):
    words = ["export", "--study", str(exported), "--to", "lavaan"]
    assert funnel.run(words) != 0
    assert "CPS903" in capsys.readouterr().err
    before = (place(exported) / "printed.csv").read_bytes()
    assert funnel.run([*words, "--force", "--quiet"]) == 0
    assert (place(exported) / "printed.csv").read_bytes() == before


def test_the_options_of_answers_do_not_go_with_it(exported, capsys):
    for more in (["--to", "x.csv"], ["--scores"], ["--missing", "codes"], ["--wave", "1"]):
        assert funnel.run(["export", "--study", str(exported), "--to", "lavaan", *more]) == 2
        assert "CPS904" in capsys.readouterr().err


def test_a_run_of_another_study_file_is_refused(exported, tmp_path, capsys):
    copy = tmp_path / "study"
    shutil.copytree(exported, copy, symlinks=True)
    shutil.copy(exported.parent / "secret.key", tmp_path / "secret.key")
    file = copy / "study.yaml"
    file.write_text(file.read_text("utf-8").replace("seed: 1", "seed: 2"), "utf-8")
    words = ["export", "--study", str(copy), "--to", "lavaan", "--force"]
    assert funnel.run(words) == 66
    assert "CPS612" in capsys.readouterr().err


def in_r(folder, *analyses):
    told = subprocess.run(
        ["Rscript", str(folder / "reproduce.R"), *analyses],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    assert told.returncode == 0, told.stderr
    return told.stdout, rows(folder / "compared.csv")


@pytest.mark.needs_r
def test_r_computes_every_number_again(exported, tmp_path):
    folder = tmp_path / "moved elsewhere"
    shutil.copytree(place(exported), folder)
    _, part = in_r(folder, "path")  # the rest another time, as one may with hours of them
    assert {one["analysis"] for one in part} == {"path"}
    told, found = in_r(folder, "--rest")
    assert "0 of 0 numbers" not in told
    apart = [one for one in found if one["agrees"] != "TRUE"]
    assert not apart, told
    assert len(found) == len(rows(folder / "printed.csv"))


@pytest.mark.needs_r
def test_r_finds_swapped_estimates(exported, tmp_path):
    folder = tmp_path / "swapped"
    shutil.copytree(place(exported), folder)
    lines = (folder / "printed.csv").read_text("utf-8").splitlines()
    chosen = [
        at
        for at, line in enumerate(lines)
        if line.startswith("cfa-measured,") and ",est," in line and "=~,h" in line
    ][-2:]
    ends = [lines[at].rsplit(",", 2) for at in chosen]
    for at, own, other in zip(chosen, ends, reversed(ends), strict=True):
        lines[at] = ",".join([own[0], *other[1:]])
    (folder / "printed.csv").write_text("\n".join(lines) + "\n", "utf-8")
    _, found = in_r(folder, "cfa-measured")
    assert [one["agrees"] for one in found].count("FALSE") == 2


@pytest.mark.needs_r
def test_the_next_report_says_how_close_r_came(exported, tmp_path):
    def supplement():
        assert funnel.run(["report", "--study", str(exported), "--quiet"]) in (0, 70)
        return (exported / "reports" / "current" / "supplement.html").read_text("utf-8")

    assert "export --to lavaan" in supplement().replace("&#x27;", "'")
    assert "Compared with lavaan" not in supplement()
    in_r(place(exported), "cfa-measured")
    assert "Compared with lavaan" in supplement()
    (place(exported) / "proof.csv").unlink()
    assert "Compared with lavaan" not in supplement()
