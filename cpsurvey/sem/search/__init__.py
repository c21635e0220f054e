"""Where the minimum lies: starting values, Newton's method, and many refits at once."""
