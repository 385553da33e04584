"""`allocator compare`: what another plan does to a first one."""

from pathlib import Path

import click

import allocator as al
from allocator import report
from allocator.cli.failures import MOST
from allocator.cli.given import told_broken
from allocator.cli.worded import Talk, command
from allocator.text import Text

_WORDS = Text(
    "Viser hva planen OTHER gjør med planen PLAN: hvem som får plass, mister plassen eller flytter, hvert mål før og nå, reisetid, og hvor "
    "fullt det er hos institusjoner og kommuner. Begge er mapper som er lagret med «solve -o» eller «whatif -o».",
    "Shows what the plan OTHER does to the plan PLAN: who gains a place, loses one or moves, every goal before and now, journeys, and how "
    "full institutions and municipalities are. Both are folders saved by “solve -o” or “whatif -o”.",
)


@command(
    click.Argument(["plan"], type=click.Path(path_type=Path)),
    click.Argument(["other"], type=click.Path(path_type=Path)),
    words=_WORDS,
    example="allocator compare plan plans/more-places-in-senja",
)
def compare(talk: Talk, plan: Path, other: Path) -> None:
    """Opens both, compares, prints."""
    first, second = al.open_plan(plan), al.open_plan(other)
    broken = {"plan_breaks": told_broken(first, plan, talk), "other_breaks": told_broken(second, other, talk)}
    comparison = al.compare(first, second)
    values = {"plan": str(plan), "other": str(other), **broken, **comparison.as_json(talk.lang)}
    talk.result("allocator.compare/1", values, report.comparison_text(comparison, talk.lang, MOST))


command = compare
