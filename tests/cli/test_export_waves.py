"""``cpsurvey export --wave``: one wave or all, and nobody told apart by having moved."""

import csv
import json

import pandas as pd
import pytest
from studies.waves_made import Plant, write

from cpsurvey.cli import funnel


def ingested(folder, plant, change=None):
    write(folder, plant)
    if change:
        change(folder / "data")
    assert funnel.run(["ingest", "--study", str(folder), "--quiet"]) == 0
    return folder


@pytest.fixture
def panel(tmp_path):
    return ingested(tmp_path / "study", Plant(n=80, teams=2))


def export(folder, *more):
    return funnel.run(["export", "--study", str(folder), *map(str, more)])


def people(folder, wave):
    with (folder / "data" / f"wave{wave}.csv").open(encoding="utf-8") as file:
        return sum(1 for _ in csv.DictReader(file))


def test_all_waves_are_a_row_per_person_and_wave(panel, tmp_path, capsys):
    assert export(panel, "--wave", "all", "--to", tmp_path / "o.csv", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    found = pd.read_csv(tmp_path / "o.csv")
    assert list(found.columns)[:3] == ["pseudonym", "wave", "sample"]
    assert found["wave"].value_counts().to_dict() == {w: people(panel, w) for w in (1, 2)}
    assert not found.duplicated(["pseudonym", "wave"]).any()
    assert told["rows"] == len(found)
    assert told["people"] == found["pseudonym"].nunique() == people(panel, 1)


def test_one_wave_and_the_latest(panel, tmp_path):
    names = ["first", "second", "latest", "every"]
    for name, option in zip(names, [["1"], ["2"], [], ["all"]], strict=True):
        wave = ["--wave", *option] if option else []
        assert export(panel, *wave, "--to", tmp_path / f"{name}.csv", "--quiet") == 0
    first, second, latest, every = (pd.read_csv(tmp_path / f"{name}.csv") for name in names)
    assert set(first["wave"]) == {1}
    assert len(first) == people(panel, 1)
    assert "wave" not in latest
    assert second.drop(columns="wave").equals(latest)
    together = every[every["wave"] == 1].sort_values("pseudonym").reset_index(drop=True)
    assert together.equals(first.sort_values("pseudonym").reset_index(drop=True))


@pytest.mark.parametrize("suffix", ["sav", "dta"])
def test_every_format_has_the_wave(panel, tmp_path, suffix):
    import pyreadstat

    file = tmp_path / f"o.{suffix}"
    assert export(panel, "--wave", "all", "--to", file, "--quiet") == 0
    found, _ = getattr(pyreadstat, f"read_{suffix}")(file)
    assert set(found["wave"]) == {1.0, 2.0}


def test_pooled_scores_and_moments_say_so(panel, tmp_path, capsys):
    options = ["--wave", "all", "--moments", "pairwise"]
    assert export(panel, *options, "--to", tmp_path / "o.csv") == 0
    said = capsys.readouterr()
    assert "rows of one person are not independent" in said.err
    assert f"rows of {people(panel, 1)} respondents" in said.out


def test_a_wave_that_is_none_is_named(panel, tmp_path, capsys):
    assert export(panel, "--wave", "3", "--to", tmp_path / "o.csv") == 2
    assert "all" in capsys.readouterr().err
    assert not (tmp_path / "o.csv").exists()


def test_where_no_answer_names_a_wave_none_is_to_be_asked_for(tmp_path, capsys):
    plant = Plant(n=40, waves=1, named_from=2, declare=False)
    folder = ingested(tmp_path / "study", plant)
    assert export(folder, "--wave", "2", "--to", tmp_path / "o.csv") == 2
    assert "leave --wave out" in capsys.readouterr().err
    assert export(folder, "--to", tmp_path / "o.csv", "--quiet") == 0


def test_all_waves_need_to_know_who_answers(tmp_path, capsys):
    folder = ingested(tmp_path / "study", Plant(n=40, declare=False))
    assert export(folder, "--wave", "all", "--to", tmp_path / "o.csv") == 2
    assert "waves: {people: same}" in capsys.readouterr().err
    assert export(folder, "--wave", "1", "--to", tmp_path / "o.csv", "--quiet") == 0


def move(folder):
    """Three people change their team between the waves."""
    for row in (0, 1, 2):
        file = folder / "wave2.csv"
        lines = file.read_text("utf-8").splitlines()
        cells = lines[1 + row].split(",")
        cells[1] = "T01" if cells[1] == "T00" else "T00"
        lines[1 + row] = ",".join(cells)
        file.write_text("\n".join(lines) + "\n", "utf-8")


def test_groups_beside_all_waves(panel, tmp_path):
    options = ["--wave", "all", "--with", "team,wave", "--to", tmp_path / "o.csv", "--quiet"]
    assert export(panel, *options) == 0
    found = pd.read_csv(tmp_path / "o.csv")
    assert list(found.columns)[:4] == ["pseudonym", "wave", "sample", "team"]
    assert found.groupby(["wave", "team"]).size().min() >= 10


def test_who_moved_is_not_told_apart(tmp_path, capsys):
    folder = ingested(tmp_path / "study", Plant(n=80, teams=2), move)
    both = ["--with", "team", "--to"]
    assert export(folder, "--wave", "all", *both, tmp_path / "o.csv") == 77
    assert "CPS614" in capsys.readouterr().err
    # nor by two files
    assert export(folder, "--wave", "1", *both, tmp_path / "one.csv", "--quiet") == 0
    assert export(folder, "--wave", "2", *both, tmp_path / "two.csv") == 77
    assert "moved between waves" in capsys.readouterr().err
    assert export(folder, *both, tmp_path / "two.csv") == 77
    every = ["--identifiable", "--quiet"]
    assert export(folder, "--wave", "2", *both, tmp_path / "two.csv", *every) == 0


# ------------------------------------------------------------------- why an answer is missing
def gaps(folder):
    for file in folder.glob("*.csv"):
        lines = file.read_text("utf-8").splitlines()
        cells = lines[1].split(",")
        cells[-1] = ""
        lines[1] = ",".join(cells)
        file.write_text("\n".join(lines) + "\n", "utf-8")


def test_reasons_in_a_csv_as_numbers_or_beside(tmp_path):
    folder = ingested(tmp_path / "study", Plant(n=40, waves=1), gaps)
    for missing in ("blank", "codes", "columns"):
        options = ["--missing", missing, "--to", tmp_path / f"{missing}.csv"]
        assert export(folder, *options, "--to", tmp_path / f"{missing}.sav", "--quiet") == 0
    blank, codes, columns = (
        pd.read_csv(tmp_path / f"{missing}.csv") for missing in ("blank", "codes", "columns")
    )
    gap = blank["per5"].isna()
    assert gap.sum() == 1
    book = pd.read_csv(tmp_path / "codes-codebook.csv", encoding="utf-8-sig")
    reasons = book[(book["name"] == "per5") & (book["missing"] == 1)]
    (number,) = codes["per5"][gap]
    (meaning,) = reasons["meaning"][reasons["value"] == number]
    assert columns["per5_na"][gap].tolist() == [meaning]
    assert columns["per5_na"][~gap].isna().all()
    assert columns[list(blank.columns)].equals(blank)
    names = pd.read_csv(tmp_path / "columns-codebook.csv", encoding="utf-8-sig")
    assert names[names["name"] == "per5_na"]["role"].tolist() == ["reason"]
    blank_sav, codes_sav = (tmp_path / f"{one}.sav" for one in ("blank", "columns"))
    assert blank_sav.read_bytes() == codes_sav.read_bytes()


def test_reasons_are_asked_for_where_there_is_a_csv(panel, tmp_path, capsys):
    assert export(panel, "--missing", "codes", "--to", tmp_path / "o.sav") == 2
    assert "leave --missing out" in capsys.readouterr().err
