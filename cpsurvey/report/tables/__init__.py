"""One file per kind of analysis: a stored result in, tables out."""
