"""Files that are no text, and may be hostile: archives, workbooks, files of SPSS and Stata."""
