"""Two runs side by side: what moved, why, and what is no run at all."""

import json
import shutil

import pytest
from conftest import answers

from cpsurvey.batch.analyze import settings
from cpsurvey.cli import demo, funnel
from cpsurvey.design import load_study
from cpsurvey.report.table import Head, intervals
from cpsurvey.simulate.kpi import SECTION as KPI
from cpsurvey.simulate.seen import SECTION as SEEN

PLAN = """\
analyses:
  - {kind: flow}
  - {kind: reliability}
  - {kind: correlations}
  - {kind: regression, outcome: perf, blocks: [[help], [years]]}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A study with a run of 150 people, then one of 200 with other options."""
    from conftest import SMALL, STUDY

    folder = tmp_path_factory.mktemp("diff") / "study"
    (folder / "data").mkdir(parents=True)
    (folder / "small.yaml").write_text(SMALL, "utf-8")
    text = STUDY.split("analyses:")[0] + PLAN + "report: {formats: [md], languages: [en]}\n"
    text += "privacy: {key_file: secret.key}\n"
    (folder / "study.yaml").write_text(text, "utf-8")
    lines = answers(200).splitlines()
    (folder / "data" / "a.csv").write_text("\n".join(lines[:151]) + "\n", "utf-8")
    runs = []
    for extra in ("", "screening: {min_answered: 0.4}\n"):
        (folder / "study.yaml").write_text(text + extra, "utf-8")
        assert run(folder, "ingest") == 0
        assert run(folder, "analyze") == 0
        runs.append((folder / "reports" / "current").resolve().name)
        (folder / "data" / "b.csv").write_text("\n".join([lines[0], *lines[151:]]), "utf-8")
    return folder, runs


def run(study, *argv):
    return funnel.run([*map(str, argv), "--study", str(study), "-q"])


