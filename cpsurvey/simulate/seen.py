"""What observers would see of simulated agents, and what would be said and written of them.

Planted: help is sought more outside routine and resolves more there, as the answers say; ways
of helping agree with the answers for tips and demonstrations, and not for stories, which are
frequent and hardly told of (`under_told`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.simulate.draw import Drawn
from cpsurvey.simulate.said import CODEBOOK, DOCUMENTS, codings, project

BOM = "\ufeff"
FIRST = datetime(2026, 10, 5, 9)  # noqa: DTZ001  as people write it
"""Observation falls into the month of the answers."""
MODES: Mapping[str, float] = {
    "story": 0.45,
    "tip": 0.33,
    "demonstration": 0.11,
    "co-listening": 0.06,
    "document": 0.05,
}
"""Way of helping -> its share of the episodes with help."""
UNDER_TOLD = ("story", "demonstration")
"""Modes whose items get lower answers; only the second is as rare as that."""
EPISODES_AN_HOUR = 0.55
"""Of an agent."""
HELPED = {True: -1.5, False: 0.3}
"""Log odds of help in routine, and outside."""
RESOLVED = {
    (True, True): 1.8,
    (True, False): 1.7,
    (False, True): 1.2,
    (False, False): -0.1,
}
"""Log odds of a solution by routine and help."""
ELSEWHERE = 0.3
"""Share of help that comes from another team, where no network says who helps whom."""
ROLES = ("complete_observer", "observer_as_participant")
Heads = Sequence[str]


def under_told(drawn: Drawn, seed: int) -> Drawn:
    """The same people, who tell less of stories and demonstrations than they live them."""
    rng = np.random.default_rng([seed, 34])
    answers = dict(drawn.answers)
    for item in drawn.questionnaire.items.values():
        if item.mode not in UNDER_TOLD or item.id not in answers:
            continue
        options = drawn.questionnaire.options_of(item.id)
        assert options is not None  # of every item
        given = answers[item.id]
        lower = (given > options.low) & (rng.random(drawn.n) < 0.85)
        answers[item.id] = np.where(lower, given - 1.0, given)
    return replace(drawn, answers=answers)


def write_seen(
    folder: Path,
    drawn: Drawn,
    *,
    seed: int,
    sessions: int = 60,
) -> list[Path]:
    """Write observations, sessions, codings, a codebook, a project and a register.

    Who helps is somebody the agent asks, where a network was drawn.
    """
    rng = np.random.default_rng([seed, 35])
    log, listed = _observed(drawn, sessions, _helpers(drawn), rng)
    coded = codings(rng)
    return [
        _table(folder / "observations.csv", EPISODES, log),
        _table(folder / "sessions.csv", SESSIONS, listed),
        _table(folder / "codings.csv", tuple(coded[0]), coded),
        _table(folder / "documents.csv", tuple(DOCUMENTS[0]), DOCUMENTS),
        _text(folder / "codebook.yaml", CODEBOOK),
        _bytes(folder / "interviews.qdpx", project()),
    ]


EPISODES = (
    *("episode_id", "session_id", "observer_id", "start", "duration_s", "team_id"),
    *("agent_token", "helper_tokens", "n_helpers", "routine", "help_mode", "cross_team"),
    "resolved",
)
SESSIONS = (
    *("session_id", "observer_id", "start", "end", "place", "participant_role"),
    *("agents_present", "break"),
)
Row = dict[str, str]


def _helpers(drawn: Drawn) -> Mapping[int, Sequence[int]]:
    """Respondents whom each of them asks."""
    if drawn.network is None:
        return {}
    asked = drawn.network.graph.out_of()
    return {at: [one for one in asked[at] if one < drawn.n] for at in range(drawn.n)}


def _observed(
    drawn: Drawn,
    sessions: int,
    helpers: Mapping[int, Sequence[int]],
    rng: np.random.Generator,
) -> tuple[list[Row], list[Row]]:
    """Episodes and sessions, one team a session."""
    teams = sorted(set(drawn.team))
    team = np.array([teams.index(one) for one in drawn.team])
    log: list[Row] = []
    listed: list[Row] = []
    for at in range(sessions):
        chosen = int(rng.integers(len(teams)))
        present = np.flatnonzero(team == chosen)
        start = FIRST + timedelta(days=7 * (at // 10) + at % 5, hours=4 * (at // 5 % 2))
        observer = f"OBS{at % 3 + 1}"
        session = {
            "session_id": f"S{at + 1:03d}",
            "observer_id": observer,
            "start": start.isoformat(sep=" ", timespec="minutes"),
            "end": (start + timedelta(hours=3.5)).isoformat(sep=" ", timespec="minutes"),
            "place": f"box {chosen + 1}",
            "participant_role": ROLES[at % 3 == 2],
            "agents_present": str(len(present)),
            "break": "15",
        }
        listed.append(session)
        mood = 0.3 * rng.normal()
        count = rng.poisson(EPISODES_AN_HOUR * 3.25 * len(present))
        for agent in rng.choice(present, count) if len(present) else ():
            log.append(_episode(int(agent), drawn, team, helpers, mood, start, rng))
            log[-1] |= {
                "episode_id": f"E{len(log):05d}",
                "session_id": session["session_id"],
                "observer_id": observer,
            }
    return log, listed


def _episode(
    agent: int,
    drawn: Drawn,
    team: NDArray[np.int64],
    helpers: Mapping[int, Sequence[int]],
    mood: float,
    start: datetime,
    rng: np.random.Generator,
) -> Row:
    scores = drawn.scores
    load = scores.get("nrw", np.zeros(drawn.n))[agent]
    routine = bool(rng.random() >= special.expit(-0.3 + 0.4 * load))
    sharing = scores.get("tks", np.zeros(drawn.n))[agent]
    helped = bool(rng.random() < special.expit(HELPED[routine] + 0.3 * sharing + mood))
    helper = _helper(agent, team, helpers, rng) if helped else None
    solved = bool(rng.random() < special.expit(RESOLVED[routine, helped]))
    unclear = rng.random() < 0.03
    when = start + timedelta(minutes=float(rng.integers(0, 205)))
    return {
        "start": when.isoformat(sep=" ", timespec="minutes"),
        "duration_s": str(int(rng.gamma(3.0, 90.0)) + 20),
        "team_id": drawn.team[agent],
        "agent_token": drawn.token[agent],
        "helper_tokens": drawn.token[helper] if helper is not None else "",
        "n_helpers": str(int(helped)),
        "routine": "unclear" if unclear else str(int(routine)),
        "help_mode": str(rng.choice(list(MODES), p=list(MODES.values()))) if helped else "",
        "cross_team": str(int(team[helper] != team[agent])) if helper is not None else "",
        "resolved": "yes" if solved else "no",
    }


def _helper(
    agent: int,
    team: NDArray[np.int64],
    helpers: Mapping[int, Sequence[int]],
    rng: np.random.Generator,
) -> int | None:
    """Somebody the agent asks; without a network, mostly of the own team."""
    if (named := helpers.get(agent)) and rng.random() < 0.75:
        return int(named[int(rng.integers(len(named)))])
    near = rng.random() >= ELSEWHERE
    others = np.flatnonzero((team == team[agent]) == near)
    others = others[others != agent]
    return int(others[int(rng.integers(len(others)))]) if len(others) else None


def _table(file: Path, heads: Heads, rows: Sequence[Mapping[str, str]]) -> Path:
    lines = [";".join(heads), *(";".join(row.get(h, "") for h in heads) for row in rows)]
    return _text(file, BOM + "\r\n".join(lines) + "\r\n")


def _text(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8", newline="")
    return file


def _bytes(file: Path, data: bytes) -> Path:
    file.write_bytes(data)
    return file


SECTION = """\
observation:
  episodes: seen/observations.csv
  sessions: seen/sessions.csv
coding:
  codings: seen/codings.csv
  projects: seen/interviews.qdpx
  codebook: seen/codebook.yaml
  documents: seen/documents.csv
  coders:
    llm: {model: "example-model 1.0", prompt: "codebook.yaml, one code a segment"}
"""
"""Sections of a study file that declare what `write_seen` writes."""
