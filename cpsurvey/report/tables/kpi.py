"""Objective indicators: definitions, effects, rates, what people say (T21)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    """T21 for indicators with two versions, T21a for those with one."""
    pairs = [e for e in _fitted(result) if len(e["model"]["versions"]) == 2]
    single = [e for e in _fitted(result) if len(e["model"]["versions"]) == 1]
    made = []
    notes = _notes(result, words)
    if pairs:
        rows = tuple(row for e in pairs for row in _pair_rows(e, result, words))
        made.append(
            Table(f"T21-{result.id}", words("T21"), _pair_columns(words), rows, notes(pairs))
        )
    if single:
        rows = tuple(row for e in single for row in _single_rows(e, result, words))
        made.append(
            Table(
                f"T21a-{result.id}", words("T21a"), _single_columns(words), rows, notes(single)
            )
        )
    return made


def _pair_columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("predictor", words("predictor"), "text"),
        Column("routine", words("kpi_col_routine"), "dec2"),
        Column("ci_routine", words("ci95"), "interval"),
        Column("nonroutine", words("kpi_col_nonroutine"), "dec2"),
        Column("ci_nonroutine", words("ci95"), "interval"),
        Column("difference", words("kpi_col_difference"), "dec2"),
        Column("ci_difference", words("ci95"), "interval"),
        Column("p", words("kpi_col_p"), "p"),
        Column("contacts_routine", words("kpi_col_contacts_routine"), "int"),
        Column("contacts_nonroutine", words("kpi_col_contacts_nonroutine"), "int"),
        Column("agents", words("kpi_agents"), "int"),
    )


def _single_columns(words: Words) -> tuple[Column, ...]:
    return (
        Column("predictor", words("predictor"), "text"),
        Column("effect", words("kpi_col_effect"), "dec2"),
        Column("ci", words("ci95"), "interval"),
        Column("pvalue", words("p"), "p"),
        Column("contacts", words("kpi_contacts"), "int"),
        Column("agents", words("kpi_agents"), "int"),
    )


def _fitted(result: Result) -> list[Entry]:
    return [e for e in result.data["indicators"] if e["model"]]


def _head(entry: Entry, words: Words) -> Row:
    text = words(
        "kpi_head", variable=entry["indicator"], scale=words(f"kpi_scale_{entry['type']}")
    )
    return Row((text,), role="group")


def shown(term: Mapping[str, Any]) -> tuple[Any, tuple[Any, Any]]:
    """Effect as a ratio where there is one, else as it is, and its interval."""
    if term.get("ratio") is not None:
        return term["ratio"], (term["ratio_lower"], term["ratio_upper"])
    return term["b"], (term["ci_lower"], term["ci_upper"])


def by_term(model: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """One predictor's terms, a version each."""
    return [term for term in model["terms"] if term["term"] == name]


def _pair_rows(entry: Entry, result: Result, words: Words) -> Iterator[Row]:
    model = entry["model"]
    yield _head(entry, words)
    for name in result.data["predictors"]:
        routine, nonroutine = by_term(model, name)
        difference = next(d for d in model["differences"] if d["term"] == name)
        cells = [cell for term in (routine, nonroutine, difference) for cell in shown(term)]
        yield Row(
            (
                words.label(name),
                *cells,
                difference["pvalue"],
                *model["contacts"],
                model["agents"],
            )
        )


def _single_rows(entry: Entry, result: Result, words: Words) -> Iterator[Row]:
    model = entry["model"]
    yield _head(entry, words)
    for name in result.data["predictors"]:
        (term,) = by_term(model, name)
        yield Row(
            (
                words.label(name),
                *shown(term),
                term["pvalue"],
                model["contacts"][0],
                model["agents"],
            )
        )


def _notes(result: Result, words: Words) -> Any:
    data = result.data
    controls = ", ".join(words.label(name) for name in data["controls"])
    controls += (", " if controls else "") + words("kpi_lag") if data["lag"] else ""
    cluster = words.label(data["cluster"]) if data["cluster"] else words("kpi_cluster_agents")

    def of(entries: Sequence[Entry]) -> tuple[str, ...]:
        found = [
            words("kpi_note_ratio", controls=controls or words("kpi_note_no_controls")),
            words(f"kpi_note_{data['errors']}", cluster=cluster),
        ]
        for e in entries:
            if e["model"]["dispersion"] is not None:
                value = e["model"]["dispersion"]
                found.append(words("kpi_dispersion", variable=e["indicator"], value=value))
        return tuple(found)

    return of


def full(result: Result, words: Words) -> Table | None:
    """T21b: every term of every model."""
    if not _fitted(result):
        return None
    columns = (
        Column("term", words("predictor"), "text"),
        Column("version", words("kpi_version"), "text"),
        Column("b", words("b"), "dec3"),
        Column("se", words("se"), "dec3"),
        Column("df", words("df"), "dec2"),
        Column("t", words("t"), "dec2"),
        Column("pvalue", words("p"), "p"),
        Column("ci", words("ci95"), "interval"),
    )
    rows = []
    for e in _fitted(result):
        rows.append(Row((words.label(e["indicator"]),), role="group"))
        versions = e["model"]["versions"]
        for term in e["model"]["terms"]:
            rows.append(_full_row(term, words(f"kpi_{versions[term['place']]}"), words))
        for term in e["model"]["differences"]:
            rows.append(_full_row(term, words("kpi_difference"), words))
    return Table(f"T21b-{result.id}", words("T21b"), columns, tuple(rows))


