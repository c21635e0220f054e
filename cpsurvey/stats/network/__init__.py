"""Directed, valued ties: places of people in them, and the network as a whole."""
