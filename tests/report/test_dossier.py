"""The dossier: what it says, to whom, in both languages, and what it must not say."""

import json
import re
from dataclasses import replace

import pytest
from conftest import TOLD, answers

from cpsurvey import stored
from cpsurvey.cli import funnel
from cpsurvey.report.dossier.told import paragraphs
from cpsurvey.report.write import write_report
from cpsurvey.results import ResultSet

KPI = """\
kpi:
  files: [{path: kpi/*.csv, agent: agent}]
  indicators:
    - {id: fcr, label: {en: Solved, fr: Résolus}, definition: 7 days, type: binomial,
       direction: "+", successes: ok, trials: n}
"""


@pytest.fixture
def study(tiny):
    """A study with indicators that asks for the dossier."""
    file = tiny / "study.yaml"
    text = file.read_text("utf-8").replace("privacy: {key_file: secret.key}\n", TOLD)
    text = text.replace("[html]", "[html, docx, md]\n  documents: [dossier]")
    text = text.replace("notice.md}", "notice.md}, retention_days: 365")
    file.write_text(text + KPI, "utf-8")
    lines = answers(60).splitlines()
    dated = [
        f"Date submitted,{lines[0]}",
        *(f"2026-10-0{1 + i % 9},{x}" for i, x in enumerate(lines[1:])),
    ]
    (tiny / "data" / "a.csv").write_text("\n".join(dated) + "\n", "utf-8")
    (tiny / "kpi").mkdir()
    rows = "".join(f"r{i},{5 + i % 9},20\n" for i in range(60))
    (tiny / "kpi" / "k.csv").write_text(f"agent,ok,n\n{rows}", "utf-8")
    return tiny


def run(study, *argv):
    return funnel.run([*argv, "--study", str(study), "-q"])


@pytest.fixture
def analysed(study):
    assert run(study, "ingest") == 0
    assert run(study, "analyze") == 0
    return study


def text_of(study, language=""):
    return (study / "reports" / "current" / f"dossier{language}.md").read_text("utf-8")


def results_of(study) -> ResultSet:
    file = study / "reports" / "current" / "results.json"
    return stored.read(file.read_text("utf-8"))


def written(results, folder, **privacy):
    """The dossier of results with other facts, in English and French."""
    folder.mkdir()
    told = {**results.provenance["privacy"], **privacy}
    changed = replace(results, provenance={**results.provenance, "privacy": told})
    faults = []
    write_report(
        changed,
        folder,
        formats=("md", "html"),
        languages=("en", "fr"),
        documents=["dossier"],
        on_fault=faults.append,
    )
    assert not faults
    return [(folder / f"dossier{end}.md").read_text("utf-8") for end in ("", ".fr")]


def test_it_is_written_in_every_format_and_both_languages(analysed):
    current = analysed / "reports" / "current"
    for end in ("html", "docx", "md", "fr.html", "fr.docx", "fr.md"):
        assert (current / f"dossier.{end}").stat().st_size > 3000
    english, french = text_of(analysed), text_of(analysed, ".fr")
    for said in (
        "We join your answers",
        "given on 2026-01-05",
        "365 days",
        "2027-10-01",
        "yes, by identifier",
        "10 people",
        "Solved",
        "Mutual help",
    ):
        assert said in english
    for said in ("remise le 05/01/2026", "365 jours", "01/10/2027", "Résolus", "Entraide"):
        assert said in french
    assert english.count("\n## ") == french.count("\n## ") == 10


def test_what_only_the_controller_knows_is_asked_for_and_never_invented(analysed):
    english = text_of(analysed)
    assert english.count("[to be filled in by the controller") == 9  # three stand twice
    file = analysed / "study.yaml"
    declared = "declared: {basis: {en: Article 6(1)(e), fr: Article 6(1)(e)}, controller: Acme}"
    file.write_text(
        file.read_text("utf-8").replace(
            "retention_days: 365", f"retention_days: 365, {declared}"
        )
    )
    assert run(analysed, "analyze") == 0
    again = text_of(analysed)
    assert again.count("[to be filled in by the controller") == 5
    assert again.count("Acme") == 2


def test_a_results_file_is_enough(analysed):
    before = text_of(analysed)
    (analysed / "notice.md").unlink()
    assert run(analysed, "report") == 0
    assert text_of(analysed) == before


def test_a_release_passes_it_on_and_the_register_lists_it(analysed):
    assert "Nothing had been released" in text_of(analysed)
    assert run(analysed, "release") == 0
    release = analysed / "releases" / "1" / "dossier.md"
    assert "WORKING COPY" not in release.read_text("utf-8")
    before = (analysed / "reports" / "current" / "results.json").read_bytes()
    assert run(analysed, "report") == 0
    text = text_of(analysed)
    assert re.search(r"\| 1 \| 20\d\d-\d\d-\d\d \| stands \| dossier, report", text)
    assert (analysed / "reports" / "current" / "results.json").read_bytes() == before


