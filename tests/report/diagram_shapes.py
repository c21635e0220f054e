"""Structures and measurement models of many shapes, for tests of path diagrams."""

from __future__ import annotations

import itertools

from cpsurvey.payload import Interval
from cpsurvey.report.diagram.graph import Arrow, Bow, Factor, Item, Measured, Node, Panel, Value

LONG = (
    "Reconnaissance institutionnelle de la contribution collective",
    "Soutien organisationnel perçu aux échanges entre collègues d'ici",
    "Anticonstitutionnellement vôtre, la qualité des appels traités",
    "Intention de rester dans le centre d'appels au cours de l'année",
)


def value(*of: object) -> Value:
    """A number that no other arrow has."""
    text = "".join(map(str, of))
    est = sum((place + 1) * ord(letter) for place, letter in enumerate(text)) % 997 / 1000 - 0.3
    return Value(est, Interval(est - 0.14, est + 0.15))


def panel(labels, arrows, bows=(), *, latent=True, known=True, title=""):
    """A structure; an arrow of three names points at the path between the last two."""
    heads = {arrow[1] for arrow in arrows if len(arrow) == 2}

    def number(*of):
        return value(*of) if known else Value(value(*of).est)

    return Panel(
        tuple(
            Node(name, label, latent, "R² = 0,34" if name in heads else "")
            for name, label in labels.items()
        ),
        tuple(
            Arrow(a[0], a[1], number(*a))
            if len(a) == 2
            else Arrow(a[0], "", number(*a), onto=a[1:])
            for a in arrows
        ),
        tuple(Bow(a, b, number(a, b)) for a, b in bows),
        title,
    )


def numbered(many, label="Facteur {} du modèle à dix facteurs"):
    return {str(at): label.format(at) for at in range(many)}


M3 = {
    "cop": "Implication dans la communauté de pratique",
    "tks": "Partage de connaissances tacites",
    "crm": "Mobilisation des ressources collectives",
    "ad": "Performance face à l'inhabituel",
    "rp": "Performance sur le travail courant",
}
M3_PATHS = [
    *[("cop", "tks"), ("cop", "crm"), ("tks", "crm"), ("cop", "ad"), ("tks", "ad")],
    *[("crm", "ad"), ("cop", "rp"), ("tks", "rp"), ("crm", "rp")],
]
MEDIATORS = [("x", m) for m in ("m1", "m2", "m3")] + [(m, "y") for m in ("m1", "m2", "m3")]
COVARIATES = [(c, "y") for c in ("c1", "c2", "c3", "c4")]

