"""From stored results to files people read; nothing is fitted here."""
