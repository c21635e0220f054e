"""What people were told before their answers are joined to indicators."""

import json
import re
from datetime import date

import pytest
from conftest import STUDY, answers

from cpsurvey.batch import informed
from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.design.notice_text import LANGUAGES
from cpsurvey.design.privacy import OPEN
from cpsurvey.store import open_store

NOW = date(2026, 11, 20)
KPI = """\
kpi:
  files: [{path: kpi/*.csv, agent: agent, period: month}]
  indicators:
    - {id: fcr, label: {en: Solved, fr: Résolus}, definition: 7 days, type: binomial,
       direction: "+", successes: ok, trials: n}
"""
SECRET = "privacy: {key_file: secret.key}\n"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(informed, "today", lambda: NOW)


@pytest.fixture
def study(tiny):
    (tiny / "notice.md").unlink()
    (tiny / "data" / "a.csv").write_text(answers(60), "utf-8")
    (tiny / "kpi").mkdir()
    (tiny / "kpi" / "k.csv").write_text("agent,month,ok,n\nr1,2026-10,5,9\n", "utf-8")
    told(tiny, "")
    return tiny


def told(study, notice, simulated=False):
    """The study with this notice; '' for none."""
    text = STUDY.replace("[html]", "[md]")
    if notice:
        text = text.replace("secret.key}", f"secret.key, notice: {notice}}}")
    if simulated:
        text = text.replace("seed: 1}", "seed: 1, simulated: true}")
    (study / "study.yaml").write_text(text + KPI, "utf-8")


def run(study, *argv):
    return funnel.run([*map(str, argv), "--study", str(study)])


def files(study):
    with open_store(load_study(study)) as store:
        return len(store.indicators().files)


def test_indicators_without_a_notice_are_refused_and_the_answers_are_not(study, capsys):
    assert run(study, "ingest") == 77
    said = capsys.readouterr().err
    assert "CPS144" in said
    assert files(study) == 0
    with open_store(load_study(study)) as store:
        assert len(store.batches()) == 1


def test_the_way_out_works_when_it_is_followed(study, capsys):
    assert run(study, "ingest") == 77
    said = capsys.readouterr().err
    line = re.search(r"'notice: (\{given: [^}]+\})' under 'privacy'", said)[1]
    assert "'cpsurvey check --notice > notice.md'" in said
    told(study, line)
    assert run(study, "ingest") == 66
    assert "CPS014" in capsys.readouterr().err
    assert run(study, "check", "--notice") == 0
    (study / "notice.md").write_text(capsys.readouterr().out, "utf-8")
    assert run(study, "ingest") == 0
    assert files(study) == 1


def test_a_study_without_a_privacy_section_is_told_the_whole_line(study, capsys):
    text = (study / "study.yaml").read_text("utf-8").replace(SECRET, "")
    (study / "study.yaml").write_text(text, "utf-8")
    assert run(study, "ingest", "--dry-run") == 77
    line = re.search(r"'(privacy: \{notice: \{.*?\}\})' in study.yaml", capsys.readouterr().err)
    (study / "study.yaml").write_text(f"{text}{line[1]}\n", "utf-8")
    assert run(study, "check") == 0


@pytest.mark.parametrize("notice", ["{file: notice.md}", "{file: notice.md, given: }"])
def test_a_notice_that_was_not_given_yet_is_none(study, capsys, notice):
    (study / "notice.md").write_text("We join.\n", "utf-8")
    told(study, notice)
    assert run(study, "ingest") == 77
    line = re.search(r"'(given: [\d-]+)' under 'notice'", capsys.readouterr().err)[1]
    told(study, f"{{file: notice.md, {line}}}")
    assert run(study, "ingest") == 0


def test_a_day_to_come_is_refused_and_said_by_check(study, capsys):
    (study / "notice.md").write_text("We join.\n", "utf-8")
    told(study, "{file: notice.md, given: 2027-02-01}")
    assert run(study, "ingest") == 77
    assert "only given on 2027-02-01" in capsys.readouterr().err
    assert run(study, "check") == 0
    assert "only given on 2027-02-01" in capsys.readouterr().err


