"""What people open for data/midt-troms, in both languages, is as it was: `pytest --golden tests/report/test_golden.py` writes it anew.

A change here is what a user sees differently: read the diff, and say it in the commit.
"""

from pathlib import Path

import pytest

import allocator as al
from allocator.report import Reader, Wanted, report_files
from tests.report.told import told

GOLDEN = Path(__file__).parent.parent / "golden" / "midt-troms"
SHOWN = (
    "report.html", "coordinators/Balsfjord-og-Karlsøy.xlsx", "returns/Balsfjord-og-Karlsøy.xlsx", "institutions/VID.xlsx",
    "supervisors/Balsfjord-og-Karlsøy.xlsx", "letters/VID/S047.txt", "letters/VID/S048.html", "calendars/students/S047.ics",
    "indicators/needs.csv", "indicators/municipalities.csv", "indicators/dictionary.csv",
)  # fmt: skip
PUBLIC = ("report.html", "indicators/municipalities.csv")
VERSIONS = ("Versjoner", "Versions")


@pytest.fixture(scope="module")
def plan() -> al.Plan:
    return al.solve(al.load("data/midt-troms"))


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize(("reader", "names"), [(Reader(), SHOWN), (Reader("public"), PUBLIC)], ids=["planner", "public"])
def test_what_people_see_is_as_it_was(plan, reader, names, lang, request):
    files = report_files(plan, Wanted(reader, lang, rate=1000.0))
    for name in names:
        said = "".join(line for line in told(name, files[name]).splitlines(keepends=True) if not line.startswith(VERSIONS))
        path = GOLDEN / lang / reader.kind / f"{name}.txt"
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(said, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == said, name
