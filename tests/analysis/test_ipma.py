"""Importance and performance in a study, and the pages for managers."""

import pytest
from conftest import SMALL, answers

from cpsurvey.cli import funnel

ENTRY = "  - {kind: ipma, target: perf, stages: [[help]], cluster: team, by: language}\n"
LEVERS = """\
levers:
  - of: h1
    action: {en: Give time, fr: Donner du temps}
    decides: {en: Team managers, fr: Responsables}
  - of: help
    action: {en: Tolerate help, fr: "Tolérer l'entraide"}
    decides: {en: Site managers, fr: Direction}
"""


def test_the_map_is_on_the_metric_of_the_answers(analysed):
    status, results, _ = analysed(ENTRY, answers(240))
    assert status == 0
    data = results["ipma"]["data"]
    (help_,) = data["constructs"]
    assert 0 < help_["importance"] < 1
    assert 0 < help_["performance"] < 100
    assert help_["potential"] == pytest.approx(
        help_["importance"] * (100 - help_["performance"])
    )
    for item in data["items"]:  # one of three in a mean says nothing of its own importance
        assert item["weight"] == pytest.approx(1 / 3)
        assert 0 < item["performance"] < 100
        told = ("importance", "importance_se", "importance_ci", "importance_cross", "potential")
        assert {item[name] for name in told} == {None}
    assert [level["id"] for level in data["levels"]] == ["help", "perf"]
    assert {g["group"] for g in data["groups"]} == {"en", "fr"}


def test_levers_are_ranked_by_scales_and_items_have_a_level_only(analysed, tiny, small):
    small.write_text(SMALL + LEVERS, "utf-8")
    _, results, _ = analysed(ENTRY.replace("}", ", id: map}"), answers(240))
    data = results["map"]["data"]
    assert [lever["of"] for lever in data["levers"]] == ["h1", "help"]
    (help_,) = data["constructs"]
    page = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    part = page.split("Levers, by the potential of their scales")[1].split("What to change")
    rows = [row.split("|")[1:-1] for row in part[0].splitlines() if row.startswith("|")]
    first, second = ([cell.strip() for cell in row] for row in rows[2:4])
    level = next(i["performance"] for i in data["items"] if i["id"] == "h1")
    assert first[0] == "Mutual help"
    assert [first[1], first[3], first[5]] == [
        f"{help_['importance']:.2f}",
        f"{help_['performance']:.1f}",
        f"{help_['potential']:.1f}",
    ]
    assert second[0] == "– Help 1"
    assert [second[1], second[2], second[3], second[5]] == ["–", "–", f"{level:.1f}", "–"]
    assert "Give time" in part[1]  # its scale can be told from zero


def test_whoever_lacks_something_is_kept_by_imputation(analysed, tiny):
    lines = [line.split(",") for line in answers(240).splitlines()]
    places = [i for i, name in enumerate(lines[0]) if name[0] == "h" and name[1:].isdigit()]
    for cells in lines[1:25]:
        for at in places:
            cells[at] = ""
    holed = "\n".join(map(",".join, lines)) + "\n"
    asked = ENTRY.replace("}", ", id: all, missing: imputed}") + ENTRY
    status, results, _ = analysed(asked, holed)
    assert status == 0
    kept, few = results["all"], results["ipma"]
    assert (kept["sample"]["used"], few["sample"]["used"]) == (240, 216)
    assert kept["data"]["imputation"]["incomplete"] == 24
    assert few["data"]["imputation"] is None
    (one,), (other,) = kept["data"]["constructs"], few["data"]["constructs"]
    assert one["importance"] == pytest.approx(other["importance"], abs=other["importance_se"])
    assert one["importance"] != other["importance"]
    assert one["df"] < other["df"] + 1
    assert kept["data"]["levels"] == few["data"]["levels"]
    assert kept["data"]["items"][0]["performance"] == few["data"]["items"][0]["performance"]


def test_where_nothing_is_missing_nothing_is_drawn(analysed):
    asked = ENTRY.replace("}", ", id: all, missing: imputed}") + ENTRY
    _, results, _ = analysed(asked, answers(240))
    assert results["all"]["data"] == results["ipma"]["data"]


def reversed_help(rows, of=1.0):
    """The same answers with mutual help turned round in this share of rows."""
    lines = [line.split(",") for line in rows.splitlines()]
    for at, cells in enumerate(lines[1:]):
        if at < of * (len(lines) - 1):
            cells[3:6] = [str(6 - int(cell)) for cell in cells[3:6]]
    return "\n".join(",".join(cells) for cells in lines) + "\n"


