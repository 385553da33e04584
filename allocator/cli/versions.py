"""`allocator versions`: which versions decide a plan."""

import allocator as al
from allocator import report
from allocator.cli.worded import Talk, command
from allocator.text import Text

_WORDS = Text("Viser versjonene av programmet, Python og bibliotekene.", "Shows the versions of the program, of Python and of the libraries.")


@command(words=_WORDS, example="allocator versions")
def versions(talk: Talk) -> None:
    """Prints name and version of each."""
    found = al.versions()
    talk.result("allocator.versions/1", {"versions": found}, report.grid(["", ""], list(found.items()), talk.lang).split("\n", 2)[2])


command = versions
