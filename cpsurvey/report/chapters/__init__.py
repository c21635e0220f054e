"""One file per chapter: stored results in, tables, figures and sentences out."""
