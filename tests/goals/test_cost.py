"""What the road costs the institutions."""

import pytest

from allocator.goals.cost import Cost, Rates
from allocator.problem import Problem
from tests.goals.measured import values
from tests.make import problem

HVL = Rates(per_km=2.5)
NTNU = Rates(per_km=2.5, from_km=50, most_day=125, home=True)
MOLDE = Rates(per_km=2, own_day=50, most_day=200)


def term(*km: float | None, home: str = "5501") -> Problem:
    """A student for each road of so many km, all to one offer of eight weeks in 5530, which is forty days."""
    origins = [f"z{at}" for at in range(1, len(km) + 1)]
    roads = [{"origin": one, "site": "A", "mode": "car", "minutes": 60, "km": long} for one, long in zip(origins, km, strict=True)]
    return problem(
        students=[{"origin": one, "home": home} for one in origins], sites=[{"site": "A", "municipality": "5530"}], offers=[{"offer": "o1", "site": "A"}],
        travel=roads, courses=[{"institution": "UIT"}],
    )


CASES = [
    ("10 km there and back at 2.50 for forty days", HVL, 10, 2000),
    ("a third of a krone is rounded down for the placement, not the day", HVL, 0.067, 13),
    ("below the least road", NTNU, 49.999, 0),
    ("just the least road", NTNU, 50, 5000),
    ("no more than the most a day", NTNU, 400, 5000),
    ("the own share is all of it", MOLDE, 12.5, 0),
    ("above the own share", MOLDE, 15, 400),
    ("the own share counts before the most", MOLDE, 62.5, 8000),
    ("more than the most", MOLDE, 63, 8000),
    ("four days a week", Rates(per_km=2.5, days_week=4), 10, 1600),
    ("no rates", Rates(), 10, 0),
]


@pytest.mark.parametrize(("says", "rates", "km", "kroner"), CASES, ids=[case[0] for case in CASES])
def test_a_placement_costs_its_days_on_the_road(says: str, rates: Rates, km: float, kroner: int) -> None:
    assert values(Cost(rates=(rates,)), term(km), "n1 o1 P1") == {"cost": kroner}
    assert values(Cost(rates=(rates,)), term(km)) == {"cost": 0}


@pytest.mark.parametrize(("rates", "kroner"), [(HVL, 0), (Rates(per_km=2.5, home=True), 2000)])
def test_nothing_inside_the_home_municipality_unless_it_is_said(rates: Rates, kroner: int) -> None:
    assert values(Cost(rates=(rates,)), term(10, home="5530"), "n1 o1 P1") == {"cost": kroner}


def test_adds_up_over_students() -> None:
    assert values(Cost(rates=(HVL,)), term(10, 20), "n1 o1 P1", "n2 o1 P1") == {"cost": 6000}


@pytest.mark.parametrize(
    ("rates", "kroner"),
    [((Rates(per_km=1, only=("UIT",)), Rates(per_km=5)), 800), ((Rates(per_km=1, only=("NORD",)), Rates(per_km=5)), 4000), ((Rates(per_km=1, only=("NORD",)),), 0), ((), 0)],
)
def test_an_institution_has_its_own_rates_else_those_of_all(rates: tuple[Rates, ...], kroner: int) -> None:
    assert values(Cost(rates=rates), term(10), "n1 o1 P1") == {"cost": kroner}


def test_without_kilometres_in_the_table_the_road_is_an_estimate() -> None:
    assert values(Cost(rates=(Rates(per_km=2.5),)), term(None), "n1 o1 P1") == {"cost": 16265}, "60.2 km as the crow flies, times 1.35"


def test_the_shortest_road_between_the_nearest_ends_counts() -> None:
    far = [{"origin": "z", "site": "A", "mode": mode, "minutes": 60, "km": km} for mode, km in (("car", 30), ("public", 20), ("walk", None))]
    town = [{"origin": "z", "municipality": "5530", "mode": "car", "minutes": 60, "km": 1}]
    asked = problem(students=[{"origin": "z"}], sites=[{"site": "A", "municipality": "5530"}, {"site": "B", "municipality": "5530"}], travel=far + town)
    assert values(Cost(rates=(HVL,)), asked, "n1 o1 P1") == {"cost": 4000}
    assert values(Cost(rates=(HVL,)), asked, "n1 o2 P1") == {"cost": 200}


FAR = [
    ("one road there and back, 100 km, and nothing of the rent", Rates(per_km=2.5), 900, 500),
    ("the rent of eight weeks, below what is paid at most", Rates(per_km=2.5, most_rent=1250), 900, 500 + 7200),
    ("no more of the rent than the most", Rates(per_km=2.5, most_rent=1250), 1500, 500 + 10000),
    ("the dearest room", Rates(per_km=2.5, most_rent=1250), 1000.5, 500 + 8004),
    ("no rent known: what is paid at most", Rates(per_km=2.5, most_rent=1250), None, 500 + 10000),
    ("four journeys", Rates(per_km=2.5, far_trips=4), 900, 2000),
    ("no journey", Rates(per_km=2.5, far_trips=0), 900, 0),
    ("neither own share nor the most a day", Rates(per_km=2.5, own_day=50, most_day=125), 900, 500),
    ("a road shorter than is paid for, and the rent", Rates(per_km=2.5, from_km=101, most_rent=1250), 900, 7200),
]


@pytest.mark.parametrize(("says", "rates", "rent", "kroner"), FAR, ids=[case[0] for case in FAR])
def test_a_far_placement_costs_its_journeys_and_its_rent(says: str, rates: Rates, rent: float | None, kroner: int) -> None:
    road = {"origin": "z", "site": "A", "mode": "public", "minutes": 180, "km": 100}
    asked = problem(
        students=[{"origin": "z", "home": "5501", "accepts_far": True}], sites=[{"site": "A", "municipality": "5530"}], travel=[road],
        housing=[{"municipality": "5530", "rooms": 1, "rent": rent}, {"municipality": "5530", "rooms": 1, "rent": rent and 700}],
    )
    assert values(Cost(rates=(rates,)), asked, "n1 o1 P1") == {"cost": kroner}


@pytest.mark.parametrize("wrong", [{"per_km": -1}, {"from_km": -1}, {"own_day": -1}, {"most_day": -1}, {"days_week": -1}, {"days_week": 8}, {"far_trips": -1}, {"most_rent": -1}])
def test_rates_below_nothing_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least 0"):
        Rates(**wrong)
