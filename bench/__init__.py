"""Speed and memory, beside R where R is present: ``make bench``."""
