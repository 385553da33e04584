"""Commands and options whose help is a Text, said in the language of the user."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import click

from allocator.text import LANGS, Lang, Text

_KEY = "allocator.common"
_HEADINGS = {
    "Options": Text("Valg", "Options"),
    "Commands": Text("Kommandoer", "Commands"),
}
_USAGE = Text("Bruk: ", "Usage: ")
_EXAMPLE = Text("Eksempel", "Example")
_DEFAULTS: dict[str, Any] = {"lang": None, "as_json": False, "debug": False}

_LANG = Text("Språket det svares på: nb eller en (også ALLOCATOR_LANG).", "The language of the answer: nb or en (also ALLOCATOR_LANG).")
_JSON = Text("Svarer med ett JSON-objekt, for programmer.", "Answers with one JSON object, for programs.")
_DEBUG = Text("Viser hele sporet ved feil i programmet (også ALLOCATOR_DEBUG).", "Shows the whole trace of a programming error (also ALLOCATOR_DEBUG).")
_HELP = Text("Viser denne hjelpen.", "Shows this help.")


@dataclass(frozen=True)
class Talk:
    """How a command answers: results to stdout, talk to stderr."""

    lang: Lang
    as_json: bool
    debug: bool

    def result(self, schema: str, values: dict[str, Any], text: str) -> None:
        """The result: one JSON object with its schema's name, or the text."""
        click.echo(json.dumps({"schema": schema, **values}, ensure_ascii=False, sort_keys=True) if self.as_json else text)

    def say(self, text: Text, **values: Any) -> None:
        """A line to the user that is no result."""
        click.echo(text.say(self.lang, **values), err=True)


class Context(click.Context):
    """A context that knows the language of its help."""

    @staticmethod
    def lang_of(ctx: click.Context) -> Lang:
        """What --lang says, else ALLOCATOR_LANG, else Norwegian."""
        told = ctx.meta.get(_KEY, {}).get("lang") or os.environ.get("ALLOCATOR_LANG", "")
        return told if told in LANGS else "nb"

    @staticmethod
    def talk_of(ctx: click.Context) -> Talk:
        """How the command that is run answers."""
        told = {**_DEFAULTS, **ctx.meta.get(_KEY, {})}
        return Talk(Context.lang_of(ctx), bool(told["as_json"]), bool(told["debug"]))

    def make_formatter(self) -> click.HelpFormatter:
        """A formatter with headings in the language of the user."""
        return _Formatter(self.lang_of(self), width=self.terminal_width, max_width=self.max_content_width)


class _Formatter(click.HelpFormatter):
    def __init__(self, lang: Lang, **more: Any) -> None:
        super().__init__(**more)
        self._lang = lang

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line of the help."""
        super().write_usage(prog, args, _USAGE.say(self._lang) if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """The heading of a part of the help."""
        super().write_heading(_HEADINGS[heading].say(self._lang) if heading in _HEADINGS else heading)


class Worded(click.Command):
    """A command with help in both languages, and an example."""

    context_class = Context

    def __init__(self, name: str, *, words: Text, example: str, **more: Any) -> None:
        super().__init__(name, add_help_option=False, **more)
        self.words, self.example = words, example

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses; the language is looked for first, so that help and faults of usage are said in it wherever it stands."""
        for at, arg in enumerate(args):
            value = arg.removeprefix("--lang=") if arg.startswith("--lang=") else args[at + 1] if arg == "--lang" and at + 1 < len(args) else ""
            if value in LANGS:
                _tell(ctx, "lang", value)
        return super().parse_args(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        formatter.write_paragraph()
        formatter.write_text(self.words.say(Context.lang_of(ctx)))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """An example."""
        with formatter.section(_EXAMPLE.say(Context.lang_of(ctx))):
            for line in self.example.splitlines():
                formatter.write_text(line)


class Option(click.Option):
    """An option with help in both languages."""

    def __init__(self, declarations: Sequence[str], *, words: Text, **more: Any) -> None:
        super().__init__(declarations, **more)
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help in the language of the user."""
        found = super().get_help_record(ctx)
        return found and (found[0], self.words.say(Context.lang_of(ctx)))


def command(*params: click.Parameter, words: Text, example: str) -> Callable[[Callable[..., Any]], Worded]:
    """Makes a command of a function that is given a Talk and the values of `params`; its name is that of the function."""

    def made(run: Callable[..., Any]) -> Worded:
        def callback(**values: Any) -> Any:
            return run(Context.talk_of(click.get_current_context()), **values)

        return Worded(run.__name__, words=words, example=example, callback=callback, params=[*params, *common(), help_option()])

    return made


def common(*, shared: bool = False) -> list[click.Parameter]:
    """The options that every command has; `shared`: those that also stand before the command."""

    def told(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        if value:
            _tell(ctx, str(param.name), value)

    more: dict[str, Any] = {"expose_value": False, "callback": told}
    lang = Option(["--lang"], type=click.Choice(LANGS), envvar="ALLOCATOR_LANG", words=_LANG, **more)
    if shared:
        return [lang]
    return [
        Option(["--json", "as_json"], is_flag=True, envvar="ALLOCATOR_JSON", words=_JSON, **more),
        lang,
        Option(["--debug"], is_flag=True, envvar="ALLOCATOR_DEBUG", words=_DEBUG, **more),
    ]


def help_option() -> click.Parameter:
    """--help."""

    def show(ctx: click.Context, _: click.Parameter, asked: Any) -> None:
        if asked and not ctx.resilient_parsing:
            click.echo(ctx.get_help(), color=ctx.color)
            ctx.exit()

    return Option(["--help", "-h"], is_flag=True, is_eager=True, expose_value=False, callback=show, words=_HELP)


def terminal() -> bool:
    """Whether somebody is watching stderr."""
    return sys.stderr.isatty()


def _tell(ctx: click.Context, name: str, value: Any) -> None:
    ctx.meta.setdefault(_KEY, {})[name] = value
