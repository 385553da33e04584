"""Bytes to text, and the delimiter: each encoding, each trap."""

from pathlib import Path

import pytest

from allocator.intake.cells import read
from allocator.intake.sheets import Sheet
from tests.intake.made import put, refused, sole


@pytest.mark.parametrize(
    ("encoding", "noted"),
    [("utf-8", False), ("utf-8-sig", False), ("cp1252", True), ("utf-16", False), ("utf-16-be-bom", False), ("utf-32", False)],
)
def test_each_encoding_gives_the_same_cells(tmp_path: Path, encoding: str, noted: bool) -> None:
    text = "student;kommune\r\nS1;Tromsø\r\nS2;Målselv – «Bærum»\r\n"
    raw = b"\xfe\xff" + text.encode("utf-16-be") if encoding == "utf-16-be-bom" else text.encode(encoding)
    found, faults, notes = read(put(tmp_path, raw), "offers.csv")
    assert faults == []
    assert found == [Sheet("offers.csv", "offers", [["student", "kommune"], ["S1", "Tromsø"], ["S2", "Målselv – «Bærum»"]], [1, 2, 3])]
    assert ["Windows-1252" in note.say("nb") for note in notes] == [True] * noted


def test_sami_letters_are_read_as_utf8_and_never_noted(tmp_path: Path) -> None:
    assert sole(put(tmp_path, "site;name\n1;Kárášjohka\n")).rows[1] == ["1", "Kárášjohka"]


@pytest.mark.parametrize(
    ("raw", "row", "word"),
    [
        ("kommune;navn\nTromsø;Ås\n".encode("mac_roman"), 2, None),  # Å is 0x81, which cp1252 does not have
        ("kommune;antall\nSenja;1\nTromsø;2\n".encode("mac_roman"), 3, "Troms¿"),  # valid as cp1252, but nonsense
        ("kommune;antall\nBærum;2\n".encode("mac_roman"), 2, "B¾rum"),
        ("kommune;antall\nMålselv;2\n".encode("mac_roman"), 2, "MŒlselv"),
        ("kommune;antall\nMålselv;2\n".encode("cp865"), 2, "M†lselv"),
        ("kommune;antall\nSørreisa;2\n".encode("cp865"), 2, "S›rreisa"),
        ("kommune\nTromsø\n".encode() + "Bærum\n".encode("cp1252"), 2, "TromsÃ¸"),  # two files put together
        ("kommune;antall\nSenja;1\x85\n".encode(), 2, "1\x85"),  # a control character that no keyboard has
        (b"\xef\xbb\xbfkommune\nTroms\xf8\n", 2, None),  # says UTF-8, is not
        (b"\xff\xfea\0b", 1, None),  # UTF-16 that ends within a letter
    ],
)
def test_unreadable_letters_are_refused_with_their_line(tmp_path: Path, raw: bytes, row: int, word: str | None) -> None:
    found = refused(put(tmp_path, raw))
    assert (found.code, found.row, found.value) == ("encoding", row, word)
    assert "CSV UTF-8" in found.say("nb")


@pytest.mark.parametrize("word", ["½ stilling", "3¾ år", "«Sør»", "Müller", "§ 5 – merk", "O‘Brien", "¡Olé!", "50 % †", "Æ Ø Å"])
def test_rare_but_right_words_of_cp1252_are_kept(tmp_path: Path, word: str) -> None:
    assert sole(put(tmp_path, f"a;b\n1;{word}\n", encoding="cp1252")).rows[1] == ["1", word]


@pytest.mark.parametrize(("text", "row"), [("a;b\n1;2\n3;\x004\n", 3), ("a;b\r\n\r\n\x00", 3), ("\x00", 1), ("a\rb\r\x00", 3)])
def test_a_nul_is_refused_with_its_line(tmp_path: Path, text: str, row: int) -> None:
    found = refused(put(tmp_path, text))
    assert (found.code, found.row) == ("nul", row)


def test_utf16_without_a_mark_is_refused_as_nul(tmp_path: Path) -> None:
    assert refused(put(tmp_path, "a;b\n".encode("utf-16-le"))).code == "nul"


