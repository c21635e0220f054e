"""What must come of each export of ``../shared/cases/intake`` when it is ingested."""

from __future__ import annotations

from collections.abc import Callable

from cases.came import REFUSED, Came

CHECKS: dict[str, tuple[str, Callable[[Came], None]]] = {}


def case(expected: str):
    """Name of the folder, and what should come, beside the check."""

    def keep(check):
        CHECKS[check.__name__] = (expected, check)
        return check

    return keep


def refused(came: Came) -> bool:
    return came.status in REFUSED and came.n == 0


# ------------------------------------------------------------- names, codes, cells
@case("A1 beside D4, N0 is no code 1: refused, aliases asked for")
def a_codes_guessed(came):
    assert refused(came)
    assert came.says("alias")


@case("q1_1 from Q1_1; Q11 is another question")
def code_collision_refused(came):
    assert came.status == 0
    assert came.values("q1_1", "q1_2") == [(5, 4), (5, 5)]


@case("Q11 is not q1_1, which is absent and named")
def code_collision_underscore(came):
    assert came.status == 0
    assert came.values("q1_1", "q1_2", "q1_3") == [(None, 3, 3), (None, 4, 4), (None, 5, 4)]
    assert came.says("q1_1")


@case("four ways to write an apostrophe are one")
def curly_quotes(came):
    assert came.status == 0
    assert came.values("i1") == [(1,), (1,), (1,), (2,)]


@case("dual scale array matched")
def dual_scale(came):
    assert came.status == 0
    assert came.values("i1", "i2") == [(4, 3)]


@case("one of two equal headings kept, or a refusal that names them")
def duplicate_headings_fix_followed(came):
    one_of_two = came.values("i1") in ([(2,), (4,)], [(3,), (4,)])
    assert one_of_two or (refused(came) and came.says("How often do you do this?"))


@case("4,0 and 4,00 are code 4")
def french_float_codes(came):
    assert came.status == 0
    assert came.values("i1", "i2") == [(3, 4), (4, 4), (4, 5)]


@case("NA and N/A are missing; the words for others name missing_strings")
def na_answers(came):
    assert came.status == 0
    assert came.values("i1", "i2") == [(4, 4), (None, 3), (None, 4), (None, 4)]
    assert came.says("missing_strings")


@case("-99, 99, 999 set aside as probable missing codes, with the hint")
def negative_99_codes(came):
    assert came.status == 0
    assert came.values("i1", "i2") == [(3, None), (5, None), (None, 4), (None, 4)]
    assert came.says("missing_codes")
    assert came.says("-99")


@case("-2.5 is a value where no bound is declared")
def negative_number(came):
    assert came.status == 0
    assert came.values("i1", "change") == [(4, -2.5), (4, 3)]


@case("bare numbers and labelled ends in one column: seven answers")
def mixed_endpoints(came):
    assert came.status == 0
    assert came.values("i1") == [(1,), (2,), (3,), (3,), (4,), (4,), (5,)]


@case("a 0 to 10 column is refused, not half used")
def other_scale_half_used(came):
    assert {one for (one,) in came.values("i1")} <= {None}
    assert refused(came) or (came.status == 0 and came.n == 8)
    assert came.says("i1")


@case("Mac accents read, or refused by name")
def mac_roman(came):
    right = came.values("i1", "i2") == [(1, 2), (2, 1)]
    assert right or (refused(came) and came.says("mac"))


@case("1 of 20 items: another survey, refused or asked")
def questionnaire_other_survey(came):
    assert refused(came)


@case("; between cells, decimal commas; rows with more cells set aside or whole")
def semicolon_ragged_sniff(came):
    assert came.status == 0
    found = {years for *_, years in came.values("i1", "i2", "anc")}
    assert {3.5, 5.25} <= found <= {3.5, 4.5, 5.25}


@case("BOM, no-break blanks, blanks and case; blank rows at the end not counted")
def tidy_text_cleanup(came):
    assert came.status == 0
    assert came.values("i1", "i2") == [(4, 3), (4, 5)]
    assert came.rows == [(2, 2, 0)]


