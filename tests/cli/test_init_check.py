import json
import shlex

import pytest

from cpsurvey.cli import funnel
from cpsurvey.design import load_study


def test_init_makes_a_study_that_checks(tmp_path, capsys):
    folder = tmp_path / "Enquête 1"
    assert funnel.run(["init", str(folder)]) == 0
    assert funnel.run(["check", str(folder), "--json"]) == 0
    out = capsys.readouterr().out
    assert json.loads(out[out.index("{") :])["questionnaire"] == "cop-callcentre"


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("2026", "2026"),
        ("12e3", "12e3"),
        ("Study: wave 1", "study-wave-1"),
        ("- été #2", "ete-2"),
        ("Ñandú & équipe", "nandu-equipe"),
        ("日本", "study"),
    ],
)
def test_a_folder_of_any_name_is_a_study_that_checks(tmp_path, monkeypatch, capsys, name, id):
    monkeypatch.chdir(tmp_path)
    assert funnel.run(["init", f"./{name}"]) == 0
    told = [one for one in capsys.readouterr().out.splitlines() if "cpsurvey ingest" in one]
    assert shlex.split(told[0])[-1] == name
    assert funnel.run(["check", "--study", f"./{name}", "--quiet"]) == 0
    study = load_study(tmp_path / name)
    assert (study.id, study.file.study.title["en"]) == (id, name)


def test_the_next_command_is_one_to_paste(tmp_path, capsys):
    file, folder = tmp_path / "a.csv", tmp_path / "Étude d'été 1"
    rows = "".join(f"p{at},{1 + at % 5},{1 + at % 4}\n" for at in range(30))
    file.write_text(f"id,help1,help2\n{rows}", "utf-8")
    assert funnel.run(["init", str(folder), "--from", str(file), "--quiet"]) == 0
    assert funnel.run(["ingest", "--study", str(folder)]) == 0
    (told,) = (one for one in capsys.readouterr().out.splitlines() if one.startswith("next:"))
    assert shlex.split(told)[-1] == str(folder)


def test_init_speaks_the_languages_of_the_questionnaire(tmp_path):
    own = tmp_path / "own.yaml"
    assert funnel.run(["questionnaire", "new", "--out", str(own), "--quiet"]) == 0
    own.write_text(
        own.read_text("utf-8").replace("[en]", "[de]").replace("en:", "de:"), "utf-8"
    )
    own.write_text(own.read_text("utf-8").replace("_language: en", "_language: de"), "utf-8")
    study = tmp_path / "study"
    assert funnel.run(["init", str(study), "--questionnaire", str(own), "--quiet"]) == 0
    assert funnel.run(["check", "--study", str(study)]) == 0
    assert load_study(study).languages == ("de",)


def test_a_missing_questionnaire_is_not_to_be_made_by_init_alone(tmp_path, capsys):
    assert funnel.run(["questionnaire", "check", str(tmp_path / "own.yaml")]) == 66
    assert "cpsurvey questionnaire new" in capsys.readouterr().err


def test_init_never_overwrites(tiny, capsys):
    before = (tiny / "study.yaml").read_text()
    assert funnel.run(["init", str(tiny)]) == 73
    assert (tiny / "study.yaml").read_text() == before


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{kind: reliability, bootstrap: mille}", "write a whole number, without quotes"),
        ("{kind: hypotheses, alpha: '0,05'}", "with a decimal point, without quotes"),
        ("{kind: regression, outcome: perf, blocks: help}", "blocks is not a list"),
        ("{kind: moderation, outcome: perf, predictor: help, moderator: perf}", "two places"),
        ("{kind: regression, outcome: perf, blocks: [perf]}", "is the outcome itself"),
        ("{kind: aggregation, group: team, smallest: 1}", "write a number at least 2"),
    ],
)
def test_wrong_types_and_variables_named_twice_say_what_to_write(
    tiny, write, capsys, entry, said
):
    study = "study: {id: tiny, title: Tiny}\nquestionnaire: ./small.yaml\nanalyses:\n"
    write("study.yaml", f"{study}  - {entry}\n")
    assert funnel.run(["check", str(tiny)]) == 78
    assert said in capsys.readouterr().err


def test_check_shows_every_problem(tiny, write, capsys):
    write(
        "study.yaml",
        """\
        study: {id: tiny, title: Tiny}
        questionnaire: ./small.yaml
        analyses:
          - kind: flwo
          - kind: regression
            outcome: prf
            blocks: [[hlp], ["1+1"]]
            errors: cr2
          - kind: regression
            outcom: perf
            blocks: [[help]]
        """,
    )
    assert funnel.run(["check", str(tiny)]) == 78
    shown = capsys.readouterr().err
    for part in (
        "study.yaml:4", "flow",
        "study.yaml:6", "did you mean 'perf'",
        "study.yaml:7", "did you mean 'help'", "not understood at '1' (place",
        "study.yaml:8", "add 'cluster: team'",
        "study.yaml:10", "did you mean 'outcome'",
    ):  # fmt: skip
        assert part in shown


@pytest.mark.parametrize(
    "argv", [["questionnaire", "list"], ["questionnaire", "schema"], ["check", "--schema"]]
)
def test_lists_and_schemas(argv, capsys):
    assert funnel.run(argv) == 0
    assert "cop-callcentre" in capsys.readouterr().out or "schema" in argv[-1]


def test_questionnaire_show(small, capsys):
    assert funnel.run(["questionnaire", "show", str(small), "--language", "fr"]) == 0
    shown = capsys.readouterr().out
    assert "Entraide [help], 1 to 5" in shown
    assert "(R) Aide 3" in shown
    assert funnel.run(["questionnaire", "show", str(small), "--language", "de"]) == 2


def test_schedule(tmp_path, capsys):
    assert funnel.run(["batch", "schedule", str(tmp_path), "--at", "03:05"]) == 0
    shown = capsys.readouterr().out
    assert "5 3 * * *" in shown
    assert "OnCalendar=*-*-* 03:05:00" in shown
    assert funnel.run(["batch", "schedule", str(tmp_path), "--at", "25:00"]) == 2


def test_schedule_quotes_what_a_shell_cron_and_systemd_would_read_otherwise(tmp_path, capsys):
    place = tmp_path / "our surveys; 100% $HOME 'x' \"y\""
    place.mkdir()
    assert funnel.run(["batch", "schedule", str(place)]) == 0
    said = capsys.readouterr().out.splitlines()
    (cron,) = (line for line in said if line.startswith("30 2"))
    command = cron.split(None, 5)[5]
    assert "%" not in command.replace("\\%", "")
    words = shlex.split(command.replace("\\%", "%"))  # cron takes the backslash away
    assert words[1:] == ["batch", "run", str(place), "--quiet"]
    (service,) = (line for line in said if line.startswith("ExecStart="))
    inside = str(place).replace("%", "%%").replace("$", "$$").replace('"', '\\"')
    assert service.endswith(f' batch run "{inside}"')


def test_schedule_refuses_a_path_no_crontab_holds(tmp_path, capsys):
    place = tmp_path / "a\nb"
    place.mkdir()
    assert funnel.run(["batch", "schedule", str(place)]) == 2
    assert "CPS904" in capsys.readouterr().err
