"""``python -m cpsurvey``, where the command itself is not on the path."""

from cpsurvey.cli import main

main()
