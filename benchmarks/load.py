"""How fast a large term is read and validated, clean and with a thousand faults planted in it.

python -m benchmarks.load            60,000 students, 40,000 offers: the bars are 6 s and 8 s
"""

import random
import tempfile
import time
from pathlib import Path

from allocator.errors import InputError
from allocator.intake.load import figures, load

STUDENTS, OFFERS, SITES, FAULTS = 60_000, 40_000, 5_000, 1_000

Lines = list[list[str]]


def term(students: int = STUDENTS, offers: int = OFFERS, sites: int = SITES, seed: int = 1) -> dict[str, Lines]:
    """A synthetic term, header first, as cells of text."""
    dice = random.Random(seed)
    places = sorted(figures())
    settings = ["sykehjem", "hjemmetjeneste", "sykehus", "psykisk helse"]
    return {
        "periods": [["period", "first_day", "last_day"], ["H1", "17.08.2026", "09.10.2026"], ["H2", "12.10.2026", "04.12.2026"]],
        "institutions": [["institution", "name"], ["UIT", "UiT"], ["NORD", "Nord"]],
        "courses": [
            ["course", "institution", "programme", "profession", "year", "settings", "periods"],
            *([f"{who}-{setting}", who, "sykepleie", "sykepleier", "2", setting, "H1 | H2"] for who in ("UIT", "NORD") for setting in settings),
        ],
        "sites": [
            ["site", "name", "municipality", "settings", "lat", "lon", "ceiling"],
            *([f"ST{one:05}", f"Sted {one}", dice.choice(places), dice.choice(settings), "", "", str(dice.randint(1, 20))] for one in range(sites)),
        ],
        "agreements": [["institution", "municipality"], *([who, place] for who in ("UIT", "NORD") for place in places)],
        "offers": [
            ["offer", "site", "period", "weeks", "places", "status", "answer_by"],
            *(
                [f"T{one:06}", f"ST{dice.randrange(sites):05}", *dice.choice([("H1", ""), ("H2", ""),
                ("", "34-41")]), str(dice.randint(1, 6)), "bekreftet", "01.06.2026"]
                for one in range(offers)
            ),
        ],
        "students": [
            ["student", "institution", "course", "home", "origin", "car", "licence", "study", "accepts_minutes", "Navn"],
            *(
                [f"S{one:06}", who, f"{who}-{dice.choice(settings)}", dice.choice(places), str(dice.randint(8000, 9990)), dice.choice(["ja", "nei", ""]),
                "ja", "heltid", "", "-"]
                for one in range(students)
                for who in [dice.choice(["UIT", "NORD"])]
            ),
        ],
    }


def plant(lines: dict[str, Lines], count: int = FAULTS, seed: int = 2) -> dict[str, Lines]:
    """The term with so many cells spoilt, each in another row and each a fault of its own."""
    dice = random.Random(seed)
    kinds = [("students", "home", "9999"), ("students", "course", "UIT-sykehjm"), ("students", "car", "kanskje"), ("students", "accepts_minutes", "90 min"),
             ("offers", "places", "-2"), ("offers", "site", "ST9999"), ("offers", "answer_by", "31.06.2026"), ("offers", "weeks", "uke 99"),
             ("offers", "status", "bekreftt")]
    spoilt = {name: [list(row) for row in rows] for name, rows in lines.items()}
    free = {name: dice.sample(range(1, len(lines[name])), count) for name in ("students", "offers")}
    for number in range(count):
        table, column, value = kinds[number % len(kinds)]
        row = spoilt[table][free[table].pop()]
        row[spoilt[table][0].index(column)] = value if column != "site" else f"{value}x{number}"
    return spoilt


def write(lines: dict[str, Lines], folder: Path) -> Path:
    """The term as csv files."""
    for name, rows in lines.items():
        (folder / f"{name}.csv").write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    return folder


def main() -> None:
    """Prints seconds (by the clock, and of the processor) for the clean term and for the spoilt one."""
    lines = term()
    with tempfile.TemporaryDirectory() as clean, tempfile.TemporaryDirectory() as spoilt:
        write(lines, Path(clean))
        write(plant(lines), Path(spoilt))
        for name, folder in (("clean", clean), ("spoilt", spoilt)):
            begun, worked = time.perf_counter(), time.process_time()
            try:
                problem = load(folder)
                found = f"{len(problem.tables['students'])} students, {len(problem.tables['offers'])} offers"
            except InputError as error:
                found = f"{len(error.faults)} faults in {len({(one.file, one.row) for one in error.faults})} rows"  # type: ignore[attr-defined]
            print(f"{name}: {time.perf_counter() - begun:.2f} s ({time.process_time() - worked:.2f} s of processor), {found}")


if __name__ == "__main__":
    main()
