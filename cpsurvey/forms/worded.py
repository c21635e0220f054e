"""Texts in every language of a questionnaire, and which of them are another's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cpsurvey.forms.form import Form, Texts
from cpsurvey.forms.texts import UNNAMED, one_line


@dataclass(frozen=True, slots=True)
class Worded:
    """Languages of a draft.

    Parameters
    ----------
    default : str
        Its texts stand where another language has none.
    unnamed : str
        Language that texts without a language are taken for.
    assumed : bool
        The file names no language at all.
    """

    languages: tuple[str, ...]
    default: str
    unnamed: str
    assumed: bool

    @staticmethod
    def of(form: Form, language: str | None) -> Worded:
        """Languages of a form; `language` is what is said of texts without one."""
        named = [one for one in form.languages if one != UNNAMED]
        default = form.default_language if form.default_language in named else None
        unnamed = language or default or (named[0] if named else "en")
        if UNNAMED in form.languages and unnamed not in named:
            named.append(unnamed)
        return Worded(
            tuple(dict.fromkeys(named or [unnamed])),
            default or unnamed,
            unnamed,
            not language and form.languages == (UNNAMED,),
        )

    def complete(self, texts: Texts, instead: str) -> tuple[dict[str, str], tuple[str, ...]]:
        """A text in every language, and the languages in which it is another's.

        `instead` stands where there is no text at all.
        """
        said = {key: one_line(text) for key, text in texts.items()}
        own = {key: text for key, text in said.items() if text and key != UNNAMED}
        if there := said.get(UNNAMED):
            own.setdefault(self.unnamed, there)
        ordered = (self.default, *self.languages)
        best = next((own[one] for one in ordered if one in own), None)
        best = best or next(iter(own.values()), one_line(instead) or "?")
        found = {one: own.get(one, best) for one in self.languages}
        missing = [one for one in self.languages if one not in own]
        return found, tuple(missing) if own else ()

    def left_over(self, texts: Texts) -> Sequence[str]:
        """A text without a language that differs from the one of its language."""
        there = texts.get(UNNAMED)
        return [there] if there and texts.get(self.unnamed, there) != there else []
