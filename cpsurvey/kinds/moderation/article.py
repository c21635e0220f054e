"""Moderation, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.moderation import article_words as w
from cpsurvey.kinds.moderation import show
from cpsurvey.kinds.moderation.data import Moderation
from cpsurvey.report.article.hooks import Methods, Plain, Told, in_short
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Moderation]], words: Words, _study: Study) -> Methods:
    """The product, the region along the moderator, latent interactions."""
    data = [one.data for one in results]
    yield "analysis", words(w.PRODUCT)
    regions = [one.region for one in data if one.region]
    if regions:
        adjusted = any(one.fdr for one in regions)
        yield "analysis", words(w.REGION_FDR if adjusted else w.REGION)
    latent = [one.latent_interaction for one in data if one.latent_interaction]
    if latent:
        yield "analysis", words(w.PRODUCTS)
    if any(one.lms for one in latent):
        yield "analysis", words(w.LMS)


def told(
    results: Sequence[Result[Moderation]], words: Words, _study: Study, _plain: Plain
) -> Told:
    """Whether the effect depends on the moderator, by the regression."""
    return in_short("hypotheses", results, words, show.short)
