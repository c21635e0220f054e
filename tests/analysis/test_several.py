"""A question with several answers, from its file to tables and models."""

import json

import pytest
from conftest import SMALL, STUDY, answers

from cpsurvey.cli import funnel

CHANNELS = """\
  - id: channels
    type: select_multiple
    label: {en: "Which channels do you use?", fr: "Quels canaux utilisez-vous ?"}
    options:
      - {code: 1, id: chat, label: {en: Chat, fr: Messagerie}}
      - {code: 2, id: phone, label: {en: Phone, fr: Téléphone}}
      - {code: 3, id: mail, label: {en: Mail, fr: Courriel}}
      - {code: 4, id: fax, label: {en: Fax, fr: Télécopie}}
      - {code: 5, id: sign, label: {en: Signs, fr: Gestes}}
derived:
  modern: channels__chat + channels__mail
"""
N = 120
USED = {  # how many of the 117 who answered
    "chat": 60,
    "phone": 113,  # all but four
    "mail": 39,
    "fax": 6,
    "sign": 0,
}
ANALYSES = """\
  - kind: respondents
  - {kind: correlations, variables: [help, channels__chat]}
  - {kind: correlations, id: mean, variables: [help, channels__phone]}
  - {kind: regression, outcome: perf, blocks: [[channels__chat, help]]}
  - {kind: regression, id: few, outcome: perf, blocks: [[channels__fax]]}
  - {kind: regression, id: most, outcome: perf, blocks: [[channels__phone]]}
  - {kind: regression, id: sum, outcome: perf, blocks: [[modern]]}
  - {kind: moderation, outcome: perf, predictor: help, moderator: channels__mail}
  - {kind: compare, variables: [perf], by: channels__chat}
"""


def rows():
    """Answers to the small questionnaire; the last three people left the question blank."""
    lines = answers(N).splitlines()
    found = [",".join([lines[0], *(f"channels[{name}]" for name in USED)])]
    for at, line in enumerate(lines[1:]):
        place = (at * 37) % (N - 3)  # who used what has nothing to do with what they answered
        places = dict.fromkeys(USED, place) | {"mail": N - 4 - place}
        ticks = [
            "Y" if places[name] < used and at < N - 3 else '""' for name, used in USED.items()
        ]
        found.append(",".join([line, *ticks]))
    return "\n".join(found) + "\n"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("several")
    text = SMALL.replace("derived:\n", CHANNELS, 1)
    (folder / "small.yaml").write_text(text, "utf-8")
    head = STUDY.split("analyses:")[0]
    report = "report: {languages: [en, fr], formats: [md]}\n"
    secret = "privacy: {key_file: secret.key}\n"
    (folder / "study.yaml").write_text(f"{head}analyses:\n{ANALYSES}{report}{secret}", "utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "a.csv").write_text(rows(), "utf-8")
    assert funnel.run(["check", "--study", str(folder), "--quiet"]) == 0
    assert funnel.run(["ingest", "--study", str(folder), "--quiet"]) == 0
    assert funnel.run(["analyze", "--study", str(folder), "--quiet"]) == 0
    return folder / "reports" / "current"


def section(run, language):
    page = run / ("supplement.md" if language == "en" else "supplement.fr.md")
    text = page.read_text("utf-8")
    (start,) = [line for line in text.splitlines() if line.endswith("[T2]")]
    return text[text.index(start) :].split("\n\n**T")[0]


def test_t2_in_english(run):
    assert section(run, "en").splitlines()[7:] == [
        "| **Which channels do you use? (several answers possible)** | | | |",
        "|  | Chat | 60 | 51.3 |",
        "|  | Phone | (withheld) | – |",
        "|  | Mail | 39 | 33.3 |",
        "|  | Fax | \\< 10 | – |",
        "|  | Signs | 0 | 0.0 |",
        "|  | Missing | 3 | – |",
        "| **Language** | | | |",
        "|  | English | 40 | 33.3 |",
        "|  | French | 80 | 66.7 |",
        "",
        "*Note.* n = 120. Several answers possible: each share is of those who answered the "
        "question; together they may exceed 100%. \\< 10: fewer than 10 respondents; their "
        "number is not shown. (withheld): not shown because a count below 10 could be found "
        "from it.",
    ]


def test_t2_in_french(run):
    said = section(run, "fr")
    assert "**Quels canaux utilisez-vous\u202f? (plusieurs réponses possibles)**" in said
    assert "|  | Courriel | 39 | 33,3 |" in said
    assert "Plusieurs réponses possibles\u202f: chaque part se rapporte" in said


def test_an_answer_is_a_predictor_with_a_readable_name(run):
    said = [(run / name).read_text("utf-8") for name in ("supplement.md", "supplement.fr.md")]
    assert "| Which channels do you use: Chat | " in said[0]
    assert "| Quels canaux utilisez-vous\u202f: Messagerie | " in said[1]


def test_answers_of_few_or_of_nearly_all_are_in_no_model_and_no_mean(run):
    results = {r["id"]: r for r in json.loads((run / "results.json").read_text())["results"]}
    for name in ("few", "most", "mean"):
        assert [c["values"]["code"] for c in results[name]["caveats"]] == ["CPS444"]
    assert results["sum"]["data"]
    shown = results["correlations"]["data"]["variables"]
    assert {v["name"]: v["mean"] for v in shown}["channels__chat"] == 60 / 117


def test_groups_are_called_by_what_was_chosen(run):
    text = (run / "supplement.md").read_text("utf-8")
    assert "not chosen" in text
