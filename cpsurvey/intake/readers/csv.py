"""Any other table: headings are variables, declared aliases, or question texts.

A column called ``seconds.<page>`` holds the time spent on a page; so does Qualtrics' timing
question, ``<name>_Page Submit``. ``<question>_DO`` and ``<question>_DO_<choice>`` are its
columns of the order in which items were shown.
"""

from __future__ import annotations

import re

from cpsurvey.design.study import SECONDS
from cpsurvey.intake.export import Column, Evidence, Export, Reader, Timer, readers
from cpsurvey.intake.table import Table

_SECONDS = re.compile(
    rf"(?:{re.escape(SECONDS)}(?P<page>.+)|(?P<timing>.+)_page[ _]submit)$", re.I
)
_ORDER = re.compile(r".+_DO(_\w+)?$")


def recognise(_table: Table) -> Evidence:
    """Every table is one; any platform that recognises its own goes first."""
    return Evidence(0.1, ("a table with headings",))


def read(table: Table) -> Export:
    """Take each heading as a code, then as a text."""
    columns, timers, orders = [], [], []
    for index, heading in enumerate(table.header):
        if not heading.strip():
            continue
        column = Column(index, heading, (heading,), (heading,))
        if found := _SECONDS.match(heading.strip()):
            name = found["page"] or found["timing"]
            timers.append(Timer(Column(index, heading, (name,)), "page"))
        elif _ORDER.match(heading.strip()):
            orders.append(column)
        else:
            columns.append(column)
    return Export(table, tuple(columns), "headings", timers=tuple(timers), orders=tuple(orders))


readers("csv")(Reader(recognise, read))
