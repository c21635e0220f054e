import json

import pytest
from conftest import SMALL, STUDY

from cpsurvey.design import load_questionnaire, load_study
from cpsurvey.errors import CpsurveyError, Exit
from cpsurvey.errors.finding import Invalid


def test_a_good_study(tiny):
    study = load_study(tiny)
    assert study.id == "tiny"
    assert study.groups == {"team": "team_id", "language": "lang"}
    assert [request.kind for request in study.requests] == ["flow"]
    assert load_study(tiny / "study.yaml") == study


def test_hash_ignores_comments_and_layout(write, small):
    before = load_questionnaire(str(small)).sha256
    write("small.yaml", "# a comment\n" + SMALL)
    assert load_questionnaire(str(small)).sha256 == before
    write("small.yaml", SMALL.replace("Mutual help", "Help"))
    assert load_questionnaire(str(small)).sha256 != before


def findings_of(call, *arguments, **named):
    with pytest.raises(Invalid) as caught:
        call(*arguments, **named)
    assert caught.value.exit_status == Exit.INVALID_STUDY
    return caught.value.findings


def test_unknown_keys_name_line_and_nearest(write, tiny):
    write(
        "study.yaml",
        STUDY.replace("analyses:", "analysis:").replace("  formats:", "  format:"),
    )
    findings = findings_of(load_study, tiny)
    by_line = {finding.where: finding for finding in findings}
    assert set(by_line) == {"study.yaml:5", "study.yaml:8"}
    assert "unknown key 'analysis'" in by_line["study.yaml:5"].message
    assert "did you mean 'analyses'?" in by_line["study.yaml:5"].fix
    assert "did you mean 'formats'?" in by_line["study.yaml:8"].fix


def test_every_problem_is_collected(write, tiny):
    write(
        "study.yaml",
        """\
        study: {id: Not Good, seed: many}
        questionnaire: ./small.yaml
        report: {formats: [pfd], min_cell: 2}
        """,
    )
    findings = findings_of(load_study, tiny)
    text = "\n".join(map(str, findings))
    for part in ("study.id", "'title' is missing", "seed", "report.formats.0", "min_cell"):
        assert part in text
    assert all(finding.where.startswith("study.yaml:") for finding in findings)


def test_group_that_is_no_variable(write, tiny):
    write("study.yaml", STUDY + "groups: {team: squad}\n")
    (finding,) = findings_of(load_study, tiny)
    assert finding.where == "study.yaml:10"
    assert "team_id" in finding.fix


def test_language_without_texts(write, tiny):
    write("study.yaml", STUDY.replace("  formats: [html]", "  languages: [de]"))
    (finding,) = findings_of(load_study, tiny)
    assert "'de'" in finding.message
    write("study.yaml", STUDY.replace("  formats: [html]", f"  {finding.fix}"))
    assert load_study(tiny).languages == ("en", "fr")


@pytest.mark.parametrize(
    ("old", "new", "rule", "part"),
    [
        (
            "options: agree5\n    items:\n      - {id: h1",
            "options: agre5\n    items:\n      - {id: h1",
            "no_option_set",
            "agree5",
        ),
        ("{id: p2,", "{id: h2,", "name_twice", "h2"),
        ("years: value(tenure)", "years: value(tenur)", "unknown_variable", "tenure"),
        ("years: value(tenure)", "years: value(tenure", "expression", ""),
        ("title: {en: Small, fr: Petit}", "title: {en: Small}", "language_missing", "fr"),
        ("label: {en: Help 2, fr: Aide 2}", "label: {en: Help 2}", "language_missing", "fr"),
        ("{code: 2, label", "{code: 1, label", "code_twice", ""),
        ("default_language: en", "default_language: de", "language", "en"),
        ("{id: h1, label", "{id: h1, options: none, label", "no_option_set", "agree5"),
    ],
)
def test_questionnaires_that_do_not_hold_together(write, old, new, rule, part):
    assert old in SMALL
    file = write("small.yaml", SMALL.replace(old, new, 1))
    findings = findings_of(load_questionnaire, str(file))
    (finding,) = [f for f in findings if f.rule == rule][:1]
    assert part in finding.message + finding.fix
    line = int(finding.where.split(":")[1])
    assert 1 <= line <= SMALL.count("\n")


def test_unknown_questionnaire_names_the_nearest(write, tiny):
    write("study.yaml", STUDY.replace("./small.yaml", "cop-calcentre"))
    with pytest.raises(CpsurveyError) as caught:
        load_study(tiny)
    assert caught.value.code == "CPS007"
    assert caught.value.where == "study.yaml:2"
    assert "cop-callcentre" in caught.value.fix


def test_no_study_upwards(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CpsurveyError) as caught:
        load_study(None)
    assert caught.value.exit_status == Exit.NO_INPUT


def test_nearest_study_upwards(tiny, monkeypatch):
    monkeypatch.chdir(tiny / "data")
    assert load_study(None).folder == tiny.resolve()


def test_schemas_are_json_schema(tiny):
    from cpsurvey.cli.check import study_schema
    from cpsurvey.design import Questionnaire

    for document in (study_schema(), Questionnaire.model_json_schema(by_alias=True)):
        assert document["type"] == "object"
        json.dumps(document)
    kinds = study_schema()["properties"]["analyses"]["items"]["oneOf"]
    assert {entry["properties"]["kind"]["const"] for entry in kinds} >= {"flow", "regression"}


def test_two_sheets_of_one_workbook_are_not_two_sources(write, small):
    text = STUDY.replace(
        "sources:\n",
        "sources:\n  - {path: a.xlsx, sheet: one}\n  - {path: a.xlsx, sheet: two}\n",
    )
    write("study.yaml", text)
    with pytest.raises(Invalid) as caught:
        load_study(small.parent)
    assert [one.rule for one in caught.value.findings] == ["two_sheets"]


def test_a_misspelt_key_is_one_problem_and_a_missing_one_beside_it_another(tiny, write):
    write("study.yaml", STUDY.replace("questionnaire:", "questionaire:"))
    (only,) = findings_of(load_study, tiny)
    assert only.message == "unknown key 'questionaire'"
    assert "did you mean 'questionnaire'?" in only.fix
    write("study.yaml", STUDY.replace("questionnaire: ./small.yaml", "colour: red"))
    assert {one.message for one in findings_of(load_study, tiny)} == {
        "'questionnaire' is missing in the file",
        "unknown key 'colour'",
    }


def test_one_format_or_language_needs_no_brackets(tiny, write):
    said = "report:\n  documents: article\n  languages: fr\n  formats: md\n"
    write("study.yaml", STUDY.replace("report:\n  formats: [html]\n", said))
    report = load_study(tiny).file.report
    assert (report.documents, report.languages, report.formats) == (
        ("article",),
        ("fr",),
        ("md",),
    )
    write("study.yaml", STUDY.replace("[html]", "htm"))
    (only,) = findings_of(load_study, tiny)
    assert "htm" in only.message
