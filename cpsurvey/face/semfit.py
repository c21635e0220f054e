"""A structural equation model for programmers: data frames around what the engine found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpsurvey.face import frames, html, semafter, semtext

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike

    from cpsurvey.sem.inference.remarks import Remark
    from cpsurvey.sem.semfit import SemFit as Solution

    Data = Mapping[str, ArrayLike] | pd.DataFrame | Path | str
    Column = str | Sequence[object]
MOST = 60
"""Parameters that a notebook shows."""


class SemFit:
    """A fitted model, as `fit` returns it.

    Numbers come as data frames, with lavaan's names; what the engine itself holds (arrays,
    the table of parameters) is ``solution``.

    Examples
    --------
    >>> import cpsurvey
    >>> S = [[2.0, 1.0, 0.8, 0.7], [1.0, 2.0, 0.9, 0.6], [0.8, 0.9, 2.0, 0.9],
    ...      [0.7, 0.6, 0.9, 2.0]]
    >>> found = cpsurvey.fit("f =~ a + b + c + d", sample_cov=S, sample_names="abcd", nobs=200)
    >>> found
    SemFit: ML converged, admissible; 200 rows, 8 free parameters
      chi-square 9.258, df 2, p 0.010
      CFI 0.955, RMSEA 0.135, SRMR 0.041
    >>> found.estimates.loc[:2, ["lhs", "op", "rhs", "est", "se"]].round(3)
      lhs  op rhs    est     se
    0   f  =~   a  1.000  0.000
    1   f  =~   b  1.023  0.152
    2   f  =~   c  1.023  0.152
    >>> found.measures()[["chisq", "df", "cfi"]].round(3).to_dict()
    {'chisq': 9.258, 'df': 2.0, 'cfi': 0.955}
    >>> found.r2().round(2).to_dict()
    {'a': 0.44, 'b': 0.46, 'c': 0.46, 'd': 0.3}
    """

    __slots__ = ("solution",)

    def __init__(self, solution: Solution) -> None:
        self.solution = solution

    @property
    def estimates(self) -> pd.DataFrame:
        """Parameters in model order, what is defined last: lavaan's ``parameterEstimates``.

        ``se`` is 0 for what is fixed. Models of two levels have ``level`` for ``group``.
        """
        return frames.of_parameters(self.solution.estimates, self._block)

    def standardized(self) -> pd.DataFrame:
        """Only the standardised solutions of `estimates`."""
        return self.estimates[["lhs", "op", "rhs", self._block, "std_lv", "std_all"]]

    def measures(self) -> pd.Series[float]:
        """Fit measures by lavaan's names: ``fit.measures()["rmsea"]``."""
        return frames.of_measures(self.solution.fit)

    def r2(self) -> pd.Series[float]:
        """Explained share of each dependent variable; with groups, by group first."""
        import pandas as pd

        shares = [value for _, _, value in self.solution.r2]
        names = [name for name, _, _ in self.solution.r2]
        index: pd.Index[Any] = pd.Index(names, name="variable", dtype=object)
        if self.groups:
            where = [self.groups[group - 1] for _, group, _ in self.solution.r2]
            index = pd.MultiIndex.from_arrays([where, names], names=[self._block, "variable"])
        return pd.Series(shares, index=index, dtype=float, name="r2")

    def modification_indices(self) -> pd.DataFrame:
        """Parameters the model leaves out, by what freeing each would gain, most first.

        They rank, and test nothing. With missing answers (``fiml``) they take long.
        """
        from dataclasses import asdict, fields

        import pandas as pd

        from cpsurvey.errors import CpsurveyError
        from cpsurvey.sem.after.modify import Index, modification_indices

        if self.solution.two_level or not (self.converged and self.identified):
            raise CpsurveyError(
                "CPS303",
                "modification indices are of identified models of one level that converged",
                fix="read 'remarks', or free the parameter and compare the two models",
            )
        rows = [asdict(one) for one in modification_indices(self.solution)]
        found = pd.DataFrame(rows, columns=[field.name for field in fields(Index)])
        return found.sort_values("mi", ascending=False, kind="stable", ignore_index=True)

    def modindices(self) -> pd.DataFrame:
        """`modification_indices` by the name that lavaan gives them."""
        return self.modification_indices()

    def effects(self, seed: int = 1) -> pd.DataFrame:
        """Every direct, indirect and total effect, plain and standardised, with intervals.

        ``ci`` is of the delta method, ``mc`` Monte Carlo, which `seed` starts: of products
        read ``mc``. ``std_all`` is in SD of the outcome per SD of the source.
        """
        return semafter.effects(self.solution, self._block, seed)

    def compare(self, *others: SemFit) -> pd.DataFrame:
        """Nested models from the most general one on, each tested against the one before.

        ``model`` is the place of a model: 0 this one, then `others`. That each is a special
        case of the one before is checked; robust estimators give scaled differences.

        Raises
        ------
        CpsurveyError
            CPS303 the models cannot be compared.
        """
        return semafter.compared([self.solution, *(one.solution for one in others)])

    def scores(self, method: str = "regression") -> pd.DataFrame:
        """Factor scores, a row for each row of the data; NaN where it was not fitted.

        Parameters
        ----------
        method : str
            ``regression`` or ``bartlett``. Models of ordered variables have empirical Bayes
            modal scores under ``regression``, as in lavaan.

        Raises
        ------
        CpsurveyError
            CPS303 the model has none: two levels, no factors, moments in place of data.
        """
        return semafter.scores(self.solution, method)

    def residuals(self, metric: str = "cor") -> pd.DataFrame:
        """Observed less implied correlations (``cor``) or covariances (``cov``), all pairs.

        With groups, rows are by group first.

        Raises
        ------
        CpsurveyError
            CPS303 a model of two levels has none.
        """
        return semafter.residuals(self.solution, metric)

    def summary(self) -> html.Text:
        """Everything as text, laid out as lavaan's summary."""
        return html.Text("\n".join(semtext.lines(self.solution)))

    @property
    def converged(self) -> bool:
        """Whether the search came to an end."""
        return self.solution.converged

    @property
    def admissible(self) -> bool:
        """Whether the solution can be one: no negative variance, for example."""
        return self.solution.admissible

    @property
    def identified(self) -> bool:
        """Whether the data determine every parameter."""
        return self.solution.identified

    @property
    def nobs(self) -> tuple[int, ...]:
        """Rows of each group that were fitted."""
        return self.solution.nobs

    @property
    def npar(self) -> int:
        """Free parameters."""
        return self.solution.npar

    @property
    def groups(self) -> tuple[str, ...]:
        """Labels of the groups, or of the two levels; empty without any."""
        return self.solution.groups

    @property
    def dropped(self) -> Mapping[str, int]:
        """Reason -> rows left out."""
        return self.solution.dropped

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What a reader must be told, each with what to do about it."""
        return self.solution.remarks

    @property
    def _block(self) -> str:
        return "level" if self.solution.two_level else "group"

    def __repr__(self) -> str:
        return "\n".join(semtext.short(self.solution))

    def _repr_html_(self) -> str:
        every = self.solution.estimates
        rows = [semtext.cells(one, self.groups) for one in every[:MOST]]
        more = len(every) - MOST
        notes = [f"{more} more parameters: 'estimates' has all"] if more > 0 else []
        remarks = [f"{one.severity}: {one.message}" for one in self.remarks]
        head, *facts = semtext.short(self.solution)
        notes = [*(fact.strip() for fact in facts), *notes, *remarks]
        return html.table(head, semtext.HEADS, rows, notes)


def fit(
    model: str,
    data: Data | None = None,
    *,
    kind: str = "sem",
    estimator: str | None = None,
    missing: str = "listwise",
    group: Column | None = None,
    group_equal: Sequence[str] = (),
    group_partial: Sequence[str] = (),
    cluster: Column | None = None,
    ordered: Sequence[str] | str = (),
    parameterization: str = "delta",
    std_lv: bool = False,
    meanstructure: bool | None = None,
    fixed_x: bool | None = None,
    information: str | None = None,
    sample_cov: ArrayLike | pd.DataFrame | None = None,
    sample_mean: ArrayLike | pd.Series[Any] | None = None,
    sample_names: Sequence[str] = (),
    nobs: int | None = None,
) -> SemFit:
    """Fit a structural equation model written in lavaan's syntax.

    Parameters
    ----------
    model : str
        lavaan syntax.
    data : DataFrame, mapping of columns, or path of a CSV file
        NaN, None and NA are missing. Or `sample_cov`, a data frame or an array with
        `sample_names`, and `nobs`.
    kind : str
        ``sem``, ``cfa`` or ``growth``: which defaults are added.
    estimator : str, optional
        ``ml`` (the default), ``mlr``, ``mlm``, ``gls``, ``uls``; for ordered variables
        ``wlsmv`` (their default) or ``dwls``.
    missing : str
        ``listwise``, ``fiml``, or ``pairwise`` for ordered variables.
    group, cluster : str or sequence, optional
        Name of the column that tells group or cluster, or one value per row.
    group_equal, group_partial : sequence of str
        What is equal over groups (``loadings``, ``intercepts``), and what is freed again.
    ordered : sequence of str, or "all"
        Observed variables that are ordered categories; covariates that are taken as given
        are never among "all". The others are then modelled conditionally on these.
    parameterization : str
        ``delta`` or ``theta``, for ordered variables.
    std_lv : bool
        Fix factor variances at 1 instead of first loadings.
    meanstructure, fixed_x, information : optional
        As in lavaan.

    Raises
    ------
    CpsurveyError
        CPS1xx the file; CPS301 syntax, CPS302 unknown variable, CPS303 options, CPS305
        unusable data.

    Examples
    --------
    >>> import cpsurvey
    >>> data = {"x": [1, 2, 3, 4, 5, 6], "y": [1, 3, 2, 5, 4, 6]}
    >>> cpsurvey.fit("y ~ x", data).estimates[["lhs", "op", "rhs", "est"]].round(4).loc[:0]
      lhs op rhs     est
    0   y  ~   x  0.8857
    """
    from cpsurvey.face import given
    from cpsurvey.sem.fit import fit as solve

    source, where = given.source(data)
    cov, mean, names = given.moments(sample_cov, sample_mean, sample_names)
    solution = solve(
        model,
        given.columns(source),
        kind=kind,
        estimator=estimator,
        missing=missing,
        group=given.per_row("group", group, source, where),
        group_equal=group_equal,
        group_partial=group_partial,
        cluster=given.per_row("cluster", cluster, source, where),
        ordered="all"
        if ordered == "all"
        else [ordered]
        if isinstance(ordered, str)
        else ordered,
        parameterization=parameterization,
        std_lv=std_lv,
        meanstructure=meanstructure,
        fixed_x=fixed_x,
        information=information,
        sample_cov=cov,
        sample_mean=mean,
        sample_names=names,
        nobs=nobs,
    )
    return SemFit(solution)
