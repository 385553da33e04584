"""Students: who they are, where they live, what they bring along. Shares are assumptions [EST]."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.cases import Case
from benchmarks.synthetic.dice import Dice, Ladder, parts
from benchmarks.synthetic.places import Place, apart_km
from benchmarks.synthetic.programmes import CALENDARS, PROGRAMMES, Programme, shifted
from benchmarks.synthetic.senders import Sender

CAR, LICENCE_WITHOUT_CAR = 0.58, 0.55
DECENTRALISED = 0.12
AT_RISK = 0.08
TWO_NEEDS = 0.03
NARROWED = 0.06
OTHER_ORIGIN = 0.02
ACCESSIBLE = 0.015
DRAWN = 0.02
NEIGHBOUR_KM = 60.0
ORIGINS_LEAST, PEOPLE_PER_ORIGIN = 3, 20_000


@dataclass
class People:
    """The rows about students that later steps read again.

    students, needs, courses: rows of these tables; homes: (students,) the place of each;
    wanted: how many needs each (profession, setting, window) has, by municipality and institution
    """

    blocks: int
    students: list[dict[str, Any]] = field(default_factory=list)
    needs: list[dict[str, Any]] = field(default_factory=list)
    courses: dict[str, dict[str, Any]] = field(default_factory=dict)
    programmes: list[Programme] = field(default_factory=list)
    homes: list[Place] = field(default_factory=list)
    wanted: dict[tuple[str, str, str], Counter[tuple[str, str]]] = field(default_factory=dict)


def people(case: Case, seed: int) -> People:
    """As many students as give the case's number of needs."""
    dice = Dice(seed, "students")
    made = People(case.blocks, courses=courses(case))
    second = round(case.needs * TWO_NEEDS)
    counts = parts(case.needs - second, [sender.weight for sender in case.senders])
    width = len(str(case.needs))
    for sender, count in zip(case.senders, counts, strict=True):
        homes = _Homes(case, sender)
        for programme, many in zip(*_split(sender, count), strict=True):
            for _ in range(many):
                _add(made, f"S{len(made.students) + 1:0{width}d}", sender, programme, homes.draw(dice, programme), dice)
    _second_needs(made, second, dice)
    _drawn(made, dice)
    return made


def courses(case: Case) -> dict[str, dict[str, Any]]:
    """The rows of the table courses, by code: `UIT-SYK1`."""
    rows = [_course(sender, PROGRAMMES[code]) for sender in case.senders for code in sender.programmes]
    return {row["course"]: row | {"periods": _windows(row, range(case.blocks))} for row in rows}


def _windows(course: dict[str, Any], blocks: Iterable[int]) -> tuple[str, ...]:
    """The windows of a course in some blocks; `course` is for an autumn alone."""
    return tuple(shifted(window, block) for block in blocks for window in course["periods"])


def _course(sender: Sender, programme: Programme) -> dict[str, Any]:
    return {
        "course": f"{sender.code}-{programme.code}",
        "institution": sender.code,
        "programme": programme.programme,
        "profession": programme.profession,
        "year": programme.year,
        "settings": programme.settings,
        "periods": programme.windows or CALENDARS[sender.calendar],
        "clearances": programme.clearances,
        "home_bound": programme.code == "SYKD",
        "supervisor_professions": programme.supervisors,
        "supervisor_ects": programme.ects if programme.supervisors else 0,
        "supervisor_years": 1 if programme.year == 3 else 0,
    }


def _split(sender: Sender, count: int) -> tuple[list[Programme], list[int]]:
    programmes = [PROGRAMMES[code] for code in sender.programmes]
    return programmes, parts(count, [one.share for one in programmes])


class _Homes:
    """Where the students of one institution live."""

    def __init__(self, case: Case, sender: Sender) -> None:
        by_number = {place.number: place for place in case.places}
        campuses = [by_number[number] for number in sender.campuses]
        distances = apart_km(case.places)
        index = {place.number: i for i, place in enumerate(case.places)}
        self._near = case.near
        self._campuses = Ladder(campuses, list(sender.campuses.values()))
        self._around = {
            campus.number: _by_people([p for p in case.places if distances[index[campus.number], index[p.number]] <= NEIGHBOUR_KM])
            for campus in campuses
        }
        reach = min(case.reach, 200.0)
        wide = [p for p in case.places if any(distances[index[campus.number], index[p.number]] <= reach for campus in campuses)]
        self._wide = _by_people(wide)
        self._groups = _by_people([by_number[number] for number in sender.decentralised if number in by_number] or wide)

    def draw(self, dice: Dice, programme: Programme) -> Place:
        """A campus town, a neighbour of it, a decentralised group's town, or anywhere in reach."""
        if programme.code == "SYKD":
            return dice.weighted(self._groups)
        campus = dice.weighted(self._campuses)
        if dice.chance(self._near):
            return campus
        if dice.chance(0.5):
            return dice.weighted(self._around[campus.number])
        return dice.weighted(self._groups if dice.chance(0.4) else self._wide)