STRUCTURES = {
    "two scales": panel({"a": "Scale A", "b": "Scale B"}, [("a", "b")], latent=False),
    "three outcomes in a row": panel(M3, M3_PATHS, [("ad", "rp")]),
    "moderator": panel(
        M3 | {"nrw": "Travail non routinier"},
        [*M3_PATHS, ("nrw", "tks", "ad")],
        [("ad", "rp")],
    ),
    "moderator of a short path": panel(
        {"a": "A", "b": "B", "m": "M"}, [("a", "b"), ("m", "a", "b")], latent=False
    ),
    "chain of seven": panel(numbered(7), [(str(k), str(k + 1)) for k in range(6)]),
    "three mediators, four covariates": panel(
        {
            k: f"Étiquette {k} assez longue"
            for k in ("x", "m1", "m2", "m3", "y", "c1", "c2", "c3", "c4")
        },
        [*MEDIATORS, ("x", "y"), *COVARIATES],
        latent=False,
    ),
    "feedback": panel(
        {k: f"Variable {k}" for k in "abxy"},
        [("x", "a"), ("y", "b"), ("a", "b"), ("b", "a")],
        [("x", "y"), ("a", "b")],
        latent=False,
    ),
    "circle of three": panel(
        {k: f"Variable {k}" for k in "abc"}, [("a", "b"), ("b", "c"), ("c", "a")]
    ),
    "ten predictors": panel(
        numbered(10, "Prédicteur {}") | {"y": "Résultat"}, [(str(k), "y") for k in range(10)]
    ),
    "ten factors": panel(
        numbered(10),
        [
            *[
                ("0", "3"),
                ("1", "3"),
                ("2", "4"),
                ("1", "4"),
                ("3", "5"),
                ("4", "6"),
                ("3", "6"),
            ],
            *[("5", "7"), ("6", "8"), ("5", "8"), ("7", "9"), ("8", "9"), ("0", "7")],
        ],
    ),
    "all of six": panel(numbered(6), list(itertools.combinations("012345", 2))),
    "all of ten": panel(numbered(10), list(itertools.combinations("0123456789", 2))),
    "long labels": panel(
        dict(zip("abcd", LONG, strict=True)),
        [("a", "b"), ("a", "c"), ("b", "c"), ("c", "d"), ("a", "d")],
    ),
    "covariances of four": panel(
        {k: f"Exogène {k}" for k in "abcd"} | {"y": "Résultat"},
        [(k, "y") for k in "abcd"],
        itertools.combinations("abcd", 2),
    ),
    "eight outcomes": panel(
        {"x": "Implication"} | {k: f"Conséquence {k}" for k in "abcdefgh"},
        [("x", k) for k in "abcdefgh"],
        [("a", "b")],
    ),
    "four mediators, two of each": panel(
        {k: f"Concept {k}" for k in "abcdefgh"},
        [
            *itertools.product("ab", "cdef"),
            *itertools.product("cdef", "gh"),
            *itertools.product("ab", "gh"),
        ],
        [("g", "h")],
    ),
    "no intervals": panel(M3, M3_PATHS, [("ad", "rp")], known=False),
    "chain of twenty": panel(numbered(20, "V{}"), [(str(k), str(k + 1)) for k in range(19)]),
}


def factor(name, label, many, facets=(), items=None):
    return Factor(
        Node(name, label),
        tuple(Item(f"{items or name}{k + 1}", value(name, k)) for k in range(many)),
        tuple((facet, value(name, facet)) for facet in facets),
    )


def factors(many, items, label="Facteur numéro {}"):
    return tuple(factor(f"f{k}", label.format(k), items) for k in range(many))


MEASURES = {
    "one factor": Measured((factor("a", "Implication", 5),)),
    "one item": Measured((factor("a", "Implication", 1),)),
    "three factors": Measured(
        (factor("a", LONG[0], 4), factor("b", "B", 3), factor("c", LONG[2], 6)),
        tuple(Bow(a, b, value(a, b)) for a, b in ("ab", "ac", "bc")),
    ),
    "ten factors of six": Measured(factors(10, 6)),
    "twenty factors of six": Measured(factors(20, 6)),
    "six facets": Measured(
        (*factors(6, 4), factor("g", "Implication générale", 0, [f"f{k}" for k in range(6)]))
    ),
    "two wholes and others": Measured(
        (
            *factors(8, 5, "Facette {} de l'implication"),
            factor("g", "Implication générale", 0, ["f0", "f1", "f2"]),
            factor("h", "Partage", 0, ["f3", "f4"]),
        )
    ),
    "third order": Measured(
        (
            *factors(4, 3),
            factor("g", "G", 0, ["f0", "f1"]),
            factor("h", "H", 0, ["f2", "f3"]),
            factor("t", "T", 0, ["g", "h"]),
        )
    ),
    "many items": Measured(
        (factor("a", "A", 12), factor("b", "B", 30)), (Bow("a", "b", value("a", "b")),)
    ),
    "long names of items": Measured(
        (factor("a", LONG[2], 4, items="identifiant_d_item_tres_long_"), factor("b", "B", 2))
    ),
    "bifactor": Measured((*factors(3, 3), factor("g", "Général", 9, items="f"))),
}
