"""`allocator swap`: a swap tried against every rule, swaps found, or one carried out."""

from pathlib import Path

import click

import allocator as al
from allocator import report
from allocator.cli.failures import FAULTS
from allocator.cli.worded import Option, Talk, command
from allocator.report.folder import require_free
from allocator.text import Text

_WORDS = Text(
    "Prøver om behovene (eller studentene) NEED … i planen PLAN kan bytte plass: Hver overtar plassen til den neste, den siste til den første. "
    "Hele planen kontrolleres etterpå, og regelen som er til hinder, nevnes. Med --find letes det etter bytter alle i dem tjener på. Med "
    "-o lagres planen etter byttet; da må alle ha bekreftet i filen CONFIRMED (kolonner: behov, overtar fra, hvem, hvorfor).",
    "Tries whether the needs (or students) NEED … of the plan PLAN can swap places: each takes the place of the next, the last that of the first. "
    "The whole plan is checked after it, and the rule that stops it is named. With --find swaps are looked for that all in them gain by. With "
    "-o the plan after the swap is saved; then all must have confirmed in the file CONFIRMED (columns: need, takes from, who, why).",
)
_FIND = Text("Leter etter bytter mellom to eller tre som alle tjener på.", "Looks for swaps of two or three that all gain by.")
_CONFIRMED = Text("Filen med bekreftelsene.", "The file with the confirmations.")
_OUT = Text("Mappen planen etter byttet lagres i.", "The folder to save the plan after the swap in.")
_SAVED = Text("Byttet er gjennomført. Lagret i {folder}.", "The swap has been carried out. Saved in {folder}.")
_BOTH = Text("-o og --confirmed brukes sammen.", "-o and --confirmed go together.")
_EITHER = Text("Nevn behovene som skal bytte, eller bruk --find.", "Name the needs that are to swap, or use --find.")


@command(
    click.Argument(["plan"], type=click.Path(path_type=Path)),
    click.Argument(["need"], nargs=-1),
    Option(["--find"], is_flag=True, words=_FIND),
    Option(["--confirmed"], type=click.Path(path_type=Path), metavar="CONFIRMED", words=_CONFIRMED),
    Option(["-o", "--output", "folder"], type=click.Path(path_type=Path), metavar="NEW", words=_OUT),
    words=_WORDS,
    example="allocator swap plan S001 S014\nallocator swap plan S001 S014 --confirmed bekreftelser.csv -o plan-2",
)
def swap(talk: Talk, plan: Path, need: tuple[str, ...], confirmed: Path | None, folder: Path | None, *, find: bool) -> None:
    """Prints the swap, or those that were found; exit code 1 where a rule stops it."""
    if find == bool(need):
        raise click.UsageError(_EITHER.say(talk.lang), click.get_current_context())
    if bool(confirmed) != bool(folder) or (find and folder):
        raise click.UsageError(_BOTH.say(talk.lang), click.get_current_context())
    base = al.open_plan(plan)
    if find:
        found = al.find_swaps(base.problem, base)
        values = {"plan": str(plan), "found": [report.swap_json(one, talk.lang) for one in found]}
        talk.result("allocator.swap/1", values, report.swaps_text(found, talk.lang))
        return
    tried = al.swap(base.problem, base, need)
    text, saved = report.swap_text(tried, base.problem, talk.lang), None
    if folder and confirmed and tried.allowed:
        require_free(folder)
        made = al.carry_out(base.problem, base, tried, al.read_confirmations(confirmed, base.problem))
        saved = str(al.save(made, folder, lang=talk.lang))
        text += f"\n\n{_SAVED.say(talk.lang, folder=saved)}"
    talk.result("allocator.swap/1", {"plan": str(plan), "saved": saved, **report.swap_json(tried, talk.lang)}, text)
    if not tried.allowed:
        raise click.exceptions.Exit(FAULTS)


command = swap
