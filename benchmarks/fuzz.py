"""Spoilt input: every file either loads or raises InputError, whatever was done to it, and within five seconds.

python -m benchmarks.fuzz 20000      mutated files; prints what became of them, and stops at the first that breaks the promise
"""

import csv
import io
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from allocator.errors import InputError
from allocator.intake.load import load

SLOWEST = 5.0  # seconds

TERM = {
    "periods.csv": "period,first_day,last_day,weeks\nH1,2026-08-17,2026-10-09,\nH2,12.10.2026,04.12.2026,42-49\n",
    "institusjoner.csv": "Institusjon;Navn\nUIT;UiT Norges arktiske universitet\nNORD;Nord universitet\n",
    "emner.csv": "Emnekode;Institusjon;Studieprogram;Profesjon;Studieår;Praksistyper;Perioder;Attester;Veilederprofesjoner;Veileder studiepoeng\n"
    'SYK2;UIT;sykepleie;sykepleier;2;"sykehjem; hjemmetjeneste";H1 | H2;politiattest;sykepleier;7,5\nVPL1;NORD;vernepleie;vernepleier;1;;H1;;;\n',
    "studenter.csv": "Studenter høsten 2026;;;;;;;;\nStudentnr;Institusjon;Emne;Hjemkommune;Postnr;Bil;Breddegrad;Lengdegrad;Godtar minutter;Ønske 1;Ønske 2\n"
    "S1;UIT;SYK2;5501;9008;ja;;;;SJH;5530\nS2;UIT;SYK2;5530;;nei;69,23;17,98;75;;\nS3;NORD;VPL1;1804;8003;x;;;;1804;\n",
    "steder.csv": "Sted;Navn;Kommune;Praksistype;Overordnet sted;Tak;Orgnr;Stengt\n"
    "SJH;Senja sykehjem;5530;sykehjem;;4;987 654 321;uke 41\nSJH-A;Avdeling A;5530;sykehjem | hjemmetjeneste;SJH;;;\nBHT;Bodø;1804;hjemmetjeneste;;;;\n",
    "tilbud.csv": "Sted;Periode;Uker;Antall plasser;Minst;Status;Svarfrist\n"
    "SJH-A;H1;;2;;bekreftet;01.06.2026\nSJH-A;;34-41;1;1;tilbudt;\nBHT;H2;;1 000;2;forespurt;2026-06-01\n",
    "agreements.csv": "institution\tmunicipality\tsite\tlast_day\nUIT\t5530\t\t2027-12-31\nNORD\t\tBHT\t\n",
    "behov.csv": "Behov;Student;Emne;Progresjonsfare\nN1;S3;VPL1;ja\n",
    "kommuner.csv": "Kommunenr;Navn;Lat;Lon\n301;Oslo;59,91;10,75\n",
    "omrader.csv": "Område;Kommune;Nivå\nNord;5501;primær\nNord;5530;sekundær\n",
    "veiledere.csv": "Veileder;Steder;Profesjon;Studiepoeng;Kapasitet;Fravær\nV1;SJH-A | SJH;sykepleier;15;2;36\n",
    "conflicts.csv": "student,site,reason,ended\nS1,SJH,pårørende,\nS2,BHT,employer,01.02.2026\n",
    "travel.csv": "origin,site,municipality,mode,minutes,km\n9008,SJH,,bil,95,\"120,5\"\n5501,,5530,kollektiv,,\n",
    "locks.csv": "need,site,kind,despite,who,why\nS1,SJH-A,lås,,KG,avtalt\n",
    "housing.csv": "Kommune;Rom;Uker;Leie\n5530;4;34-49;1.250,50\n",
}

BITS = ["", " ", "\x00", "\ufeff", "\u00a0", "æøå", "-1", "99999999999999999999", "1e400", "nan", "inf", "1.234", "31.02.2026", "46265", "50-2",
"2026-W99", "uke 34-", "ja;nei",
        '"', '""', "'", "=1+1", "#DIV/0!", "true", "0", "S1", "SJH", "5501", "|", "a | b", "x" * 5000, "\r", "\n", "\t", ";", ",", "١٢٣", "²", "😀", "𝟛",
        "0301.0", "W34-W41", "000000001"]

Mutation = Callable[[bytes, random.Random], bytes]


def flip(raw: bytes, dice: random.Random) -> bytes:
    """Some bytes become others."""
    made = bytearray(raw)
    for _ in range(dice.randint(1, 8)):
        made[dice.randrange(len(made))] = dice.randrange(256)
    return bytes(made)


