"""What the simulation says it planted is in the answers it draws."""

import json

import numpy as np
import pytest
from scipy import special

from cpsurvey.batch.ingest import ingest
from cpsurvey.design import load_questionnaire, load_study
from cpsurvey.design.simulation import Simulation
from cpsurvey.errors import CpsurveyError
from cpsurvey.responses import NOT_SHOWN
from cpsurvey.sem.moments.polychoric import polychoric
from cpsurvey.simulate import simulate, write_limesurvey
from cpsurvey.store import open_store

PLAIN = {"shifts": [], "reversed_method": 0.0, "common_method": 0.0}


@pytest.fixture(scope="module")
def shipped():
    return load_questionnaire("cop-callcentre-0.1.0").questionnaire


def planted(shipped, **options):
    """The shipped questionnaire with `options` for its simulation and nothing else planted."""
    said = shipped.simulation.model_dump() | PLAIN | options
    return shipped.model_copy(update={"simulation": Simulation.model_validate(said)})


def careful(questionnaire, n=20_000, seed=11):
    return simulate(
        questionnaire, n, seed=seed, teams=n // 10, careless=0, missing=0, dropout=0
    )


def scored(drawn, name):
    """Answers after reversal."""
    return 8 - drawn.answers[name] if drawn.loadings[name] < 0 else drawn.answers[name]


def latent(drawn, first, second):
    """Polychoric correlation of two items after reversal."""
    pair = np.column_stack([scored(drawn, first), scored(drawn, second)])
    return polychoric(pair, gamma=False).R[1, 0]


@pytest.mark.parametrize("item", ["je3", "je5"])
def test_an_intercept_is_shifted_in_one_language_only(shipped, item):
    shift = {"item": item, "group": "fr", "intercept": -0.6}
    drawn = careful(planted(shipped, shifts=[shift]))
    french = np.array(drawn.language) == "fr"
    for name, expected in ((item, -0.6), ("je2", 0.0)):
        answer = scored(drawn, name)
        # of a normal latent answer: the share below a cut moves by the intercept
        moved = [
            special.ndtri((answer[french] <= code).mean())
            - special.ndtri((answer[~french] <= code).mean())
            for code in range(2, 6)
        ]
        assert -np.mean(moved) == pytest.approx(expected, abs=0.04)


@pytest.mark.parametrize("item", ["me2", "me5"])
def test_a_loading_is_shifted_in_one_language_only(shipped, item):
    shift = {"item": item, "group": "en", "loading": -0.4}
    drawn = careful(planted(shipped, shifts=[shift]))
    english = np.array(drawn.language) == "en"
    factor = drawn.scores["cop_me"]
    size = abs(drawn.loadings[item])
    for group, loading in ((english, size - 0.4), (~english, size)):
        r = np.corrcoef(scored(drawn, item)[group], factor[group])[0, 1]
        alone = np.sqrt(1 - size**2)  # the error stays, so the variance does not
        expected = loading / np.hypot(loading, alone)
        assert r == pytest.approx(expected, abs=0.04)  # seven categories take a little off


def test_reversed_items_share_what_their_wording_has_in_common(shipped):
    drawn = careful(planted(shipped, reversed_method=0.1))
    for first, second in (("me5", "rp5"), ("don5", "ana4"), ("je5", "ad5")):
        scales = [shipped.scale_of[name].id for name in (first, second)]
        r = np.corrcoef(*(drawn.scores[scale] for scale in scales))[0, 1]
        implied = drawn.loadings[first] * drawn.loadings[second] * r
        assert latent(drawn, first, second) == pytest.approx(implied + 0.1, abs=0.025)
    straight = np.corrcoef(drawn.scores["cop_me"], drawn.scores["perf_rp"])[0, 1]
    implied = drawn.loadings["me1"] * drawn.loadings["rp1"] * straight
    assert latent(drawn, "me1", "rp1") == pytest.approx(implied, abs=0.025)
    assert np.corrcoef(scored(drawn, "me5"), drawn.method["reversed"])[0, 1] == pytest.approx(
        np.sqrt(0.1), abs=0.025
    )


