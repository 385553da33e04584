"""What students are educated for: settings, windows and courses. Lengths and shares are assumptions, not facts."""

import datetime as dt
from dataclasses import dataclass

YEAR, FIRST, LAST = 2026, 34, 49
"""The year of the term, its first week and its last. Weeks are counted on from the first of that year: week 54 is the first of the next."""

BLOCK = 18
"""Weeks from one block of windows to the next, where a term has several (a whole year of study has three)."""

_WINDOWS: dict[str, tuple[int, int, tuple[int, ...]]] = {
    "W34-W41": (34, 41, ()),
    "W42-W49": (42, 49, ()),
    "W38-W45": (38, 45, ()),
    "W36-W43": (36, 43, ()),
    "W36-W45": (36, 45, ()),
    "W34-W39": (34, 39, ()),
    "W44-W49": (44, 49, ()),
    "W35-W48": (35, 48, ()),
    "W40-W43": (40, 43, ()),
    "W45-W48": (45, 48, ()),
    "part-time": (34, 49, (34, 35, 38, 39, 42, 43, 46, 47, 49)),
}
"""The windows of an autumn: first week, last week, and the weeks the student is present where these are not all."""

CALENDARS: tuple[tuple[str, ...], ...] = (("W34-W41", "W42-W49"), ("W38-W45", "W42-W49"), ("W36-W43", "W44-W49"))
"""When institutions send their nurses: they overlap partly, so that a place is shared by the week."""


@dataclass(frozen=True)
class Programme:
    """One placement course of a programme, the same at every institution that has it.

    share: of the institution's students [EST]; windows: () for those of the institution's calendar
    """

    code: str
    programme: str
    profession: str
    year: int
    share: float
    settings: tuple[str, ...]
    supervisors: tuple[str, ...]
    windows: tuple[str, ...] = ()
    ects: int = 10
    clearances: tuple[str, ...] = ("politiattest",)


_NURSES = ("sykepleier",)
_SOCIAL = ("sosionom", "barnevernspedagog", "vernepleier")

PROGRAMMES: dict[str, Programme] = {
    one.code: one
    for one in (
        Programme("SYK1", "sykepleie", "sykepleie", 1, 0.30, ("sykehjem",), _NURSES, ects=0, clearances=("politiattest", "tb")),
        Programme("SYK2", "sykepleie", "sykepleie", 2, 0.26, ("hjemmesykepleie",), _NURSES, clearances=("politiattest", "tb")),
        Programme("SYK3", "sykepleie", "sykepleie", 3, 0.10, ("psykisk helse og rus", "hjemmesykepleie"), _NURSES, clearances=("politiattest", "tb")),
        Programme("SYKD", "sykepleie deltid", "sykepleie", 2, 0.05, ("sykehjem", "hjemmesykepleie"), _NURSES, ("part-time",)),
        Programme("VPL1", "vernepleie", "vernepleie", 1, 0.07, ("bofellesskap", "dagsenter"), ("vernepleier", "sykepleier"), ("W36-W45",), 0),
        Programme("VPL3", "vernepleie", "vernepleie", 3, 0.05, ("bofellesskap", "psykisk helse og rus"), ("vernepleier",), ("W36-W45",)),
        Programme("FYS", "fysioterapi", "fysioterapi", 3, 0.03, ("fysioterapi", "rehabilitering"), ("fysioterapeut",), ("W34-W39", "W44-W49"), 0),
        Programme("ERG", "ergoterapi", "ergoterapi", 2, 0.03, ("ergoterapi", "rehabilitering"), ("ergoterapeut",), ("W34-W39", "W36-W45"), 0),
        Programme("SOS", "sosialt arbeid", "sosialt arbeid", 2, 0.04, ("NAV", "barnevern", "flyktningtjeneste"), _SOCIAL, ("W35-W48",), 0),
        Programme("BVP", "barnevern", "barnevern", 2, 0.03, ("barnevern",), _SOCIAL, ("W35-W48",), 0),
        Programme("HSY", "helsesykepleie", "helsesykepleie", 5, 0.02, ("helsestasjon",), ("helsesykepleier",), ("W40-W43", "W45-W48"), 0),
        Programme("MED", "medisin", "medisin", 5, 0.02, ("legekontor",), (), ("W40-W43", "W45-W48"), 0),
    )
}

SERVED: dict[str, tuple[str, ...]] = {
    setting: tuple(dict.fromkeys(one.profession for one in PROGRAMMES.values() if setting in one.settings))
    for setting in dict.fromkeys(setting for one in PROGRAMMES.values() for setting in one.settings)
}
"""The professions that may train in each setting."""

UNITS: tuple[str, ...] = (
    "sykehjem", "hjemmesykepleie", "bofellesskap", "psykisk helse og rus", "sykehjem", "hjemmesykepleie", "NAV", "barnevern",
    "helsestasjon", "rehabilitering", "sykehjem", "bofellesskap", "hjemmesykepleie", "fysioterapi", "legekontor", "ergoterapi",
    "sykehjem", "dagsenter", "hjemmesykepleie", "psykisk helse og rus", "flyktningtjeneste",
)
"""Which units a municipality has: the first ones in the smallest, then round again in the largest."""


def day(week: int, weekday: int) -> dt.date:
    """A day of a week; weekday 1 is Monday."""
    return dt.date.fromisocalendar(YEAR, 1, weekday) + dt.timedelta(weeks=week - 1)


def iso(week: int) -> str:
    """A week as ISO writes it: 34 as `2026-W34`."""
    year, number, _ = day(week, 1).isocalendar()
    return f"{year}-W{number:02d}"


def running(week: str) -> int:
    """The number of an ISO week, counted on from the first week of the term's year."""
    monday = dt.date.fromisocalendar(int(week[:4]), int(week[-2:]), 1)
    return (monday - day(1, 1)).days // 7 + 1


def shifted(window: str, block: int) -> str:
    """The name of an autumn's window in another block."""
    first, last, present = _WINDOWS[window]
    if block == 0:
        return window
    if present:
        return f"{window}-{block + 1}"
    return f"W{iso(first + BLOCK * block)[-2:]}-W{iso(last + BLOCK * block)[-2:]}"


def _moved(window: str, block: int) -> tuple[int, int, tuple[int, ...]]:
    first, last, present = _WINDOWS[window]
    return first + BLOCK * block, last + BLOCK * block, tuple(week + BLOCK * block for week in present)


WINDOWS = {shifted(window, block): _moved(window, block) for block in range(3) for window in _WINDOWS}
"""The windows of all blocks, by name."""
