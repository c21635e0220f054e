"""``python -m cpsurvey.cli``."""

from cpsurvey.cli.funnel import main

main()
