"""`allocator values`: what one more and one fewer place is worth, solved again."""

import click

import allocator as al
from allocator.cli.search import stoppable, told_missing
from allocator.cli.worded import Option, Talk, command
from allocator.report import fingerprint
from allocator.text import Text

_WORDS = Text(
    "Viser hva én plass til og én plass færre er verdt i planen PLAN: for hvert tilbud, tak, veilederlag og kvote som er brukt opp, hvor mange flere "
    "eller færre som får plass, og hvor mange minutter reise det gir. Hvert svar er løst på nytt.",
    "Shows what one more and one fewer place is worth in the plan PLAN: for each offer, ceiling, team of supervisors and quota that is used up, how "
    "many more or fewer are placed, and how many minutes of travel it means. Each answer was solved again.",
)
_MOST = Text(
    "Så mange grenser prøves (100), de som flest uten plass trenger, først.",
    "So many bounds are tried (100), those first that most without a place need.",
)
_BOUND = Text("grenser som ikke ble prøvd: {count}", "bounds that were not tried: {count}")


@command(
    click.Argument(["plan"], type=click.Path()),
    Option(["--most"], type=click.IntRange(min=1), metavar="N", default=100, words=_MOST),
    words=_WORDS,
    example="allocator values plan",
)
def values(talk: Talk, plan: str, most: int) -> None:
    """Prints what each bound is worth."""
    opened = al.open_plan(plan)
    found, _ = stoppable(lambda effort: al.values(opened.problem, opened, most=most, effort=effort), talk)
    told_missing([_BOUND.say(talk.lang, count=found.missing)] if found.missing else [], talk, finished=bool(found.worths))
    of = {"plan": plan, "problem": opened.problem.digest(), "placements": fingerprint(opened.placements)}
    talk.result("allocator.values/1", {**of, **found.as_json(talk.lang)}, found.say(talk.lang))


command = values
