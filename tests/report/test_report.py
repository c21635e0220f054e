import csv
import io
import re
import zipfile

import pytest
from phrases import every

from cpsurvey import stored
from cpsurvey.kinds.flow.data import Flow, Stage
from cpsurvey.kinds.reliability.data import ReliabilityOfScales, Scale, Thresholds
from cpsurvey.kinds.respondents.data import Category, Characteristic, Respondents
from cpsurvey.payload import Interval
from cpsurvey.report.rounding import show, stars
from cpsurvey.report.write import write_report
from cpsurvey.results import Caveat, Result, ResultSet, Sample

LABELS = {
    "sex": {"en": "Sex", "fr": "Sexe"},
    "sex=1": {"en": "<b>Women</b>", "fr": "Femmes"},
    "sex=2": {"en": "Men", "fr": "Hommes"},
    "sex=3": {"en": "=1+1", "fr": "=1+1"},
    "help": {"en": "Mutual help", "fr": "Entraide"},
}


def a_run(simulated=True, extra=()):
    return ResultSet(
        study={
            "id": "s",
            "title": {"en": "A & B", "fr": "A et B"},
            "languages": ["en", "fr"],
            "simulated": simulated,
            "questionnaire": {
                "id": "q",
                "version": "1.0.0",
                "status": "validated",
                "status_label": {},
            },
            "report": {},
            "k": 10,
        },
        labels=LABELS,
        provenance={
            "cpsurvey": "0",
            "python": "3",
            "packages": {},
            "questionnaire": {"id": "q", "version": "1", "sha256": "0"},
            "study_sha256": "0",
            "sources": [],
            "seed": 1,
            "plan_sha256": None,
        },
        results=[
            Result(
                "respondents",
                "respondents",
                Sample(60, 50, {"attention": 10}),
                Respondents(
                    characteristics=(
                        Characteristic(
                            variable="sex",
                            categories=(
                                Category(code="1", n=31, share=0.62, mark="shown"),
                                Category(code="2", n=None, share=None, mark="withheld"),
                                Category(code="3", n=None, share=None, mark="small"),
                            ),
                            missing=0,
                            missing_mark="shown",
                        ),
                    ),
                    groups=(),
                ),
            ),
            Result(
                "reliability",
                "reliability",
                Sample(50, 50),
                ReliabilityOfScales(
                    level=0.95,
                    omega_denominator="model",
                    headline="omega_total",
                    missing="listwise",
                    bootstrap=0,
                    cluster=None,
                    clusters=None,
                    thresholds=Thresholds(research=0.7, preferred=0.8, redundant=0.95),
                    scales=(
                        Scale(
                            scale="help",
                            k=3,
                            n=50,
                            mean=3.14159,
                            sd=1.0,
                            floor=0.1,
                            ceiling=0.0,
                            alpha=0.8123456789012345,
                            alpha_ci=Interval(0.7, 0.9),
                            headline="alpha",
                            reliability=0.8123456789012345,
                            research="meets",
                            preferred="cannot_be_judged",
                            measurement_error=None,
                        ),
                    ),
                    composites=(),
                    by=None,
                    groups=(),
                ),
            ),
            *extra,
        ],
    )


@pytest.mark.parametrize(
    ("value", "kind", "en", "fr"),
    [
        (0.0004, "p", "< .001", "< 0,001"),
        (0.0456, "p", ".046", "0,046"),
        (0.876, "unit2", ".88", "0,88"),
        (-0.005, "unit2", "−.01", "−0,01"),
        (-0.001, "dec2", "0.00", "0,00"),
        (1.0, "unit2", "1.00", "1,00"),
        (12345.678, "dec2", "12,345.68", "12\u202f345,68"),
        (0.125, "percent", "12.5", "12,5"),
        ((-0.1, 0.234), "interval", "[−0.10, 0.23]", "[−0,10\u202f; 0,23]"),
        ((None, 1.0), "interval", "–", "–"),
        (None, "dec2", "–", "–"),
        (12345, "int", "12,345", "12\u202f345"),
    ],
)
def test_rounding_happens_here_and_speaks_both_languages(value, kind, en, fr):
    assert show(value, kind, "en") == en
    assert show(value, kind, "fr") == fr


def test_stars():
    assert [stars(p) for p in (0.2, 0.04, 0.004, 0.0004, None)] == ["", "*", "**", "***", ""]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folders = []
    for name in ("one", "two"):
        folder = tmp_path_factory.mktemp(name)
        write_report(
            stored.read(stored.write(a_run())),
            folder,
            formats=("html", "docx", "xlsx", "csv", "md"),
            languages=("en", "fr"),
        )
        folders.append(folder)
    return folders


def test_the_same_results_give_the_same_bytes_in_every_format(written):
    one, two = (
        {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}
        for folder in written
    )
    assert set(one) == set(two)
    assert {name.rsplit(".", 1)[1] for name in one} == {"html", "docx", "xlsx", "csv", "md"}
    assert [name for name in one if one[name] != two[name]] == []


def cells_of(file):
    """What stands in the tables of a Word file; numbers of tables are digits, too."""
    import docx

    tables = docx.Document(str(file)).tables
    return ">".join(f">{c.text}<" for t in tables for row in t.rows for c in row.cells)


def text_of(folder, name):
    file = folder / name
    if file.suffix in (".html", ".md"):
        return file.read_text("utf-8")
    with zipfile.ZipFile(file) as package:
        return "".join(
            package.read(n).decode("utf-8") for n in package.namelist() if n.endswith(".xml")
        )


