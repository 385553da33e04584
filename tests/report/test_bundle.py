"""Every file of every reader: nobody meets another student, in whatever part of whatever file; no text is run; names are safe."""

import functools
import io
import json
import re
import zipfile

import icalendar
import pytest
from openpyxl import load_workbook

import allocator as al
from allocator.errors import InputError
from allocator.report import FORMATS, PARTS, Reader, Wanted, report_files, save_reports
from allocator.report.bundle import safe
from allocator.report.redaction import readers
from allocator.report.writers import RUNS
from tests.make import problem
from tests.report.readers import others, plan

ALL = readers(plan().problem)
HOSTILE = (
    '=HYPERLINK("http://x.example","a")', "@SUM(1+1)", "+47 77 00 00 00", "-2+3", "</td><script>alert(1)</script>", "a\r\nBEGIN:VEVENT\r\nSUMMARY:b",
    "\u202egnp.exe", "{{ 7*7 }}", "http://x.example",
)  # fmt: skip


@functools.cache
def made(reader: Reader, lang: str = "nb"):
    return report_files(plan(), Wanted(reader, lang, rate=100.0))


def parts(name: str, content: bytes) -> dict[str, bytes]:
    """A workbook's parts, names and contents; another file as it is."""
    if not name.endswith(".xlsx"):
        return {name: content}
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {f"{name}/{one}": book.read(one) for one in book.namelist()}


@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("reader", ALL, ids=lambda one: one.word)
def test_no_part_of_any_file_names_another_student_or_a_decision_by_hand(reader, lang):
    for name, content in made(reader, lang).items():
        for part, raw in parts(name, content).items():
            said = part + raw.decode("utf-8", errors="replace")
            assert not [one for one in others(reader) if one in said], part
            assert "between us" not in said, part
            assert "the planner" not in said, part


@pytest.mark.parametrize("reader", ALL[1:], ids=lambda one: one.word)
def test_a_redacted_edition_holds_neither_the_audit_nor_the_verdict(reader, tmp_path):
    saved = al.open_plan(al.save(plan(), tmp_path / "plan"))
    assert saved.run["audit"]
    wanted = Wanted(reader, rate=100.0)
    out = save_reports(saved, wanted, report_files(saved, wanted), tmp_path / "out")
    written = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert [name for name in written if name.endswith(".json")] == ["run.json"]
    assert set(json.loads(written["run.json"])) == {"schema", "for", "lang", "problem", "files"}
    for name, content in written.items():
        for part, raw in parts(name, content).items():
            said = part + raw.decode("utf-8", errors="replace")
            assert not [one for one in (*others(reader), "between us") if one in said], part


def test_what_each_reader_gets():
    got = {reader.word: sorted({name.partition("/")[0] for name in made(reader)}) for reader in ALL}
    assert got["planner"] == ["calendars", "coordinators", "indicators", "institutions", "letters", "report.html", "returns", "supervisors"]
    assert got["public"] == ["indicators", "report.html"]
    assert got["institution:NORTH"] == ["calendars", "institutions", "letters", "report.html"]
    assert got["municipality:5530"] == got["coordinator:T"] == ["calendars", "coordinators", "report.html", "returns", "supervisors"]


def test_choices_narrow_what_is_made():
    only = report_files(plan(), Wanted(Reader(), only=("letters",), formats=("txt",)))
    assert only
    assert all(name.startswith("letters/") and name.endswith(".txt") for name in only)
    with pytest.raises(InputError):
        report_files(plan(), Wanted(Reader("public"), only=("letters",)))
    assert set(PARTS) >= {"page", "letters"}
    assert {name.rpartition(".")[2] for name in made(Reader())} == set(FORMATS)


def test_the_same_plan_gives_the_same_bytes():
    assert dict(made(Reader())) == dict(report_files(plan(), Wanted(Reader(), "nb", rate=100.0)))


@pytest.mark.parametrize(("name", "expected"), [("a/b: c?", "a-b-c"), ("..", "_"), ("CON", "_CON"), ("nul.txt", "_nul.txt"), ("Øst", "Øst"), ("x" * 200, "x" * 80)])
def test_file_names_are_safe(name, expected):
    assert safe(name) == expected