def test_items_of_one_format_share_its_method(shipped):
    drawn = careful(planted(shipped, common_method=0.09))
    # the marker has nothing to do with any other scale
    for other in ("crm2", "ana3", "tr4"):  # agreement, tr4 is reversed
        assert latent(drawn, "mk1", other) == pytest.approx(0.09, abs=0.025)
    for other in ("don1", "rp1"):  # frequency and extent
        assert latent(drawn, "mk1", other) == pytest.approx(0.0, abs=0.025)
    named = planted(shipped, common_method={"share": 0.09, "options": "freq7"})
    drawn = careful(named)
    assert latent(drawn, "exc1", "don1") > 0.05
    assert latent(drawn, "mk1", "crm2") == pytest.approx(0.0, abs=0.025)


def test_what_is_planted_leaves_the_rest_of_the_answers_alone(shipped):
    plain = careful(planted(shipped), n=300)
    other = careful(
        planted(shipped, shifts=[{"item": "je3", "group": "fr", "intercept": -1}]), n=300
    )
    french = np.array(plain.language) == "fr"
    assert other.language == plain.language
    for name, answer in plain.answers.items():
        same = other.answers[name] == answer
        assert same[~french].all()
        assert same[french].all() == (name != "je3")


@pytest.fixture(scope="module")
def crowd(shipped):
    return simulate(shipped, 6000, seed=5, careless=0.3, missing=0, dropout=0)


def test_every_kind_of_careless_respondent_is_drawn_in_its_proportion(shipped, crowd):
    assert crowd.careless.mean() == pytest.approx(0.3, abs=0.02)
    for kind, share in shipped.simulation.careless.kinds.items():
        assert (crowd.kind == kind).sum() / crowd.careless.sum() == pytest.approx(
            share, abs=0.035
        )
    few = simulate(shipped, 6000, seed=5)
    assert few.careless.mean() == pytest.approx(0.06, abs=0.01)


def test_the_kinds_answer_as_they_are_called(shipped, crowd):
    page = np.column_stack([crowd.answers[f"{scale}{i}"] for scale, i in _page_items()])
    steps = np.abs(np.diff(page, axis=1))
    assert (steps[crowd.kind == "straight"] == 0).all()
    assert (steps[crowd.kind == "diagonal"] == 1).all()
    assert (steps[crowd.kind == "careful"] == 0).mean() < 0.5
    random = np.column_stack(
        [crowd.answers[name][crowd.kind == "random"] for name in shipped.items]
    )
    shares = [(random == code).mean() for code in range(1, 8)]
    assert shares == pytest.approx([1 / 7] * 7, abs=0.01)
    fit = {
        kind: np.corrcoef(crowd.answers["me1"][who], crowd.scores["cop_me"][who])[0, 1]
        for kind in ("careful", "speeder", "random")
        if (who := crowd.kind == kind).any()
    }
    assert fit["careful"] > fit["speeder"] > 0.2
    assert abs(fit["random"]) < 0.12


def _page_items():
    return [(scale, i) for scale in ("me", "je", "sr") for i in range(1, 6)]


def test_only_careless_people_fail_attention_checks(crowd):
    failed = (crowd.answers["att1"] != 5) & (crowd.answers["att2"] != 2)
    assert not failed[crowd.kind == "careful"].any()
    assert failed[crowd.kind == "random"].mean() == pytest.approx((6 / 7) ** 2, abs=0.06)
    assert failed[crowd.kind == "straight"].mean() > 0.5
    assert failed[crowd.kind == "speeder"].mean() == pytest.approx((3 / 7) ** 2, abs=0.06)


def test_seconds_are_log_normal_and_tell_the_hasty(shipped, crowd):
    pages = {page.id: page for page in shipped.pages}
    seconds = crowd.seconds["p3_community"]
    items = len(shipped.on_page(pages["p3_community"]))
    assert items == 16
    for kind, median in (("careful", 5.0), ("speeder", 0.9), ("straight", 1.5)):
        own = seconds[crowd.kind == kind] / items
        # the mean of 16 log-normals is exp(0.4**2 / 2) above their median
        assert np.median(own) == pytest.approx(median * np.exp(0.08), rel=0.06)
        assert np.log(own).std() == pytest.approx(0.27, abs=0.03)
    assert list(crowd.seconds) == list(pages)
    assert (crowd.seconds["p8_network"] > 0).all()


def test_pages_never_submitted_are_not_timed(shipped):
    drawn = simulate(shipped, 500, seed=3, dropout=0.5)
    for number, (page, seconds) in enumerate(drawn.seconds.items(), 1):
        assert (np.isnan(seconds) == (drawn.last_page < number)).all(), page


