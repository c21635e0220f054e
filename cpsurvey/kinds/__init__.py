"""One folder per kind of analysis, in the words of the study file."""
