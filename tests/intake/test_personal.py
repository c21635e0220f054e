"""What tells who or where a person is, and what only sounds so."""

import pytest

from cpsurvey.coded import Coded
from cpsurvey.intake.export import Column
from cpsurvey.intake.personal import looks_personal
from cpsurvey.intake.words import no_headings


class Export:
    """An export of one column."""

    def __init__(self, *cells):
        self.table = type("Table", (), {"columns": [Coded.of(cells)]})


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("LocationLatitude", ["48.8582", "45.7578"]),
        ("_place_longitude", ["-2.294", "4.832"]),
        ("lat", ["48,8582", "45,7578"]),
        ("Where?", ["48.8582 2.2945 0 0", "45.7578 4.8320 170.5 12.0"]),
        ("Where?", ["(48.8582, 2.2945)", "45.7578;4.8320"]),
        ("Network", ["203.0.113.7", "203.0.113.8:8080"]),
        ("Network", ["2001:db8::7", "2001:db8:0:0:0:0:0:8"]),
        ("Contact", ["a@example.org", "b@example.org"]),
        ("Postal", ["28013", "28045"]),
        ("Your ZIP code", ["02139-4307", "10001"]),
        ("PLZ", ["50667", "D-50668"]),
        ("Code postal", ["75011", "69 003"]),
        ("Postcode", ["SW1A 1AA", "M1 1AE", "K1A 0B1", "1012 AB"]),
    ],
)
def test_places_and_addresses(heading, cells):
    assert looks_personal(Export(*cells), Column(0, heading))


@pytest.mark.parametrize(
    "heading",
    [
        *("Manager's name", "Name of your supervisor", "What is the name of your manager?"),
        *("Nom de votre responsable", "Nom du chef", "Name des Vorgesetzten"),
        *("Nombre de su jefe", "Interviewer name (optional)", "Your line manager’s name:"),
    ],
)
def test_names_of_others_are_told_by_their_heading(heading):
    assert looks_personal(Export("Ines Okonkwo", "Bob Tarr"), Column(0, heading))


@pytest.mark.parametrize(
    "heading",
    [
        *("Team name", "Name of your department", "School name", "Name of the ward"),
        *("I know my manager's name", "Do you know the name of your manager?"),
        *("My manager names what is wrong", "Manager", "Nom de l'équipe", "Nombre de hijos"),
        *("Nombre de colegas", "Number of colleagues", "Nombre de patients", "Team leaders"),
    ],
)
def test_names_of_groups_and_questions_about_names_stay(heading):
    assert not looks_personal(Export("Nord", "Sud"), Column(0, heading))


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Decision latitude", ["3.333", "2.667"]),
        ("Postal code known?", ["Yes", "No"]),
        ("Zip files a day", ["1200", "3400"]),
        ("Postal", ["3", "12"]),
        ("How much latitude do you have?", ["Agree", "Disagree"]),
        ("Latitude", ["3.5", "4.0"]),
        ("Coordination", ["3.333", "2.667"]),
        ("Hours", ["1,234,567,890", "2,345,678,901"]),
        ("Version", ["1.2.3", "1.2.4"]),
        ("Version", ["300.400.1.2", "1.2.3.999"]),
        ("Start", ["09:15:00", "10:20:30"]),
    ],
)
def test_what_only_sounds_so(heading, cells):
    assert not looks_personal(Export(*cells), Column(0, heading))


def test_a_column_that_is_known_by_its_text_alone():
    column = Column(0, "v7", texts=("Latitude",))
    assert looks_personal(Export("48.8582", "45.7578"), column)


@pytest.mark.parametrize("cell", ["a@example.org", "203.0.113.7", "+33 6 99 13 00 00", "4,5"])
def test_a_first_line_of_answers(cell):
    assert no_headings(["Agree", cell])
    assert not no_headings(["Agree", "e-mail", "Q1.1", "@home", "+1"])
