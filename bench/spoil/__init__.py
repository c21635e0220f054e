"""Ways in which a good input is spoilt, each drawn by a seed."""
