"""Whether two placements of one student are the same thing twice."""

import pytest

from allocator.rules.variety import Variety
from tests.rules.together import Case, case

SAME = [{"need": f"n{at}", "student": "s1"} for at in (1, 2, 3)]
ROOM = [{"offer": "o1", "site": "A", "places": 9}, {"offer": "o2", "site": "B", "places": 9}]


def at(first: str, second: str) -> list[dict[str, object]]:
    return [{"site": "A", "settings": first}, {"site": "B", "settings": second}]


ONE, TWO = at("sykehjem", "hjemmetjeneste"), at("sykehjem | hjemmetjeneste", "hjemmetjeneste")
CASES = [
    case("one placement", 0, "n1 o1 P1", needs=SAME[:1], sites=ONE, offers=ROOM),
    case("the same site and setting: too many twice over", 2, "n1 o1 P1", "n2 o1 P1", needs=SAME, sites=ONE, offers=ROOM),
    case("three at one site", 4, "n1 o1 P1", "n2 o1 P1", "n3 o1 P1", needs=SAME, sites=ONE, offers=ROOM),
    case("two sites, two settings", 0, "n1 o1 P1", "n2 o2 P1", needs=SAME, sites=ONE, offers=ROOM),
    case("two sites, one setting", 1, "n1 o1 P1", "n2 o2 P1", needs=SAME, sites=at("sykehjem", "sykehjem"), offers=ROOM),
    case("one site, two settings: the site is the same", 1, "n1 o1 P1", "n2 o1 P1", needs=SAME, sites=TWO, offers=ROOM),
    case("two sites, the second has what the first may leave", 0, "n1 o1 P1", "n2 o2 P1", needs=SAME, sites=TWO, offers=ROOM),
    case(
        "the course leaves the first site one setting, the second's", 1, "n1 o1 P1", "n2 o2 P1",
        needs=SAME, sites=TWO, offers=ROOM, courses=[{"settings": "hjemmetjeneste"}],
    ),
    case(
        "the needs ask for a setting each", 0, "n1 o1 P1", "n2 o2 P1", sites=at("sykehjem | hjemmetjeneste", "sykehjem | hjemmetjeneste"), offers=ROOM,
        needs=[{**SAME[0], "settings": "sykehjem"}, {**SAME[1], "settings": "hjemmetjeneste"}],
    ),
    case(
        "the needs ask for the same setting", 1, "n1 o1 P1", "n2 o2 P1", sites=at("sykehjem | hjemmetjeneste", "sykehjem | hjemmetjeneste"), offers=ROOM,
        needs=[{**SAME[0], "settings": "sykehjem"}, {**SAME[1], "settings": "sykehjem"}],
    ),
    case("the site below is another site", 0, "n1 o1 P1", "n2 o2 P1", needs=SAME, sites=[ONE[0] | {"parent": "B"}, ONE[1]], offers=ROOM),
    case("two students", 0, "n1 o1 P1", "n2 o1 P1", needs=[{}, {}], sites=ONE, offers=ROOM),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_count_as_by_hand(case: Case) -> None:
    assert case.judged(Variety()) == (case.units, case.units, case.units == 0)
