"""axe-core on pages as Chromium shows them; tests only.

The script of the npm package ``axe-core`` is put into a copy of the page, whose own policy
allows none, and what it finds is read from the page that Chromium prints. Where the package
lies is told by ``AXE_CORE`` (its ``axe.min.js``), else it is looked for in ``node_modules``.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
RUN = """
const wanted = {resultTypes: ["violations"]};
window.addEventListener("load", () => axe.run(document, wanted).then(found => {
  const shown = one => one.nodes.slice(0, 3).map(node => node.html.slice(0, 200));
  const said = found.violations.map(one => ({id: one.id, help: one.help, nodes: shown(one)}));
  document.body.innerHTML = "<pre id='axe-said'></pre>";
  document.getElementById("axe-said").textContent = JSON.stringify(said);
}));
"""
SAID = re.compile(r'<pre id="axe-said">(.*?)</pre>', re.S)


def script():
    """The script of axe-core; None where it is not here."""
    told = os.environ.get("AXE_CORE")
    file = Path(told) if told else ROOT / "node_modules" / "axe-core" / "axe.min.js"
    return file if file.is_file() else None


def browser():
    """Chromium, under any of its names; None where it is not here."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def violations(page, folder, *, dark=False):
    """What axe-core finds wrong in a page."""
    text = POLICY.sub("", page.read_text(encoding="utf-8"))
    own = f"<script>{script().read_text(encoding='utf-8')}</script><script>{RUN}</script>"
    copy = folder / f"axe-{page.name}"
    copy.write_text(text.replace("</head>", f"{own}</head>", 1), encoding="utf-8")
    scheme = ["--blink-settings=preferredColorScheme=0"] if dark else []
    told = subprocess.run(
        [
            *(browser(), "--headless", "--no-sandbox", "--disable-gpu", *scheme),
            *("--window-size=1200,900", "--virtual-time-budget=60000", "--dump-dom"),
            copy.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    ).stdout
    (said,) = SAID.findall(told)
    for sign, letter in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        said = said.replace(sign, letter)
    return json.loads(said)