def test_a_release_that_only_adds_itself_to_the_register_is_not_made(analysed):
    assert run(analysed, "release") == 0
    assert run(analysed, "analyze") == 0
    assert run(analysed, "release") == 0
    assert sorted(one.name for one in (analysed / "releases").iterdir()) == ["1"]
    assert run(analysed, "release", "--withdraw", "1") == 0
    assert run(analysed, "report") == 0
    assert "called back" in text_of(analysed)


def test_small_counts_are_not_told(analysed, tmp_path):
    purges = [
        {
            "at": "2026-11-01",
            "before": "2025-11-01",
            "answers": 47,
            "people": 3,
            "indicators": 0,
        }
    ]
    english, french = written(results_of(analysed), tmp_path / "x", purges=purges)
    assert "| 2026-11-01 | 2025-11-01 | 47 | fewer than 10 | 0 |" in english
    assert "| 01/11/2026 | 01/11/2025 | 47 | moins de 10 | 0 |" in french


def test_reasons_of_few_are_counted_together(study):
    lines = (study / "data" / "a.csv").read_text("utf-8").splitlines()
    gone = [",".join([*line.split(",")[:4], *[""] * 7]) for line in lines[1:5]]
    (study / "data" / "a.csv").write_text("\n".join([lines[0], *gone, *lines[5:]]) + "\n")
    assert run(study, "ingest") == 0
    assert run(study, "analyze") == 0
    part = text_of(study).partition("What happened to whose data")[2].partition("\n## ")[0]
    assert "| Other reasons together | fewer than 10 |" in part
    assert "No item answered" not in part


def test_who_was_not_told_is_said_first(analysed, tmp_path):
    results = results_of(analysed)
    english, french = written(results, tmp_path / "a", notice=None)
    assert english.index("must be mended before") < english.index("| Controller |")
    assert "À corriger avant toute transmission" in french
    notice = {**results.provenance["privacy"]["notice"], "given": "2026-10-05"}
    english, french = written(results, tmp_path / "b", notice=notice)
    assert "some people answered before they were told" in english
    assert "ont répondu avant d'être informées" in french.replace("’", "'")


def test_a_study_that_says_nothing_has_one_all_the_same(tiny):
    file = tiny / "study.yaml"
    text = file.read_text("utf-8").replace("[html]", "[md]\n  documents: [dossier]")
    file.write_text(text, "utf-8")
    (tiny / "data" / "a.csv").write_text(answers(60), "utf-8")
    assert run(tiny, "ingest") == 0
    assert run(tiny, "analyze") == 0
    english = text_of(tiny)
    assert "none is declared" in english
    assert "how long; 'retention\\_days' in study.yaml" in english.replace("’", "'")


def test_results_of_an_earlier_version_have_none(analysed, tmp_path):
    results = results_of(analysed)
    told = {k: v for k, v in results.provenance.items() if k != "privacy"}
    (tmp_path / "x").mkdir()
    files = write_report(
        replace(results, provenance=told),
        tmp_path / "x",
        formats=("md",),
        languages=("en",),
        documents=["dossier"],
    )
    assert not [one for one in files if one.name.startswith("dossier")]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>\n",
        "[click](javascript:alert(1)) ![x](http://a.b/c.png)\n",
        "# " + "x" * 5000 + "\n",
        "- \n- - -\n\n---\n\n***\n",
        "{k} {0} {} %s\n",
        "| a | b |\n|---|---|\n| =cmd | 1 |\n",
        "\u202eevil\u2028\x0c\n",
    ],
)
def test_a_notice_cannot_speak_through_the_dossier(analysed, tmp_path, text):
    notice = {
        "given": "2026-01-05",
        "sha256": "a" * 64,
        "text": text,
        "file": "n.md",
        "open": 0,
    }
    english, _ = written(results_of(analysed), tmp_path / "x", notice=notice)
    page = (tmp_path / "x" / "dossier.html").read_text("utf-8")
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert not re.search(r"(?<!\\)\]\(", english)


def test_paragraphs_keep_every_word():
    text = "# Title\nFirst line\nsecond line\n\n- one\n  more\n- two\n\n---\n\nEnd.\n"
    said = [(one.text, one.tone) for one in paragraphs(text)]
    assert said == [
        ("Title", "lead"),
        ("First line second line", "plain"),
        ("– one more", "plain"),
        ("– two", "plain"),
        ("End.", "plain"),
    ]


def test_nothing_of_a_person_and_no_path_is_in_it(analysed):
    text = text_of(analysed)
    assert str(analysed) not in text
    assert "secret.key" not in text
    assert not re.search(r"\br\d+\b", text)
    record = json.loads((analysed / "reports" / "current" / "results.json").read_text("utf-8"))
    assert "releases" not in record["provenance"]
