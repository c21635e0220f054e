"""People whose every cell is a secret that is found again, in the shapes of platforms.

A secret holds ``zqvx`` or another of `TRACES`: no file and no message may hold one, beside the
copy of the answers and the list of rejected cells, which are for their owner alone.
"""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

N = 40
TRACES = ("zqvx", "203.0.113", "48.77", "-2.35", "699130", "1971-03", "1850375")
AGREE = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]
ITEMS = ["I share my tricks", "I help others", "I ask for advice", "I tell my mistakes"]

SECRETS = {
    "id": lambda at: f"zqvxid{at:03}x",
    "uuid": lambda at: f"uuid:zqvxu{at:03}-77",
    "mail": lambda at: f"zqvxmail{at}@zqvx.example",
    "first": lambda at: f"Zqvxfirst{at}",
    "name": lambda at: f"Zqvxname{at} Zqvxfamily{at}",
    "ip": lambda at: f"203.0.113.{at}",
    "lat": lambda at: f"48.77{at:02}13",
    "long": lambda at: f"-2.35{at:02}97",
    "point": lambda at: f"48.77{at:02}13 -2.35{at:02}97 0 0",
    "phone": lambda at: f"+3369913{at:04}",
    "insured": lambda at: f"1850375{at:06}",
    "born": lambda at: f"1971-03-{1 + at % 28:02}",
    "moment": lambda at: f"2026-10-{1 + at % 28:02} 09:{at % 60:02}:17",
    "stamp": lambda at: f"2026-10-{1 + at % 28:02}T09:{at % 60:02}:17.000+01:00",
    "free": lambda at: f"zqvxfree{at} my manager shouts at Zqvxcolleague{at}",
    "other": lambda at: f"zqvxother{at}" if at % 9 == 0 else "",
    "job": lambda at: "Zqvxrarejob of the one team" if at == 7 else ("Agent", "Lead")[at % 2],
    "agent": lambda at: f"Zqvxagent{at}/5.0",
    "note": lambda at: f"zqvxnote{at}",
    "team": lambda at: f"Team {at % 4}",
    "number": lambda at: str(at + 1),
}
"""Kind of secret -> what it is of a person; a heading of `PLATFORMS` names one, or a text."""
ABOUT = {
    "Team": "team",
    "Job": "job",
    "Other job": "other",
    "Why?": "free",
    "Date of birth": "born",
    "Insured person": "insured",
    "Where": "point",
}
PLATFORMS = {
    "table": {"Code": "id", "E-mail": "mail", "Name": "name", "Phone": "phone", "IP": "ip",
              "Latitude": "lat", "GPS longitude": "long", "Notes": "note"},
    "qualtrics": {
        "StartDate": "moment", "EndDate": "moment", "Status": "=IP Address", "IPAddress": "ip",
        "Progress": "=100", "Duration (in seconds)": "=200", "Finished": "=True",
        "RecordedDate": "moment", "ResponseId": "id", "RecipientLastName": "name",
        "RecipientFirstName": "first", "RecipientEmail": "mail", "ExternalReference": "uuid",
        "LocationLatitude": "lat", "LocationLongitude": "long",
        "DistributionChannel": "=anonymous", "UserLanguage": "=EN"},
    "google_forms": {"Timestamp": "moment", "Email Address": "mail"},
    "ms_forms": {"ID": "number", "Start time": "moment", "Completion time": "moment",
                 "Email": "mail", "Name": "name"},
    "kobo": {
        "start": "stamp", "end": "stamp", "username": "name", "deviceid": "id",
        "phonenumber": "phone", "_place_latitude": "lat", "_place_longitude": "long",
        "_id": "number", "_uuid": "uuid", "_submission_time": "moment",
        "_validation_status": "=", "_notes": "note", "_status": "=submitted_via_web",
        "_submitted_by": "mail", "__version__": "=v1", "_tags": "=", "_index": "number"},
    "limesurvey": {
        "id": "number", "submitdate": "moment", "lastpage": "=3", "startlanguage": "=en",
        "seed": "number", "token": "id", "startdate": "moment", "datestamp": "moment",
        "ipaddr": "ip", "refurl": "note", "firstname": "first", "lastname": "name",
        "email": "mail", "attribute_1": "note"},
    "surveymonkey": {
        "Respondent ID": "number", "Collector ID": "=44", "Date Created": "moment",
        "Date Modified": "moment", "IP Address": "ip", "Email Address": "mail",
        "First Name": "first", "Last Name": "name", "Custom Data 1": "note"},
    "alchemer": {
        "Response ID": "number", "Time Started": "moment", "Date Submitted": "moment",
        "Status": "=Complete", "Contact ID": "id", "Comments": "note", "Referer": "note",
        "SessionID": "uuid", "User Agent": "agent", "Longitude": "long", "Latitude": "lat",
        "IP Address": "ip", "Link Name": "=L"},
    "redcap": {"record_id": "number", "redcap_survey_identifier": "mail",
               "survey_timestamp": "moment", "survey_complete": "=Complete"},
}  # fmt: skip
"""Platform -> heading of its own column -> kind of secret, or ``=`` and what all cells say."""
Rows = list[list[str]]


