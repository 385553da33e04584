"""What Excel does to numbers: a lost zero is put back, a lost digit is a fault with its row."""

from pathlib import Path

import pytest

import allocator as al
from allocator.errors import InputError
from tests.acceptance.outcome import where
from tests.intake.made import book
from tests.intake.terms import written

OSLO = {
    "municipalities": "municipality,name,lat,lon\n0301,Oslo,59.91,10.75\n",
    "students": "student,institution,course,home\nS1,UIT,SYK2,0301\n",
    "offers": "offer,site,period,places\nT1,SJH,H1,2\n",
    "agreements": "institution,municipality\nUIT,0301\n",
}


def term(folder: Path, number: int = 987654325, **files: str) -> Path:
    """A term in Oslo whose sites stand in a workbook, where 0301 has become the number 301; the second site has that organisation number."""
    cells = {
        "A1": "Sted", "B1": "Kommunenr", "C1": "Orgnr", "D1": "Praksistyper",
        "A2": "SJH", "B2": 301, "C2": 987654325, "D2": "sykehjem",
        "A3": "BHT", "B3": 301, "C3": number, "D3": "sykehjem",
    }
    book(folder / "steder.xlsx", {"Steder": cells})
    return written(folder, {**OSLO, "sites": None, **files})


def test_301_is_0301(tmp_path: Path) -> None:
    """The sites lie in 0301, the notes say what was put in, and the student is placed there by the agreement with 0301."""
    asked = al.load(term(tmp_path))
    assert set(asked.tables["sites"]["municipality"]) == {"0301"}
    assert any("“301” → “0301”" in note.say("en") for note in asked.notes)
    assert where(asked) == {"S1": "SJH"}


def test_it_is_the_number_that_counts(tmp_path: Path) -> None:
    """With an agreement with another municipality than 0301 the student is not placed."""
    assert where(al.load(term(tmp_path, agreements="institution,municipality\nUIT,5501\n"))) == {}


def test_eight_digits_are_no_organisation_number(tmp_path: Path) -> None:
    """Nine digits are read; with eight nothing is read, and the one fault names the file, row 3 and the column."""
    with pytest.raises(InputError) as caught:
        al.load(term(tmp_path, number=98765432))
    fault, = caught.value.faults
    assert ("steder.xlsx" in fault.file, fault.row, fault.column) == (True, 3, "Orgnr")
    assert "98765432" in fault.say("nb")
