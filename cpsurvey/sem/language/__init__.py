"""What a model says: text to statements, statements to the table of parameters."""
