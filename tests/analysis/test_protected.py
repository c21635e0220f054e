"""No hidden count of a run can be found from all that it shows, whatever the study."""

import numpy as np
import pytest
from scipy.optimize import linprog

from cpsurvey.analysis.protected import Protected
from cpsurvey.analysis.sidebyside import SPARE, side_by_side
from cpsurvey.scoring import Scored


class Question:
    type = "select_one"

    def __init__(self, name):
        self.id = name


class Form:
    """As much of a questionnaire as protection looks at."""

    def __init__(self, names):
        self.items = self.scale_by_id = {}
        self.composites = ()
        self.questions = [Question(name) for name in names]


def protected(k, groups=None, **answers):
    n = len(next(iter((answers or groups).values())))
    values = {name: np.asarray(v, dtype=float) for name, v in answers.items()}
    members = {g: np.array(v, dtype=object) for g, v in (groups or {}).items()}
    people = tuple(f"p{i}" for i in range(n))
    scored = Scored(values, {}, {}, members, {}, {}, n, respondent=people)
    return Protected(scored, Form(answers), k, groups or ())


def marks(found):
    return dict(zip(found.labels, found.marks, strict=True))


def column(*counts):
    """Codes 1, 2, ... so many times each; those of None are missing."""
    return [code for code, n in enumerate(counts, 1) for _ in range(n)]


def routed(first, second):
    """A question asked only of those who answered 1 to another one."""
    return [second[i % len(second)] if a == 1 else np.nan for i, a in enumerate(first)]


# ------------------------------------------------------------------------- by example
def test_categories_of_a_question_are_small_or_withheld_or_shown():
    found = protected(10, channel=column(60, 37, 1, 1)).of("channel")
    assert marks(found) == {"1": "shown", "2": "withheld", "3": "small", "4": "small"}


def test_a_missing_answer_is_no_category_and_shown():
    found = protected(10, channel=[*column(60, 35), *[np.nan] * 4]).of("channel")
    assert set(found.marks) == {"shown"}
    assert (found.missing, found.missing_mark) == (4, "shown")


def test_who_was_not_asked_tells_no_answer_that_is_hidden():
    has = column(50, 4, 46)  # yes, no, does not apply
    asked = [np.nan if a == 2 else 1 + i % 2 for i, a in enumerate(has)]
    run = protected(10, has=has, about=asked)
    assert marks(run.of("has"))["2"] == "small"
    assert run.of("about").missing_mark != "shown"
    assert "withheld" in run.of("about").marks


def test_a_centre_that_holds_whole_teams_does_not_tell_the_small_one():
    teams = ["a"] * 30 + ["b"] * 4 + ["c"] * 12 + ["d"] * 30
    centres = ["N"] * 34 + ["S"] * 42
    run = protected(10, groups={"team": teams, "centre": centres})
    assert marks(run.of("team")) == {
        "a": "withheld",
        "b": "small",
        "c": "withheld",
        "d": "shown",
    }
    assert set(run.of("centre").marks) == {"shown"}
    run = protected(10, groups={"team": ["a"] * 40 + ["b"] * 4 + ["c"] * 40,
                                "centre": ["N"] * 40 + ["S"] * 44})  # fmt: skip
    assert marks(run.of("team"))["b"] == "small"


def test_a_derived_variable_shows_no_answer_that_is_hidden():
    answers = np.array(column(60, 37, 1, 1))
    run = protected(10, channel=answers)
    run.scored.values["second"] = (answers == 2).astype(float)
    run.scored.values["first"] = (answers == 1).astype(float)
    assert run.of("second").hidden.all()
    assert not run.of("first").hidden.any()
    assert run.mean_tells("second")
    assert not run.mean_tells("first")


def test_scores_are_not_categories():
    run = protected(10, score=np.linspace(1, 5, 99))
    assert not run.is_categories("score")
    assert not run.mean_tells("score")


def test_a_category_of_few_is_left_out_with_others_drawn_by_lot():
    run = protected(10, language=column(60, 30, 6))
    found = side_by_side(run.of("language"), run.scored, 10)
    assert found.names == ["1", "2"]
    assert found.left_out == ["3"]
    assert found.sizes.tolist() == [60, 30 + 6 - 10 - SPARE]


def test_the_lot_does_not_depend_on_the_order_of_rows():
    run = protected(10, language=column(60, 30, 6))
    found = side_by_side(run.of("language"), run.scored, 10)
    turned = Scored(
        {"language": run.scored.values["language"][::-1]}, {}, {}, {}, {}, {}, 96,
        respondent=run.scored.respondent[::-1],
    )  # fmt: skip
    other = Protected(turned, Form(["language"]), 10)
    again = side_by_side(other.of("language"), turned, 10)
    np.testing.assert_array_equal(again.member[::-1], found.member)


def test_groups_that_cannot_spare_anybody_are_left_out():
    run = protected(10, language=column(60, 12, 6))
    assert side_by_side(run.of("language"), run.scored, 10).names == ["1"]


@pytest.mark.parametrize(("missing", "left"), [(0, 0), (1, 2), (2, 1), (3, 0)])
def test_one_or_two_of_no_group_are_not_left_over(missing, left):
    run = protected(10, language=[*column(60, 30), *[np.nan] * missing])
    found = side_by_side(run.of("language"), run.scored, 10)
    assert found.sizes.tolist() == [60 - left, 30]


