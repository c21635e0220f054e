"""Effects on objective indicators (T21)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cpsurvey.kinds.kpi import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

Entry = Mapping[str, Any]


def effects(result: Result[Any], words: Words) -> list[Table]:
    """T21: effects in routine and non-routine contacts and their difference."""
    fitted = _fitted(result)
    if not fitted:
        return []
    columns = (
        Column("version", words(w.KPI_CONTACTS), "text"),
        Column("effect", words(w.KPI_COL_EFFECT), "dec2"),
        Column("ci", words(lexicon.CI95), "interval"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("contacts", words(w.KPI_NUMBER), "int"),
        Column("agents", words(w.KPI_AGENTS), "int"),
    )
    rows = tuple(row for e in fitted for row in _effect_rows(e, result, words))
    return [Table(f"T21-{result.id}", words(w.T21), columns, rows, _notes(result, words))]


def _fitted(result: Result[Any]) -> list[Entry]:
    return [e for e in result.data["indicators"] if e["model"]]


def _effect_rows(entry: Entry, result: Result[Any], words: Words) -> Iterator[Row]:
    model = entry["model"]
    for name in result.data["predictors"]:
        head = words(
            w.KPI_HEAD,
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
                yield Row((words(w.KPI_DIFFERENCE), *cells))


def shown(term: Mapping[str, Any]) -> tuple[Any, tuple[Any, Any]]:
    """Effect as a ratio where there is one, else as it is, and its interval."""
    if term.get("ratio") is not None:
        return term["ratio"], (term["ratio_lower"], term["ratio_upper"])
    return term["b"], (term["ci_lower"], term["ci_upper"])


def by_term(model: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """One predictor's terms, a version each."""
    return [term for term in model["terms"] if term["term"] == name]


def _notes(result: Result[Any], words: Words) -> tuple[str, ...]:
    data = result.data
    controls = [words.label(name) for name in data["controls"]]
    controls += [words(w.KPI_LAG)] if data["lag"] else []
    cluster = words.label(data["cluster"]) if data["cluster"] else words(w.KPI_CLUSTER_AGENTS)
    found = [
        words(w.KPI_NOTE_RATIO),
        words(
            w.KPI_NOTE_MODEL,
            controls=", ".join(controls) or words(w.KPI_NOTE_NO_CONTROLS),
        ),
        words(f"kpi_note_{data['errors']}", cluster=cluster),
    ]
    for e in _fitted(result):
        if e["model"]["dispersion"] is not None:
            value = e["model"]["dispersion"]
            found.append(words(w.KPI_DISPERSION, variable=e["indicator"], value=value))
    return tuple(found)


def full(result: Result[Any], words: Words) -> Table | None:
    """T21b: every term of every model."""
    if not _fitted(result):
        return None
    columns = (
        Column("term", words(lexicon.PREDICTOR), "text"),
        Column("b", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("df", words(lexicon.DF), "dec2"),
        Column("t", words(lexicon.T), "dec2"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("ci", words(lexicon.CI95), "interval"),
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
    return Table(f"T21b-{result.id}", words(w.T21B), columns, tuple(rows))


def _full_row(term: Mapping[str, Any], words: Words) -> Row:
    numbers = (term[key] for key in ("b", "se", "df", "t", "pvalue"))
    return Row((_term(term, words), *numbers, (term["ci_lower"], term["ci_upper"])))


def _term(term: Mapping[str, Any], words: Words) -> str:
    named = {"intercept": words(lexicon.INTERCEPT), "lag": words(w.KPI_LAG)}
    return named.get(term["term"]) or words.label(term["term"])


def other_models(result: Result[Any], words: Words) -> Table | None:
    """T21c: an intercept per agent, or counts that vary more than chance."""
    columns = (
        Column("predictor", words(lexicon.PREDICTOR), "text"),
        Column("version", words(w.KPI_CONTACTS), "text"),
        Column("main", words(w.KPI_MAIN), "dec3"),
        Column("ci_main", words(lexicon.CI95), "interval"),
        Column("other", words(w.KPI_OTHER), "dec3"),
        Column("ci_other", words(lexicon.CI95), "interval"),
        Column("pvalue", words(lexicon.P), "p"),
    )
    rows: list[Row] = []
    notes: list[str] = []
    for e in _fitted(result):
        model = e["model"]
        if model["mixed"] and model["mixed"]["converged"]:
            head = f"{words.label(e['indicator'])} ({words('kpi_model_mixed')})"
            rows.append(Row((head,), role="group"))
            rows += _beside(model, model["mixed"]["terms"], result, words)
            notes.append(words(w.KPI_MIXED_NOTE, nodes=model["mixed"]["nodes"]))
        if model["nb"]:
            head = f"{words.label(e['indicator'])} ({words('kpi_model_nb')})"
            rows.append(Row((head,), role="group"))
            named = [
                {**term, "version": model["versions"][term["place"]]}
                for term in model["nb"]["terms"]
            ]
            rows += _beside(model, named, result, words)
            thetas = ", ".join(words.number(theta, "dec2") for theta in model["nb"]["theta"])
            notes.append(words(w.KPI_NB_NOTE, thetas=thetas))
    if not rows:
        return None
    unique = tuple(dict.fromkeys(notes))
    return Table(f"T21c-{result.id}", words(w.T21C), columns, tuple(rows), unique)


def _beside(
    model: Mapping[str, Any],
    terms: Sequence[Mapping[str, Any]],
    result: Result[Any],
    words: Words,
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


def points(data: Mapping[str, Any], words: Words) -> list[str]:
    """Effects on shares in percentage points, one sentence for each predictor."""
    found = []
    for e in data["indicators"]:
        if e["type"] != "binomial" or not e["model"]:
            continue
        versions = e["model"]["versions"]
        for name in data["predictors"]:
            shares = {
                versions[term["place"]]: words.number(term["points"], "percent")
                for term in by_term(e["model"], name)
            }
            key = "kpi_points_pair" if len(shares) == 2 else "kpi_points_single"
            if len(shares) == 1:
                shares = {"overall": next(iter(shares.values()))}
            found.append(words(key, variable=e["indicator"], term=name, **shares))
    return found