def cut(raw: bytes, dice: random.Random) -> bytes:
    """A stretch is lost."""
    first, last = sorted((dice.randrange(len(raw) + 1), dice.randrange(len(raw) + 1)))
    return dice.choice([raw[:first], raw[last:], raw[:first] + raw[last:]])


def doubled(raw: bytes, dice: random.Random) -> bytes:
    """Lines stand twice, or in another order."""
    lines = raw.splitlines(keepends=True)
    dice.shuffle(lines)
    return b"".join(lines) if dice.random() < 0.5 else raw + b"".join(lines)


def encoded(raw: bytes, dice: random.Random) -> bytes:
    """Saved in another character set, or with other ends of lines."""
    text = raw.decode("utf-8", "replace")
    return text.replace("\n", dice.choice(["\n", "\r\n", "\r"])).encode(dice.choice(["cp1252", "utf-16", "utf-16-be", "utf-8-sig", "mac-roman", "cp865",
    "utf-32", "utf-7"]), "replace")


def cells(raw: bytes, dice: random.Random) -> bytes:
    """Cells become something else."""
    text = raw.decode("utf-8", "replace")
    delimiter = max(";\t,", key=text.split("\n")[0].count)
    rows = [line.split(delimiter) for line in text.split("\n")]
    for _ in range(dice.randint(1, 6)):
        row = dice.choice(rows)
        at = dice.randrange(len(row))
        row[at] = dice.choice([dice.choice(BITS), row[at] + dice.choice(BITS), dice.choice(dice.choice(rows)), row[at][::-1]])
    return "\n".join(delimiter.join(row) for row in rows).encode("utf-8", "replace")


def stuffed(raw: bytes, dice: random.Random) -> bytes:
    """Something large or strange is put in."""
    at = dice.randrange(len(raw) + 1)
    stuff = dice.choice([b"\x00" * 9, b"\xff\xfe", b"x" * 200_000, b";" * 3_000, b"\n" * 5_000, b'"', b"PK\x03\x04", "ø".encode() * 999])
    return raw[:at] + stuff + raw[at:]


MUTATIONS: tuple[Mutation, ...] = (flip, cut, doubled, encoded, cells, cells, cells, cells, stuffed)


def workbook(path: Path) -> None:
    """The term as one workbook."""
    with xlsxwriter.Workbook(path) as book:
        for name, text in TERM.items():
            sheet = book.add_worksheet(Path(name).stem)
            delimiter = max(";\t,", key=text.split("\n")[0].count)
            for at, line in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter)):
                for place, cell in enumerate(line):
                    if cell.isdigit():
                        sheet.write_number(at, place, int(cell))
                    else:
                        sheet.write_string(at, place, cell)


def outcome(source: Path) -> tuple[str, float]:
    """"loaded" or "refused", and the seconds it took; anything else that is raised goes on."""
    begun = time.process_time()
    try:
        load(source)
        found = "loaded"
    except InputError as error:
        found = "refused"
        for lang in ("nb", "en"):
            error.say(lang)
    return found, time.process_time() - begun


def run(count: int, seed: int = 1) -> Counter[str]:
    """How many mutated files were loaded and refused. Raises what a load raises, AssertionError if one takes too long; the file is kept."""
    dice = random.Random(seed)
    found: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as place:
        folder, book = Path(place) / "term", Path(place) / "term.xlsx"
        folder.mkdir()
        for name, text in TERM.items():
            (folder / name).write_text(text, encoding="utf-8")
        workbook(book)
        whole = book.read_bytes()
        for number in range(count):
            if number % 10 == 9:
                source, name = book, "term.xlsx"
                raw = dice.choice([flip, cut, stuffed])(whole, dice)
                book.write_bytes(raw)
            else:
                source, name = folder, dice.choice(list(TERM))
                raw = dice.choice(MUTATIONS)(TERM[name].encode(), dice)
                (folder / name).write_bytes(raw)
            try:
                result, seconds = outcome(source)
                assert seconds < SLOWEST, f"{seconds:.1f} s"
            except BaseException:
                kept = Path(tempfile.gettempdir()) / f"fuzz-{seed}-{number}-{name}"
                kept.write_bytes(raw)
                print(f"broken by {kept}", file=sys.stderr)
                raise
            slowest = max(slowest, seconds)
            found[result] += 1
            if source is folder:
                (folder / name).write_text(TERM[name], encoding="utf-8")
    found["slowest, ms"] = round(1000 * slowest)
    return found


if __name__ == "__main__":
    print(dict(run(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)))
