"""`allocator shortfall`: which needs want more than there is, and what they share."""

import click

import allocator as al
from allocator.cli.worded import Talk, command
from allocator.text import Text

_WORDS = Text(
    "Forteller hvorfor så mange står uten plass i planen PLAN: hvilke behov som til sammen vil ha mer enn det er rom til, og hva de deler. Det er "
    "bevist ved telling.",
    "Tells why so many stand without a place in the plan PLAN: which needs together want more than there is room for, and what they share. It is "
    "proved by counting.",
)


@command(click.Argument(["plan"], type=click.Path()), words=_WORDS, example="allocator shortfall plan")
def shortfall(talk: Talk, plan: str) -> None:
    """Prints the certificate."""
    opened = al.open_plan(plan)
    found = al.shortfall(opened.problem, opened)
    talk.result("allocator.shortfall/1", {"plan": plan, **found.as_json(talk.lang)}, found.say(talk.lang))


command = shortfall
