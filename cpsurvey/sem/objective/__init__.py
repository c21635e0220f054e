"""What is minimised: implied moments, discrepancies and constraints, with derivatives."""
