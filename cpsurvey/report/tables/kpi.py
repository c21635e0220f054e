"""Objective indicators: definitions, effects, rates, what people say (T21)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cpsurvey.report.phrases import Words
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.results import Result

Entry = Mapping[str, Any]
PAIR = ("routine", "nonroutine")


def definitions(result: Result, words: Words) -> Table:
    """What each indicator counts, its model and its direction."""
    columns = (
        Column("indicator", words("kpi_indicator"), "text"),
        Column("definition", words("kpi_definition"), "text"),
        Column("direction", words("kpi_direction"), "text"),
        Column("model", words("kpi_model"), "text"),
        Column("min", words("kpi_min"), "int"),
        Column("periods", words("kpi_periods"), "text"),
    )
    rows = [
        Row(
            (
                words.label(e["indicator"]),
                words.pick(e["definition"]),
                words(f"kpi_direction_{e['direction']}"),
                words(f"kpi_type_{e['type']}"),
                e["min_exposure"],
                _span(e["periods"], words),
            )
        )
        for e in result.data["indicators"]
    ]
    said = [
        words("kpi_direction_said", variable=e["indicator"], reason=e["direction_reason"])
        for e in result.data["indicators"]
        if e["direction_reason"] and e["direction"] != "none"
    ]
    return Table(f"T21h-{result.id}", words("kpi_defs"), columns, tuple(rows), tuple(said))


def _span(periods: Sequence[str], words: Words) -> str:
    named = [period for period in periods if period]
    if not named:
        return words("kpi_all_periods")
    if len(named) == 1:
        return named[0]
    return words("kpi_span", first=named[0], last=named[-1])


def effects(result: Result, words: Words) -> list[Table]:
    """T21: effects in routine and non-routine contacts and their difference."""
    fitted = _fitted(result)
    if not fitted:
        return []
    columns = (
        Column("version", words("kpi_contacts"), "text"),
        Column("effect", words("kpi_col_effect"), "dec2"),
        Column("ci", words("ci95"), "interval"),
        Column("pvalue", words("p"), "p"),
        Column("contacts", words("kpi_number"), "int"),
        Column("agents", words("kpi_agents"), "int"),
    )
    rows = tuple(row for e in fitted for row in _effect_rows(e, result, words))
    return [Table(f"T21-{result.id}", words("T21"), columns, rows, _notes(result, words))]


def _fitted(result: Result) -> list[Entry]:
    return [e for e in result.data["indicators"] if e["model"]]


def _effect_rows(entry: Entry, result: Result, words: Words) -> Iterator[Row]:
    model = entry["model"]
    for name in result.data["predictors"]:
        head = words(
            "kpi_head",
            variable=entry["indicator"],
            term=name,
            scale=words(f"kpi_scale_{entry['type']}"),
        )
        yield Row((head,), role="group")
        for term in by_term(model, name):
            yield Row(
                (
                    words(f"kpi_{model['versions'][term['place']]}"),
                    *shown(term),
                    term["pvalue"],
                    model["contacts"][term["place"]],
                    model["agents"],
                )
            )
        for difference in model["differences"]:
            if difference["term"] == name:
                cells = (*shown(difference), difference["pvalue"], "", model["agents"])
                yield Row((words("kpi_difference"), *cells))


def shown(term: Mapping[str, Any]) -> tuple[Any, tuple[Any, Any]]:
    """Effect as a ratio where there is one, else as it is, and its interval."""
    if term.get("ratio") is not None:
        return term["ratio"], (term["ratio_lower"], term["ratio_upper"])
    return term["b"], (term["ci_lower"], term["ci_upper"])


def by_term(model: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """One predictor's terms, a version each."""
    return [term for term in model["terms"] if term["term"] == name]


def _notes(result: Result, words: Words) -> tuple[str, ...]:
    data = result.data
    controls = [words.label(name) for name in data["controls"]]
    controls += [words("kpi_lag")] if data["lag"] else []
    cluster = words.label(data["cluster"]) if data["cluster"] else words("kpi_cluster_agents")
    found = [
        words("kpi_note_ratio"),
        words(
            "kpi_note_model",
            controls=", ".join(controls) or words("kpi_note_no_controls"),
        ),
        words(f"kpi_note_{data['errors']}", cluster=cluster),
    ]
    for e in _fitted(result):
        if e["model"]["dispersion"] is not None:
            value = e["model"]["dispersion"]
            found.append(words("kpi_dispersion", variable=e["indicator"], value=value))
    return tuple(found)


