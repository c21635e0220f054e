"""A study begun from a file of answers: what its columns are, guessed with the evidence."""
