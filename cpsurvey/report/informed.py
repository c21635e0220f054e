"""What every report says of how people were told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cpsurvey.report.document import Text
from cpsurvey.report.words import Phrase, Words

UNTOLD = Phrase(
    "Indicators of people's work are joined to their answers, and the study does not say that "
    "people were told before (information notice, 'privacy' in study.yaml).",
    "Des indicateurs d'activité sont rapprochés des réponses, et l'étude ne dit pas que les "
    "personnes en ont été informées avant (notice d'information, « privacy » dans study.yaml).",
)


def untold(provenance: Mapping[str, Any], words: Words) -> Iterator[Text]:
    """A warning where nobody says that people were told."""
    found = provenance.get("privacy") or {}
    given = (found.get("notice") or {}).get("given")
    if found.get("needed") and found.get("indicators") and not given:
        yield Text(words(UNTOLD), "warning")
