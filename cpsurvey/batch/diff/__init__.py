"""Two runs side by side: which numbers moved, and why."""