def test_names_that_become_alike_do_not_overwrite_each_other():
    twice = al.solve(problem(
        students=[{"student": "a b", "course": "c"}, {"student": "a?b", "course": "c"}], needs=[{"need": "A b", "student": "a b"}, {"need": "a?b", "student": "a?b"}],
        offers=[{"site": "A", "places": 2}],
    ))  # fmt: skip
    letters = [name for name in report_files(twice, Wanted(Reader(), only=("letters",), formats=("txt",)))]
    assert len(letters) == 2
    assert len({name.casefold() for name in letters}) == 2


@functools.cache
def hostile(bad: str) -> al.Plan:
    """A plan in which every text that people write is hostile."""
    return al.solve(problem(
        institutions=[{"institution": bad, "name": bad}], courses=[{"course": bad, "programme": bad, "profession": bad, "supervisor_professions": (bad,)}],
        municipalities=[{"municipality": "5501", "name": bad, "county": bad, "coordinator": bad}, {"municipality": "5530", "name": bad}],
        coordinators=[{"coordinator": bad, "name": bad, "email": bad, "phone": bad}], areas=[{"area": bad, "municipality": "5501"}],
        students=[{"student": bad, "course": bad}, {"student": f"{bad}2", "course": bad}, {"student": f"{bad}3", "course": bad}],
        sites=[{"site": bad, "name": bad, "address": bad, "contact": bad, "owner": bad, "settings": (bad,)}, {"site": "B", "municipality": "5530"}],
        offers=[{"offer": bad, "site": bad, "places": 2}], supervisors=[{"supervisor": bad, "sites": (bad,), "profession": bad, "capacity": 2}],
        wishes=[{"student": bad, "rank": 1, "site": bad}], quotas=[{"institution": bad, "area": bad, "most": 5}],
        previous=[{"need": f"{bad}", "offer": bad, "period": "P1"}], needs=[{"need": bad, "student": bad}, {"need": f"{bad}2", "student": f"{bad}2"}, {"need": f"{bad}3", "student": f"{bad}3"}],
    ))  # fmt: skip


@pytest.mark.parametrize("bad", HOSTILE)
def test_no_text_is_run_in_any_file(bad):
    placed = len(hostile(bad).placements)
    assert placed == 2
    for name, content in report_files(hostile(bad), Wanted(Reader(), rate=1.0)).items():
        assert not re.search(r"[^\w./-]", name), name
        kind = name.rpartition(".")[2]
        if kind == "xlsx":
            for part, raw in parts(name, content).items():
                assert not part.endswith((".rels",)) or b"hyperlink" not in raw
                assert b"<f>" not in raw, part
                assert b"<hyperlink" not in raw, part
            assert load_workbook(io.BytesIO(content)).sheetnames
        elif kind == "html":
            assert b"<script" not in content
            assert b"49" not in content or "7*7" not in bad or b"{{ 7*7 }}" in content
        elif kind == "csv":
            cells = re.findall(r'(?:^|,)"?([^",\r\n]+)', content.decode("utf-8-sig"))
            numbers = re.compile(r"-?\d+(\.\d+)?")
            assert not [cell for cell in cells if cell[0] in RUNS and not numbers.fullmatch(cell)], name
        elif kind == "ics":
            events = [one for one in icalendar.Calendar.from_ical(content).walk("VEVENT")]
            assert 1 <= len(events) <= placed
            assert all(len(line) <= 75 for line in content.split(b"\r\n"))


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_a_plan_without_placements_still_has_every_report(lang):
    empty = al.solve(problem(students=[{"student": "s1", "course": "c"}], offers=[], supervisors=[{"supervisor": "v1"}], previous=[]))
    assert empty.placements.empty
    for reader in readers(empty.problem):
        files = report_files(empty, Wanted(reader, lang))
        assert {name.partition("/")[0] for name in files} >= {"report.html"}


def test_a_plan_without_unplaced_still_has_every_report():
    full = al.solve(problem(municipalities=[{"municipality": "5501"}, {"municipality": "5530", "name": "no sites at all"}], sites=[{"site": "A"}]))
    assert full.unplaced.empty
    for reader in readers(full.problem):
        assert report_files(full, Wanted(reader))
