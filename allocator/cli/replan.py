"""`allocator replan`: a published plan after events, with the fewest changes."""

from pathlib import Path
from typing import Any

import click

import allocator as al
from allocator import report
from allocator.cli.failures import MOST
from allocator.cli.given import told_broken
from allocator.cli.search import stoppable, told_missing
from allocator.cli.worded import Option, Talk, command
from allocator.report.folder import create, require_free
from allocator.text import Text

_WORDS = Text(
    "Legger om planen PLAN etter hendelsene i filen EVENTS: en csv eller arbeidsbok med en rad for hver (borte, trukket, sluttet, stengt, "
    "inngått; hvem og hvorfor), eller en .toml med endringer som for whatif. Ingen som er i gang, flyttes uten at plassen faller bort; så "
    "får flest mulig plass; så endres færrest mulig; så kommer målene i policyen. Det som endres og hvorfor, og alt som står, vises.",
    "Mends the plan PLAN after the events of the file EVENTS: a csv or workbook with a row for each (away, withdrawn, left, closed, signed; "
    "who and why), or a .toml of changes as for whatif. Nobody who has begun moves unless the place is lost; then as many as "
    "possible have places; then as few as possible change; then come the goals of the policy. What changes and why, and all that stays, is shown.",
)
_OUT = Text("Mappen den nye planen lagres i.", "The folder to save the new plan in.")
_FROM = Text("Uken det gjelder fra, f.eks. 2026-W36: Ukene før er forbi.", "The week from which on, e.g. 2026-W36: the weeks before it are past.")
_BUDGET = Text("Så mange endringer tillates for å nå målene bedre.", "So many changes are allowed to better the goals.")
_FROZEN = Text("Statuser som ikke flyttes (kan gjentas; vanligvis started).", "Statuses that are not moved (may be repeated; started by default).")
_CURVE = Text("Viser hva flere endringer gir.", "Shows what more changes bring.")
_LIST = Text("En arbeidsbok med alle som endres og alle som står.", "A workbook with all that change and all that stay.")
_LISTED = Text("Alle står i {path}.", "Everybody is listed in {path}.")
_WEEK = Text("«{week}» er ikke en uke. Skriv f.eks. 2026-W36.", "“{week}” is no week. Write e.g. 2026-W36.")
_CURVE_POINTS = Text("resten av kurven", "the rest of the curve")
_SAVED = Text("Lagret i {folder}.", "Saved in {folder}.")
_STATUSES = ("proposed", "notified", "confirmed", "started")


@command(
    click.Argument(["plan"], type=click.Path(path_type=Path)),
    click.Argument(["events"], type=click.Path(path_type=Path)),
    Option(["-o", "--output", "folder"], type=click.Path(path_type=Path), metavar="NEW", words=_OUT),
    Option(["--from", "week"], metavar="WEEK", words=_FROM),
    Option(["--budget"], type=click.IntRange(min=0), metavar="N", words=_BUDGET),
    Option(["--frozen"], type=click.Choice(_STATUSES), multiple=True, words=_FROZEN),
    Option(["--list", "book"], type=click.Path(path_type=Path), metavar="XLSX", words=_LIST),
    Option(["--curve", "more"], is_flag=True, words=_CURVE),
    words=_WORDS,
    example="allocator replan plan hendelser.csv --from 2026-W36 --list endringer.xlsx -o plan-2",
)
def replan(talk: Talk, plan: Path, events: Path, week: str | None, **asked: Any) -> None:
    """Prints what changes and what stays, and saves the new plan."""
    if asked["folder"]:
        require_free(asked["folder"])
    base = al.open_plan(plan)
    setting = _setting(week, asked["frozen"], talk)
    happened = al.read_events(events, base.problem, setting.week)
    broken = told_broken(base, plan, talk)
    found, stopped = stoppable(lambda effort: al.replan(base, happened, setting, budget=asked["budget"], effort=effort), talk)
    text, values = report.replan_text(found, talk.lang, MOST, setting.week), report.replan_json(found, talk.lang)
    if asked["more"]:
        points, cut = ((), True) if stopped else stoppable(lambda effort: al.replan_curve(base, happened, setting, effort=effort), talk)
        told_missing([_CURVE_POINTS.say(talk.lang)] if cut else [], talk, finished=True)
        text, values = f"{text}\n\n{report.curve_text(points, found, talk.lang)}" if points else text, {**values, "curve": report.curve_json(points)}
    if asked["book"]:
        path = create(asked["book"], report.replan_book(found, talk.lang))
        text += f"\n\n{_LISTED.say(talk.lang, path=str(path))}"
    saved = str(al.save(found.plan, asked["folder"], lang=talk.lang)) if asked["folder"] else None
    text += f"\n\n{_SAVED.say(talk.lang, folder=saved)}" if saved else ""
    talk.result("allocator.replan/1", {"plan": str(plan), "from": setting.week, "saved": saved, "base_breaks": broken, **values}, text)


def _setting(week: str | None, frozen: tuple[Any, ...], talk: Talk) -> "al.Setting":
    """What may be done. Refuses a week that is none."""
    try:
        return al.Setting(week=week, frozen=frozen or ("started",), lang=talk.lang)
    except ValueError:
        raise click.UsageError(_WEEK.say(talk.lang, week=week), click.get_current_context()) from None


command = replan