def test_a_negative_importance_has_no_potential_and_is_said_when_it_is_sure(analysed):
    _, results, _ = analysed(ENTRY, reversed_help(answers(240)))
    (help_,) = results["ipma"]["data"]["constructs"]
    assert help_["importance_ci"]["upper"] < 0
    assert help_["potential"] is None
    said = [c["values"] for c in results["ipma"]["caveats"] if c["code"] == "ipma_negative"]
    assert said == [{"scale": "help"}]


def test_an_importance_that_may_be_zero_is_called_neither(analysed):
    """Negative by its estimate, with zero inside its interval."""
    _, results, _ = analysed(ENTRY, reversed_help(answers(240), of=0.55))
    (help_,) = results["ipma"]["data"]["constructs"]
    assert help_["importance"] < 0 < help_["importance_ci"]["upper"]
    assert help_["potential"] is None
    assert "ipma_negative" not in {c["code"] for c in results["ipma"]["caveats"]}


def test_small_groups_are_left_out_and_never_one_alone(analysed):
    rows = answers(60).splitlines()
    few = [line.replace(",fr,", ",en,") if i > 4 else line for i, line in enumerate(rows)]
    _, results, _ = analysed(ENTRY, "\n".join(few) + "\n")
    (group,) = results["ipma"]["data"]["groups"]
    assert (group["group"], group["n"]) == ("en", 47)  # ten and a few are left over


def test_a_large_group_of_whom_few_answered_is_left_out(analysed):
    lines = answers(240).splitlines()
    silent = [
        line
        if ",en," in line or i < 9
        else ",".join(["" if 3 <= j < 6 else cell for j, cell in enumerate(line.split(","))])
        for i, line in enumerate(lines)
    ]
    _, results, _ = analysed(ENTRY, "\n".join(silent) + "\n")
    assert results["ipma"]["data"]["groups"] == []


def test_managers_get_their_own_pages(analysed, tiny, small):
    small.write_text(SMALL + LEVERS, "utf-8")
    status, _results, _ = analysed(
        "  - kind: flow\n  - kind: respondents\n" + ENTRY, answers(240)
    )
    assert status == 0
    folder = tiny / "reports" / "current"
    assert (folder / "manager.html").is_file()
    study = (tiny / "study.yaml").read_text("utf-8")
    for key in ("audience: journal", "documents: [supplement]"):
        fewer = study.replace("formats: [html, md]}", f"formats: [html, md], {key}}}")
        (tiny / "study.yaml").write_text(fewer, "utf-8")
        assert funnel.run(["analyze", "--study", str(tiny), "--quiet"]) == 0
        assert not (folder / "manager.html").exists()
    (tiny / "study.yaml").write_text(study, "utf-8")
    assert funnel.run(["analyze", "--study", str(tiny), "--quiet"]) == 0
    page = (folder / "manager.html").read_text("utf-8")
    french = (folder / "manager.fr.html").read_text("utf-8")
    assert "Give time" in page
    assert "Donner du temps" in french
    assert "manager.fr.html" in page  # each language leads to the other
    assert " p " not in page
    assert "&lt; .001" not in page


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (ENTRY.replace("target: perf", "target: pref"), "did you mean 'perf'"),
        (ENTRY.replace("[[help]]", "[[help], [help]]"), "two places"),
        (ENTRY.replace("[[help]]", "[[years]]"), "'years' is not a scale or composite"),
        (ENTRY.replace("by: language", "by: langage"), "did you mean 'language'"),
        (ENTRY.replace("}", ", covariates: yeers}"), "did you mean 'years'"),
    ],
)
def test_wrong_names_are_refused_with_the_line(analysed, entry, said):
    status, _, err = analysed(entry, answers(40))
    assert status == 78
    assert said in err


def test_a_target_without_variance(analysed):
    rows = answers(40).splitlines()
    body = [line.split(",") for line in rows[1:]]
    for cells in body:
        cells[6:9] = ["3", "3", "3"]
    text = "\n".join([rows[0], *(",".join(cells) for cells in body)]) + "\n"
    status, results, _ = analysed(ENTRY, text)
    assert status == 70
    assert "perf does not vary" in results["ipma"]["caveats"][0]["values"]["message"]


def test_too_few_people(analysed):
    status, results, _ = analysed(ENTRY.replace("cluster: team, ", ""), answers(3))
    assert status == 70
    assert "too few" in results["ipma"]["caveats"][0]["values"]["message"]


def test_a_lever_that_names_nothing(tiny, small, capsys):
    small.write_text(SMALL + LEVERS.replace("of: h1", "of: h9"), "utf-8")
    assert funnel.run(["check", "--study", str(tiny)]) == 78
    err = capsys.readouterr().err
    assert "a lever names 'h9'" in err
    assert "small.yaml:" in err
