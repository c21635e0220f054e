"""``python -m cpsurvey.described docs`` writes every page into a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from cpsurvey.described import pages

for name, text in pages().items():
    file = Path(sys.argv[1]) / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