@pytest.mark.parametrize(
    "name", [f"supplement.{end}" for end in ("html", "docx", "md")] + ["tables.xlsx"]
)
def test_simulated_data_are_labelled_everywhere(written, name):
    assert "SIMULATED DATA" in text_of(written[0], name)
    french = name.replace("supplement.", "supplement.fr.").replace("tables.", "tables.fr.")
    assert "DONNÉES SIMULÉES" in text_of(written[0], french)


@pytest.mark.parametrize("name", ["supplement.html", "supplement.docx", "supplement.md"])
def test_small_groups_are_shown_nowhere(written, name):
    text = cells_of(written[0] / name) if name.endswith("docx") else text_of(written[0], name)
    assert "31" in text
    assert not re.search(r"[>|]\s*(4|15|8\.0|30\.0)\s*[<|]", text)


def test_small_groups_are_not_in_the_workbook_either(written):
    with zipfile.ZipFile(written[0] / "tables.xlsx") as package:
        sheet = package.read("xl/worksheets/sheet2.xml").decode()
    assert "<v>0.62</v>" in sheet
    assert "<v>0.3</v>" not in sheet
    assert "<v>0.08</v>" not in sheet


def test_texts_of_users_cannot_run(written):
    page = text_of(written[0], "supplement.html")
    assert "<b>Women</b>" not in page
    assert "&lt;b&gt;Women" in page
    assert "<f>" not in text_of(written[0], "tables.xlsx")
    rows = (written[0] / "tables" / "T2-respondents.csv").read_text("utf-8-sig")
    assert not any(
        cell.startswith("=") for row in csv.reader(io.StringIO(rows)) for cell in row
    )


def test_html_stands_alone(written):
    page = text_of(written[0], "supplement.html")
    assert not re.search(r'(src|href)="(?!#|supplement)', page)
    assert "<svg" in page
    assert 'lang="fr"' in text_of(written[0], "supplement.fr.html")


def test_csv_keeps_full_precision(written):
    rows = (written[0] / "tables" / "T7-reliability.csv").read_text("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(rows))
    assert line["alpha"] == "0.8123456789012345"
    assert line["alpha_ci_lower"] == "0.7"


def test_an_analysis_that_was_not_done_is_loud_in_every_format(tmp_path):
    failed = Result(
        "sem",
        "sem-x",
        Sample(50, 0, {"analysis_not_done": 50}),
        data=None,
        caveats=(
            Caveat(
                "not_done", "inadmissible", {"code": "CPS305", "message": "why", "fix": "do"}
            ),
        ),
    )
    write_report(
        a_run(extra=[failed]), tmp_path, formats=("html", "docx", "md"), languages=("en",)
    )
    for name in ("supplement.html", "supplement.docx", "supplement.md"):
        text = text_of(tmp_path, name)
        assert "NOT DONE" in text
        assert "NOT SOUND" in text


def test_unknown_caveats_and_kinds_are_never_dropped(tmp_path):
    strange = Result(
        "horoscope", "h", Sample(1, 1), {"x": 1}, caveats=(Caveat("moon", "warning"),)
    )
    flow = Result(
        "flow",
        "flow",
        Sample(1, 1),
        Flow(stages=(Stage(stage="rows_read", n=1, lost=0, reason=None),), quarantine=()),
        caveats=(Caveat("full_moon", "warning", {"phase": 3}),),
    )
    write_report(a_run(extra=[strange, flow]), tmp_path, formats=("md",), languages=("en",))
    text = text_of(tmp_path, "supplement.md").replace("\\", "")
    assert "horoscope" in text
    assert "full_moon" in text


def test_every_phrase_has_both_languages_and_the_same_blanks():
    for key, one in every().items():
        names = [set(re.findall(r"{(\w+)}", text)) for text in (one.en, one.fr)]
        assert one.en
        assert one.fr
        assert names[0] == names[1], key


def test_no_phrase_claims_a_cause_or_a_verdict():
    for one in every().values():
        assert not re.search(r"\b(improves?|proves?|is valid)\b", one.en)
        assert not re.search(r"\b(améliore|prouve|est valide)\b", one.fr)


def test_a_page_does_not_depend_on_the_formats_beside_it(written, tmp_path):
    write_report(a_run(), tmp_path, formats=("html",), languages=("en", "fr"))
    assert (tmp_path / "supplement.html").read_bytes() == (
        written[0] / "supplement.html"
    ).read_bytes()


def test_pictures_are_drawn_only_in_the_form_asked_for(tmp_path, monkeypatch):
    from cpsurvey.report import canvas

    def never(_):
        raise AssertionError("drawn for nobody")

    monkeypatch.setattr(canvas._Drawing, "png", never)
    write_report(a_run(), tmp_path, formats=("html",), languages=("en",))
    monkeypatch.setattr(canvas._Drawing, "svg", never)
    write_report(a_run(), tmp_path, formats=("md", "csv", "xlsx"), languages=("en",))


def sheets(file):
    with zipfile.ZipFile(file) as package:
        names = re.findall(r'<sheet name="([^"]*)"', package.read("xl/workbook.xml").decode())
        links = re.findall(
            r"location=\"'([^']*)'!A1\"", package.read("xl/worksheets/sheet1.xml").decode()
        )
    return names, links


def test_the_workbook_begins_with_its_contents(written):
    names, links = sheets(written[0] / "tables.xlsx")
    assert names[0] == "Contents"
    assert links == names[1:]
    french, _ = sheets(written[0] / "tables.fr.xlsx")
    assert french == ["Sommaire", *names[1:]]
