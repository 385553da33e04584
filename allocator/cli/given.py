"""What a command is given where either a term or a saved plan will do, and what is said of a plan that no longer holds."""

from pathlib import Path
from typing import Any

import allocator as al
from allocator.cli.worded import Talk
from allocator.report.folder import run_of
from allocator.report.summary import told_breach
from allocator.text import Text

_SHOWN = 5
_BROKEN = Text(
    "Planen {plan} bryter regler som må holdes ({count}). Det som skyldes dem, er ikke en følge av endringene:",
    "The plan {plan} breaks rules that must hold ({count}). What is due to them does not follow from the changes:",
)
_LINE = Text("  {breach}", "  {breach}")
_MORE = Text("  … og {count} til. Alle vises med --json.", "  … and {count} more. --json shows them all.")


def plan_or_problem(where: Path) -> "al.Plan | al.Problem":
    """The plan of a plan's folder, else the problem of a term."""
    return al.open_plan(where) if run_of(where) else al.load(where)


def told_broken(base: "al.Plan | al.Problem", where: Path, talk: Talk) -> list[dict[str, Any]]:
    """What a saved plan breaks of the rules that must hold, as they now are: said on stderr, and given as plain values."""
    if isinstance(base, al.Problem):
        return []
    found = al.check(base.problem, base.placements).of("broken")
    if found:
        talk.say(_BROKEN, plan=str(where), count=len(found))
    for one in found[:_SHOWN]:
        talk.say(_LINE, breach=told_breach(one, talk.lang))
    if len(found) > _SHOWN:
        talk.say(_MORE, count=len(found) - _SHOWN)
    return [{"rule": one.rule, "need": one.need or None, "says": one.say(talk.lang)} for one in found]
