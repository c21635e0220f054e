"""Bytes: read as what they are, named, or refused with the way out."""

import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.encoding import decode

TEXT = "id;é;ç\n1;Très bien;Hélas\n"


def refused(data, code, **named):
    with pytest.raises(CpsurveyError) as caught:
        decode(data, named=named.get("named"), where="x.csv")
    assert caught.value.code == code
    return caught.value


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("utf-32-le", "utf-32-le"),
        ("cp1252", "cp1252"),
    ],
)
def test_encodings_that_are_found(encoding, name):
    assert decode(TEXT.encode(encoding), named=None, where="x") == (TEXT, name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("named", [None, "same"])
def test_zero_bytes_are_no_text_after_a_byte_order_mark_either(encoding, named):
    data = "id,i1\n1,4\x00\n2,5\n".encode(encoding)
    refused(data, "CPS104", named=encoding if named else None)


@pytest.mark.parametrize("text", ["Téléphone;Équipe", "Équipe", "Très souvent", "Ça va"])
def test_an_old_macintosh_is_hinted_at_and_read_when_named(text):
    data = f"id;{text}\n1;4\n".encode("mac_roman")
    assert "mac_roman" in refused(data, "CPS102").fix
    assert text in decode(data, named="mac_roman", where="x")[0]


@pytest.mark.parametrize("text", ["“quoted” – don’t… œuvre €", "Žiga škoda", "naïve café"])
def test_windows_text_is_not_taken_for_a_macintosh(text):
    assert decode(text.encode("cp1252"), named=None, where="x") == (text, "cp1252")


@pytest.mark.parametrize("text", ["IRMÃ…", "MANHû", "AMANHÃ »", "ĐÃ…", "Ã de NÃO"])
def test_words_in_capitals_are_no_broken_accents(text):
    assert decode(text.encode(), named=None, where="x")[0] == text


@pytest.mark.parametrize("name", ["rot13", "hex", "nope", "no\0pe", "idna"])
def test_names_that_are_no_encoding_of_a_file(name):
    refused("é".encode() * 80, "CPS102", named=name)


# --------------------------------------------------- a few damaged bytes, through a study
def test_a_damaged_byte_in_a_free_text_is_told_and_nothing_else_suffers(ask):
    text = "respondent_id,i1,i2,notes\n1,Agree,Neutral,été\n2,Agree,Agree,caf?\n".encode()
    batch = ask(text.replace(b"caf?", b"caf\xe9"))
    assert batch.frame["i1"].tolist() == [4, 4]
    (found,) = [one for one in batch.findings if one.rule == "damaged_text"]
    assert "line 3" in found.where


def test_a_damaged_byte_in_who_answered_is_refused(ask):
    text = "respondent_id,i1,i2,notes\n?1,Agree,Neutral,été\n".encode().replace(b"?", b"\xe9")
    with pytest.raises(CpsurveyError) as caught:
        ask(text)
    assert (caught.value.code, caught.value.where) == ("CPS102", "x.csv:2")


def test_broken_accents_warn_in_texts_and_refuse_in_headings_when_named(ask):
    text = "respondent_id,i1,i2,{}\n1,Agree,Neutral,{}\n"
    batch = ask(text.format("notes", "Ã©tÃ©"), encoding="utf-8")
    assert "mojibake" in {one.rule for one in batch.findings}
    with pytest.raises(CpsurveyError) as caught:
        ask(text.format("Ã©quipe", "x"), encoding="utf-8")
    assert caught.value.code == "CPS103"