def full(result: Result, words: Words) -> Table | None:
    """T21b: every term of every model."""
    if not _fitted(result):
        return None
    columns = (
        Column("term", words("predictor"), "text"),
        Column("b", words("b"), "dec3"),
        Column("se", words("se"), "dec3"),
        Column("df", words("df"), "dec2"),
        Column("t", words("t"), "dec2"),
        Column("pvalue", words("p"), "p"),
        Column("ci", words("ci95"), "interval"),
    )
    rows = []
    for e in _fitted(result):
        model = e["model"]
        parts = [
            (version, [term for term in model["terms"] if term["place"] == place])
            for place, version in enumerate(model["versions"])
        ]
        parts += [("difference", model["differences"])] if model["differences"] else []
        for version, terms in parts:
            head = f"{words.label(e['indicator'])} ({words(f'kpi_{version}')})"
            rows.append(Row((head,), role="group"))
            rows += [_full_row(term, words) for term in terms]
    return Table(f"T21b-{result.id}", words("T21b"), columns, tuple(rows))


def _full_row(term: Mapping[str, Any], words: Words) -> Row:
    numbers = (term[key] for key in ("b", "se", "df", "t", "pvalue"))
    return Row((_term(term, words), *numbers, (term["ci_lower"], term["ci_upper"])))


def _term(term: Mapping[str, Any], words: Words) -> str:
    named = {"intercept": words("intercept"), "lag": words("kpi_lag")}
    return named.get(term["term"]) or words.label(term["term"])


def other_models(result: Result, words: Words) -> Table | None:
    """T21c: an intercept per agent, or counts that vary more than chance."""
    columns = (
        Column("predictor", words("predictor"), "text"),
        Column("version", words("kpi_contacts"), "text"),
        Column("main", words("kpi_main"), "dec3"),
        Column("ci_main", words("ci95"), "interval"),
        Column("other", words("kpi_other"), "dec3"),
        Column("ci_other", words("ci95"), "interval"),
        Column("pvalue", words("p"), "p"),
    )
    rows: list[Row] = []
    notes: list[str] = []
    for e in _fitted(result):
        model = e["model"]
        if model["mixed"] and model["mixed"]["converged"]:
            head = f"{words.label(e['indicator'])} ({words('kpi_model_mixed')})"
            rows.append(Row((head,), role="group"))
            rows += _beside(model, model["mixed"]["terms"], result, words)
            notes.append(words("kpi_mixed_note", nodes=model["mixed"]["nodes"]))
        if model["nb"]:
            head = f"{words.label(e['indicator'])} ({words('kpi_model_nb')})"
            rows.append(Row((head,), role="group"))
            named = [
                {**term, "version": model["versions"][term["place"]]}
                for term in model["nb"]["terms"]
            ]
            rows += _beside(model, named, result, words)
            thetas = ", ".join(words.number(theta, "dec2") for theta in model["nb"]["theta"])
            notes.append(words("kpi_nb_note", thetas=thetas))
    if not rows:
        return None
    unique = tuple(dict.fromkeys(notes))
    return Table(f"T21c-{result.id}", words("T21c"), columns, tuple(rows), unique)


def _beside(
    model: Mapping[str, Any], terms: Sequence[Mapping[str, Any]], result: Result, words: Words
) -> Iterator[Row]:
    main = {(model["versions"][t["place"]], t["term"]): t for t in model["terms"]}
    main |= {("difference", t["term"]): t for t in model["differences"]}
    for term in terms:
        if term["term"] in result.data["predictors"]:
            own = main[term["version"], term["term"]]
            yield Row(
                (
                    words.label(term["term"]),
                    words(f"kpi_{term['version']}"),
                    own["b"],
                    (own["ci_lower"], own["ci_upper"]),
                    term["b"],
                    (term["ci_lower"], term["ci_upper"]),
                    term["pvalue"],
                )
            )


