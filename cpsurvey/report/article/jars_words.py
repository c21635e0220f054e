"""What the standards of the American Psychological Association ask, in our words."""

from __future__ import annotations

from typing import Literal

from cpsurvey.report.words import Phrase

SECTION = Phrase("Reporting standards", "Normes de présentation")
TITLE = Phrase(
    "Standards for quantitative studies and structural equation models (JARS-Quant), and where "
    "each point stands",
    "Normes pour les études quantitatives et les modèles d'équations structurelles "
    "(JARS-Quant), et où se trouve chaque point",
)
POINT = Phrase("Point", "Point")
WHERE = Phrase("Where", "Où")
NOTE = Phrase(
    "After tables 1 and 7 of Appelbaum et al. (2018), in our words. Places are those of the "
    "article, then tables of this supplement.",
    "D'après les tableaux 1 et 7 d'Appelbaum et al. (2018), dans nos termes. Les places sont "
    "celles de l'article, puis les tableaux de ce supplément.",
)
Area = Literal["front", "method", "results", "discussion"]
AREAS: dict[Area, Phrase] = {
    "front": Phrase("Title, abstract, introduction", "Titre, résumé, introduction"),
    "method": Phrase("Method", "Méthode"),
    "results": Phrase("Results", "Résultats"),
    "discussion": Phrase("Discussion and materials", "Discussion et matériel"),
}
Missing = Literal[
    "authors",
    "no_model",
    "no_groups",
    "no_interaction",
    "no_indicators",
    "no_indirect",
    "not_run",
]
ABSENT: dict[Missing, Phrase] = {
    "authors": Phrase("for the authors to write", "à rédiger par les auteurs"),
    "no_model": Phrase(
        "not applicable: the study fits no measurement or path model",
        "sans objet : l'étude n'ajuste aucun modèle de mesure ou de structure",
    ),
    "no_groups": Phrase(
        "not applicable: no groups were compared", "sans objet : aucun groupe n'a été comparé"
    ),
    "no_interaction": Phrase(
        "not applicable: no interaction was tested",
        "sans objet : aucune interaction n'a été testée",
    ),
    "no_indicators": Phrase(
        "not applicable: no indicators were analysed",
        "sans objet : aucun indicateur n'a été analysé",
    ),
    "no_indirect": Phrase(
        "not applicable: no effect through others was estimated",
        "sans objet : aucun effet passant par d'autres n'a été estimé",
    ),
    "not_run": Phrase("not done in this run", "non fait dans cette exécution"),
}
Item = Literal[
    "process",
    "abstract",
    "theory",
    "direction",
    "participants",
    "response",
    "measures",
    "simulated",
    "plan",
    "power",
    "careless",
    "missing",
    "specification",
    "estimation",
    "clusters",
    "criteria",
    "multiplicity",
    "software",
    "descriptive",
    "distributions",
    "solutions",
    "global",
    "local",
    "rivals",
    "measurement",
    "invariance",
    "estimates",
    "indirect",
    "interactions",
    "indicators",
    "equivalent",
    "robustness",
    "limits",
    "general",
    "materials",
    "ethics",
]
ITEMS: dict[Item, Phrase] = {
    "process": Phrase(
        "Title names the process of the main model",
        "Le titre nomme le processus du modèle principal",
    ),
    "abstract": Phrase(
        "Two measures of global fit of different classes, local fit, whether the model is the "
        "one that was specified",
        "Deux indices d'ajustement global de classes différentes, ajustement local, modèle tel "
        "que spécifié ou non",
    ),
    "theory": Phrase(
        "Theory behind the model and its paths", "Théorie fondant le modèle et ses chemins"
    ),
    "direction": Phrase("Reasons for the direction of paths", "Raisons du sens des chemins"),
    "participants": Phrase(
        "Who answered, who was left out and why", "Qui a répondu, qui a été écarté et pourquoi"
    ),
    "response": Phrase("Invited, answered, dates", "Invités, réponses, dates"),
    "measures": Phrase(
        "Measures, their source and reliability", "Mesures, leur source et leur fidélité"
    ),
    "simulated": Phrase(
        "Whether data are observed or simulated", "Données observées ou simulées"
    ),
    "plan": Phrase("Plan declared beforehand, deviations", "Plan déclaré d'avance, écarts"),
    "power": Phrase("Power or what could be seen", "Puissance ou effets visibles"),
    "careless": Phrase("Careless answers", "Réponses négligentes"),
    "missing": Phrase(
        "Missing answers: how many, where, what was done",
        "Réponses manquantes : combien, où, ce qui en a été fait",
    ),
    "specification": Phrase(
        "Every variable and parameter of the models", "Variables et paramètres des modèles"
    ),
    "estimation": Phrase("Method of estimation", "Méthode d'estimation"),
    "clusters": Phrase("Answers that are not independent", "Réponses non indépendantes"),
    "criteria": Phrase("Criteria of fit", "Critères d'ajustement"),
    "multiplicity": Phrase("Adjustment for several tests", "Ajustement pour tests multiples"),
    "software": Phrase("Software and versions", "Logiciels et versions"),
    "descriptive": Phrase(
        "Means, standard deviations, correlations", "Moyennes, écarts types, corrélations"
    ),
    "distributions": Phrase("Distributions of items", "Distributions des items"),
    "solutions": Phrase(
        "Models that did not converge or are inadmissible",
        "Modèles sans convergence ou non admissibles",
    ),
    "global": Phrase(
        "Global fit: χ² with df and p, RMSEA with interval, CFI, SRMR",
        "Ajustement global : χ², ddl et p, RMSEA et son intervalle, CFI, SRMR",
    ),
    "local": Phrase("Local fit: residuals", "Ajustement local : résidus"),
    "rivals": Phrase("Comparison with other models", "Comparaison à d'autres modèles"),
    "measurement": Phrase(
        "Loadings, reliability, scales that are apart",
        "Saturations, fidélité, échelles distinctes",
    ),
    "invariance": Phrase("Invariance of measurement", "Invariance de la mesure"),
    "estimates": Phrase(
        "Estimates, standardised and not, with errors or intervals",
        "Estimations, standardisées ou non, avec erreurs types ou intervalles",
    ),
    "indirect": Phrase("Indirect effects and their intervals", "Effets indirects, intervalles"),
    "interactions": Phrase("Interactions", "Interactions"),
    "indicators": Phrase(
        "Effects on what others recorded", "Effets sur ce que d'autres ont relevé"
    ),
    "equivalent": Phrase("Equivalent models", "Modèles équivalents"),
    "robustness": Phrase("Other choices of analysis", "Autres choix d'analyse"),
    "limits": Phrase("Limits", "Limites"),
    "general": Phrase(
        "For whom it holds, what follows for theory and practice",
        "Pour qui cela vaut, conséquences théoriques et pratiques",
    ),
    "materials": Phrase("Data, code, materials", "Données, code, matériel"),
    "ethics": Phrase(
        "Ethics, funding, conflicts of interest", "Éthique, financement, conflits d'intérêts"
    ),
}
