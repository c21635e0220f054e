"""The article: few tables and words for readers of a journal, made of what chapters show."""
