"""Objective indicators of simulated agents, as a French spreadsheet writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.simulate.draw import PREFIX, Drawn

Array = NDArray[np.float64]
BOM = "\ufeff"
MONTHS = ("08/2026", "09/2026", "10/2026", "11/2026", "12/2026")
"""Before, during and after the answers, which are of October."""
BEFORE = ("07/2026", "08/2026", "09/2026")
"""All before the answers."""
A_MONTH = 220.0
"""Contacts an agent handles in a month, on average."""
REASONS: Mapping[str, tuple[str, float]] = {
    "Facture": ("routine", 0.30),
    "Changement d'adresse": ("routine", 0.20),
    "Suivi de commande": ("routine", 0.18),
    "Panne inconnue": ("non_routine", 0.14),
    "Litige": ("non_routine", 0.10),
    "Autre": ("unclear", 0.08),
}
"""Reason -> class and share of the contacts."""
Truth = Mapping[str, Mapping[str, Mapping[str, float]]]
TRUTH: Truth = {
    "fcr": {
        "routine": {"intercept": 1.40, "tks": 0.04, "cop": 0.0},
        "non_routine": {"intercept": 0.20, "tks": 0.22, "cop": 0.03},
    },
    "reopened": {
        "routine": {"intercept": -2.8, "tks": 0.0, "cop": 0.0},
        "non_routine": {"intercept": -1.9, "tks": -0.10, "cop": 0.0},
    },
    "aht": {
        "routine": {"intercept": 5.5, "tks": 0.01, "cop": 0.0},
        "non_routine": {"intercept": 6.1, "tks": 0.05, "cop": 0.0},
    },
}
"""Log odds, log rates and log seconds per standard deviation of a factor."""
AGENT_SD: Mapping[str, float] = {"fcr": 0.30, "reopened": 0.25, "aht": 0.12}
TEAM_SD = 0.10
OUTSIDE = 0.12
"""Agents who have indicators and did not answer the survey, as a share of those who did."""


KPI_FILES = ("contacts.csv", "quality.csv", "reasons.yaml", "kpi.truth.json")
"""What `write_kpi` writes."""


def write_kpi(
    drawn: Drawn,
    folder: Path,
    *,
    seed: int,
    months: Sequence[str] = MONTHS,
    truth: Truth = TRUTH,
) -> list[Path]:
    """Write `KPI_FILES`: contacts, scores, which reasons are routine, and what is true.

    Resolution of non-routine contacts goes with tacit knowledge sharing, that of routine
    ones hardly: `truth` says by how much.
    """
    rng = np.random.default_rng([seed, 21])
    n = drawn.n + round(OUTSIDE * drawn.n)
    agents = [*drawn.token, *(f"{PREFIX}X{i + 1:04d}" for i in range(n - drawn.n))]
    teams = sorted(set(drawn.team))
    team = np.array([teams.index(one) for one in drawn.team])
    team = np.append(team, rng.integers(0, len(teams), n - drawn.n))
    factors = {
        name: np.append(drawn.scores.get(name, np.zeros(drawn.n)), rng.normal(size=n - drawn.n))
        for name in ("tks", "cop")
    }
    own = {
        name: sd * rng.normal(size=n) + TEAM_SD * rng.normal(size=len(teams))[team]
        for name, sd in AGENT_SD.items()
    }
    load = rng.gamma(12.0, 1.0 / 12.0, n)
    lines = ["Agent;Mois;Motif;Contacts;Résolus;Rouverts;DMT"]
    quality = ["Agent;Mois;Note qualité;Évaluations"]
    for month in months:
        for reason, (kind, share) in REASONS.items():
            contacts = rng.poisson(A_MONTH * share * load)
            eta = {
                name: _predicted(truth[name], kind, factors) + own[name] for name in AGENT_SD
            }
            resolved = rng.binomial(contacts, special.expit(eta["fcr"]))
            reopened = rng.poisson(contacts * np.exp(eta["reopened"]))
            noise = 0.5 * rng.normal(size=n) / np.sqrt(np.maximum(contacts, 1))
            seconds = np.exp(eta["aht"] + noise)
            lines += [
                f"{agents[i]};{month};{reason};{contacts[i]};{resolved[i]};{reopened[i]};"
                + f"{seconds[i]:.1f}".replace(".", ",")
                for i in range(n)
                if contacts[i]
            ]
        marks = rng.integers(5, 9, n)
        score = 78 + 1.5 * factors["cop"] + 4 * rng.normal(size=n) + rng.normal(size=n)
        quality += [
            f"{agents[i]};{month};"
            + f"{min(score[i], 100.0):.1f}".replace(".", ",")
            + f";{marks[i]}"
            for i in range(n)
        ]
    texts = (BOM + "\r\n".join(lines), BOM + "\r\n".join(quality), _map(), _truth(truth))
    ends = ("\r\n", "\r\n", "", "")
    return [
        _text(folder / name, text + end)
        for name, text, end in zip(KPI_FILES, texts, ends, strict=True)
    ]


def _predicted(
    truth: Mapping[str, Mapping[str, float]], kind: str, factors: Mapping[str, Array]
) -> Array:
    """Linear predictor; unclear contacts are like routine ones."""
    effects = truth["non_routine" if kind == "non_routine" else "routine"]
    parts = [effects[factor] * values for factor, values in factors.items()]
    return np.asarray(effects["intercept"] + sum(parts))


def _map() -> str:
    reasons = "\n".join(f'  "{reason}": {kind}' for reason, (kind, _) in REASONS.items())
    return (
        "# Which reasons of contacts are routine. Decided before anybody looks at results;\n"
        "# a change is a new version. Its hash is printed with every report.\n"
        "schema: cpsurvey/reasons/1\n"
        "id: demo_reasons\n"
        'version: "1.0.0"\n'
        "decided: 2026-06-15\n"
        "rule:\n"
        "  en: No procedure exists, or the procedure had to be departed from\n"
        "  fr: Aucune procédure n'existe, ou il a fallu s'en écarter\n"
        f"reasons:\n{reasons}\n"
    )


def _truth(truth: Truth) -> str:
    found = {
        "schema": "cpsurvey/truth-kpi/1",
        "simulated": True,
        "effects": truth,
        "agent_sd": AGENT_SD,
        "team_sd": TEAM_SD,
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _text(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8", newline="")
    return file


SECTION = """\
kpi:
  reasons: kpi/reasons.yaml # which reasons of contacts are routine: decided beforehand
  files:
    - {path: kpi/contacts.csv, agent: Agent, period: Mois, reason: Motif}
    - {path: kpi/quality.csv, agent: Agent, period: Mois}
  indicators:
    - id: fcr
      label: {en: First-contact resolution, fr: Résolution au premier contact}
      definition:
        en: Contacts without another one on the same reason within 7 days, of all contacts
        fr: Contacts sans rappel pour le même motif sous 7 jours, sur l'ensemble des contacts
      type: binomial        # or log (seconds), linear (a score), count
      successes: Résolus
      trials: Contacts
      direction: "+"        # or "-", or none
    - id: reopened
      label: {en: Reopened cases, fr: Dossiers rouverts}
      definition:
        en: Cases opened again within 30 days, per contact
        fr: Dossiers rouverts sous 30 jours, par contact
      type: count
      count: Rouverts
      exposure: Contacts
      direction: "-"
    - id: aht
      label: {en: Handle time, fr: Durée moyenne de traitement}
      definition:
        en: Talk, hold and after-call work, mean seconds per contact
        fr: Conversation, attente et post-appel, secondes moyennes par contact
      type: log
      seconds: DMT
      exposure: Contacts
      direction: none       # helping, and a good answer to an unusual call, take time
    - id: qa
      label: {en: Quality score, fr: Note de qualité}
      definition:
        en: Mean of the evaluation forms of the month, 0 to 100
        fr: Moyenne des grilles d'évaluation du mois, de 0 à 100
      type: linear
      score: Note qualité
      exposure: Évaluations
      min_exposure: 5       # evaluations are few
      direction: "+"
"""
"""Section of a study file that declares what `write_kpi` writes."""
