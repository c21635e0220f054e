"""Differential item functioning of small groups (T13e)."""

from __future__ import annotations

from cpsurvey.kinds.invariance.data import Flag
from cpsurvey.report.words import Phrase

T13E = Phrase(
    "Items answered otherwise at the same rest score, by {by} (descriptive)",
    "Items répondus autrement à score restant égal, selon {by} (descriptif)",
)
FIG_DIF = Phrase(
    "R² that the group adds to the rest score; dashed: .035 and .070",
    "R² que le groupe ajoute au score restant ; tirets : 0,035 et 0,070",
)
R2_REST = Phrase("R² rest", "R² reste")
R2_GROUP = Phrase("ΔR² group", "ΔR² groupe")
R2_IN_ALL = Phrase("ΔR² in all", "ΔR² total")
MCFADDEN = Phrase("ΔR² (McF.)", "ΔR² (McF.)")
LOG_ODDS = Phrase("Log odds", "Log-cote")
FLAG = Phrase("Size", "Ampleur")
FLAGS: dict[Flag | None, Phrase] = {
    "below": Phrase("negligible", "négligeable"),
    "moderate": Phrase("moderate", "modérée"),
    "large": Phrase("large", "grande"),
    None: Phrase("cannot be judged", "ne peut être jugé"),
}
DIF_NOTE = Phrase(
    "Descriptive: proportional-odds regression of each item on the mean of the scale's "
    "other items, then also on the group, then on their product. R² after Nagelkerke "
    "(McF.: McFadden); ΔR² group: uniform, in all: with the product. Log odds: of a "
    "higher answer than the reference at the same rest score. The rest score itself may "
    "hold items that differ.",
    "Descriptif : régression à cotes proportionnelles de chaque item sur la moyenne des "
    "autres items de l'échelle, puis aussi sur le groupe, puis sur leur produit. R² de "
    "Nagelkerke (McF. : McFadden) ; ΔR² groupe : uniforme, total : avec le produit. "
    "Log-cote : d'une réponse plus haute que la référence à score restant égal. Le score "
    "restant peut lui-même contenir des items qui diffèrent.",
)
FLAG_NOTE = Phrase(
    "ΔR² below .035 is called negligible, from .035 moderate, from .070 large (Jodoin & "
    "Gierl, 2001).",
    "ΔR² sous 0,035 est dit négligeable, dès 0,035 modéré, dès 0,070 grand (Jodoin et "
    "Gierl, 2001).",
)
IN_SHORT_DIF = Phrase(
    "Items by {groups}: groups are too small for models; {flagged} of {k} {k:item|items} "
    "{flagged:has|have} a ΔR² of .035 or more at the same rest score.",
    "Items selon {groups} : groupes trop petits pour des modèles ; {flagged} "
    "{flagged:item|items} sur {k} {flagged:a|ont} un ΔR² d'au moins 0,035 à score "
    "restant égal.",
)