def rows(platform: str) -> Rows:
    """Everybody's answers as a platform writes them, headings first."""
    kinds = {**PLATFORMS[platform], **ABOUT}
    heads = [*kinds, *ITEMS]
    found = [heads]
    if platform == "qualtrics":
        tags = [*PLATFORMS[platform], *(f"Q{at}" for at in range(len(ABOUT) + len(ITEMS)))]
        found = [tags, heads, [f'{{"ImportId":"{tag}"}}' for tag in tags]]
    return found + [[_cell(kind, at) for kind in kinds.values()] + _said(at) for at in range(N)]


def _cell(kind: str, at: int) -> str:
    return kind[1:] if kind.startswith("=") else SECRETS[kind](at)


def _said(at: int) -> list[str]:
    draw = random.Random(at)
    trait = draw.gauss(0, 1)
    places = (round(2 + trait + draw.gauss(0, 0.6)) for _ in ITEMS)
    return [AGREE[min(4, max(0, place))] for place in places]


def text(table: Rows) -> bytes:
    """The rows as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue().encode()


def book(table: Rows) -> bytes:
    """A workbook with everything that a workbook says beside its cells."""
    import openpyxl
    from openpyxl.comments import Comment

    made = openpyxl.Workbook()
    for row in table:
        made.active.append(row)
    made.active["A3"].comment = Comment("zqvxcomment", "Zqvxauthor")
    made.properties.creator = made.properties.title = "Zqvxcreator"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def statistical(table: Rows, file: Path) -> None:
    """A file of SPSS or Stata by the file's name: texts, labels, and people as labels."""
    import pandas as pd
    import pyreadstat

    names = [f"v{at}" for at in range(len(table[0]))]
    frame = pd.DataFrame(table[1:], columns=names)
    texts, labels = dict(zip(names, table[0], strict=True)), {}
    for name, heading in texts.items():
        if heading in ITEMS:
            frame[name] = frame[name].map({label: at + 1.0 for at, label in enumerate(AGREE)})
            labels[name] = {at + 1.0: label for at, label in enumerate(AGREE)}
    frame["who"] = [float(at + 1) for at in range(len(frame))]
    labels["who"] = {at + 1.0: f"Zqvxlabel{at} Zqvxfamily{at}" for at in range(len(frame))}
    writer = pyreadstat.write_sav if file.suffix == ".sav" else pyreadstat.write_dta
    writer(
        frame,
        str(file),
        file_label="zqvxfilelabel",
        column_labels=[*texts.values(), "Interviewed"],
        variable_value_labels=labels,
    )


def traces(data: bytes) -> set[str]:
    """Traces in bytes."""
    low = data.lower()
    return {one for one in TRACES if one.encode() in low}
