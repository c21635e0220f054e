"""Words of a run: what people read in the place of ids."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from cpsurvey.analysis.labels import _of_relations, labels
from cpsurvey.design import load_questionnaire


@dataclass
class Asked:
    id: str
    direction: str


@dataclass
class Block:
    generators: tuple[Asked, ...]


@dataclass
class Form:
    network: Block | None


ADVICE = Asked("net_advice", "ego_seeks_from_alter")
COMES = Asked("net_asked", "alter_seeks_from_ego")


@pytest.mark.parametrize("block", [None, Block(())])
def test_a_form_that_asks_for_no_names_has_no_relations(block):
    assert _of_relations(Form(block)) == {}


def test_ties_are_called_by_their_direction_in_both_languages():
    said = _of_relations(Form(Block((ADVICE, COMES))))
    assert said["net_advice"]["en"] == "Whom people ask for help"
    assert said["net_asked"]["fr"].startswith("Qui vient")


def test_two_questions_of_one_direction_keep_their_ids():
    other = Asked("net_friends", "ego_seeks_from_alter")
    assert set(_of_relations(Form(Block((ADVICE, COMES, other))))) == {"net_asked"}


@dataclass
class Coins:
    def coined(self):
        return ["xi", "a1b1"]


@dataclass
class Fitted:
    id = "m"
    caveats = ()
    data = Coins()


def test_a_factor_of_a_model_alone_goes_by_its_label():
    questionnaire = load_questionnaire("cop-callcentre").questionnaire
    given = {"hypotheses": (), "requests": (), "groups": {}, "file": SimpleNamespace(kpi=None)}
    said = labels(SimpleNamespace(questionnaire=questionnaire, **given), [Fitted()])
    assert said["xi"]["en"] == "Sharing × non-routine work (latent)"
    assert said["a1b1"]["fr"] == "a1b1"


def test_groups_of_a_language_go_by_its_name():
    questionnaire = load_questionnaire("cop-callcentre").questionnaire
    spoken = questionnaire.model_copy(update={"languages": ("en", "es", "eu")})
    given = {"hypotheses": (), "requests": (), "file": SimpleNamespace(kpi=None)}
    study = SimpleNamespace(questionnaire=spoken, groups={"language": "lang"}, **given)
    said = labels(study, [])
    assert said["lang=es"] == {"en": "Spanish", "fr": "espagnol"}
    assert "lang=eu" not in said