def test_the_file_and_its_truth_tell_the_same(shipped, tmp_path):
    drawn = simulate(shipped, 200, seed=7, careless=0.4)
    write_limesurvey(drawn, tmp_path / "a.csv", answers="codes")
    head, *lines = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()
    names = [name.strip('"') for name in head.split(",")]
    assert names[-10:] == ["interviewtime", *(f"groupTime{k}" for k in range(101, 110))]
    for i, line in enumerate(lines):
        whole, *groups = [cell.strip('"') for cell in line.split(",")[-10:]]
        assert sum(float(cell or 0) for cell in groups) == pytest.approx(float(whole))
        assert len([cell for cell in groups if cell]) == drawn.last_page[i]
    truth = json.loads((tmp_path / "a.truth.json").read_text("utf-8"))
    told = {token: kind for kind, tokens in truth["careless_kinds"].items() for token in tokens}
    assert [told.get(token, "careful") for token in drawn.token] == drawn.kind.tolist()
    assert sorted(truth["careless"]) == sorted(told)
    assert truth["shifts"] == [
        {"item": "je3", "group": "fr", "intercept": -0.6, "loading": 0.0}
    ]
    assert truth["method_shares"]["me5"] == {"reversed": 0.04}


@pytest.mark.parametrize("pages", [0, 1, 2])
def test_short_forms_and_forms_without_pages(small, tmp_path, pages):
    form = "pages:\n" + "".join(
        f"  - {{id: p{k}, contains: [{name}]}}\n"
        for k, name in enumerate(["help", "perf"][:pages])
    )
    file = tmp_path / "small.yaml"
    file.write_text(file.read_text("utf-8") + (form if pages else ""), "utf-8")
    questionnaire = load_questionnaire("small.yaml", folder=tmp_path).questionnaire
    drawn = simulate(questionnaire, 80, seed=1, careless=0.5, dropout=0.5)
    assert set(drawn.kind) > {"careful", "straight"}
    assert len(drawn.seconds) == pages
    assert (drawn.answers["p1"] == NOT_SHOWN).any() == (pages == 2)
    write_limesurvey(drawn, tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("shifts: [{item: h4, group: fr}]", "'h4', which is no item"),
        ("shifts: [{item: h1, group: de}]", "'de', which is no language"),
        ("common_method: {share: 0.1, options: agree7}", "option set 'agree7'"),
        ("{loading: 0.9, common_method: 0.1}", "no variance for error"),
        ("{loading: 0.7, reversed_method: 0.5}", "no variance for error"),
        ("careless: {straight: 0, random: 0, speeder: 0, diagonal: 0}", "above zero"),
        ("careless: {sleepy: 1}", "unknown key 'sleepy'"),
    ],
)
def test_wrong_parameters_are_found_before_anything_is_drawn(small, tmp_path, section, said):
    file = tmp_path / "small.yaml"
    text = section if section.startswith("{") else f"{{{section}}}"
    file.write_text(file.read_text("utf-8") + f"simulation: {text}\n", "utf-8")
    with pytest.raises(CpsurveyError) as caught:
        load_questionnaire("small.yaml", folder=tmp_path)
    assert caught.value.code == "CPS011"
    assert any(said in finding.message for finding in caught.value.findings)


def test_times_and_kinds_survive_the_way_through_the_store(shipped, tmp_path):
    (tmp_path / "study.yaml").write_text(
        "study: {id: dry, title: Dry run, seed: 9, simulated: true}\n"
        "questionnaire: cop-callcentre-0.1.0\nsources: [{path: a.csv}]\n"
        "privacy: {key_file: k.key}\n"
    )
    drawn = simulate(shipped, 250, seed=8, careless=0.3)
    write_limesurvey(drawn, tmp_path / "a.csv")
    study = load_study(tmp_path)
    assert ingest(study)[0].counts["timed"] == len(shipped.pages)
    with open_store(study) as store:
        found = store.responses(shipped)
    assert list(found.seconds) == list(drawn.seconds)
    for page, exact in drawn.seconds.items():
        whole = found.seconds[page]
        assert (np.isnan(whole) == np.isnan(exact)).all()
        assert np.nanmax(np.abs(whole - exact)) <= 0.51
