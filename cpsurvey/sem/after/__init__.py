"""What is done with a fitted model: comparisons, modification, bootstrap, scores."""
