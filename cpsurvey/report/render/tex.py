"""LaTeX: a source that pdflatex compiles, its pictures and its references beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.linked import parts_of
from cpsurvey.report.render import Renderer, _captions, renderers
from cpsurvey.report.render._layout import Page, Plan, plans, turned_blocks
from cpsurvey.report.render._texletters import tex
from cpsurvey.report.table import Head, Row, Table

PAGE = Page(16.6, 25.3, 24.0, 1.1)
LONG = 16
"""Rows from which on a table may go over pages."""
REFERENCES = "references"
"""Chapter whose place the list of references takes, and file they are in."""
BABEL = {"fr": "french", "en": "british"}
TYPE = {9.0: r"\footnotesize", 8.0: r"\scriptsize", 7.5: r"\scriptsize"}
HEAD = r"""%% Compile with: pdflatex, bibtex, pdflatex, pdflatex.
\documentclass[11pt,a4paper]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage[%(babel)s]{babel}
\usepackage{lmodern,textcomp,amsmath,amssymb}
\usepackage{array,booktabs,longtable,graphicx,pdflscape,xcolor}
\usepackage[a4paper,hmargin=2.2cm,vmargin=2.4cm]{geometry}
\usepackage[labelfont=bf,textfont=it,justification=raggedright,singlelinecheck=false]{caption}
\usepackage[round]{natbib}
\usepackage[hidelinks,unicode]{hyperref}
%(french)s\hypersetup{pdftitle={%(title)s},pdflang={%(language)s}}
\addto\captions%(babel)s{\renewcommand{\tablename}{%(table)s}\renewcommand{\figurename}{%(figure)s}}
\renewcommand{\thetable}{%(prefix)s\arabic{table}}
\renewcommand{\thefigure}{%(prefix)s\arabic{figure}}
\newcommand{\cell}[1]{\makebox[\linewidth][r]{#1}}
\newcommand{\tablecode}[1]{{\normalfont\tiny\color{gray}#1}}
\newcommand{\tablenote}[2]{\par\smallskip{\raggedright\footnotesize\textit{#1} #2\par}}
\setlength{\LTleft}{0pt}\setlength{\LTpre}{\medskipamount}\setlength{\LTpost}{0pt}
\setlength{\tabcolsep}{0pt}
\setlength{\emergencystretch}{3em}
\setcounter{secnumdepth}{0}
\newenvironment{whole}{\par\medskip\noindent\begin{minipage}{\linewidth}}{\end{minipage}\par\medskip}
\begin{document}
"""
FRENCH = (
    "\\frenchsetup{StandardLayout=true,AutoSpacePunctuation=false,og=«,fg=»}\n"
    "\\AtBeginDocument{\\shorthandoff{:;!?}}\n"
)


def write(document: Document, folder: Path, suffix: str) -> list[Path]:
    """Write ``<document>.tex``, ``references.bib`` and ``figures/*.png``."""
    source = _Source(document, suffix)
    file = folder / f"{document.name}{suffix}.tex"
    file.write_text("\n".join(source.lines()) + "\n", encoding="utf-8", newline="\n")
    written = [file]
    for name, data in source.pictures.items():
        picture = folder / name
        picture.parent.mkdir(exist_ok=True)
        picture.write_bytes(data)
        written.append(picture)
    if source.references:
        entries = "\n\n".join(one.bibtex() for one in source.references)
        bib = folder / f"{source.bibliography}.bib"
        bib.write_text(entries + "\n", encoding="utf-8", newline="\n")
        written.append(bib)
    return written


class _Source:
    """Writes one document; pictures are gathered on the way."""

    def __init__(self, document: Document, suffix: str) -> None:
        self.document, self.suffix = document, suffix
        self.counts = _captions.counts(document)
        self.references = document.references
        plain = document.name in ("article", "report")
        self.bibliography = REFERENCES if plain else f"{document.name}-{REFERENCES}"
        self.pictures: dict[str, bytes] = {}

    def lines(self) -> Iterator[str]:
        document = self.document
        babel = BABEL.get(document.language, "british")
        yield HEAD % {
            "babel": babel,
            "french": FRENCH if babel == "french" else "",
            "language": document.language,
            "title": tex(document.title),
            "table": tex(document.words["table"]),
            "figure": tex(document.words["figure"]),
            "prefix": tex(next((one.prefix for one in self.counts.values()), "")),
        }
        yield from self._opening()
        part = ""
        for chapter in document.sections:
            if chapter.id == REFERENCES and self.references:
                continue
            begins = chapter.part not in ("", part)
            part = chapter.part
            yield from self._chapter(chapter, begins=begins)
        yield from self._references()
        yield r"\end{document}"

    def _opening(self) -> Iterator[str]:
        document = self.document
        if logo := document.dress.logo:
            name = f"figures/logo.{'png' if logo.kind == 'png' else 'jpg'}"
            self.pictures[name] = logo.data
            size = "width=4.5cm,height=1.4cm,keepaspectratio"
            yield rf"\noindent\includegraphics[{size}]{{{name}}}"
            yield ""
        yield rf"\noindent{{\LARGE {tex(document.title)}\par}}\medskip"
        yield rf"\noindent {tex(document.subtitle)}\par"
        if document.banner:
            loud = rf"\color{{red!70!black}}{tex(document.banner)}"
            yield rf"\medskip\noindent\textbf{{{loud}}}\par"
        if len(document.sections) > 6:
            yield r"\tableofcontents"

    def _references(self) -> Iterator[str]:
        if not self.references:
            return
        title = next((s.title for s in self.document.sections if s.id == REFERENCES), "")
        if title:
            yield rf"\renewcommand{{\refname}}{{{tex(title)}}}"
        yield rf"\nocite{{{','.join(_key(one.key) for one in self.references)}}}"
        yield r"\bibliographystyle{plainnat}"
        yield rf"\bibliography{{{self.bibliography}}}"

    def _chapter(self, chapter: Section, *, begins: bool) -> Iterator[str]:
        settings = plans(chapter, self.document.language, PAGE)
        sideways = turned_blocks(chapter, settings)
        turned = False
        for at, block in enumerate(chapter.read):
            if (at in sideways) != turned:
                turned = not turned
                yield r"\clearpage\begin{landscape}" if turned else r"\end{landscape}"
            if at == 0:
                yield from self._heading(chapter, begins=begins)
            if isinstance(block, Figure):
                yield from self._figure(block, turned=turned)
            elif isinstance(block, Table):
                yield from self._table(block, settings[block.id], turned=turned)
            else:
                yield self._text(block, listed=chapter.id == "summary")
        if turned:
            yield r"\end{landscape}"

    def _heading(self, chapter: Section, *, begins: bool) -> Iterator[str]:
        if begins:
            yield rf"\section{{{tex(chapter.part)}}}"
        level = "subsection" if chapter.part else "section"
        yield rf"\{level}{{{tex(chapter.title)}}}\label{{{_key('sec', chapter.id)}}}"

    def _text(self, block: Text, *, listed: bool) -> str:
        said = self._led(block.text)
        if block.tone in ("alert", "lead"):
            said = rf"\textbf{{{said}}}" if block.tone == "alert" else rf"\emph{{{said}}}"
        if block.tone == "code":
            said = rf"\texttt{{{said}}}"
        if listed and block.tone == "plain":
            return rf"\par\noindent\hangindent=1.2em\textbullet\ {said}\par"
        return f"\\par {said}\\par\n"

    def _led(self, text: str) -> str:
        """A text whose mentions of tables and pictures are references."""
        return "".join(self._mention(said, to) for said, to in parts_of(text))

    def _mention(self, text: str, target: str) -> str:
        number = self.counts.get(target)
        digits = f"{number.prefix}{number.value}" if number else ""
        if not digits or not text.endswith(digits):
            return tex(text)
        return rf"{tex(text.removesuffix(digits))}\ref{{{_key(target)}}}"

    def _caption(self, block: Table | Figure, of: str = "") -> str:
        """Its title and number; `of` says what is counted where nothing around it does."""
        number = self.counts.get(block.id)
        said = tex(block.title)
        if tag := _captions.tag(block):
            said += rf" \tablecode{{{tex(tag)}}}"
        star, command = (f"of*{{{of}}}", f"of{{{of}}}") if of else ("*", "")
        if number is None:
            label = tex(_captions.label(block, self.document))
            return rf"\caption{star}{{\textbf{{{label}.}} {said}}}"
        short = rf"\caption{command}[{{{tex(block.title)}}}]{{{said}}}"
        return rf"{short}\label{{{_key(block.id)}}}"

    def _counter(self, block: Table | Figure) -> str:
        """Sets a number that does not follow the one before."""
        number = self.counts.get(block.id)
        if number is None or number.follows:
            return ""
        name = "table" if isinstance(block, Table) else "figure"
        return rf"\setcounter{{{name}}}{{{number.value - 1}}}"

    def _table(self, table: Table, setting: Plan, *, turned: bool) -> Iterator[str]:
        long = len(table.rows) > LONG or turned
        note = self._note(table)
        head = self._cells([tex(c.heading) for c in table.columns], bold=True)
        gap = rf"@{{\hspace{{{setting.padding:.2f}cm}}}}"
        columns = gap.join(
            _column(column, width - setting.padding)
            for column, width in zip(table.columns, setting.widths, strict=True)
        )
        columns = rf"@{{}}{columns}@{{}}"
        counter = self._counter(table)
        if long:
            yield rf"{counter}{{{TYPE[setting.size]}"
            yield rf"\begin{{longtable}}[l]{{{columns}}}"
            yield rf"{self._caption(table)}\\ \toprule {head}\\ \midrule\endfirsthead"
            yield rf"\toprule {head}\\ \midrule\endhead \bottomrule\endfoot"
        else:
            yield rf"\begin{{whole}}{counter}{self._caption(table, 'table')}"
            yield rf"{TYPE[setting.size]}\begin{{tabular}}{{{columns}}}"
            yield rf"\toprule {head}\\ \midrule"
        for row in table.rows:
            yield self._row(row, table, setting.width) + r"\\"
        end = r"\end{longtable}}" if long else r"\bottomrule\end{tabular}"
        yield end + note + (r"\medskip" if long else r"\end{whole}")

    def _row(self, row: Row, table: Table, width: float) -> str:
        if row.role == "group":
            across = rf"\textbf{{\textit{{{tex(row.heading)}}}}}"
            wide = rf"@{{}}>{{\raggedright\arraybackslash}}p{{{width:.2f}cm}}@{{}}"
            return rf"\multicolumn{{{len(table.columns)}}}{{{wide}}}{{{across}}}"
        if row.role == "head":
            heads = table.shown(row, self.document.language)
            return self._cells(list(map(tex, heads)), bold=True)
        return self._cells(
            [
                rf"\cell{{\textcolor{{gray}}{{{tex(text)}}}}}"
                if column.key in row.faint
                else self._led(text)
                if column.kind == "text"
                else rf"\cell{{{tex(text)}}}"
                for text, column in zip(
                    table.shown(row, self.document.language), table.columns, strict=True
                )
            ]
        )

    def _cells(self, texts: list[str], *, bold: bool = False) -> str:
        # a bracket or a star at the beginning would be an option of the line before
        return r"\relax " + " & ".join(rf"\textbf{{{t}}}" if bold and t else t for t in texts)

    def _note(self, table: Table) -> str:
        if not table.notes:
            return ""
        said = " ".join(self._led(note) for note in table.notes)
        return rf"\tablenote{{{tex(self.document.words['note'])}}}{{{said}}}"

    def _figure(self, figure: Figure, *, turned: bool) -> Iterator[str]:
        place = f"figures/{self.document.name}-{_key(figure.id)}{self.suffix}"
        place = place.replace(".", "-") + ".png"
        self.pictures[place] = figure.png
        room = r"width=\linewidth" + (
            r",height=.6\textheight" if turned else ",height=.8\\textheight"
        )
        graphic = rf"\includegraphics[{room},keepaspectratio]{{{place}}}"
        yield rf"\begin{{whole}}{self._counter(figure)}{graphic}"
        yield rf"{self._caption(figure, 'figure')}\end{{whole}}"


def _column(column: Head, room: float) -> str:
    """How a column is set: in its width, numbers to the right."""
    side = "right" if column.kind == "text" else "left"
    return rf">{{\ragged{side}\arraybackslash\hspace{{0pt}}}}p{{{max(0.3, room):.2f}cm}}"


def _key(*names: str) -> str:
    """A name LaTeX takes as one."""
    return re.sub(r"[^A-Za-z0-9:-]", "-", "-".join(names))


renderers("tex")(Renderer(write, draws="png", documents=("article", "supplement")))
