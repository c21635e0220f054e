"""Columns of background that are asked for: groups, questions, derived variables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design import Study, expressions
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.export import scored as words_of
from cpsurvey.export.column import Column
from cpsurvey.export.merging import NOWHERE, Codes, bands, by_wave, few_share, merged
from cpsurvey.export.scored import Words
from cpsurvey.responses import NOT_SHOWN
from cpsurvey.scoring import Scored

OTHERS = {"en": "other answers", "fr": "autres réponses"}
OTHER_GROUPS = {"en": "(other groups)", "fr": "(autres groupes)"}
TO = {"en": "to", "fr": "à"}
Members = Mapping[str, Sequence[Codes]]
"""Category of every person, wave by wave, by variable."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Columns of background, and which of them had categories merged."""

    columns: tuple[Column, ...]
    merged: tuple[str, ...] = ()


def known(study: Study) -> list[str]:
    """What may be asked for: roles, groups, questions, derived variables."""
    questionnaire = study.questionnaire
    named = questionnaire.identifiers.by_role()
    roles = {**{r: i.variable for r, i in named.items() if r != "respondent"}, **study.groups}
    asked = [*questionnaire.numbers, *questionnaire.question_by_id, *questionnaire.derived]
    texts = {q.id for q in questionnaire.questions if q.type in ("text", "date")}
    every = dict.fromkeys([*roles, *roles.values(), *asked])
    return [name for name in every if name not in texts]


def variables(names: Sequence[str], study: Study) -> list[str]:
    """Variables behind the names that were asked for, each once.

    Raises
    ------
    CpsurveyError
        CPS904 a name that is none, or one of what is exported anyway.
    """
    questionnaire = study.questionnaire
    roles = {r: i.variable for r, i in questionnaire.identifiers.by_role().items()}
    choices = known(study)
    found: list[str] = []
    for name in names:
        if name not in choices:
            raise CpsurveyError(
                "CPS904",
                f"'{name}' is no group, question or derived variable that can be exported",
                where="--with",
                fix=did_you_mean(name, choices),
            )
        variable = study.groups.get(name) or roles.get(name, name)
        found += questionnaire.variables_of(variable)
    return list(dict.fromkeys(found))


def identifiable(names: Sequence[str], scored: Scored, study: Study, words: Words) -> Asked:
    """The columns as they are."""
    return Asked(tuple(_plain(name, scored, study, words) for name in names))


def protected(
    names: Sequence[str],
    scored: Scored,
    study: Study,
    words: Words,
    beside: Mapping[str, str] | None = None,
) -> Asked:
    """The columns with categories of few people merged.

    Parameters
    ----------
    beside : mapping of str to str
        Variables that other files hold under the same pseudonyms, and one such file of each.

    Raises
    ------
    CpsurveyError
        CPS614 a variable that nothing is left of, or a combination of few people.
    """
    waves = _wave_of(scored, study)
    people = np.array(scored.respondent, dtype=object)
    k, most = study.smallest, max(Counter(scored.respondent).values(), default=1)
    columns: list[Column] = []
    changed: list[str] = []
    members: dict[str, list[Codes]] = {}
    for name in names:
        plain = _plain(name, scored, study, words)
        if plain.role == "scale":
            columns.append(plain)
            continue
        column, member, fewer = _merged(plain, k * most, words)
        members[name] = by_wave(_not_asked(member, scored, name), people, waves)
        columns.append(column)
        changed += [name] if fewer else []
    _refuse_few(members, k)
    others = {name: file for name, file in (beside or {}).items() if name not in names}
    if members and others:
        joined = {
            name: by_wave(
                _not_asked(_merged(column, k * most, words)[1], scored, name), people, waves
            )
            for name in others
            if (column := _plain(name, scored, study, words)).role != "scale"
        }
        _refuse_joined(members, joined, others, k)
    return Asked(tuple(columns), tuple(changed))


def _plain(name: str, scored: Scored, study: Study, words: Words) -> Column:
    if name in scored.groups:
        labels = scored.groups[name]
        if any(one is not None for one in labels):
            told = [None if one is None else str(one) for one in labels]
            texts = np.array(told, dtype=object)
            return Column(name, name, "group", words.of(name), texts, "nominal")
    values = scored.values.get(name, np.full(1, np.nan))
    if np.isnan(values).all():
        raise CpsurveyError(
            "CPS904",
            f"nobody has a value of '{name}'",
            where="--with",
            fix=f"leave '{name}' out",
        )
    if name in study.questionnaire.derived and _of_scores(name, study):
        return Column(name, name, "scale", words.of(name), values)
    chosen = words_of.answers(name, study, words)
    options = study.questionnaire.options_of(name)
    ordered = options is not None and options.ordered
    return Column(
        name,
        name,
        "background",
        words.of(name),
        values,
        ("ordinal" if ordered else "nominal") if chosen else "scale",
        chosen,
        scored.reasons.get(name),
        words_of.why(name, study, words) if name in scored.reasons else {},
    )


def _of_scores(name: str, study: Study) -> bool:
    """Whether a derived variable rests on items and scales alone."""
    questionnaire = study.questionnaire
    scores = {*questionnaire.items, *questionnaire.scale_by_id}
    scores |= {one.id for one in questionnaire.composites}
    return all(
        one in scores or (one in questionnaire.derived and _of_scores(one, study))
        for one in expressions.names(expressions.parse(questionnaire.derived[name]))
    )


