"""What makes one best plan remain."""

import numpy as np
import pytest

from allocator.formulate import formulate
from allocator.goals.canonical import Canonical
from allocator.goals.draw import draw, mixed
from allocator.policy import Policy
from allocator.problem import Problem
from tests.goals.measured import values
from tests.make import problem

PEOPLE = {"supervisors": [{"supervisor": "v1"}, {"supervisor": "v2"}], "courses": [{"supervisor_professions": "sykepleier"}]}


def weights(term: Problem, seed: str = "") -> dict[tuple[str, str, str], tuple[int, ...]]:
    """The weights of every option by need, offer and period."""
    formulated = formulate(term.replace(policy=Policy(rules=(), goals=(Canonical(seed=seed),), layers=())))
    options, words = formulated.options, formulated.options.words
    names = zip(*(np.array(words[f"{name}s"])[getattr(options, name)] for name in ("need", "offer", "period")), strict=True)
    layers = (one.costs.tolist() for one in formulated.system.layers if one.costs is not None)
    return {(str(need), str(offer), str(period)): pair for (need, offer, period), pair in zip(names, zip(*layers, strict=True), strict=True)}


def test_is_twenty_bits_of_the_mixed_draws_twice() -> None:
    number = int(mixed(*(draw([word], table, "x") for word, table in (("n1", "needs"), ("o1", "offers"), ("P1", "periods"), ("", "supervisors"))))[0])
    assert values(Canonical(seed="x"), problem(), "n1 o1 P1") == {"hash": number // 2**44 + 1, "hash:2": number // 2**24 % 2**20 + 1}


def test_adds_up_and_costs_nothing_without_a_place() -> None:
    term = problem(needs=[{}, {}])
    assert values(Canonical(), term) == {"hash": 0, "hash:2": 0}
    one, other, both = (values(Canonical(), term, *placed) for placed in (("n1 o1 P1",), ("n2 o1 P1",), ("n1 o1 P1", "n2 o1 P1")))
    assert {name: one[name] + other[name] for name in one} == both


def test_the_words_decide_not_their_positions() -> None:
    few, more = problem(needs=[{"need": "m"}]), problem(needs=[{"need": "a", "student": "t"}, {"need": "m"}], offers=[{"offer": "a"}, {"offer": "o1"}])
    assert weights(few)["m", "o1", "P1"] == weights(more)["m", "o1", "P1"]


def test_the_seed_decides() -> None:
    assert weights(problem(), "a") != weights(problem(), "b")


@pytest.mark.parametrize("supervisor", ["v1", "v2"])
def test_members_of_a_team_weigh_the_same(supervisor: str) -> None:
    assert values(Canonical(), problem(**PEOPLE), f"n1 o1 P1 {supervisor}") == values(Canonical(), problem(**PEOPLE), "n1 o1 P1 v1")


@pytest.mark.parametrize("table", ["locks", "conflicts"])
def test_one_who_is_named_is_a_team_alone(table: str) -> None:
    row = {"need": "n1", "kind": "forbid", "supervisor": "v1"} if table == "locks" else {"student": "s1", "supervisor": "v1", "reason": "relative"}
    term = problem(**PEOPLE, **{table: [row]})
    assert values(Canonical(), term, "n1 o1 P1 v1") != values(Canonical(), term, "n1 o1 P1 v2")


def test_weights_are_spread_over_the_whole_range() -> None:
    term = problem(needs=[{} for _ in range(100)], offers=[{} for _ in range(20)])
    for layer in (0, 1):
        drawn = np.array([pair[layer] for pair in weights(term).values()])
        assert drawn.min() >= 1
        assert drawn.max() <= 2**20
        assert abs(drawn.mean() / 2**19 - 1) < 0.05
        assert len(np.unique(drawn)) > 1990