@case("the row that was cut off is set aside, and said")
def truncated_last_row(came):
    assert came.status == 0
    assert came.values("i1", "i2") == [(4, 3), (4, 3)]
    assert came.rows == [(3, 2, 1)]
    assert came.says("row 3")


@case("UTF-16 read")
def utf16_excel_text(came):
    assert came.status == 0
    assert came.values("i1", "i2") == [(4, 3)]


# -------------------------------------------------------------------------- people
@case("007 and 7: recognised, or reported before anything is stored")
def ids_lost_zeros(came):
    assert came.n in (0, 2, 3)
    if came.n == 3:
        assert came.values("i1", "i2") == [(3, 2), (4, 2), (4, 4)]
    else:
        assert 65 in came.statuses
    assert came.says("zero", "'id'", "identifier")


@case("code and text headings as code headings: 1 complete, 1 partial, 1 duplicate")
def ls_code_and_text_leads(came):
    assert came.status == 0
    assert came.values("i1", "i2") == [(2, None), (3, 4)]
    assert sorted(came.responses.complete) == [False, True]
    assert came.rows == [(3, 2, 1)]
    assert set(came.responses.groups["lang"]) == {"en"}


@case("the later answer by date counts, not the lower row")
def newest_first_duplicates(came):
    assert came.status == 0
    assert came.values("i1", "i2") == [(4, 4), (5, 4)]


@case("complete beats partial, whatever the order of the files")
def older_partial_after_complete(came):
    assert came.status == 0
    assert came.values("i1", "i2") == [(4, 4)]
    assert came.responses.complete.all()


@case("collector number, date and a question on phones: no false alarm")
def phone_warning_on_ids(came):
    assert came.status == 0
    assert came.values("i1", "i2") == [(3, 4), (4, 4)]
    assert not came.says("personal data")


@case("previews are nobody, Finished = 0 is partial")
def qualtrics_advice_followed(came):
    assert came.status == 0
    assert came.values("i1", "i2") == [(4, 2), (5, None)]
    assert sorted(came.responses.complete) == [False, True]


@case("a longer download of the same sheet: 3 people, or refused with a word; never 5")
def same_row_twice_no_id(came):
    if came.n == 3:
        assert came.values("i1", "i2") == [(3, 3), (3, 4), (4, 4)]
    else:
        assert came.n in (0, 2)
        assert 65 in came.statuses


@case("12 people, or a refusal that names where the quote opened")
def stray_quote_swallows_rows(came):
    assert came.n == 12 or (refused(came) and came.says("row 3", "line 4"))


# -------------------------------------------- of later issues: refused, or right
@case("(later) Kobo group prefix: refused, or u1 once with the later answer")
def kobo_group_prefix(came):
    assert refused(came) or came.values("i1", "i2") == [(2, 3)]


@case("(later) several options in a cell: refused")
def multiselect_commas(came):
    assert refused(came) or came.values("i1", "i2") == [(4, 4)]


@case("(later) VV export: refused, or A4 by declaration only and i2 not shown")
def vv_codes_only(came):
    assert refused(came)


@case("(later) a reworded heading is absent and said, never another item")
def reworded_between_waves(came):
    assert refused(came) or came.values("i1", "i2") in ([(4, 4), (None, 4)], [(4, 4), (4, 4)])
    assert came.says("i1")


@case("(later) an encoding that is named: taken, or refused by name")
def one_mojibake_comment_encoding_named(came):
    assert refused(came) or came.values("i1", "i2") == [(3, 4), (4, 4)]


@case("(later) a band turned into a date is no band; said")
def excel_dates_in_bands(came):
    assert refused(came) or came.values("size") in (
        [(2,), (None,), (None,), (None,)],
        [(None,), (None,), (None,), (None,)],
    )
    assert came.says("size")


@case("(later) 39 people stored; an empty report is for a later issue")
def own_questionnaire_empty_report(came):
    assert came.values("i1", "i2") == [(4, 3)] * 39
