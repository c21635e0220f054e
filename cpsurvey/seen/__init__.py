"""What was seen, said and written beside the answers: logs of observers, codings, documents."""
