"""ISO weeks: which of them a term has, and how people write them (`uke 34`, `34-41, 43`, `2026-W34`, `50-2`)."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from allocator.intake.amounts import Bad
from allocator.text import Text

_ONE = r"(?:(?:uke|uker|week|weeks|veke|veker|w|u)?\.?\s*(?:(\d{4})\s*-?\s*w)?\s*(\d{1,2}))"
_ITEM = re.compile(rf"{_ONE}(?:\s*(?:[-–—]|til|to)\s*{_ONE})?", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;|]|\s(?:og|and)\s", re.IGNORECASE)
_LONGEST = 400  # characters of a cell

_HOW = Text(nb="Skriv f.eks. «34-41, 43» eller «2026-W34».", en="Write e.g. “34-41, 43” or “2026-W34”.")
_NOT_WEEKS = Text(nb="«{value}» er ikke uker.", en="“{value}” is not weeks.")
_OUTSIDE = Text(nb="Uke {week} ligger ikke i semesteret ({first}–{last}).", en="Week {week} is not in the term ({first}–{last}).")
_YEAR = Text(nb="Rett uken, eller skriv året til, f.eks. «{year}-W{week}».", en="Mend the week, or write its year, e.g. “{year}-W{week}”.")
_TWICE = Text(nb="Uke {week} finnes i flere av årene i semesteret.", en="Week {week} occurs in more than one year of the term.")
_NO_SUCH = Text(nb="Uke {week} finnes ikke i {year}.", en="There is no week {week} in {year}.")
_BACKWARDS = Text(nb="Ukene «{value}» slutter før de begynner.", en="The weeks “{value}” end before they begin.")
_TOO_LONG = Text(nb="Ukene «{value}» er mer enn ett år.", en="The weeks “{value}” are more than a year.")


@dataclass(frozen=True)
class Calendar:
    """The ISO weeks of a term in order; none where the term is not known."""

    weeks: tuple[str, ...]

    @classmethod
    def of(cls, days: Iterable[dt.date]) -> "Calendar":
        """Every week from that of the first day to that of the last; none if they lie more than three years apart."""
        listed = sorted(days)
        near = bool(listed) and (listed[-1] - listed[0]).days < 1100
        return cls(touched(listed[0], listed[-1]) if near else ())

    def read(self, text: str) -> tuple[str, ...]:
        """The weeks that a text names, in order, each once. Raises Bad."""
        items = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
        found: set[str] = set()
        for item in items:
            matched = _ITEM.fullmatch(item) if len(text) <= _LONGEST else None
            if not matched:
                raise Bad(_NOT_WEEKS.of(value=text[:80]), _HOW.of())
            found.update(self._run(item, *matched.groups()))
        return tuple(sorted(found))

    def _run(self, item: str, year: str | None, week: str, last_year: str | None, last: str | None) -> tuple[str, ...]:
        first = self._week(year, int(week))
        if last is None or not first:
            return (first,) if first else ()
        monday = _monday(first)
        end = dt.date.fromisocalendar(*_checked(int(last_year), int(last)), 1) if last_year else self._after(item, monday, int(last), year)
        if end < monday:
            raise Bad(_BACKWARDS.of(value=item), _HOW.of())
        if (end - monday).days > 371:
            raise Bad(_TOO_LONG.of(value=item), _HOW.of())
        return touched(monday, end)

    def _week(self, year: str | None, week: int) -> str:
        """The ISO week; "" where the term is not known, so that nothing can be said."""
        if year:
            return "{}-W{:02}".format(*_checked(int(year), week))
        if not 1 <= week <= 53:
            raise Bad(_NOT_WEEKS.of(value=str(week)), _HOW.of())
        found = [one for one in self.weeks if int(one[6:]) == week]
        if len(found) == 1 or not self.weeks:
            return found[0] if found else ""
        example = self.weeks[0][:4]
        todo = _YEAR.of(year=example, week=f"{week:02}")
        if found:
            raise Bad(_TWICE.of(week=str(week)), todo)
        raise Bad(_OUTSIDE.of(week=str(week), first=short(self.weeks[0]), last=short(self.weeks[-1])), todo)

    def _after(self, item: str, monday: dt.date, last: int, year: str | None) -> dt.date:
        """The first Monday of a week of that number that is not before `monday`; inside the term where no year is written."""
        ahead = (monday + dt.timedelta(weeks=more) for more in range(53))
        end = next((day for day in ahead if day.isocalendar().week == last), None)
        if end is None or (not year and name(end) not in self.weeks):
            if end and 1 <= last <= 53 and any(int(one[6:]) == last for one in self.weeks):
                raise Bad(_BACKWARDS.of(value=item), _HOW.of())
            self._week(None, last)
            raise Bad(_NOT_WEEKS.of(value=item), _HOW.of())
        return end


def touched(first: dt.date, last: dt.date) -> tuple[str, ...]:
    """Every ISO week in which a day from the first to the last lies; none where the last is before the first."""
    count = (last - first + dt.timedelta(days=first.weekday())).days // 7 + 1
    return tuple(name(first + dt.timedelta(weeks=more)) for more in range(count)) if last >= first else ()


def name(day: dt.date) -> str:
    """The ISO week of a day, as `2026-W34`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def short(iso: str) -> str:
    """An ISO week as a message names it: 34/2026."""
    return f"{int(iso[6:])}/{iso[:4]}"


def _monday(iso: str) -> dt.date:
    return dt.date.fromisocalendar(int(iso[:4]), int(iso[6:]), 1)


def _checked(year: int, week: int) -> tuple[int, int]:
    """The year and week, if there is such a week. Raises Bad."""
    if not 1900 <= year <= 2200 or not 1 <= week <= dt.date(year, 12, 28).isocalendar().week:
        raise Bad(_NO_SUCH.of(week=str(week), year=str(year)), _HOW.of())
    return year, week
