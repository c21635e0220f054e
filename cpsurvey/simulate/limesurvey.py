"""Write simulated answers the way LimeSurvey exports real ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import numpy as np

from cpsurvey.design import Questionnaire
from cpsurvey.design.simulation import Simulation
from cpsurvey.responses import NOT_SHOWN, SKIPPED
from cpsurvey.simulate.draw import Drawn
from cpsurvey.simulate.items import methods
from cpsurvey.simulate.nominations import Named

BOM = "\ufeff"
FIRST_GROUP = 101
"""Number the platform gave the first group of questions."""
DAY = "2026-10-{day:02d} {hour:02d}:{minute:02d}:00"


def write_limesurvey(
    drawn: Drawn, path: Path, *, answers: Literal["codes", "labels"] = "labels"
) -> None:
    """Write a CSV export (UTF-8 with byte-order mark, every cell quoted).

    A question that never reached the respondent leaves its cell bare, one that was left
    blank leaves empty quotes, as the platform does. The seconds of each group of questions
    (a page here) and their sum come last. ``<name>.truth.json`` beside it holds the
    parameters the answers were drawn from.
    """
    questionnaire = drawn.questionnaire
    pages = max(1, len(questionnaire.pages))
    columns: list[tuple[str, str]] = [
        *((f"{questionnaire.scale_of[i].id}[{i}]", i) for i in questionnaire.items),
        *((_heading(questionnaire, name), name) for name in questionnaire.numbers),
        *((check.id, check.id) for check in questionnaire.attention_checks),
    ]
    named = questionnaire.identifiers.by_role()
    groups = [
        (named[role].variable, values)
        for role, values in (("team", drawn.team), ("centre", drawn.centre))
        if role in named
    ]
    head = ["id", "submitdate", "lastpage", "startlanguage", "seed", "token"]
    head += [name for name, _ in groups] + [heading for heading, _ in columns]
    network = _named(drawn)
    head += list(network)
    if drawn.seconds:
        head += ["interviewtime", *(f"groupTime{FIRST_GROUP + k}" for k in range(pages))]
    lines = [",".join(f'"{cell}"' for cell in head)]
    for i in range(drawn.n):
        done = drawn.last_page[i] >= pages
        day = DAY.format(day=1 + i % 28, hour=8 + i % 10, minute=i % 60)
        cells = [
            _quoted(str(i + 1)),
            _quoted(day) if done else '""',
            _quoted(str(drawn.last_page[i])),
            _quoted(drawn.language[i]),
            _quoted(str(100000 + 7 * i)),
            _quoted(drawn.token[i]),
            *(_quoted(values[i]) for _, values in groups),
        ]
        cells += [_answer(drawn, name, i, answers) for _, name in columns]
        cells += [column[i] for column in network.values()]
        cells += _times(drawn, i)
        lines.append(",".join(cells))
    path.write_text(BOM + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    _truth(drawn, path.with_suffix(".truth.json"))


def _named(drawn: Drawn) -> dict[str, list[str]]:
    """Heading -> cells of the network: consent, eight tokens for each question, how often."""
    found: dict[str, list[str]] = {}
    network, named = drawn.questionnaire.network, drawn.network
    if network is None or named is None:
        return found
    if network.consent is not None and named.consent is not None:
        found[network.consent.id] = [
            _quoted(str(code)) if there else ""
            for code, there in zip(named.consent.tolist(), named.reached.tolist(), strict=True)
        ]
    places = range(network.max_nominations)
    frequency = network.frequency
    for name, said in named.said.items():
        for at in places:
            found[f"{name}[{at + 1}]"] = [
                _quoted(named.tokens[those[at]] if at < len(those) else "") for those in said
            ]
        for at in places if frequency and name in named.often else ():
            assert frequency is not None
            found[f"{name}_{frequency.id}[{at + 1}]"] = [
                _quoted(str(codes[at]) if at < len(codes) else "")
                for codes in named.often[name]
            ]
    return found


def _heading(questionnaire: Questionnaire, name: str) -> str:
    """Of a question, or of one of several answers: ``channels[chat]``."""
    choice = questionnaire.choices.get(name)
    if choice is None:
        return name
    return f"{choice.question.id}[{choice.option.id or choice.option.code}]"


def _answer(drawn: Drawn, name: str, i: int, answers: str) -> str:
    code = drawn.answers[name][i]
    if code == NOT_SHOWN:
        return ""
    options = drawn.questionnaire.options_of(name)
    if code == SKIPPED:
        return '""'
    if name in drawn.questionnaire.choices:
        return '"Y"' if code else '""'
    if options is None or answers == "codes":
        return _quoted(f"{code:g}")
    label = next(o.label for o in options.options if o.code == int(code))
    return _quoted(label[drawn.language[i]])


def _times(drawn: Drawn, i: int) -> list[str]:
    """Cells of the whole interview and of each page; bare where one was not submitted."""
    if not drawn.seconds:
        return []
    # hundredths, so that the pages add up to the whole
    pages = [round(100 * float(s[i])) if s[i] == s[i] else None for s in drawn.seconds.values()]
    whole = sum(page for page in pages if page is not None)
    return ["" if cell is None else _quoted(f"{cell / 100:.2f}") for cell in (whole, *pages)]


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _truth(drawn: Drawn, path: Path) -> None:
    simulation = drawn.questionnaire.simulation
    found = {
        "schema": "cpsurvey/truth/1",
        "simulated": True,
        "paths": simulation.paths,
        "moderation": [m.model_dump() for m in simulation.moderation],
        **({"questions": _planned(simulation)} if simulation.questions else {}),
        "team_share": simulation.team_share,
        "loadings": {name: round(value, 6) for name, value in drawn.loadings.items()},
        "careless": [t for t, c in zip(drawn.token, drawn.careless, strict=True) if c],
        "careless_kinds": {
            kind: [t for t, k in zip(drawn.token, drawn.kind, strict=True) if k == kind]
            for kind in simulation.careless.kinds
        },
        "shifts": [shift.model_dump() for shift in simulation.shifts],
        "method_shares": {
            name: shares for name, shares in methods(drawn.questionnaire).items() if shares
        },
        **({"network": _network(drawn.network)} if drawn.network else {}),
        "partial": int(np.sum(drawn.last_page < max(1, len(drawn.questionnaire.pages)))),
    }
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def _network(named: Named) -> dict[str, object]:
    """Which community each person is in, and how many ties there are."""
    communities = named.graph.community.tolist()
    return {
        "people": len(named.tokens),
        "ties": len(named.graph.source),
        "asked": int(named.asked.sum()),
        "community": dict(zip(named.tokens, communities, strict=True)),
    }


def _planned(simulation: Simulation) -> dict[str, object]:
    return {name: plan.model_dump() for name, plan in simulation.questions.items()}
