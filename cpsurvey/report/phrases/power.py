"""What this study could see."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_power": ("What this study could see", "Ce que cette étude pouvait voir"),
    "T_power": (
        "Power by sample size, and the smallest effect with power .80",
        "Puissance selon l'effectif, et plus petit effet de puissance 0,80",
    ),
    "assumed": ("Assumed", "Supposé"),
    "smallest": ("Smallest", "Plus petit"),
    "power": ("Power", "Puissance"),
    "power_axis": ("Respondents", "Répondants"),
    "power_chains": ("Effects through others", "Effets par d'autres variables"),
    "power_paths": ("Paths", "Chemins"),
    "power_note": (
        "Share of {replications} simulated studies with p < .05 (of every path, for an effect "
        "through others). Standardised paths among scores; {teams} teams at n = {n}, share of "
        "variance between teams {icc}; reliabilities {low} to {high}; errors by team (CR1). "
        "Smallest: standardised value with power .80 at n = {n}.",
        "Part de {replications} études simulées où p < 0,05 (de chaque chemin, pour un effet "
        "par d'autres variables). Chemins standardisés entre scores ; {teams} équipes pour "
        "n = {n}, part de variance entre équipes {icc} ; fidélités de {low} à {high} ; erreurs "
        "par équipe (CR1). Plus petit : valeur standardisée de puissance 0,80 pour n = {n}.",
    ),
    "power_assumed": (
        "Power is that of assumed effects, not of the estimates of this study: power computed "
        "from one's own estimates says nothing beyond their p-values.",
        "La puissance est celle d'effets supposés, non des estimations de cette étude : "
        "calculée sur ses propres estimations, elle ne dit rien de plus que leurs valeurs p.",
    ),
    "power_no_answers": (
        "There are no answers yet: {n} respondents in {teams} teams are assumed.",
        "Il n'y a pas encore de réponses : on suppose {n} répondants dans {teams} équipes.",
    ),
    "sum_power": (
        "Power for {effect}, if its standardised value is {value}: {power}% at n = {n}.",
        "Puissance pour {effect}, si sa valeur standardisée est {value} : {power} % pour "
        "n = {n}.",
    ),
    "fig_power": (
        "Power by sample size; the upright line is this study's own",
        "Puissance selon l'effectif ; la ligne verticale est celui de cette étude",
    ),
}
