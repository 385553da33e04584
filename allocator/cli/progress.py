"""What the solver has reached so far, drawn on a terminal."""

import time
from typing import Any

from allocator.text import Lang, Text, number

_HEADER = (Text("Mål", "Goal"), Text("Verdi", "Value"), Text("Grense", "Bound"), Text("Avstand", "Gap"), Text("Sekunder", "Seconds"))
_WORKING = Text("Leter … {seconds} s", "Searching … {seconds} s")
_PAIRS = 4
_WIDE = Text("over 100 %", "above 100 %")


class Progress:
    """A table on stderr of every layer with value, bound, gap and seconds; told by one thread, drawn by another."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._rows: dict[str, tuple[str, ...]] = {}
        self._began = time.monotonic()
        self._live: Any = None

    def __enter__(self) -> "Progress":
        from rich.console import Console
        from rich.live import Live

        self._live = Live(console=Console(stderr=True), auto_refresh=False, transient=True)
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def tell(self, reached: Any) -> None:
        """Takes in one step of the search (a `Reached`)."""
        self._rows[reached.layer] = (
            reached.layer, _said(reached.value, self._lang), _said(reached.bound, self._lang), gap(reached.value, reached.bound, self._lang),
            number(reached.seconds, self._lang, 1),
        )  # fmt: skip

    def draw(self) -> None:
        """Draws the table again."""
        from rich.table import Table

        table = Table(box=None, pad_edge=False, caption=_WORKING.say(self._lang, seconds=int(time.monotonic() - self._began)), caption_justify="left")
        for at, word in enumerate(_HEADER):
            table.add_column(word.say(self._lang), justify="right" if at else "left")
        for row in list(self._rows.values()):
            table.add_row(*row)
        self._live.update(table, refresh=True)


def gap(value: Any, bound: Any, lang: Lang) -> str:
    """How far value and bound are apart, in percent of the value; "" where that means nothing."""
    if not isinstance(value, int | float) or not isinstance(bound, int | float):
        return ""
    apart = abs(value - bound) / max(1, abs(value))
    return _WIDE.say(lang) if apart > 1 else f"{number(100 * apart, lang, 2)} %"


def _said(value: Any, lang: Lang) -> str:
    if isinstance(value, tuple):
        return ", ".join(f"{placed}/{needs}" for placed, needs in value[:_PAIRS]) + (" …" if len(value) > _PAIRS else "")
    return number(value, lang) if isinstance(value, int | float) and abs(value) < float("inf") else ""
