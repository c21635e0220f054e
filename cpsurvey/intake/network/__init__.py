"""Ties on their way in: from the survey's columns, lists of ties, and matrices."""

from cpsurvey.intake.network.edges import read_edges
from cpsurvey.intake.network.people import read_lists
from cpsurvey.intake.network.roster import read_roster

__all__ = ["read_edges", "read_lists", "read_roster"]
