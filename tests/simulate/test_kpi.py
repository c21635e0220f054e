"""Simulated indicators: read back as declared, with the effects that were planted."""

import re

import numpy as np
import pytest

from cpsurvey.cli import funnel
from cpsurvey.design import load_questionnaire, load_study
from cpsurvey.intake import kpi
from cpsurvey.simulate import simulate, write_kpi
from cpsurvey.simulate.kpi import REASONS, TRUTH
from cpsurvey.stats import rates

N = 300


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A study as `init` comments it, its section taken out of comments, and its files."""
    folder = tmp_path_factory.mktemp("written") / "dry"
    assert funnel.run(["init", str(folder), "--quiet"]) == 0
    file = folder / "study.yaml"
    head, _, rest = file.read_text("utf-8").partition("# kpi:\n")
    section, _, tail = rest.partition("\n\n")
    section = "kpi:\n" + re.sub(r"^# ", "", section, flags=re.M)
    file.write_text(f"{head}{section}\n\n{tail}", "utf-8")
    drawn = simulate(
        load_questionnaire("cop-callcentre-0.1.0").questionnaire, N, seed=4, teams=30
    )
    (folder / "kpi").mkdir()
    write_kpi(drawn, folder / "kpi", seed=4)
    return load_study(folder), drawn


def test_what_init_comments_declares_what_simulate_writes(written):
    study, _ = written
    assert [file.name for file, _ in study.kpi_files()] == ["contacts.csv", "quality.csv"]
    assert set(study.reasons.map.reasons) == set(REASONS)
    for file, spec in study.kpi_files():
        batch = kpi.read(file, study.file.kpi, spec, reasons=study.reasons, fewest=10)
        assert batch.rejected == ()
        assert batch.findings == ()


def test_planted_effects_are_in_the_file(written):
    study, drawn = written
    file, spec = study.kpi_files()[0]
    batch = kpi.read(file, study.file.kpi, spec, reasons=study.reasons, fewest=10)
    place = {token: i for i, token in enumerate(drawn.token)}
    known = study.reasons.by_reason()
    X = np.column_stack([np.ones(N), drawn.scores["tks"], drawn.scores["cop"]])
    team = np.unique(drawn.team, return_inverse=True)[1]
    for name, family in (("fcr", "binomial"), ("reopened", "poisson")):
        for kind in ("routine", "non_routine"):
            n, total = np.zeros(N), np.zeros(N)
            for row in batch.rows:
                if row.agent in place and row.indicator == name and known[row.reason] == kind:
                    n[place[row.agent]] += row.n
                    total[place[row.agent]] += row.total
            fit = rates.glm(total, X, family, n)
            two, _ = rates.clustered(fit, X, team)
            truth = [TRUTH[name][kind][part] for part in ("intercept", "tks", "cop")]
            assert np.all(np.abs(fit.b - truth) < 4 * two.se)


def test_the_command_writes_both_and_never_over_what_is_there(written, tmp_path, capsys):
    study, _ = written
    out, place = tmp_path / "dry.csv", ["--study", str(study.folder)]
    args = ["simulate", "-n", "20", *place, "--kpi", str(tmp_path / "kpi"), "--quiet"]
    assert funnel.run([*args, "--out", str(out)]) == 0
    names = {file.name for file in (tmp_path / "kpi").iterdir()}
    assert names == {"contacts.csv", "quality.csv", "reasons.yaml", "kpi.truth.json"}
    assert funnel.run([*args, "--out", str(tmp_path / "again.csv")]) != 0
    assert "already" in capsys.readouterr().err


def test_the_same_seed_writes_the_same_bytes(tmp_path):
    drawn = simulate(
        load_questionnaire("cop-callcentre-0.1.0").questionnaire, 30, seed=4, teams=3
    )
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_kpi(drawn, tmp_path / name, seed=4)
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()


def test_a_study_may_name_the_reason_map_that_is_simulated_with_it(tmp_path, capsys):
    study = tmp_path / "dry"
    study.mkdir()
    declared = """\
study: {id: dry, title: {en: Dry run}, seed: 3, simulated: true}
questionnaire: cop-callcentre
sources: [{path: data/*.csv}]
kpi:
  reasons: kpi/reasons.yaml
  files: [{path: kpi/contacts.csv, agent: Agent, period: Mois, reason: Motif}]
  indicators:
    - id: fcr
      label: {en: First contact, fr: Premier contact}
      definition: {en: Solved at once, fr: Résolu aussitôt}
      type: binomial
      successes: Résolus
      trials: Contacts
      direction: "+"
privacy: {key_file: k.key}
"""
    (study / "study.yaml").write_text(declared, "utf-8")
    line = ["simulate", "--study", str(study), "-n", "40", "--quiet", "--kpi"]
    out = ["--out", str(study / "data" / "d.csv")]
    assert funnel.run([*line, str(study / "kpi"), *out]) == 0
    assert funnel.run(["check", "--study", str(study), "--quiet"]) == 0
    assert funnel.run(["ingest", "--study", str(study), "--quiet"]) == 0
    # a map that somebody decided on is never written over
    own = tmp_path / "own"
    own.mkdir()
    (own / "reasons.yaml").write_text("mine", "utf-8")
    again = ["--out", str(study / "data" / "e.csv")]
    assert funnel.run([*line, str(own), *again]) != 0
    assert (own / "reasons.yaml").read_text("utf-8") == "mine"
    assert not (study / "data" / "e.csv").exists()