def diff(capsys, *argv):
    capsys.readouterr()
    assert funnel.run(["diff", *map(str, argv), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def newer(text):
    """The text with a field that this version does not know."""
    document = json.loads(text)
    document["results"][0]["data"]["newer"] = 1
    return json.dumps(document)


def test_what_moved_is_measured_by_its_own_error_and_the_largest_goes_first(made, capsys):
    folder, (a, b) = made
    found = diff(capsys, a, b, "--study", folder)
    assert (found["schema"], found["same"]) == ("cpsurvey/diff/1", False)
    sizes = [one["size"] for one in found["moves"] if one["size"] is not None]
    assert sizes == sorted(sizes, reverse=True)
    (slope,) = [
        one
        for one in found["moves"]
        if one["table"].startswith("T16")
        and one["row"].endswith("Mutual help")
        and any(cell["key"] == "b" for cell in one["cells"])
    ][:1]
    stored = [
        json.loads((folder / "reports" / name / "results.json").read_text("utf-8"))
        for name in (a, b)
    ]
    cell = next(one for one in slope["cells"] if one["key"] == "b")
    texts = [json.dumps(one) for one in stored]
    assert repr(cell["before"]) in texts[0]
    assert repr(cell["after"]) in texts[1]


def test_why_says_files_and_options(made, capsys):
    folder, (a, b) = made
    found = diff(capsys, a, b, "--study", folder)
    by = {(one["what"], one["name"]): one for one in found["causes"]}
    assert by["data", "b.csv"]["before"] is None
    assert by["options", "screening.min_answered"]["after"] == "0.4"
    assert not {"seed", "version", "questionnaire", "indicators"} & {w for w, _ in by}
    back = diff(capsys, b, a, "--study", folder)
    assert next(one for one in back["causes"] if one["name"] == "b.csv")["after"] is None


def test_people_read_an_estimate_with_its_interval(made, capsys):
    folder, (a, _) = made
    capsys.readouterr()
    assert funnel.run(["diff", a, "current", "--study", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "answers: + b.csv" in said
    assert "SE)" in said
    assert " -> " in said
    assert "results" not in said  # no path of JSON


@pytest.mark.parametrize(
    ("columns", "own"),
    [
        ("b se beta ci* beta_ci* t", {"b": "ci", "beta": "beta_ci"}),
        ("b se std std_ci* r2", {"std": "std_ci"}),
        ("mean sd omega omega_ci* lambda6", {"omega": "omega_ci"}),
        ("primary primary_ci* median range*", {"primary": "primary_ci"}),
        ("b se ratio ci* df", {"ratio": "ci"}),
        ("est ci* ci_holm*", {"est": "ci"}),
    ],
)
def test_an_interval_is_of_one_number_alone(columns, own):
    kinds = {True: "interval", False: "dec2"}
    heads = [Head(one.strip("*"), one, kinds["*" in one]) for one in columns.split()]
    assert intervals(heads) == own


def test_numbers_without_an_interval_borrow_none(made, capsys):
    folder, (a, b) = made
    found = diff(capsys, a, b, "--study", folder)
    cells = {
        cell["key"]: cell
        for one in found["moves"]
        if one["table"].startswith("T7b")
        for cell in one["cells"]
    }
    assert cells["sd"]["errors"] is None
    assert cells["lambda6"]["errors"] is None
    assert cells["omega_categorical"]["errors"] > 0


def test_a_run_beside_itself_is_the_same(made, capsys):
    folder, (a, b) = made
    found = diff(capsys, a, folder / "reports" / a, "--study", folder)
    assert found["same"]
    assert not found["causes"]
    assert found["compared"] > 50
    assert diff(capsys, folder, folder / "reports" / b / "results.json")["same"]


def test_what_only_one_of_them_has(made, capsys):
    folder, (a, _) = made
    before = set((folder / "reports").iterdir())
    assert run(folder, "analyze", "--only", "flow") == 0
    # by name it need not be the last: runs of one second are told apart by a digest
    (part,) = (
        one.name
        for one in set((folder / "reports").iterdir()) - before
        if (one / "run.json").is_file()
    )
    try:
        found = diff(capsys, a, part, "--study", folder)
        assert {"what": "analysis", "name": "reliability"} in found["only_a"]
        assert not any(one["what"] == "analysis" for one in found["only_b"])
    finally:
        shutil.rmtree(folder / "reports" / part)


# ------------------------------------------------------------------------ what is no run
@pytest.mark.parametrize(
    "named", ["", "20990101", "..", ".", "/", "a\x00b", "x" * 5000, "~", "-"]
)
def test_what_is_no_run_is_refused(made, capsys, named):
    folder, (a, _) = made
    argv = ["diff", "--study", str(folder), "--", named, a]
    assert funnel.run(argv) in (66, 65, 2)
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert len(said) < 3000


def test_a_name_that_is_almost_one_is_proposed(made, capsys):
    folder, (a, _) = made
    assert funnel.run(["diff", a[:-1] + "z", a, "--study", str(folder)]) == 66
    assert f"did you mean '{a}'" in capsys.readouterr().err
    assert funnel.run(["diff", a, "2", "--study", str(folder)]) == 66  # several begin so


def test_a_study_without_a_run_and_one_that_is_invalid(tiny, made, capsys):
    folder, (a, _) = made
    assert funnel.run(["diff", str(tiny), a, "--study", str(folder)]) == 66
    assert "cpsurvey analyze" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("cpsurvey/results/2", "cpsurvey/results/1"), "this version"),
        (lambda text: text[: len(text) // 2], "damaged"),
        (lambda text: "", "damaged"),
        (lambda text: "[]", "damaged"),
        (lambda text: newer(text), "does not know"),
        (lambda text: text.replace('"labels"', '"label"'), "damaged"),
    ],
)
def test_results_that_cannot_be_read_say_what_helps(made, tmp_path, capsys, change, said):
    folder, (a, _) = made
    copy = tmp_path / "other"
    shutil.copytree(folder / "reports" / a, copy)
    file = copy / "results.json"
    file.write_text(change(file.read_text("utf-8")), "utf-8")
    assert funnel.run(["diff", str(copy), a, "--study", str(folder)]) == 66
    assert "were changed" in capsys.readouterr().err
    (copy / "run.json").unlink()
    assert funnel.run(["diff", str(copy), a, "--study", str(folder)]) == 66
    found = capsys.readouterr().err
    assert "CPS618" in found
    assert said in found
    assert "cpsurvey analyze" in found


def test_a_record_of_an_earlier_version_or_none_is_enough(made, tmp_path, capsys):
    folder, (a, b) = made
    copy = tmp_path / "other"
    shutil.copytree(folder / "reports" / a, copy)
    record = json.loads((copy / "run.json").read_text("utf-8"))
    del record["settings"]
    (copy / "run.json").write_text(json.dumps(record), "utf-8")
    found = diff(capsys, copy, b, "--study", folder)
    assert any(one["name"] == "study.yaml" for one in found["causes"])
    (copy / "run.json").write_text("{", "utf-8")
    assert diff(capsys, copy, b, "--study", folder)["moves"]


def test_settings_name_no_file_and_no_person(tmp_path):
    (tmp_path / "study.yaml").write_text(
        demo.STUDY.format(seed=1, kpi=KPI, seen=SEEN)
        + "network:\n  ties:\n"
        + "    - {path: their-own.csv, relation: net_advice, source: a, target: b}\n"
        + "joint: {H1: {comment: {en: a, fr: b}, signed: Anna}}\n",
        "utf-8",
    )
    (tmp_path / "data").mkdir()
    demo._simulate(tmp_path, 60, 6, 1)
    (tmp_path / "their-own.csv").write_text("a,b\n", "utf-8")
    said = settings(load_study(tmp_path))
    assert any(key.startswith("kpi.indicators") for key in said)
    for told in (".csv", ".yaml", "Anna", "their-own"):
        assert not [key for key, value in said.items() if told in value]
