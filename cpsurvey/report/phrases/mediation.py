"""Indirect effects (T17, T18)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_mediation": ("Through what?", "Par quelles voies ?"),
    "T17m": ("Paths from {source}", "Chemins depuis {source}"),
    "T18m": ("Effects of {source}", "Effets de « {source} »"),
    "to_outcome": ("To {outcome}", "Vers {outcome}"),
    "direct": ("Direct", "Direct"),
    "specific": ("Through {path}", "Par {path}"),
    "total_indirect": ("All indirect", "Indirects, ensemble"),
    "total": ("Total", "Total"),
    "differences": ("Differences of the indirect effects", "Différences d'effets indirects"),
    "difference_of": ("{first} minus {second}", "{first} moins {second}"),
    "bc_ci": ("95% BC CI", "IC BC 95 %"),
    "bc_note": (
        "BC: bias-corrected bootstrap, on request; it rejects true null effects too often "
        "(Tibbe & Montoya, 2022).",
        "BC : bootstrap corrigé du biais, sur demande ; il rejette trop souvent un effet nul "
        "(Tibbe et Montoya, 2022).",
    ),
    "mediation_how": (
        "{estimator}, {missing}; variables measured by {measured}{clusters}.",
        "{estimator}, {missing} ; variables mesurées par {measured}{clusters}.",
    ),
    "by_items": ("their items", "leurs items"),
    "by_scores": ("scale scores", "scores d'échelles"),
    "sum_mediation": (
        "{source} → {outcome}, all indirect: {est}, 95% Monte Carlo interval {ci}.",
        "{source} → {outcome}, effets indirects : {est}, intervalle Monte Carlo à 95 % {ci}.",
    ),
    "sum_difference": (
        "Indirect effects, {first} minus {second}: {est}, 95% Monte Carlo interval {ci}.",
        "Effets indirects, {first} moins {second} : {est}, intervalle Monte Carlo à 95 % {ci}.",
    ),
    "fig_mediation": (
        "Effects of {source} with 95% Monte Carlo intervals",
        "Effets de « {source} », intervalles Monte Carlo à 95 %",
    ),
}
