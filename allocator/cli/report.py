"""`allocator report`: what each reader opens, written to a folder."""

import sys
from pathlib import Path
from typing import Any

import click

import allocator as al
from allocator.cli.worded import Option, Talk, command, terminal
from allocator.report import (
    FORMATS,
    PARTS,
    Given,
    Reader,
    Wanted,
    in_order,
    pseudonymised,
    read_boundaries,
    read_key,
    read_values,
    report_files,
    save_reports,
    scenes,
)  # fmt: skip
from allocator.report.folder import require_free
from allocator.save import open_scenarios
from allocator.text import Text

_WORDS = Text(
    "Skriver rapportene av planen PLAN til en mappe: siden report.html, en arbeidsbok og et svarskjema for hver koordinator, en arbeidsbok for hver "
    "institusjon, brev og kalendere, oversikt over veiledere, og nøkkeltall. Med --for får du bare det leseren har lov til å se.",
    "Writes the reports of the plan PLAN to a folder: the page report.html, a workbook and a return sheet for each coordinator, a workbook for each "
    "institution, letters and calendars, the supervisors, and indicators. With --for you get only what that reader may see.",
)
_OUT = Text("Mappen rapportene skrives til. Rapporter som ligger der, erstattes.", "The folder to write to. Reports that are there are replaced.")
_FOR = Text(
    "Hvem som skal lese: planner, public, institution:NORD, municipality:5530 eller coordinator:Senja.",
    "Who reads: planner, public, institution:NORD, municipality:5530 or coordinator:Senja.",
)
_ONLY = Text("Bare denne rapporten (kan gjentas).", "Only this report (may be repeated).")
_FORMAT = Text("Bare denne filtypen (kan gjentas).", "Only this kind of file (may be repeated).")
_RATE = Text("Kroner for en studentuke, til betalingsgrunnlaget.", "Kroner for a student-week, for the payment basis.")
_KEY = Text("Fil med en nøkkel: studentene får pseudonymer.", "File with a key: students get pseudonyms.")
_EARLIER = Text(
    "Planen for et tidligere semester (kan gjentas): nøkkeltall og veiledere vises semester for semester.",
    "The plan of an earlier term (may be repeated): indicators and supervisors are shown term by term.",
)
_VALUES = Text(
    "Fil laget med «allocator values PLAN --json»: viser hvilken enhet som har mest igjen for én veileder til.",
    "File made by “allocator values PLAN --json”: shows which unit gains most from one more supervisor.",
)
_SCENARIO = Text(
    "Mappen fra «allocator whatif -o», eller en plan (kan gjentas): vises ved siden av planen på siden.",
    "The folder of “allocator whatif -o”, or a plan (may be repeated): shown beside the plan on the page.",
)
_AREAS = Text(
    "GeoJSON-fil med kommunegrenser (EPSG:4326, egenskapen «kommunenummer»): kartet viser områder i stedet for sirkler.",
    "GeoJSON file of municipal boundaries (EPSG:4326, property “kommunenummer”): the map shows areas instead of circles.",
)
_WRITTEN = Text("{count} filer er skrevet til {folder}.", "{count} files have been written to {folder}.")


@command(
    click.Argument(["plan"], type=click.Path(path_type=Path)),
    Option(["-o", "--output", "folder"], type=click.Path(path_type=Path), metavar="FOLDER", required=True, words=_OUT),
    Option(["--for", "reads"], default="planner", metavar="READER", words=_FOR),
    Option(["--only"], type=click.Choice(PARTS), multiple=True, words=_ONLY),
    Option(["--format", "formats"], type=click.Choice(FORMATS), multiple=True, words=_FORMAT),
    Option(["--rate"], type=click.FloatRange(min=0), metavar="KR", words=_RATE),
    Option(["--key", "key"], type=click.Path(path_type=Path), metavar="FILE", words=_KEY),
    Option(["--earlier"], type=click.Path(path_type=Path), multiple=True, metavar="PLAN", words=_EARLIER),
    Option(["--values", "worths"], type=click.Path(path_type=Path), metavar="FILE", words=_VALUES),
    Option(["--scenario", "beside"], type=click.Path(path_type=Path), multiple=True, metavar="PLANS", words=_SCENARIO),
    Option(["--areas"], type=click.Path(path_type=Path), metavar="FILE", words=_AREAS),
    words=_WORDS,
    example="allocator report plan -o reports\nallocator report plan --for institution:UIT -o to-uit",
)
def report(talk: Talk, plan: Path, folder: Path, key: Path | None, **choice: Any) -> None:
    """Opens the plan, makes the files, writes them whole or not at all."""
    require_free(folder)
    opened = al.open_plan(plan)
    secret = read_key(key) if key else None
    hidden = pseudonymised(opened, secret) if secret else opened
    earlier = [pseudonymised(one, secret) if secret else one for one in map(al.open_plan, choice["earlier"])]
    beside = {name: other for one in choice["beside"] for name, other in open_scenarios(one, opened).items()}
    towns = frozenset(opened.problem.tables["municipalities"]["municipality"])
    given = Given(
        in_order(opened, earlier), read_values(choice["worths"], opened) if choice["worths"] else None, scenes(opened, beside),
        read_boundaries(choice["areas"], towns) if choice["areas"] else {},
    )  # fmt: skip
    wanted = Wanted(Reader.of(choice["reads"], hidden.problem), talk.lang, tuple(choice["only"]), tuple(choice["formats"]), choice["rate"], given)
    files = report_files(hidden, wanted, _told if terminal() else None)
    saved = save_reports(hidden, wanted, files, folder)
    told = {"folder": str(saved), "for": wanted.reader.word, "files": sorted(files)}
    talk.result("allocator.report/1", told, _WRITTEN.say(talk.lang, count=len(files), folder=str(saved)))


def _told(part: str, done: int, of: int) -> None:
    """One line on the terminal, drawn again for each part."""
    sys.stderr.write(f"\r\x1b[K[{'#' * done}{'.' * (of - done)}] {part}" if done < of else "\r\x1b[K")
    sys.stderr.flush()


command = report