def _full_row(term: Mapping[str, Any], version: str, words: Words) -> Row:
    numbers = (term[key] for key in ("b", "se", "df", "t", "pvalue"))
    return Row((_term(term, words), version, *numbers, (term["ci_lower"], term["ci_upper"])))


def _term(term: Mapping[str, Any], words: Words) -> str:
    named = {"intercept": words("intercept"), "lag": words("kpi_lag")}
    return named.get(term["term"]) or words.label(term["term"])


def other_models(result: Result, words: Words) -> Table | None:
    """T21c: an intercept per agent, or counts that vary more than chance."""
    columns = (
        Column("predictor", words("predictor"), "text"),
        Column("version", words("kpi_version"), "text"),
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


def rates(result: Result, words: Words) -> Table:
    """T21d: agents, contacts, mean and spread."""
    columns = (
        Column("indicator", words("kpi_indicator"), "text"),
        Column("version", words("kpi_version"), "text"),
        Column("unit", words("kpi_unit"), "text"),
        Column("agents", words("kpi_agents"), "int"),
        Column("contacts", words("kpi_contacts"), "int"),
        Column("mean", words("kpi_mean"), "dec2"),
        Column("sd", words("kpi_sd"), "dec2"),
        Column("thin", words("kpi_thin"), "int"),
    )
    rows = [
        Row(
            (
                words.label(e["indicator"]) if i == 0 else "",
                words(f"kpi_{v['version']}"),
                words(f"kpi_unit_{e['type']}"),
                *(v[c.key] for c in columns[3:]),
            )
        )
        for e in result.data["indicators"]
        for i, v in enumerate(e["versions"])
    ]
    notes = (words("kpi_rates_note"),)
    return Table(f"T21d-{result.id}", words("T21d"), columns, tuple(rows), notes)


def convergence(result: Result, words: Words) -> Table | None:
    """T21e: an indicator with the self-report of the same work, and with the other."""
    found = result.data["convergence"]
    if not found:
        return None
    columns = (
        Column("indicator", words("kpi_indicator"), "text"),
        Column("version", words("kpi_version"), "text"),
        Column("self_report", words("kpi_self_report"), "text"),
        Column("expected", words("kpi_expected"), "text"),
        Column("n", words("n"), "int"),
        Column("r", words("kpi_r"), "unit2"),
        Column("ci", words("ci95"), "interval"),
        Column("other", words("kpi_other_r"), "unit2"),
    )
    rows = [
        Row(
            (
                words.label(c["indicator"]),
                words(f"kpi_{c['version']}"),
                words.label(c["self_report"]),
                words(f"kpi_expected_{c['expected']}"),
                c["n"],
                c["r"],
                (c["ci_lower"], c["ci_upper"]),
                c["others"][0]["r"] if c["others"] else None,
            )
        )
        for c in found
    ]
    notes = (words("kpi_convergence_note"),)
    return Table(f"T21e-{result.id}", words("T21e"), columns, tuple(rows), notes)


def correlations(result: Result, words: Words) -> Table | None:
    """T21f: every version of every indicator with every score."""
    found = result.data["correlations"]
    scores = list(dict.fromkeys(c["score"] for c in found))
    if not scores:
        return None
    columns = (
        Column("indicator", words("kpi_indicator"), "text"),
        Column("version", words("kpi_version"), "text"),
        *(Column(score, words.label(score), "unit2") for score in scores),
    )
    cells = {(c["indicator"], c["version"], c["score"]): c["r"] for c in found}
    keys = list(dict.fromkeys((c["indicator"], c["version"]) for c in found))
    rows = [
        Row(
            (
                words.label(indicator),
                words(f"kpi_{version}"),
                *(cells.get((indicator, version, score)) for score in scores),
            )
        )
        for indicator, version in keys
    ]
    notes = (words("kpi_correlations_note"),)
    return Table(f"T21f-{result.id}", words("T21f"), columns, tuple(rows), notes)


def selection(result: Result, words: Words) -> Table | None:
    """T21g: respondents beside the others."""
    columns = (
        Column("indicator", words("kpi_indicator"), "text"),
        Column("version", words("kpi_version"), "text"),
        Column("respondents", words("kpi_respondents"), "int"),
        Column("others", words("kpi_others"), "int"),
        Column("mean_respondents", words("kpi_mean_respondents"), "dec2"),
        Column("mean_others", words("kpi_mean_others"), "dec2"),
        Column("difference", words("kpi_col_difference"), "dec3"),
        Column("ci", words("ci95"), "interval"),
    )
    rows = [
        Row(
            (
                words.label(e["indicator"]),
                words(f"kpi_{s['version']}"),
                *(s[c.key] for c in columns[2:7]),
                (s["ci_lower"], s["ci_upper"]),
            )
        )
        for e in result.data["indicators"]
        for s in e["selection"]
    ]
    if not rows:
        return None
    notes = (words("kpi_selection_note"),)
    return Table(f"T21g-{result.id}", words("T21g"), columns, tuple(rows), notes)
