"""Text that is no model here, by what its writer meant and what to do instead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.language.tokens import Token, complaint


def misfit(text: str, tokens: Sequence[Token], token: Token) -> CpsurveyError:
    """What stands where a statement should end; maybe the rest of a name."""
    at = tokens.index(token)
    before, last = tokens[at - 1], token
    fix = "start a new line"
    if before.kind in ("name", "number") and before.line == token.line and _named(token):
        for word in tokens[at:]:
            if not _named(word):
                break
            last = word
        name = text[before.offset : last.end].replace("`", "")
        fix = (
            f"a name that holds spaces or signs is written in backticks: `{name}`; "
            "between two variables stands a '+'"
        )
    return complaint(text, token, f"'{token.text}' does not fit here", fix)


def _named(word: Token) -> bool:
    """Whether a word may be meant as part of a name."""
    return word.kind in ("name", "number") or word.text in ("-", "/", "?", ":")


def refuse_unsupported(text: str, tokens: Sequence[Token]) -> None:
    """Refuse a statement of a kind that is not fitted (CPS301)."""
    ends = (i for i, token in enumerate(tokens) if token.kind in ("break", "end"))
    words = tokens[: next(ends)]
    texts = [word.text for word in words]
    first, second = (*texts, "", "")[:2]
    if second == ":" and first in ("group", "block", "class"):
        raise complaint(
            text,
            words[0],
            f"blocks by '{first}:' are not supported",
            "name the column with --group; c(a, b)*x gives each group its own",
        )
    if second == "(" and first == "efa":
        raise complaint(
            text,
            words[0],
            "efa() blocks (exploratory factors in a model) are not fitted",
            "explore by an analysis of kind efa, then write the factors as '=~' lines",
        )
    bar = texts.index("|") if "|" in texts else len(texts)
    slope = next((w for w, then in pairwise(words) if _rv(w, then)), None)
    if slope is None and "~" in texts[bar:]:
        slope = words[bar]
    if slope is not None:
        raise complaint(
            text,
            slope,
            "random slopes are not supported in a model of latent variables",
            "leave the slope fixed, or declare an analysis of kind mixed, which has them",
        )


def _rv(word: Token, then: Token) -> bool:
    return word.text == "rv" and then.text == "("
