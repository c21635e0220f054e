"""One question answered in many ways: every effect of a specification, and of all together."""
