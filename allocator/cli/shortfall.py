"""`allocator shortfall`: which needs want more than there is, and what they share."""

import click

import allocator as al
from allocator.cli.worded import Option, Talk, command
from allocator.text import Text

_WORDS = Text(
    "Forteller hvorfor så mange står uten plass i planen PLAN: hvilke behov som til sammen vil ha mer enn det er rom til, og hva de deler, "
    "bevist ved telling; og den billigste reparasjonen: plasser, veiledere, attester, avtaler, perioder og minutter, løst på nytt.",
    "Tells why so many stand without a place in the plan PLAN: which needs together want more than there is room for, and what they share, proved "
    "by counting; and the cheapest repair: places, supervisors, documents, agreements, windows and minutes, solved again.",
)
_NO_REPAIR = Text("Leter ikke etter den billigste reparasjonen.", "Does not look for the cheapest repair.")


@command(
    click.Argument(["plan"], type=click.Path()),
    Option(["--no-repair"], is_flag=True, words=_NO_REPAIR),
    words=_WORDS,
    example="allocator shortfall plan",
)
def shortfall(talk: Talk, plan: str, *, no_repair: bool) -> None:
    """Prints the certificate, and the repair."""
    opened = al.open_plan(plan)
    found = al.shortfall(opened.problem, opened)
    repair = None if no_repair or not found.unplaced else al.repair(opened.problem, opened)
    values = {"plan": plan, **found.as_json(talk.lang), "repair": repair.as_json(talk.lang) if repair else None}
    talk.result("allocator.shortfall/1", values, "\n\n".join([found.say(talk.lang), *([repair.say(talk.lang)] if repair else [])]))


command = shortfall
