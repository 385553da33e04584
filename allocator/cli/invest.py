"""`allocator invest`: where more places or training bring the most."""

from pathlib import Path

import click

import allocator as al
from allocator import report
from allocator.cli.given import plan_or_problem
from allocator.cli.search import stoppable, told_missing
from allocator.cli.worded import Option, Talk, command
from allocator.text import Text

_WORDS = Text(
    "Finner hvor --places plasser til, og veilederutdanning til --supervisors veiledere, gir mest etter målene i policyen, og hva hvert "
    "budsjett gir. Alt avgjøres samlet, ikke én ting etter den andre, og løses på nytt før det sies. TERM er et semester eller mappen til en plan.",
    "Finds where --places more places, and supervision education for --supervisors supervisors, bring the most by the goals of the policy, and "
    "what each budget brings. All is decided at once, not one thing after the other, and solved again before it is told. TERM is a term or the "
    "folder of a plan.",
)
_PLACES = Text("Antall plasser det er råd til.", "How many places can be paid for.")
_SUPERVISORS = Text("Antall veiledere som kan få veilederutdanning.", "How many supervisors can be trained.")
_POINTS = Text("Antall budsjetter som prøves, opp til hele.", "How many budgets are tried, up to the whole.")
_NOTHING = Text("Oppgi --places, --supervisors eller begge.", "Name --places, --supervisors or both.")


@command(
    click.Argument(["term"], type=click.Path(path_type=Path)),
    Option(["--places"], type=click.IntRange(min=0), default=0, metavar="N", words=_PLACES),
    Option(["--supervisors"], type=click.IntRange(min=0), default=0, metavar="N", words=_SUPERVISORS),
    Option(["--points"], type=click.IntRange(min=1), default=12, metavar="N", words=_POINTS),
    words=_WORDS,
    example="allocator invest data/midt-troms --places 12 --supervisors 6",
)
def invest(talk: Talk, term: Path, places: int, supervisors: int, points: int) -> None:
    """Decides what to buy, solves it again, prints the curve and the list."""
    if not places and not supervisors:
        raise click.UsageError(_NOTHING.say(talk.lang), click.get_current_context())
    base = plan_or_problem(term)
    found, _ = stoppable(lambda effort: al.invest(base, places=places, supervisors=supervisors, points=points, effort=effort), talk)
    told_missing([str(one) for one in found.missing], talk, finished=len(found.curve) > 1)
    talk.result("allocator.invest/1", {"term": str(term), **found.as_json(talk.lang)}, report.investment_text(found, talk.lang))


command = invest
