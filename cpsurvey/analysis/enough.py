"""How many clusters and respondents numbers need: every limit, its source, what is said.

One rule for regressions, path models and models of several levels. What rests on too few
to be read at all (`Caveat` codes of ``results.TOO_FEW``) is quoted nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cpsurvey.parts import Errors, Term
from cpsurvey.results import Caveat, Scalar
from cpsurvey.stats.robust import LOW_DF

DESCRIPTIVE = 10
"""Clusters below which neither variances between them nor errors by cluster are known: sums
over so few have hardly any degrees of freedom (Angrist & Pischke, 2009, 8.2.3; Maas & Hox,
2005)."""
FEW = 50
"""Clusters below which CR1 errors and those of path models are too small on average (Cameron
& Miller, 2015, doi:10.3368/jhr.50.2.317) and variances between clusters uncertain (Maas &
Hox, 2005)."""
PER_PARAMETER = 5
"""Respondents per free parameter below which estimates and errors are unsteady (Bentler &
Chou, 1987, doi:10.1177/0049124187016001004) ..."""
FEW_RESPONDENTS = 200
"""... where there are also fewer than so many, the least that Boomsma (1985,
doi:10.1007/BF02294248) found to suffice for factor models whatever their size."""

PER_ITEM = 5
FEWEST_FOR_ITEMS = 50
"""Respondents per item, and in all, below which items are not to be factored (Hair, Black,
Babin & Anderson, 2010, Multivariate data analysis, ch. 3)."""


def of_groups(name: str, groups: int, *, rests: bool = True) -> list[Caveat]:
    """What so many groups allow a model of several levels.

    Everything `rests` on the first grouping; a further level is a part of the numbers.
    """
    values: dict[str, Scalar] = {"variable": name, "groups": groups}
    if groups < DESCRIPTIVE:
        code = "groups_too_few" if rests else "groups_descriptive"
        return [Caveat(code, "warning", values)]
    return [Caveat("groups_few", "warning", values)] if groups < FEW else []


def of_clusters(clusters: int | None) -> list[Caveat]:
    """What so many clusters allow errors that sum over them; the engine speaks of tests."""
    if clusters is None or clusters >= FEW:
        return []
    code = "clusters_descriptive" if clusters < DESCRIPTIVE else "clusters_few"
    return [Caveat(code, "warning", {"clusters": clusters})]


def of_df(df: Mapping[str, float | None]) -> list[Caveat]:
    """Coefficients whose CR2 tests have too few degrees of freedom."""
    low = [name for name, value in df.items() if value is not None and value < LOW_DF]
    return [Caveat("low_df", "warning", {"variables": ", ".join(low)})] if low else []


def of_errors(errors: Errors, clusters: int | None, terms: Sequence[Term]) -> list[Caveat]:
    """What so many clusters allow these errors of the `terms`, the intercept first."""
    if errors not in ("cr1", "cr2") or clusters is None:
        return []
    said = []
    if clusters <= len(terms):
        values = {"clusters": clusters, "parameters": len(terms)}
        said.append(Caveat("fewer_clusters_than_coefficients", "warning", values))
    if errors == "cr1":
        return [*said, *of_clusters(clusters)]
    return [*said, *of_df({t.term: t.df for t in terms[1:]})]


def of_respondents(n: int, parameters: int) -> list[Caveat]:
    """What so many respondents allow a model of so many parameters."""
    values: dict[str, Scalar] = {"n": n, "parameters": parameters}
    if n <= parameters:
        return [Caveat("fewer_respondents_than_parameters", "warning", values)]
    if n < min(PER_PARAMETER * parameters, FEW_RESPONDENTS):
        return [Caveat("respondents_few", "warning", values)]
    return []


def of_items(n: int, items: int) -> list[Caveat]:
    """What so many respondents allow of factors among so many items."""
    if n >= max(PER_ITEM * items, FEWEST_FOR_ITEMS):
        return []
    return [Caveat("items_few_respondents", "warning", {"n": n, "items": items})]
