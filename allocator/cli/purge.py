"""`allocator purge`: a saved plan without its people."""

from pathlib import Path

import click

from allocator.cli.worded import Option, Talk, command
from allocator.purge import purge as purged
from allocator.report.pseudonyms import read_key
from allocator.text import Text

_WORDS = Text(
    "Fjerner personene fra planen PLAN: tabellene i term/, plasseringene, arbeidsboken og alle begrunnelser. Det som forteller hvordan planen ble "
    "til og hva som er bevist, blir stående, sammen med tallene alle kan se. Dette kan ikke gjøres om. Rapporter og kopier andre steder må du slette selv.",
    "Removes the people from the plan PLAN: the tables in term/, the placements, the workbook and all reasons. What tells how the plan came about and "
    "what is proved stays, with the figures that everybody may see. This cannot be undone. Reports and copies elsewhere you must delete yourself.",
)
_KEY = Text(
    "Fil med en nøkkel: plasseringene beholdes under pseudonymer, uten reisetid.",
    "File with a key: the placements are kept under pseudonyms, without journeys.",
)
_SURE = Text("Gjør det uten å spørre.", "Does it without asking.")
_ASK = Text("Fjerne alle personer fra {folder}? Det kan ikke gjøres om.", "Remove all people from {folder}? This cannot be undone.")
_DONE = Text("Personene er fjernet fra {folder}.", "The people have been removed from {folder}.")
_LEFT = Text("Ingenting er endret.", "Nothing has been changed.")


@command(
    click.Argument(["plan"], type=click.Path(path_type=Path)),
    Option(["--key", "key"], type=click.Path(path_type=Path), metavar="FILE", words=_KEY),
    Option(["--yes", "sure"], is_flag=True, words=_SURE),
    words=_WORDS,
    example="allocator purge plan --yes",
)
def purge(talk: Talk, plan: Path, key: Path | None, *, sure: bool) -> None:
    """Asks, and replaces the plan by one without people."""
    known = read_key(key) if key else None
    if not sure and not click.confirm(_ASK.say(talk.lang, folder=str(plan)), err=True):
        talk.say(_LEFT)
        raise click.exceptions.Exit(1)
    saved = purged(plan, key=known, lang=talk.lang)
    talk.result("allocator.purge/1", {"plan": str(saved), "pseudonyms": bool(known)}, _DONE.say(talk.lang, folder=str(saved)))


command = purge
