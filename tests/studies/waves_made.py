"""Studies of several waves, written from known parameters: people, items, changes."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

LOADINGS = (0.85, 0.75, 0.8, 0.7, 0.75)
SCALES = {"inv": ("Involvement", "Implication"), "per": ("Performance", "Performance")}


@dataclass(frozen=True)
class Plant:
    """What is true of a made study.

    Parameters
    ----------
    people : str
        same or new.
    means : mapping of scale to means by wave
        In SD of the first wave.
    shifts : mapping of item to shifts by wave
        Of an item alone, in points: it does not mean the same.
    changed : mapping
        As in study.yaml.
    """

    people: str = "same"
    n: int = 240
    waves: int = 2
    means: Mapping[str, Sequence[float]] = field(default_factory=dict)
    shifts: Mapping[str, Sequence[float]] = field(default_factory=dict)
    changed: Mapping[str, str] = field(default_factory=dict)
    leave: float = 0.15
    crossed: float = 0.3
    teams: int = 0
    seed: int = 7
    declare: bool = True
    named_from: int = 1
    replaced: bool = False
    analyses: str = (
        "[{kind: flow}, {kind: regression, outcome: per, blocks: [[inv]]}, {kind: waves}]"
    )


def write(folder: Path, plant: Plant, languages: Sequence[str] = ("en", "fr")) -> Path:
    """The study's folder with its questionnaire, its exports and its study file."""
    (folder / "data").mkdir(parents=True)
    (folder / "survey.yaml").write_text(_questionnaire(plant), encoding="utf-8")
    sources = []
    for w, rows in enumerate(answers(plant), 1):
        name = f"data/wave{w}.csv"
        with (folder / name).open("w", newline="", encoding="utf-8") as file:
            written = csv.DictWriter(file, fieldnames=list(rows[0]))
            written.writeheader()
            written.writerows(rows)
        told = f", wave: {w}" if w >= plant.named_from else ""
        sources.append(f"  - {{path: {name}{told}}}\n")
    changed = "".join(f", changed: {{{i}: {w}}}" for i, w in plant.changed.items())
    if plant.replaced:
        changed += ", replaced: {inv2b: inv2}"
    waves = f"waves: {{people: {plant.people}{changed}}}\n" if plant.declare else ""
    (folder / "study.yaml").write_text(
        "study: {id: quarters, title: {en: Every quarter, fr: Chaque trimestre}, seed: 1, "
        "simulated: true}\n"
        "questionnaire: survey.yaml\n"
        f"sources:\n{''.join(sources)}{waves}"
        f"analyses: {plant.analyses}\n"
        f"privacy: {{key_file: {folder.parent / 'quarters.key'}}}\n"
        f"report: {{languages: [{', '.join(languages)}], formats: [html, csv, md]}}\n",
        encoding="utf-8",
    )
    return folder


def _questionnaire(plant: Plant) -> str:
    answers = ", ".join(f"{{code: {c}, label: {{en: '{c}', fr: '{c}'}}}}" for c in range(1, 8))
    scales = "".join(
        f"  - id: {scale}\n    label: {{en: {en}, fr: {fr}}}\n    options: agree7\n    items:\n"
        + "".join(
            f"      - {{id: {scale}{i}, label: {{en: {en} {i}, fr: {fr} {i}}}}}\n"
            for i in [*range(1, 6), *(["2b"] if plant.replaced and scale == "inv" else [])]
        )
        for scale, (en, fr) in SCALES.items()
    )
    team = "  team: {variable: team, label: {en: Team, fr: Équipe}}\n" if plant.teams else ""
    return (
        "schema: cpsurvey/questionnaire/1\nid: quarterly\nversion: 1.0.0\n"
        "title: {en: Quarterly, fr: Trimestriel}\nlicence: CC-BY-4.0\n"
        "languages: [en, fr]\ndefault_language: en\n"
        "identifiers:\n  respondent: {variable: person, required: true}\n"
        f"  wave: {{variable: wave}}\n{team}"
        f"option_sets:\n  agree7:\n    options: [{answers}]\n"
        f"scales:\n{scales}"
        "hypotheses:\n  - {id: H1, label: {en: Involvement goes with performance, "
        "fr: L'implication va avec la performance}, claim: inv -> per}\n"
    )


def answers(plant: Plant) -> list[list[dict[str, str]]]:
    """Rows of every wave."""
    rng = np.random.default_rng(plant.seed)
    found: list[list[dict[str, str]]] = []
    levels: dict[str, np.ndarray] = {}
    own = {f"{s}{i}": rng.normal(0, 0.4, plant.n) for s in SCALES for i in range(1, 6)}
    teams = rng.integers(0, plant.teams, plant.n) if plant.teams else None
    for w in range(plant.waves):
        new = plant.people == "new" and w > 0
        if new:
            own = {name: rng.normal(0, 0.4, plant.n) for name in own}
        levels = _levels(rng, plant, levels if w and not new else None)
        there = np.ones(plant.n, bool) if w == 0 else rng.random(plant.n) >= plant.leave
        rows = []
        for i in np.flatnonzero(there):
            row = {"person": f"p{w if plant.people == 'new' else 0}{i:04d}"}
            if teams is not None:
                row["team"] = f"T{teams[i]:02d}"
            for scale in SCALES:
                mean = plant.means.get(scale, [0.0] * plant.waves)[w]
                for at, loading in enumerate(LOADINGS, 1):
                    item = f"{scale}{at}"
                    shift = plant.shifts.get(item, [0.0] * plant.waves)[w]
                    value = 4.0 + 1.2 * loading * (levels[scale][i] + mean) + shift
                    value += 1.2 * own[item][i] + 0.7 * rng.normal()
                    said = f"{item}b" if plant.replaced and item == "inv2" and w else item
                    row[said] = str(int(np.clip(np.rint(value), 1, 7)))
            rows.append(row)
        found.append(rows)
    return found


def _levels(
    rng: np.random.Generator, plant: Plant, before: dict[str, np.ndarray] | None
) -> dict[str, np.ndarray]:
    """Factors of a wave, from those before: both lasting, performance after involvement."""
    if before is None:
        inv = rng.normal(size=plant.n)
        return {"inv": inv, "per": 0.4 * inv + np.sqrt(0.84) * rng.normal(size=plant.n)}
    per = 0.5 * before["per"] + plant.crossed * before["inv"]
    left = np.sqrt(max(0.1, 1.0 - per.var()))
    return {
        "inv": 0.7 * before["inv"] + np.sqrt(0.51) * rng.normal(size=plant.n),
        "per": per + left * rng.normal(size=plant.n),
    }
