"""What this study could see."""

from __future__ import annotations

from typing import Literal

from cpsurvey.report.words import Phrase

SECTION = Phrase("What this study could see", "Ce que cette étude pouvait voir")
P1 = Phrase(
    "Power by sample size, and the smallest effect with power .80",
    "Puissance selon l'effectif, et plus petit effet de puissance 0,80",
)
ASSUMED = Phrase("Assumed", "Supposé")
SMALLEST = Phrase("Smallest", "Plus petit")
POWER = Phrase("Power", "Puissance")
AXIS = Phrase("Respondents", "Répondants")
CHAINS = Phrase("Effects through others", "Effets par d'autres variables")
PATHS = Phrase("Paths", "Chemins")
NOTE = Phrase(
    "Share of {replications} simulated studies with p < .05 (of every path, for an "
    "effect through others). Standardised paths among scores; {how}; share of variance "
    "between teams {icc}; reliabilities {low} to {high}. Smallest: standardised value "
    "with power .80 at n = {n}.",
    "Part de {replications} études simulées où p < 0,05 (de chaque chemin, pour un effet "
    "par d'autres variables). Chemins standardisés entre scores ; {how} ; part de "
    "variance entre équipes {icc} ; fidélités de {low} à {high}. Plus petit : valeur "
    "standardisée de puissance 0,80 pour n = {n}.",
)
AT_TEAMS = Phrase(
    "n = {n}, {teams} {teams:team|teams}", "n = {n}, {teams} {teams:équipe|équipes}"
)
IN_SHORT = Phrase(
    "Power for {effect}, if its standardised value is {value}: {power}% at {at}.",
    "Puissance pour {effect}, si sa valeur standardisée est {value} : {power} % pour {at}.",
)
FIGURE = Phrase(
    "Power by sample size; the upright line is this study's own",
    "Puissance selon l'effectif ; la ligne verticale est celui de cette étude",
)
ERRORS: dict[Literal["cr2", "hc3"], Phrase] = {
    "cr2": Phrase(
        "the number of teams of each n stands in its heading; errors by team as regressions "
        "print them (CR2, Satterthwaite's df)",
        "le nombre d'équipes de chaque n est dans son en-tête ; erreurs par équipe comme "
        "dans les régressions (CR2, ddl de Satterthwaite)",
    ),
    "hc3": Phrase(
        "no teams, errors as regressions print them (HC3)",
        "sans équipes, erreurs comme dans les régressions (HC3)",
    ),
}
CAVEATS: dict[str, Phrase] = {
    "power_no_answers": Phrase(
        "There are no answers yet, or fewer than 20: {n} {n:respondent|respondents} in "
        "{teams} {teams:team|teams} {n:is|are} assumed.",
        "Il n'y a pas encore de réponses, ou moins de 20 : on suppose {n} "
        "{n:répondant|répondants} dans {teams} {teams:équipe|équipes}.",
    ),
    "power_no_answers_no_teams": Phrase(
        "There are no answers yet, or fewer than 20: {n} {n:respondent|respondents} without "
        "teams {n:is|are} assumed.",
        "Il n'y a pas encore de réponses, ou moins de 20 : on suppose {n} "
        "{n:répondant|répondants} sans équipes.",
    ),
    "power_low_df": Phrase(
        "Too few teams at {sizes}: some paths have fewer than 4 degrees of freedom there, "
        "too few for tests with CR2 errors to hold their level (Tipton, 2015). Plan more "
        "teams, not larger ones.",
        "Trop peu d'équipes pour {sizes} : certains chemins y ont moins de 4 degrés de "
        "liberté, trop peu pour que les tests à erreurs CR2 tiennent leur niveau (Tipton, "
        "2015). Prévoir plus d'équipes, non de plus grandes.",
    ),
    "power_usual": Phrase(
        "Nobody said which effects to expect: medium ones are assumed (.30 standardised, .10 "
        "for a product), where hypotheses or the main model have them. Write 'paths' under "
        "an analysis of kind power with values of your own.",
        "Personne n'a dit quels effets attendre : des effets moyens sont supposés (0,30 "
        "standardisé, 0,10 pour un produit), là où les hypothèses ou le modèle principal en "
        "ont. Écrire « paths » sous une analyse de type power avec vos propres valeurs.",
    ),
    "power_assumed": Phrase(
        "Power is that of assumed effects, not of the estimates of this study: power "
        "computed from one's own estimates says nothing beyond their p-values.",
        "La puissance est celle d'effets supposés, non des estimations de cette étude : "
        "calculée sur ses propres estimations, elle ne dit rien de plus que leurs valeurs p.",
    ),
}
"""Sentences by the code of their caveat."""