def _merged(plain: Column, k: int, words: Words) -> tuple[Column, Codes, bool]:
    """A column with categories of `k` people or more, who is in which, and if any merged.

    Why somebody has no answer is left out: who was not asked gave another answer elsewhere.
    """
    bare = replace(plain, reasons=None, why={})
    by_neighbours = not plain.text and plain.measure != "nominal"
    merge = _bands if by_neighbours else _groups if plain.text else _answers
    return merge(bare, k, words)


def _groups(plain: Column, k: int, words: Words) -> tuple[Column, Codes, bool]:
    names = sorted({one for one in plain.values if one is not None})
    place = {name: at for at, name in enumerate(names)}
    member = np.array([NOWHERE if one is None else place[one] for one in plain.values])
    joined = _joined(member, k, plain.name)
    if (joined == member).all():
        return plain, member, False
    other = OTHER_GROUPS[words.short]
    while other in place:
        other = f"({other})"
    texts = [None if at < 0 else [*names, other][at] for at in joined]
    return replace(plain, values=np.array(texts, dtype=object)), joined, True


def _answers(plain: Column, k: int, words: Words) -> tuple[Column, Codes, bool]:
    codes = np.unique(plain.values[~np.isnan(plain.values)])
    member = _places(plain.values, codes)
    joined = _joined(member, k, plain.name)
    if (joined == member).all():
        return plain, member, False
    other = 1 + max([*plain.answers, int(codes.max())])
    values = np.where(joined < 0, np.nan, np.append(codes, other)[joined])
    left = {int(codes[at]) for at in np.unique(joined) if 0 <= at < len(codes)}
    said = {code: text for code, text in plain.answers.items() if code in left}
    said[other] = OTHERS[words.short]
    return replace(plain, values=values, answers=said), joined, True


def _bands(plain: Column, k: int, words: Words) -> tuple[Column, Codes, bool]:
    """Numbers, or ordered answers, by bands with numbers of their own."""
    found = bands(plain.values, k)
    if not found:
        raise _nothing_left(plain.name, k)
    member = _places(plain.values, np.array([low for low, _ in found]))
    if all(low == high for low, high in found):
        return plain, member, False
    said = {}
    for at, band in enumerate(found, 1):
        ends = dict.fromkeys(plain.answers.get(int(end), f"{end:g}") for end in band)
        said[at] = f" {TO[words.short]} ".join(ends)
    values = np.where(member < 0, np.nan, member + 1.0)
    return replace(plain, values=values, answers=said, measure="ordinal"), member, True


def _places(values: NDArray[np.float64], starts: NDArray[np.float64]) -> Codes:
    """Place of the last start that is no larger than each value."""
    found = np.searchsorted(starts, values, side="right") - 1
    return np.where(np.isnan(values), NOWHERE, found)


def _joined(member: Codes, k: int, name: str) -> Codes:
    found = merged(member, k)
    if found is None:
        raise _nothing_left(name, k)
    return found


def _nothing_left(name: str, k: int) -> CpsurveyError:
    return CpsurveyError(
        "CPS614",
        f"'{name}' has no two categories of {k} people that could be told apart",
        where="--with",
        fix=f"leave '{name}' out; '--identifiable' writes what people said, and is recorded",
    )


def _not_asked(member: Codes, scored: Scored, name: str) -> Codes:
    """Who was not asked as a category of its own: another question's answer tells it."""
    reasons = scored.reasons.get(name)
    if reasons is None:
        return member
    return np.where(reasons == NOT_SHOWN, member.max(initial=NOWHERE) + 1, member)


def _wave_of(scored: Scored, study: Study) -> NDArray[np.object_]:
    """Wave of each row; None where there is none."""
    none = np.full(scored.n, None, dtype=object)
    return scored.groups.get(study.wave or "", none)


def _flat(*members: Members) -> list[Codes]:
    return [codes for some in members for each in some.values() for codes in each]


def _refuse_few(members: Members, k: int) -> None:
    """Refuse combinations of fewer than `k` people, with a choice that would pass."""
    if not members or not few_share(_flat(members), k):
        return
    raise CpsurveyError(
        "CPS614",
        f"fewer than {k} people share some combination of {', '.join(members)}",
        where="--with",
        fix=f"{_passing(members, k)}; '--identifiable' writes every group, and is recorded",
    )


def _refuse_joined(members: Members, joined: Members, files: Mapping[str, str], k: int) -> None:
    """Refuse what, laid beside earlier files by pseudonym, tells few people apart."""
    if not few_share(_flat(members, joined), k):
        return
    held = next(
        (name for name, codes in joined.items() if few_share([*_flat(members), *codes], k)),
        next(iter(joined)),
    )
    raise CpsurveyError(
        "CPS614",
        f"fewer than {k} people share some combination of {', '.join(members)} with {held}, "
        "which a file exported before holds under the same pseudonyms",
        where=files[held],
        fix="delete that file and its copies first; '--identifiable' writes every group, and "
        "is recorded",
    )


def _passing(members: Members, k: int) -> str:
    """What to leave out: the last column without which the others pass, or some."""
    kept = dict(members)
    for name in reversed(list(members)):
        others = _flat({other: codes for other, codes in kept.items() if other != name})
        if not others or not few_share(others, k):
            kept.pop(name)
            return f"--with {','.join(kept)}" if kept else f"leave '{name}' out"
    for name in reversed(list(members)):
        kept.pop(name)
        if not few_share(_flat(kept), k):
            break
    return f"--with {','.join(kept)}" if kept else "leave them out"
