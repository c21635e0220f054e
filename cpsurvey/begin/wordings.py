"""Answers that are known to go from less to more, in the words that forms use.

One line is one way to word a scale, from its low end to its high one: ``|`` stands between
points, ``/`` between words for the same point, ``*`` for words that all points share
("very *": very satisfied, very important). ``~`` before a line says that its ends mirror each
other: where one was used, the other was offered too. A line after ``fr:`` is French.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from cpsurvey.intake.words import words

_LINES = """
en:
~ strongly disagree/disagree strongly/completely disagree/totally disagree/fully disagree | disagree/disagree mostly/mostly disagree/generally disagree/tend to disagree | somewhat disagree/slightly disagree/disagree somewhat/rather disagree/disagree slightly/moderately disagree | neither agree nor disagree/neither agree or disagree/neither disagree nor agree/neutral/undecided/neither/neither nor/unsure/no opinion | somewhat agree/slightly agree/agree somewhat/rather agree/agree slightly/moderately agree | agree/agree mostly/mostly agree/generally agree/tend to agree | strongly agree/agree strongly/completely agree/totally agree/fully agree
never/not at all/at no time | almost never/very rarely/hardly ever/nearly never/once or twice | rarely/seldom/a few times | occasionally/once in a while | sometimes/now and then/some of the time/about half the time/half the time | regularly | often/frequently/much of the time | usually/mostly/most of the time/very often/very frequently | almost always/nearly always | always/all of the time/all the time/constantly/every time
never | less than once a year/less than yearly | once a year/yearly/annually/every year | a few times a year/several times a year | once a quarter/quarterly | less than monthly/less than once a month | once a month/monthly/every month/once a month or less/about once a month | a few times a month/several times a month/2-3 times a month/two or three times a month | once a week/weekly/every week/about once a week | a few times a week/several times a week/2-3 times a week/two or three times a week | once a day/daily/every day/about once a day | several times a day/more than once a day/many times a day
~ very dissatisfied/extremely dissatisfied/completely dissatisfied/very unsatisfied | dissatisfied/unsatisfied | somewhat dissatisfied/slightly dissatisfied/rather dissatisfied | neither satisfied nor dissatisfied/neutral/neither | somewhat satisfied/slightly satisfied/rather satisfied/fairly satisfied | satisfied | very satisfied/extremely satisfied/completely satisfied
~ very unlikely/extremely unlikely | unlikely | somewhat unlikely/slightly unlikely/rather unlikely | neither likely nor unlikely/neutral/neither/undecided | somewhat likely/slightly likely/rather likely | likely | very likely/extremely likely
~ definitely not/certainly not/definitely no | probably not/probably no | unsure/maybe/perhaps/might or might not/undecided | probably yes/probably | definitely/definitely yes/certainly
~ very difficult/extremely difficult/very hard | difficult/hard | somewhat difficult/rather difficult | neither easy nor difficult/neutral/neither | somewhat easy/rather easy | easy | very easy/extremely easy
~ very poor/very bad/terrible | poor/bad | below average | fair/average/acceptable/ok/neither good nor bad/neutral | above average | good | very good | excellent/outstanding
~ very low/extremely low | low | medium/moderate/average/neither high nor low | high | very high/extremely high
~ much worse | worse/somewhat worse/a little worse | about the same/the same/no change/neither better nor worse/unchanged | better/somewhat better/a little better | much better
~ much less/a lot less | less/somewhat less/a little less | about the same/the same/as much | more/somewhat more/a little more | much more/a lot more
~ very untrue of me | untrue of me | somewhat untrue of me | neutral | somewhat true of me | true of me | very true of me
not at all like me | not much like me | somewhat like me | mostly like me/like me | very much like me
not at all true/never true | rarely true/hardly true | sometimes true/slightly true | moderately true/often true | very true/exactly true/almost always true/always true
not */not at all */not * at all/completely un*/un* | not very */not so */hardly */of little * | slightly */a little */a bit */minimally * | somewhat */fairly */moderately */quite */rather * | * | very */mostly *| extremely */highly */absolutely */completely */totally */exceptionally *
not at all/none/none at all/nothing/no/to no extent | very little/hardly/hardly at all/to a very small extent/very slightly | a little/slightly/a little bit/to a small extent/to a little extent/a bit/a few/minimally | somewhat/moderately/some/to some extent/to a moderate extent/partly/a moderate amount/in part | quite a bit/a lot/quite a lot/mostly/to a great extent/to a large extent/considerably/largely/many/quite/much | very much/extremely/completely/a great deal/to a very great extent/to a very large extent/entirely/fully/all/totally/very/most
beginner/novice/basic | elementary | intermediate/competent | advanced/proficient | expert/fluent/native
no formal education/none | primary/primary school/elementary school | some high school/some secondary school/less than high school/less than high school degree | high school/secondary school/high school degree/high school diploma/secondary | some college/some college or associate degree/some university | associate degree/college/vocational training | bachelor degree/bachelor's degree/bachelor/undergraduate degree | master degree/master's degree/master/graduate degree/postgraduate degree | doctorate/phd/doctoral degree/professional degree
xs/extra small | s/small | m/medium | l/large | xl/extra large
fr:
~ pas du tout d'accord/tout à fait en désaccord/fortement en désaccord/totalement en désaccord/absolument pas d'accord/totalement pas d'accord/complètement en désaccord/très en désaccord/entièrement en désaccord | pas d'accord/en désaccord/désaccord/pas vraiment d'accord | plutôt pas d'accord/plutôt en désaccord/un peu en désaccord/légèrement en désaccord/peu d'accord/assez en désaccord | ni d'accord ni pas d'accord/ni en accord ni en désaccord/ni d'accord, ni pas d'accord/ni d'accord ni en désaccord/ni pas d'accord ni d'accord/ni en désaccord ni d'accord/ni l'un ni l'autre/neutre/indécis/sans opinion/ni d'accord, ni en désaccord/moyennement d'accord | plutôt d'accord/un peu d'accord/légèrement d'accord/plutôt en accord/assez d'accord | d'accord/en accord/accord | tout à fait d'accord/totalement d'accord/fortement d'accord/entièrement d'accord/complètement d'accord/tout à fait en accord/très d'accord/fortement en accord/totalement en accord
jamais/pas du tout | presque jamais/très rarement/quasiment jamais | rarement/peu souvent | occasionnellement/de temps en temps/à l'occasion | parfois/quelquefois/quelques fois | régulièrement/assez souvent | souvent/fréquemment | très souvent/la plupart du temps/le plus souvent/généralement/très fréquemment | presque toujours | toujours/tout le temps/constamment/en permanence/à chaque fois
jamais | moins d'une fois par an | une fois par an/chaque année/une fois l'an | quelques fois par an/plusieurs fois par an | une fois par trimestre | moins d'une fois par mois | une fois par mois/chaque mois/mensuellement/tous les mois | quelques fois par mois/plusieurs fois par mois/2 à 3 fois par mois | une fois par semaine/chaque semaine/hebdomadaire/toutes les semaines | quelques fois par semaine/plusieurs fois par semaine/2 à 3 fois par semaine | une fois par jour/chaque jour/quotidiennement/tous les jours | plusieurs fois par jour
~ très insatisfait/pas du tout satisfait/très mécontent | insatisfait/pas satisfait/mécontent | plutôt insatisfait/plutôt pas satisfait/peu satisfait | ni satisfait ni insatisfait/neutre/moyennement satisfait | plutôt satisfait/assez satisfait | satisfait | très satisfait/tout à fait satisfait/entièrement satisfait
~ très insatisfaite/pas du tout satisfaite | insatisfaite/pas satisfaite | plutôt insatisfaite/plutôt pas satisfaite/peu satisfaite | ni satisfaite ni insatisfaite/neutre | plutôt satisfaite/assez satisfaite | satisfaite | très satisfaite/tout à fait satisfaite
~ très improbable/pas du tout probable | improbable/peu probable | plutôt improbable | ni probable ni improbable/neutre | plutôt probable/assez probable | probable | très probable
~ certainement pas/sûrement pas/certainement non | probablement pas/probablement non | peut-être/indécis | probablement/probablement oui | certainement/certainement oui/sûrement
~ très difficile | difficile | plutôt difficile/assez difficile | ni facile ni difficile/neutre | plutôt facile/assez facile | facile | très facile
~ très mauvais/très mauvaise/très mal | mauvais/mauvaise/mal | passable/moyen/moyenne/correct/ni bon ni mauvais | assez bon/assez bonne/assez bien | bon/bonne/bien | très bon/très bonne/très bien | excellent/excellente
~ très faible | faible | moyen/moyenne/modéré | élevé/élevée/fort/forte | très élevé/très élevée/très fort/très forte
~ beaucoup moins | moins/un peu moins | autant/pareil/la même chose | plus/un peu plus | beaucoup plus
pas du tout */aucunement * | très peu */pas vraiment */pas très * | peu */un peu */légèrement */plutôt pas * | moyennement */modérément */plus ou moins * | assez */plutôt * | * | très */tout à fait *|  extrêmement */complètement *
pas du tout/aucun/aucune/rien/nullement/non | très peu/à peine/presque pas | peu/un peu/légèrement/plutôt non | moyennement/modérément/plus ou moins/partiellement/en partie | assez/plutôt/plutôt oui/pas mal | beaucoup/fortement/largement/en grande partie | énormément/tout à fait/complètement/entièrement/totalement/extrêmement/oui/parfaitement
débutant/débutante | intermédiaire | avancé/avancée/confirmé | expert/experte
sans diplôme/aucun diplôme | brevet/brevet des collèges | cap/bep/cap/bep | bac/baccalauréat | bac+2/bac + 2/dut/bts | bac+3/bac + 3/licence | bac+5/bac + 5/master | bac+8/bac + 8/doctorat
de:
~ stimme überhaupt nicht zu/stimme gar nicht zu/trifft überhaupt nicht zu/trifft gar nicht zu/lehne voll ab/stimme absolut nicht zu | stimme nicht zu/trifft nicht zu/lehne ab | stimme eher nicht zu/trifft eher nicht zu/lehne eher ab/trifft wenig zu | teils teils/teils, teils/teils/teils/teils-teils/weder noch/neutral/unentschieden | stimme eher zu/trifft eher zu | stimme zu/trifft zu/trifft ziemlich zu | stimme voll zu/stimme voll und ganz zu/trifft voll zu/trifft voll und ganz zu/trifft völlig zu/stimme völlig zu
nie/niemals | fast nie/sehr selten | selten | gelegentlich/ab und zu | manchmal/hin und wieder | regelmäßig | oft/häufig | meistens/sehr oft/sehr häufig | fast immer | immer/ständig
~ sehr unzufrieden | unzufrieden | eher unzufrieden | weder zufrieden noch unzufrieden/teils teils/teils/teils/neutral | eher zufrieden | zufrieden | sehr zufrieden
gar nicht/überhaupt nicht | kaum/sehr wenig | wenig/ein wenig/etwas | mittelmäßig/teilweise/mäßig | ziemlich/überwiegend | sehr/stark | sehr stark/äußerst/völlig
es:
~ totalmente en desacuerdo/muy en desacuerdo/completamente en desacuerdo | en desacuerdo | algo en desacuerdo/un poco en desacuerdo/parcialmente en desacuerdo | ni de acuerdo ni en desacuerdo/neutral/indeciso | algo de acuerdo/un poco de acuerdo/parcialmente de acuerdo | de acuerdo | totalmente de acuerdo/muy de acuerdo/completamente de acuerdo
nunca/jamás | casi nunca/muy rara vez | rara vez/raramente/pocas veces | ocasionalmente/de vez en cuando | a veces/algunas veces | a menudo/frecuentemente/con frecuencia/muchas veces | casi siempre/muy a menudo/la mayoría de las veces | siempre
~ muy insatisfecho | insatisfecho | algo insatisfecho | ni satisfecho ni insatisfecho/neutral | algo satisfecho | satisfecho | muy satisfecho
nada/en absoluto | muy poco | poco/un poco | algo/moderadamente/regular | bastante | mucho | muchísimo/totalmente
pt:
~ discordo totalmente/discordo fortemente/discordo completamente | discordo | discordo parcialmente/discordo em parte | não concordo nem discordo/nem concordo nem discordo/neutro/indiferente | concordo parcialmente/concordo em parte | concordo | concordo totalmente/concordo fortemente/concordo completamente
nunca | quase nunca/muito raramente | raramente | ocasionalmente/de vez em quando | às vezes/algumas vezes | frequentemente/muitas vezes/com frequência | quase sempre/muito frequentemente | sempre
~ muito insatisfeito | insatisfeito | nem satisfeito nem insatisfeito/neutro | satisfeito | muito satisfeito
nada/de modo nenhum | muito pouco | pouco/um pouco | moderadamente/mais ou menos | bastante | muito | muitíssimo/totalmente/extremamente
nl:
~ helemaal mee oneens/zeer mee oneens/helemaal niet mee eens/sterk mee oneens/zeer oneens/helemaal oneens | mee oneens/oneens/niet mee eens | enigszins mee oneens/beetje mee oneens/eerder oneens | neutraal/niet mee eens en niet mee oneens/niet eens en niet oneens/noch mee eens noch mee oneens | enigszins mee eens/beetje mee eens/eerder eens | mee eens/eens | helemaal mee eens/zeer mee eens/sterk mee eens/zeer eens/helemaal eens
nooit | bijna nooit/zeer zelden | zelden | af en toe | soms | regelmatig | vaak | meestal/zeer vaak | bijna altijd | altijd
~ zeer ontevreden | ontevreden | neutraal/niet tevreden en niet ontevreden | tevreden | zeer tevreden
helemaal niet | nauwelijks/heel weinig | een beetje/weinig | enigszins/matig | tamelijk/behoorlijk | veel/erg | heel veel/zeer veel/helemaal
"""
_YES = ("yes", "oui", "ja", "sí", "si", "sim", "true", "vrai", "y", "o")
_NO = ("no", "non", "nein", "nee", "não", "false", "faux", "n")


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to word a scale.

    Parameters
    ----------
    points : tuple of tuple of str
        Words of each point, from low to high, in the normal form of words.
    mirrored : bool
        Its ends mirror each other.
    """

    language: str
    points: tuple[tuple[str, ...], ...]
    mirrored: bool

    def known(self, labels: Sequence[str]) -> dict[str, int]:
        """Points of those labels that are words of it."""
        named = _named(self, "")
        return {one: named[_bare(one)] for one in labels if _bare(one) in named}

    def places(self, labels: Sequence[str]) -> dict[str, int] | None:
        """Point of every label, or None where one is no word of it or two are of one point."""
        bare = {label: _bare(label) for label in labels}
        shared = _shared([*bare.values()], self.points) if self._open else ""
        if shared is None:
            return None
        named = _named(self, shared)
        found = {label: named[said] for label, said in bare.items() if said in named}
        if len(found) < len(labels) or len(set(found.values())) < len(found):
            return None
        return found

    @property
    def _open(self) -> bool:
        return any("*" in phrase for phrases in self.points for phrase in phrases)


