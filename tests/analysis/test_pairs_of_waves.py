"""Which scores are crossed over waves, of what the hypotheses rest on."""

from cpsurvey.design import load_questionnaire, load_study
from cpsurvey.kinds.waves.pairs import ends

STUDY = """\
study: {id: w, title: {en: W, fr: W}}
questionnaire: cop-callcentre
sources: [{path: "data/*.csv"}]
privacy: {key_file: w.key}
"""


def test_effects_of_the_main_model_lead_to_its_ends(tmp_path):
    (tmp_path / "study.yaml").write_text(STUDY, "utf-8")
    study = load_study(tmp_path)
    tests = [target for one in study.hypotheses for target in one.tests]
    assert not any(target.path and target.path.count("~") == 1 for target in tests)
    assert set(ends(study)) == {("cop", "perf_ad"), ("cop", "perf_rp")}


def test_the_earlier_version_names_paths():
    earlier = load_questionnaire("cop-callcentre-0.1.0").questionnaire
    assert any(target.path for one in earlier.hypotheses for target in one.tests)
