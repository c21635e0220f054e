"""Communities of practice, tacit knowledge and performance, from answers to tables."""

__version__ = "0.1.0"
