"""`allocator policy`: the order of decision that applies to each institution, in words."""

from pathlib import Path

import click

import allocator as al
from allocator import report
from allocator.cli.worded import Talk, command
from allocator.text import Text

_WORDS = Text(
    "Skriver med ord hvilken rekkefølge som gjelder for hver institusjon i semesteret TERM: hva som må holdes, hva som kan fravikes og hva det "
    "teller, hvilke mål som kommer først, og hva som loves og ikke loves. Teksten kan deles med studentene.",
    "Says in words which order applies to each institution of the term TERM: what must hold, what may be departed from and what that counts, "
    "which goals come first, and what is claimed and what is not. The text can be shared with the students.",
)


@command(click.Argument(["term"], type=click.Path(path_type=Path)), words=_WORDS, example="allocator policy data/midt-troms")
def policy(talk: Talk, term: Path) -> None:
    """Prints the order of each institution."""
    problem = al.load(term)
    values = {"term": str(term), "seed": problem.policy.seed, "orders": report.orders(problem, talk.lang)}
    talk.result("allocator.policy/1", values, report.orders_text(problem, talk.lang))


command = policy