def _grouped(found: Iterable[tuple[str, tuple[Any, ...]]], words: Words) -> tuple[Row, ...]:
    """Rows under the name of their indicator, given as (indicator, cells)."""
    rows: list[Row] = []
    last = None
    for indicator, cells in found:
        if indicator != last:
            rows.append(Row((words.label(indicator),), role="group"))
            last = indicator
        rows.append(Row(cells))
    return tuple(rows)


def rates(result: Result, words: Words) -> Table:
    """T21d: agents, contacts, mean and spread."""
    columns = (
        Column("version", words("kpi_contacts"), "text"),
        Column("unit", words("kpi_unit"), "text"),
        Column("agents", words("kpi_agents"), "int"),
        Column("contacts", words("kpi_number"), "int"),
        Column("mean", words("kpi_mean"), "dec2"),
        Column("sd", words("kpi_sd"), "dec2"),
        Column("thin", words("kpi_thin"), "int"),
    )
    found = (
        (
            e["indicator"],
            (
                words(f"kpi_{v['version']}"),
                words(f"kpi_unit_{e['type']}"),
                *(v[c.key] for c in columns[2:]),
            ),
        )
        for e in result.data["indicators"]
        for v in e["versions"]
    )
    notes = (words("kpi_rates_note"),)
    rows = _grouped(found, words)
    return Table(f"T21d-{result.id}", words("T21d"), columns, rows, notes)


def convergence(result: Result, words: Words) -> Table | None:
    """T21e: an indicator with the self-report of the same work, and with the other."""
    found = result.data["convergence"]
    if not found:
        return None
    columns = (
        Column("version", words("kpi_contacts"), "text"),
        Column("self_report", words("kpi_self_report"), "text"),
        Column("expected", words("kpi_expected"), "text"),
        Column("n", words("n"), "int"),
        Column("r", words("kpi_r"), "unit2"),
        Column("ci", words("ci95"), "interval"),
        Column("other", words("kpi_other_r"), "unit2"),
    )
    cells = (
        (
            c["indicator"],
            (
                words(f"kpi_{c['version']}"),
                words.label(c["self_report"]),
                words(f"kpi_expected_{c['expected']}"),
                c["n"],
                c["r"],
                (c["ci_lower"], c["ci_upper"]),
                c["others"][0]["r"] if c["others"] else None,
            ),
        )
        for c in found
    )
    notes = (words("kpi_convergence_note"),)
    rows = _grouped(cells, words)
    return Table(f"T21e-{result.id}", words("T21e"), columns, rows, notes)


def correlations(result: Result, words: Words) -> Table | None:
    """T21f: every version of every indicator with every score."""
    found = result.data["correlations"]
    scores = list(dict.fromkeys(c["score"] for c in found))
    if not scores:
        return None
    columns = (
        Column("version", words("kpi_contacts"), "text"),
        *(Column(score, words.label(score), "unit2") for score in scores),
    )
    r = {(c["indicator"], c["version"], c["score"]): c["r"] for c in found}
    keys = dict.fromkeys((c["indicator"], c["version"]) for c in found)
    cells = (
        (
            indicator,
            (
                words(f"kpi_{version}"),
                *(r.get((indicator, version, score)) for score in scores),
            ),
        )
        for indicator, version in keys
    )
    notes = (words("kpi_correlations_note"),)
    rows = _grouped(cells, words)
    return Table(f"T21f-{result.id}", words("T21f"), columns, rows, notes)


def selection(result: Result, words: Words) -> Table | None:
    """T21g: respondents beside the others."""
    columns = (
        Column("version", words("kpi_contacts"), "text"),
        Column("respondents", words("kpi_respondents"), "int"),
        Column("mean_respondents", words("kpi_mean"), "dec2"),
        Column("others", words("kpi_others"), "int"),
        Column("mean_others", words("kpi_mean"), "dec2"),
        Column("difference", words("kpi_gap"), "dec3"),
        Column("ci", words("ci95"), "interval"),
    )
    cells = (
        (
            e["indicator"],
            (
                words(f"kpi_{s['version']}"),
                *(s[c.key] for c in columns[1:6]),
                (s["ci_lower"], s["ci_upper"]),
            ),
        )
        for e in result.data["indicators"]
        for s in e["selection"]
    )
    rows = _grouped(cells, words)
    if not rows:
        return None
    notes = (words("kpi_selection_note"),)
    return Table(f"T21g-{result.id}", words("T21g"), columns, rows, notes)
