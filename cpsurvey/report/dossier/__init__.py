"""Chapters of the dossier, from what a study says of itself, its store and its releases."""