@lru_cache(maxsize=1024)
def _named(wording: Wording, shared: str) -> dict[str, int]:
    """Phrase, with the shared words filled in -> its point."""
    return {
        _bare(phrase.replace("*", shared)): at
        for at, phrases in enumerate(wording.points)
        for phrase in reversed(phrases)
    }


@lru_cache(maxsize=16_384)
def _bare(phrase: str) -> str:
    """A phrase without the signs that people set or leave out."""
    return " ".join(re.sub(r"[,.;:!?()-]", " ", phrase).split())


@cache
def wordings() -> tuple[Wording, ...]:
    """Every line, those without words to fill in first."""
    found = list(_wordings())
    return tuple(sorted(found, key=lambda one: one._open))


def _wordings() -> Iterator[Wording]:
    language = ""
    for line in _LINES.strip().splitlines():
        if line.endswith(":") and len(line) == 3:
            language = line[:2]
            continue
        mirrored = line.startswith("~")
        points = tuple(
            tuple(words(phrase) for phrase in point.split("/"))
            for point in line.removeprefix("~").split("|")
        )
        yield Wording(language, points, mirrored)


def _shared(labels: Sequence[str], points: Sequence[Sequence[str]]) -> str | None:
    """Words that all labels share beside those of a point: ``satisfied``."""
    patterns = [
        re.compile(re.escape(phrase).replace(r"\*", "(.+)"))
        for phrases in points
        for phrase in phrases
        if phrase != "*"
    ]
    common: set[str] | None = None
    for label in labels:
        fitting = {m[1] for p in patterns if p.groups and (m := p.fullmatch(label))} | {label}
        common = fitting if common is None else common & fitting
    return min(common, key=len) if common else None


def yes_no(labels: Sequence[str]) -> dict[str, int] | None:
    """1 for yes and 0 for no, where the labels are these two."""
    found = {one: 1 if one in _YES else 0 for one in labels if one in _YES or one in _NO}
    return found if len(found) == len(labels) and len(set(found.values())) == 2 else None