@pytest.mark.parametrize("raw", [b"", b"\n\r\n", b" \n\t\n", b";;;\n;;;\n", b"\xef\xbb\xbf", b"\xff\xfe", b"sep=;\n", b'"";""\n'])
def test_an_empty_file_is_a_fault(tmp_path: Path, raw: bytes) -> None:
    assert refused(put(tmp_path, raw)).code == "empty"


@pytest.mark.parametrize(
    ("text", "header", "last"),
    [
        ("student;kommune\n1;5501\n", ["student", "kommune"], ["1", "5501"]),
        ("student\tkommune\n1\t5501\n", ["student", "kommune"], ["1", "5501"]),
        ("student,kommune\n1,5501\n", ["student", "kommune"], ["1", "5501"]),
        ("id;lat;lon\n1;68,5;17,25\n2;69,5;18,25\n", ["id", "lat", "lon"], ["2", "69,5", "18,25"]),  # decimal commas
        ("id;lat\n1;68,5\n2;69,5\n", ["id", "lat"], ["2", "69,5"]),
        ("id,a,b\n1,2,3\n4,5,6\n", ["id", "a", "b"], ["4", "5", "6"]),  # commas between figures alone
        ("id,uker\n1,34;35;36\n2,37;38;39\n", ["id", "uker"], ["2", "37;38;39"]),  # lists in cells
        ("id;uker\n1;a,b,c\n2;a,b,c\n", ["id", "uker"], ["2", "a,b,c"]),
        ("id;uker\n1;a, b, c\n2;d, e, f\n", ["id", "uker"], ["2", "d, e, f"]),
        ('id,uker\n1,"34;35;36;37"\n', ["id", "uker"], ["1", "34;35;36;37"]),  # inside quotation marks nothing counts
        ('"id";"a, b","c"\n', ["id", 'a, b,"c"'], ["id", 'a, b,"c"']),
        ("student, kommune, år\n1, 5501, 2\n", ["student", " kommune", " år"], ["1", " 5501", " 2"]),
        ("student, kommune\n", ["student", " kommune"], ["student", " kommune"]),
        ("a;b;c\n", ["a", "b", "c"], ["a", "b", "c"]),
        ("student\n1\n2\n", ["student"], ["2"]),
        ("sep=,\na,b;c\n1,2\n", ["a", "b;c"], ["1", "2"]),
        ("sep=|\r\na|b;c\r\n1|2\r\n", ["a", "b;c"], ["1", "2"]),
        ("\ufeffSEP=\t\na\tb;c;d\n1\t2\n", ["a", "b;c;d"], ["1", "2"]),
    ],
)
def test_the_delimiter_is_that_of_the_header(tmp_path: Path, text: str, header: list[str], last: list[str]) -> None:
    rows = sole(put(tmp_path, text)).rows
    assert (rows[0], rows[-1]) == (header, last)


@pytest.mark.parametrize(
    "heading",
    [
        "Plasser høsten 2026",
        "Liste, laget av Kari, sist endret 3. mai, utkast",
        "Liste,utkast",
        "Liste, laget av Kari\nOppdatert 3. mai, kl. 12",
        "Midt-Troms;;;",
        "\n\nPlasser\n",
        '"Plasser,\nutkast, som vist"',
    ],
)
def test_headings_above_do_not_decide_the_delimiter(tmp_path: Path, heading: str) -> None:
    sheet = sole(put(tmp_path, f"{heading}\ntilbud;sted;uker;plasser\nT1;Senja;34,5;2\nT2;Lenvik;35,5;1\n"))
    assert sheet.rows[-3:] == [["tilbud", "sted", "uker", "plasser"], ["T1", "Senja", "34,5", "2"], ["T2", "Lenvik", "35,5", "1"]]
    lines = heading.count("\n") + 1
    assert sheet.numbers[-3:] == [lines + 1, lines + 2, lines + 3]


def test_a_heading_over_a_header_without_rows(tmp_path: Path) -> None:
    assert sole(put(tmp_path, "Liste, laget av Kari\ntilbud;sted;uker\n")).rows[1] == ["tilbud", "sted", "uker"]