def test_a_simulated_study_needs_none(study):
    told(study, "", simulated=True)
    assert run(study, "ingest") == 0
    assert run(study, "analyze", "-q") == 0
    text = (study / "reports" / "current" / "report.md").read_text("utf-8")
    assert "people were told" not in text


def test_what_an_older_study_holds_goes_on_with_a_warning(study, capsys):
    (study / "notice.md").write_text("We join.\n", "utf-8")
    told(study, "{file: notice.md, given: 2026-02-01}")
    assert run(study, "ingest") == 0
    told(study, "")
    assert run(study, "ingest", "-q") == 0  # the same file
    (study / "kpi" / "new.csv").write_text("agent,month,ok,n\nr2,2026-10,5,9\n", "utf-8")
    assert run(study, "ingest", "-q") == 77
    (study / "kpi" / "new.csv").unlink()
    capsys.readouterr()
    assert run(study, "check") == 0
    assert "does not say that people were told before" in capsys.readouterr().err
    assert run(study, "analyze", "-q") == 0
    assert "does not say that people were told before" in capsys.readouterr().err
    current = study / "reports" / "current"
    assert "people were told before" in (current / "report.md").read_text("utf-8")
    assert "informées avant" in (current / "report.fr.md").read_text("utf-8")


def test_answers_before_the_notice_are_said(study, capsys):
    (study / "notice.md").write_text("We join.\n", "utf-8")
    told(study, "{file: notice.md, given: 2026-10-15}")
    lines = answers(20).splitlines()
    text = "\n".join([f"Date submitted,{lines[0]}", *(f"2026-10-01,{x}" for x in lines[1:])])
    (study / "data" / "a.csv").write_text(text + "\n", "utf-8")
    assert run(study, "ingest") == 0
    assert run(study, "check", "--json") == 0
    found = capsys.readouterr()
    assert "before they were told" in found.err


# ------------------------------------------------------------------------ hostile files
@pytest.mark.parametrize(
    ("data", "status"),
    [
        ("Bonjour à tous.\n".encode("cp1252"), 0),
        ("Bonjour à tous.\n".encode("utf-16"), 0),
        (b"\xef\xbb\xbfHello.\r\n", 0),
        (b"", 78),
        (b" \n\t\n", 78),
        (b"PK\x03\x04\x00\x00\x08\x00", 78),
        (b"\x00" * 40, 78),
        (b"x" * 5_000_001, 78),
    ],
)
def test_odd_bytes(study, capsys, data, status):
    (study / "notice.md").write_bytes(data)
    told(study, "{file: notice.md, given: 2026-02-01}")
    assert run(study, "ingest") == status
    said = capsys.readouterr()
    assert ("CPS015" in said.err) == bool(status)
    assert run(study, "check") == 0
    assert ("cannot be what people were told" in capsys.readouterr().err) == bool(status)


def test_a_pdf_is_named_and_not_read(study):
    (study / "notice.pdf").write_bytes(b"%PDF-1.7\x00\xff")
    told(study, "{file: notice.pdf, given: 2026-02-01}")
    assert run(study, "ingest") == 0
    found = informed.told(load_study(study))
    assert (found.text, len(found.sha256)) == (None, 64)


@pytest.mark.parametrize(
    "place",
    [
        "../notice.md",
        "/etc/passwd",
        "data/a.csv",
        "secret.key",
        "study.yaml",
        "study.db",
        "kpi",
        "link.md",
    ],
)
def test_a_file_that_the_dossier_must_not_print_is_refused(study, capsys, place):
    (study.parent / "notice.md").write_text("elsewhere\n", "utf-8")
    (study / "secret.key").write_bytes(b"x" * 32)
    (study / "link.md").symlink_to(study / "data" / "a.csv")
    told(study, f"{{file: {place}, given: 2026-02-01}}")
    assert run(study, "check") == 78
    said = capsys.readouterr().err
    assert "privacy.notice" in said
    assert "study.yaml:" in said