# --------------------------------------------------------------------------- attacks
class Attack:
    """What a reader can conclude who knows how counts are hidden, in linear terms."""

    def __init__(self, k):
        self.k = k
        self.least, self.most, self.rows, self.right = [], [], [], []
        self.upper, self.above = [], []
        self.place = {}

    def add(self, found):
        """What T2 tells of a variable, and what the tables of groups do."""
        n, k = len(found.member), self.k
        nothing = all(mark == "withheld" for mark in found.marks)
        for label, count, mark in [
            *zip(found.labels, found.counts, found.marks, strict=True),
            (None, found.missing, found.missing_mark),
        ]:
            low = 1 if mark == "small" else 0 if nothing else k
            self.place[found.name, label] = len(self.least)
            self.least.append(count if mark == "shown" else low)
            self.most.append(count if mark == "shown" else k - 1 if mark == "small" else n)
        self.equal({(found.name, label): 1 for label in (*found.labels, None)}, n)

    def compare(self, found, together):
        """Sizes of groups side by side: the small ones are what is left, less the lot."""
        drawn = any(
            mark == "withheld" and label in together.names
            for label, mark in zip(found.labels, found.marks, strict=True)
        )
        for label, size in zip(together.names, together.sizes, strict=True):
            at = self.place[found.name, label]
            self.least[at] = max(self.least[at], int(size))
            self.most[at] = min(self.most[at], int(size) + (self.k + SPARE if drawn else 2))
        if drawn:
            left = int((together.member < 0).sum()) - found.missing - SPARE
            small = {(found.name, label): 1 for label in together.left_out}
            self.below(small, left - 1)
            self.below(dict.fromkeys(small, -1), -(left - self.k))

    def equal(self, weights, total):
        self.rows.append(weights)
        self.right.append(total)

    def below(self, weights, limit):
        self.upper.append(weights)
        self.above.append(limit)

    def _matrix(self, rows):
        made = np.zeros((len(rows), len(self.least)))
        for i, weights in enumerate(rows):
            for key, weight in weights.items():
                made[i, self.place[key]] = weight
        return made

    def range(self, key):
        goal = np.zeros(len(self.least))
        found = []
        for sign in (1, -1):
            goal[self.place[key]] = sign
            upper = {"A_ub": self._matrix(self.upper), "b_ub": self.above} if self.upper else {}
            one = linprog(
                goal, A_eq=self._matrix(self.rows), b_eq=self.right, **upper,
                bounds=list(zip(self.least, self.most, strict=True)), method="highs",
            )  # fmt: skip
            assert one.status == 0, "what is told contradicts itself"
            found.append(one.x[self.place[key]])
        return found


def a_study(seed, k):
    """Small categories, routed questions and nested groups, some answers missing."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(4 * k, 15 * k))
    sizes = [1, 2, k - 1, k, k + 2, 3 * k, 9 * k]
    answers = {}
    for name in ("tenure", "channel", "shift"):
        weights = rng.choice(sizes, size=rng.integers(2, 7)).astype(float)
        answers[name] = rng.choice(len(weights), size=n, p=weights / weights.sum()) + 1.0
        if rng.random() < 0.5:
            answers[name][rng.random(n) < rng.choice([0.01, 0.05, 0.2])] = np.nan
    answers["about"] = np.where(answers["channel"] == 1, answers["shift"], np.nan)
    team = rng.choice(9, size=n, p=rng.dirichlet(np.ones(9)))
    groups = {"team": [f"t{t}" for t in team], "centre": [f"c{t // 3}" for t in team]}
    return protected(k, groups, **answers)


@pytest.mark.parametrize("k", [5, 10])
@pytest.mark.parametrize("seed", range(12))
def test_no_small_count_can_be_found_from_all_tables_of_a_run(seed, k):
    run = a_study(seed, k)
    attack = Attack(k)
    for found in run.listed.values():
        attack.add(found)
    for found in run.listed.values():
        attack.compare(found, side_by_side(found, run.scored, k))
    team, centre = run.listed["team"], run.listed["centre"]
    for label in centre.labels:  # whoever knows the house knows which team is where
        parts = {("team", t): 1 for t in team.labels if f"c{int(t[1:]) // 3}" == label}
        attack.equal({**parts, ("centre", label): -1}, 0)
    looked = 0
    for found in run.listed.values():
        lonely = found.counts.max(initial=0) == found.counts.sum()
        for label, count, mark in zip(found.labels, found.counts, found.marks, strict=True):
            if not 0 < count < k or lonely:
                continue
            assert mark != "shown"
            low, high = attack.range((found.name, label))
            assert low - 1e-6 <= count <= high + 1e-6
            assert high - low > 1 - 1e-6, (found.name, label, found.counts, found.marks)
            looked += 1
    assert looked or not any(found.hidden.any() for found in run.listed.values())


@pytest.mark.parametrize("seed", range(12))
def test_nobody_is_left_over_beside_the_groups_that_are_shown(seed):
    run = a_study(seed, 10)
    for found in run.listed.values():
        together = side_by_side(found, run.scored, 10)
        assert not len(together.names) or together.sizes.min() >= 10
        left = int((together.member < 0).sum())
        assert left >= (10 if together.left_out else 3) or left == 0
