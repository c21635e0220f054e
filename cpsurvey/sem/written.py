"""What the text of a model says beside its statements, once the columns are known.

A name may be a column, a factor or a label. Where one text could mean two models, the one
that is fitted is named, or none is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.inference.remarks import Remark
from cpsurvey.sem.language.partable import Partable
from cpsurvey.sem.language.syntax import Syntax
from cpsurvey.sem.moments.prepare import columns


def refuse(syntax: Syntax, names: Sequence[str]) -> None:
    """Names that stand for two things, as lavaan refuses them.

    Raises
    ------
    CpsurveyError
        CPS303 a factor called like a column; a product of a factor.
    """
    factors = list(dict.fromkeys(r.lhs for r in syntax.relations if r.op == "=~"))
    for factor in factors:
        if factor in names:
            raise CpsurveyError(
                "CPS303",
                f"'{factor}' is a factor of the model and a column of the data",
                fix="give the factor a name that no column has",
            )
    for relation in syntax.relations:
        for name in (relation.lhs, relation.rhs):
            parts = name.split(":")
            if len(parts) > 1 and set(parts) & set(factors):
                raise CpsurveyError(
                    "CPS303",
                    f"'{name}' is a product of factors, which a model in this syntax cannot "
                    "hold",
                    where=f"model, line {relation.line}",
                    fix="declare an analysis of kind moderation with 'latent: true', or make "
                    "products of indicators as columns and measure a factor by them",
                )


def with_products(
    observed: Sequence[str], data: Mapping[str, ArrayLike]
) -> Mapping[str, ArrayLike]:
    """The data with a column for every ``a:b`` of two columns the model uses."""
    made: dict[str, ArrayLike] = {}
    for name in observed:
        parts = name.split(":")
        if name in data or len(parts) < 2 or not set(parts) <= set(data):
            continue
        made[name] = np.prod(columns(data, parts), axis=1)
    return {**data, **made} if made else data


def remarks(syntax: Syntax, table: Partable, names: Sequence[str]) -> tuple[Remark, ...]:
    """Labels that say more, or less, than they seem to."""
    return (
        *_labels_of_columns(syntax, names),
        *_labels_in_groups(syntax, table),
        *_labels_held(syntax, table),
    )


def _labels_of_columns(syntax: Syntax, columns: Sequence[str]) -> list[Remark]:
    used = {name for d in syntax.defined for name in d.node.names()}
    used |= {n for c in syntax.constraints for e in (c.left, c.right) for n in e.names()}
    found = []
    for relation in syntax.relations:
        for label in dict.fromkeys(relation.modifier.labels):
            if label not in columns:
                continue
            found.append(
                Remark(
                    "label_is_column",
                    "note" if label in used else "warning",
                    f"'{label}' is a column, and here only the label of the parameter "
                    f"{relation.lhs} {relation.op} {relation.rhs}",
                    f"a product is written {label}:{relation.rhs}; otherwise give the label "
                    "a name that no column has",
                    {"label": label, "parameter": f"{relation.lhs}{relation.op}{relation.rhs}"},
                )
            )
    return found


def _labels_in_groups(syntax: Syntax, table: Partable) -> list[Remark]:
    if table.settings.ngroups == 1:
        return []
    labels = [r.modifier.labels[0] for r in syntax.relations if len(r.modifier.labels) == 1]
    labels = [label for label in dict.fromkeys(labels) if label in table.labels]
    if not labels:
        return []
    named = ", ".join(labels)
    return [
        Remark(
            "label_in_groups",
            "warning",
            f"one label for all groups holds its parameter equal in all of them: {named}",
            f"write one label per group where they may differ: "
            f"c({', '.join(f'{labels[0]}{g + 1}' for g in range(table.settings.ngroups))})",
            {"labels": named},
        )
    ]


def _labels_held(syntax: Syntax, table: Partable) -> list[Remark]:
    """Labels of several paths, one of which is fixed, so that no path with it is estimated."""
    every = [label for r in syntax.relations for label in dict.fromkeys(r.modifier.labels)]
    values = {r.label: r.value for r in table.rows if r.label not in table.labels}
    return [
        Remark(
            "label_held",
            "warning",
            f"every path with the label '{label}' is fixed at {value:g}, as one of them is",
            "the first path of a factor is fixed at 1: write NA*x there, and fix the factor's "
            "variance",
            {"label": label, "value": float(value)},
        )
        for label, value in values.items()
        if every.count(label) > 1
    ]
