"""The command line: each command parses, calls one verb and prints. A command's module is loaded when it is called."""

import importlib
import sys
from typing import Any

import click

from allocator.cli.failures import failed
from allocator.cli.worded import Context, Option, Worded, common, help_option
from allocator.text import Lang, Text

COMMANDS: dict[str, Text] = {
    "validate": Text("Prøver inndataene og viser bildet før det fordeles.", "Tries the input and shows the picture before solving."),
    "solve": Text("Fordeler plassene og lagrer planen.", "Allocates the places and saves the plan."),
    "check": Text("Kontrollerer en plan, også en som er endret for hånd.", "Checks a plan, also one edited by hand."),
    "explain": Text("Forteller hvorfor en student fikk plassen sin, eller ingen.", "Tells why a student got the place, or none."),
    "whatif": Text("Viser hva som skjer under ulike scenarier.", "Shows what happens under different scenarios."),
    "sweep": Text("Prøver hundrevis av scenarier på én gang.", "Tries hundreds of scenarios at once."),
    "invest": Text("Finner hvor flere plasser eller veilederutdanning gir mest.", "Finds where more places or training bring the most."),
    "alternatives": Text("Viser andre planer som gir like mange plass.", "Shows other plans that place as many."),
    "compare": Text("Viser hva en plan gjør med en annen.", "Shows what one plan does to another."),
    "replan": Text("Legger om en publisert plan etter hendelser, med færrest endringer.", "Mends a published plan after events, with the fewest changes."),
    "late": Text("Viser hva som er ledig for én sen student eller én plass.", "Shows what is free for one late student or one place."),
    "swap": Text("Prøver et bytte, finner bytter, eller gjennomfører et.", "Tries a swap, finds swaps, or carries one out."),
    "next": Text("Lager neste semester ut fra en plan.", "Makes the next term from a plan."),
    "shortfall": Text("Forteller hvorfor så mange står uten plass.", "Tells why so many stand without a place."),
    "values": Text("Viser hva én plass til, og én færre, er verdt.", "Shows what one more place, and one fewer, is worth."),
    "report": Text("Skriver arbeidsbøker, brev, kalendere og nøkkeltall av en plan.", "Writes workbooks, letters, calendars and indicators of a plan."),
    "purge": Text("Fjerner personene fra en lagret plan.", "Removes the people from a saved plan."),
    "template": Text("Lager et tomt semester å fylle ut.", "Makes a blank term to fill in."),
    "policy": Text("Viser rekkefølgen det fordeles etter, med ord.", "Shows the order of decision, in words."),
    "rules": Text("Viser alle regler.", "Shows every rule."),
    "goals": Text("Viser alle mål.", "Shows every goal."),
    "columns": Text("Viser tabellene og kolonnene i dem.", "Shows the tables and their columns."),
    "versions": Text("Viser versjonene av alt som avgjør en plan.", "Shows the versions of all that decides a plan."),
}
"""Every command, in the order in which they are used; its module has its name."""

_ABOUT = Text("Fordeler praksisplasser til studenter.", "Allocates practice placements to students.")
_EXAMPLE = "allocator solve data/midt-troms -o plan"


class Lazy(Worded, click.Group):
    """The commands, each imported when it is called; and the one place where an error becomes words and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, from its module."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(f"allocator.cli.{cmd_name}").command
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for, or the nearest ones in the refusal."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line a command, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about.say(_lang(ctx))) for name, about in COMMANDS.items()])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses what stands before the command."""
        try:
            return super().parse_args(ctx, args)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            ctx.exit(failed(error, ctx))

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; what goes wrong becomes words and an exit code."""
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except (KeyboardInterrupt, Exception) as error:
            ctx.exit(failed(error, ctx))


def _lang(ctx: click.Context) -> Lang:
    return Context.lang_of(ctx)


def _version(ctx: click.Context, _: click.Parameter, asked: Any) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(f"allocator {importlib.import_module('allocator.versions').__version__}")
        ctx.exit()


cli = Lazy(
    "allocator",
    params=[
        *common(shared=True),
        Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version, words=Text("Viser versjonen.", "Shows the version.")),
        help_option(),
    ],
    words=_ABOUT,
    example=_EXAMPLE,
    context_settings={"auto_envvar_prefix": "ALLOCATOR", "max_content_width": 100},
)


def main() -> None:
    """Runs the command line; text is UTF-8 also where a Windows console thinks otherwise."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    cli.main(prog_name="allocator")
