"""An estimate, its error and degrees of freedom, as results hold them."""

from __future__ import annotations

from scipy import stats

from cpsurvey.analysis.context import LEVEL
from cpsurvey.analysis.numbers import number


def tested(est: float, se: float, df: float) -> dict[str, float | None]:
    """Test against zero and interval; with infinite `df` a z test, whose df is None."""
    if not se > 0:
        bare = dict.fromkeys(("df", "t", "pvalue", "ci_lower", "ci_upper"))
        return {"est": number(est), "se": None, **bare}
    reach = float(stats.t.ppf((1 + LEVEL) / 2, df)) * se
    return {
        "est": number(est),
        "se": number(se),
        "df": number(df),
        "t": number(est / se),
        "pvalue": number(2 * stats.t.sf(abs(est / se), df)),
        "ci_lower": number(est - reach),
        "ci_upper": number(est + reach),
    }
