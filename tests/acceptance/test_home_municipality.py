"""A decentralised student is placed in her home municipality if it has a suitable place, unless somebody would then have none at all."""

from allocator.problem import Problem
from tests.acceptance.outcome import where, without
from tests.make import problem

ROADS = {("9300", "Home"): 60, ("9300", "Away"): 10, ("9000", "Home"): 10, ("9000", "Away"): 60}


def term(setting: str = "sykehjem", study: str = "decentralised") -> Problem:
    """One place at home in 5530 and one away in 5501; for her the way home is the longer, for the other student it is the shorter."""
    return problem(
        courses=[{"settings": "sykehjem"}],
        students=[{"student": "she", "home": "5530", "origin": "9300", "study": study}, {"student": "other", "home": "5501", "origin": "9000"}],
        sites=[{"site": "Home", "municipality": "5530", "settings": setting}, {"site": "Away", "municipality": "5501"}],
        offers=[{"site": "Home"}, {"site": "Away", "places": 2}],
        travel=[{"origin": origin, "site": site, "mode": "public", "minutes": minutes} for (origin, site), minutes in ROADS.items()],
    )


def test_she_is_placed_at_home_though_both_travel_longer() -> None:
    """60 minutes each instead of 10: she at home, the other away. Without the goal, or full-time, the short ways win and she is away."""
    assert where(term()) == {"she": "Home", "other": "Away"}
    assert where(without(term(), "home")) == {"she": "Away", "other": "Home"}
    assert where(term(study="full-time")) == {"she": "Away", "other": "Home"}


def test_where_no_place_at_home_suits_her_she_is_placed_away() -> None:
    """The place at home is in child welfare, her course asks for a nursing home: both are placed away."""
    assert where(term(setting="barnevern")) == {"she": "Away", "other": "Away"}


def test_nobody_goes_without_a_place_for_it() -> None:
    """The other's course can use only the place at home: in the order proposed she is away and both are placed. Were she alone, she would be at home."""
    asked = problem(
        courses=[{"course": "hers", "settings": "sykehjem"}, {"course": "other", "settings": "hjemmesykepleie"}],
        students=[{"student": "she", "home": "5530", "study": "decentralised", "course": "hers"}, {"student": "other", "home": "5530", "course": "other"}],
        sites=[{"site": "Home", "municipality": "5530", "settings": "sykehjem | hjemmesykepleie"}, {"site": "Away", "municipality": "5501"}],
        travel=[{"origin": "5530", "site": site, "mode": "public", "minutes": 20} for site in ("Home", "Away")],
    )
    assert where(asked) == {"she": "Away", "other": "Home"}
    assert where(asked.replace(tables=asked.tables.replace(needs=asked.tables["needs"].query("student == 'she'")))) == {"she": "Home"}
