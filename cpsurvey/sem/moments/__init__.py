"""What a model is fitted to: columns of numbers to the moments of each group."""
