"""Whether the scales are apart (T10)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_discriminant": ("Are the scales apart?", "Les échelles sont-elles distinctes ?"),
    "T10h": (
        "Ratios of correlations between scales",
        "Rapports de corrélations entre échelles",
    ),
    "htmt_note": (
        "Sorted by HTMT2 (congeneric items; HTMT assumes equal loadings). {draws} bootstrap "
        "draws. An interval that reaches 1 says that the data do not tell the scales apart.",
        "Trié par HTMT2 (items congénériques ; HTMT suppose des saturations égales). {draws} "
        "tirages bootstrap. Un intervalle qui atteint 1 dit que les données ne distinguent pas "
        "les échelles.",
    ),
}
