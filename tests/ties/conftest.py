"""A small study with a network, and exports of it written row by row."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from conftest import SMALL

from cpsurvey.analysis.ties import network
from cpsurvey.batch.ingest import ingest
from cpsurvey.design import load_study
from cpsurvey.store import open_store

NETWORK = """\
network:
  consent_required: true
  consent:
    id: net_consent
    text: {en: May we ask, fr: Pouvons-nous}
    options:
      - {code: 1, label: {en: "Yes", fr: "Oui"}}
      - {code: 2, label: {en: "No", fr: "Non"}}
      - {code: 3, label: {en: "No, and leave me out", fr: "Non, et laissez-moi de côté"}}
    agreed: [1]
    out: [3]
  max_nominations: 3
  generators:
    - id: net_advice
      direction: ego_seeks_from_alter
      text: {en: Whom do you ask?, fr: À qui ?}
    - id: net_asked
      direction: alter_seeks_from_ego
      text: {en: Who asks you?, fr: Qui vient ?}
    - id: net_story
      direction: undirected
      optional: true
      text: {en: Stories with?, fr: Récits ?}
  interpreters:
    - id: tie_freq
      applies_to: [net_advice, net_asked]
      text: {en: How often?, fr: Combien ?}
      options:
        - {code: 1, label: {en: Rarely, fr: Rarement}}
        - {code: 2, label: {en: Weekly, fr: Chaque semaine}}
        - {code: 3, label: {en: Daily, fr: Chaque jour}}
      per_month: {1: 0.5, 2: 4, 3: 20}
"""
STUDY = """\
study: {id: net, title: {en: Net, fr: Réseau}, seed: 1}
questionnaire: ./small.yaml
sources:
  - path: data/*.csv
privacy: {k: 5, key_file: ../net.key}
report: {languages: [en], formats: [md, csv]}
"""
ITEMS = ("h1", "h2", "h3", "p1", "p2", "p3")


class Net:
    """A study folder that files are written into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "data").mkdir()
        (folder / "small.yaml").write_text(SMALL + NETWORK, encoding="utf-8")
        self.says("")

    def says(self, more: str) -> None:
        """The study file, with more sections."""
        text = STUDY + textwrap.dedent(more)
        (self.folder / "study.yaml").write_text(text, encoding="utf-8")

    def write(self, name: str, text: str, encoding: str = "utf-8") -> Path:
        """A file of the study, as it stands."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding=encoding)
        return path

    def survey(self, heads, rows, name="data/a.csv", consent=True):
        """An export: token, team, items that vary, and the columns of the network."""
        named = ["token", "team_id", *ITEMS, *(["net_consent"] if consent else []), *heads]
        lines = [";".join(f'"{one}"' for one in named)]
        for at, (who, *cells) in enumerate(rows):
            codes = [str(1 + (at + k) % 5) for k in range(len(ITEMS))]
            agreed = [] if not consent else [cells.pop(0)]
            cells += [""] * (len(heads) - len(cells))
            line = [who, f"T{at % 2}", *codes, *agreed, *cells]
            lines.append(";".join(f'"{cell}"' for cell in line))
        return self.write(name, "\n".join(lines) + "\n")

    def ingest(self, *files, **how):
        """Outcomes of bringing in what is there."""
        return ingest(load_study(self.folder), files, **how)

    def ties(self):
        """The network, with the pseudonyms of tokens by which it can be read."""
        study = load_study(self.folder)
        with open_store(study) as store:
            responses = store.responses(study.questionnaire)
            held = store.ties(responses)
            key = store._key()
        if held is None:
            return None, {}
        return network(held, responses, study), key

    def named(self, relation="net_advice", tokens=()):
        """(source, target) -> weight, by token."""
        found, key = self.ties()
        if found is None:
            return None
        names = {key.pseudonym(token): token for token in tokens}
        people = [names.get(who, "?") for who in found.people]
        one = found.relations.get(relation)
        if one is None:
            return {}
        return {
            (people[a], people[b]): float(w)
            for a, b, w in zip(one.source, one.target, one.weight, strict=True)
        }

    def asked(self, relation="net_advice", tokens=()):
        """Tokens of who was asked."""
        found, key = self.ties()
        names = {key.pseudonym(token): token for token in tokens}
        mask = found.relations[relation].asked
        return {names.get(w, "?") for w, m in zip(found.people, mask, strict=True) if m}


@pytest.fixture
def net(tmp_path):
    folder = tmp_path / "net"
    folder.mkdir()
    return Net(folder)