def _by_people(places: list[Place]) -> Ladder[Place]:
    return Ladder(places, [place.population for place in places])


def _add(made: People, student: str, sender: Sender, programme: Programme, home: Place, dice: Dice) -> None:
    course = f"{sender.code}-{programme.code}"
    car = dice.chance(CAR)
    part_time = programme.code == "SYKD"
    away = home.number not in sender.campuses
    made.students.append({
        "student": student,
        "institution": sender.code,
        "course": course,
        "home": home.number,
        "origin": origin(home, dice),
        "alternate_origin": origin(home, dice) if dice.chance(OTHER_ORIGIN) else "",
        "car": car,
        "licence": car or dice.chance(LICENCE_WITHOUT_CAR),
        "study": "part-time" if part_time else "decentralised" if away and dice.chance(DECENTRALISED) else "full-time",
        "accepts_far": dice.chance(0.12),
        "accepts_minutes": dice.one((100, 110, 120)) if dice.chance(0.04) else None,
        "accessible": dice.chance(ACCESSIBLE),
    })
    made.programmes.append(programme)
    made.homes.append(home)
    windows = _block(made, course, dice.between(0, made.blocks - 1) if made.blocks > 1 else 0)
    window = dice.one(windows)
    want(made, programme, window, (home.number, sender.code))
    at_risk, narrowed = dice.chance(AT_RISK), dice.chance(NARROWED)
    if at_risk or narrowed or made.blocks > 1:
        periods = (window,) if made.blocks > 1 else (dice.one(windows),) if narrowed else ()
        made.needs.append(_need(student, student, course, at_risk=at_risk, periods=periods))


def _block(made: People, course: str, block: int) -> tuple[str, ...]:
    """The windows of a course in one block."""
    windows: tuple[str, ...] = made.courses[course]["periods"]
    size = len(windows) // made.blocks
    return windows[block * size : (block + 1) * size]


def origins_of(place: Place) -> int:
    """How many starting points a municipality has."""
    return ORIGINS_LEAST + place.population // PEOPLE_PER_ORIGIN


def origin(place: Place, dice: Dice) -> str:
    """One of the starting points of a municipality: `5501-2`."""
    return f"{place.number}-{dice.between(1, origins_of(place))}"


def want(made: People, programme: Programme, window: str, whose: tuple[str, str]) -> None:
    """Counts one need where and when it is most likely to be met; whose: home municipality and institution."""
    made.wanted.setdefault((programme.profession, programme.settings[0], window), Counter())[whose] += 1


def _need(need: str, student: str, course: str, *, at_risk: bool = False, periods: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"need": need, "student": student, "course": course, "at_risk": at_risk, "settings": (), "periods": periods}


def _second_needs(made: People, count: int, dice: Dice) -> None:
    """Some students have two placements in the term: one of another year of their own programme."""
    siblings = {course: _sibling(made, course) for course in made.courses}
    able = [i for i, student in enumerate(made.students) if siblings[student["course"]]]
    listed = {row["student"] for row in made.needs}
    for i in sorted(dice.some(able, count)):
        student = made.students[i]
        course = siblings[student["course"]]
        if student["student"] not in listed:
            made.needs.append(_need(student["student"], student["student"], student["course"]))
        window = dice.one(made.courses[course]["periods"])
        made.needs.append(_need(f"{student['student']}-2", student["student"], course, periods=(window,) if made.blocks > 1 else ()))
        want(made, PROGRAMMES[course.split("-")[-1]], window, (student["home"], student["institution"]))
    made.needs.sort(key=lambda row: row["need"])


def _sibling(made: People, course: str) -> str:
    """Another course of the same profession and institution, "" if there is none."""
    own = made.courses[course]
    others = [
        code for code, row in made.courses.items()
        if code != course and row["institution"] == own["institution"] and row["profession"] == own["profession"] and len(row["periods"]) > 1
    ]
    return others[0] if others else ""


def _drawn(made: People, dice: Dice) -> None:
    """A few have already drawn their number."""
    few = dice.some(range(len(made.students)), max(1, round(len(made.students) * DRAWN)))
    for number, i in enumerate(few, 1):
        made.students[i]["lottery"] = number
