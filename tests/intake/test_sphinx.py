"""Le Sphinx, as its manuals describe it."""

ITEMS = [
    "{id: q1, label: {en: q1}, text: {en: Je partage mes astuces}}",
    "{id: q2, label: {en: q2}, text: {en: Je garde}}",
]
KEYS = "CLE;DATE_SAISIE;DATE_ENREG;TEMPS_SAISIE;LANGUE"
ROW = "1;13/11/2026 09:03:11;13/11/2026 09:09:02;5,85;FR;4;2\n"


def test_keys_and_numbered_headings(ask):
    batch = ask(f"{KEYS};1. Je partage mes astuces;2. Je garde\n{ROW}", items=ITEMS)
    assert batch.info.reader == "sphinx"
    assert [int(batch.frame[name][0]) for name in ("q1", "q2")] == [4, 2]
    head = batch.heads[0]
    assert (head.respondent, head.submitted, head.language) == ("1", "2026-11-13", "fr")
    assert any("no real file was seen" in line for line in batch.info.evidence)


def test_a_spreadsheet_with_a_key_is_none(ask):
    assert ask("CLE;LANGUE;q1;q2\n1;FR;4;2\n", items=ITEMS).info.reader == "csv"
