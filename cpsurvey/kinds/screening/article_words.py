"""Who answered carefully, in the article."""

from __future__ import annotations

from cpsurvey.kinds.screening.data import Stage
from cpsurvey.report.words import Phrase

STAGES: dict[Stage, Phrase] = {
    "answered": Phrase(
        "Signs of careless answers were counted [@curran2016], and nobody was left out for "
        "them; {limit} soft {limit:sign counts|signs count} as careless (T3).",
        "Les signes de réponses négligentes ont été comptés [@curran2016], et personne n'a "
        "été écarté pour cela ; dès {limit} {limit:signe souple|signes souples}, elles sont "
        "dites négligentes (T3).",
    ),
    "hard": Phrase(
        "Careless answers were looked for by rules set in the study file [@curran2016]: who "
        "broke a hard rule was left out before any analysis, who showed {limit} soft "
        "{limit:sign|signs} or more stayed in (T3).",
        "Les réponses négligentes ont été recherchées par des règles fixées dans le fichier "
        "d'étude [@curran2016] : quiconque enfreint une règle stricte est écarté avant toute "
        "analyse ; quiconque montre {limit} {limit:signe souple|signes souples} ou plus est "
        "gardé (T3).",
    ),
    "soft": Phrase(
        "Careless answers were looked for by rules set in the study file [@curran2016]: who "
        "broke a hard rule, or showed {limit} soft {limit:sign|signs} or more, was left out "
        "before any analysis (T3).",
        "Les réponses négligentes ont été recherchées par des règles fixées dans le fichier "
        "d'étude [@curran2016] : quiconque enfreint une règle stricte, ou montre {limit} "
        "{limit:signe souple|signes souples} ou plus, est écarté avant toute analyse (T3).",
    ),
}
AGAIN = Phrase(
    "The main model was fitted again without those with soft signs (T3b).",
    "Le modèle principal a été réajusté sans les personnes aux signes souples (T3b).",
)
