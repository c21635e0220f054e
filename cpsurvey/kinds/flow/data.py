"""What a sample flow leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from cpsurvey import payload as u


@u.frozen
class Stage:
    """Respondents left at a stage, and those lost to its reason."""

    stage: str
    n: u.Count
    lost: u.Count
    reason: str | None


@u.frozen
class SetAside:
    """Cells (or whole rows: no column) set aside on import by one rule."""

    rule: str
    column: str | None
    count: u.Count


@u.frozen
class Flow(u.Payload):
    """From rows read to respondents analysed, and to those who answered carefully."""

    stages: tuple[Stage, ...]
    quarantine: tuple[SetAside, ...]