@pytest.mark.parametrize(
    "given", ["20260901", "1.5", "true", "2026-13-01", "soon", "[2026-09-01]", "2026-09-01x"]
)
def test_what_is_no_day_is_refused(study, capsys, given):
    told(study, f"{{file: notice.md, given: {given}}}")
    assert run(study, "check") == 78
    assert "2026-09-01" in capsys.readouterr().err


@pytest.mark.parametrize("days", ["0", "-1", "1.5", "40000", "long", "true"])
def test_a_retention_that_is_none(study, days):
    text = (study / "study.yaml").read_text("utf-8")
    text = text.replace("secret.key}", f"secret.key, retention_days: {days}}}")
    (study / "study.yaml").write_text(text, "utf-8")
    assert run(study, "check") == 78


# ------------------------------------------------------------------------- the notice
def test_the_notice_is_filled_from_the_study_and_says_what_is_open(study, capsys):
    declared = "declared: {purposes: {en: To learn., fr: Pour apprendre.}, contact: Ann}"
    text = (study / "study.yaml").read_text("utf-8")
    text = text.replace("secret.key}", f"secret.key, k: 12, retention_days: 90, {declared}}}")
    (study / "study.yaml").write_text(text, "utf-8")
    assert run(study, "check", "--notice") == 0
    english, french = capsys.readouterr().out.split("\n---\n")
    for said in ("Tiny study", "6 statements on 2 scales", "12 people", "90 days", "Solved"):
        assert said in english
    for said in ("Petite étude", "6 affirmations", "12 personnes", "90 jours", "Résolus"):
        assert said in french
    assert "To learn." in english
    assert "Pour apprendre." in french
    assert len(OPEN.findall(english)) == len(OPEN.findall(french)) == 4


def test_places_nobody_filled_in_are_counted(study, capsys):
    assert run(study, "check", "--notice") == 0
    (study / "notice.md").write_text(capsys.readouterr().out, "utf-8")
    told(study, "{file: notice.md, given: 2026-02-01}")
    assert run(study, "check") == 0
    assert "must still be filled in" in capsys.readouterr().err


def test_init_writes_the_notice_and_its_section_and_keeps_one_that_is_there(tmp_path):
    assert funnel.run(["init", str(tmp_path / "new"), "-q"]) == 0
    assert load_study(tmp_path / "new").file.privacy.notice.file == "notice.md"
    assert "[to be filled in by" in (tmp_path / "new" / "notice.md").read_text("utf-8")
    own = tmp_path / "own"
    own.mkdir()
    (own / "notice.md").write_text("Mine.\n", "utf-8")
    assert funnel.run(["init", str(own), "-q"]) == 0
    assert (own / "notice.md").read_text("utf-8") == "Mine.\n"


def test_a_study_begun_from_a_file_has_one_too(study, tmp_path):
    begun = tmp_path / "begun"
    assert funnel.run(["init", str(begun), "--from", str(study / "data" / "a.csv"), "-q"]) == 0
    assert "You are invited" in (begun / "notice.md").read_text("utf-8")
    assert load_study(begun).file.privacy.notice.given is None
    assert LANGUAGES == ("en", "fr")


def test_what_a_run_keeps_holds_no_path(study):
    (study / "notice.md").write_text("We join.\n", "utf-8")
    told(study, "{file: notice.md, given: 2026-02-01}")
    assert run(study, "ingest", "-q") == 0
    assert run(study, "analyze", "-q") == 0
    text = (study / "reports" / "current" / "results.json").read_text("utf-8")
    found = json.loads(text)["provenance"]["privacy"]
    assert found["notice"]["text"] == "We join.\n"
    assert str(study) not in text
    assert "secret.key" not in text
