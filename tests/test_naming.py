"""Who supervises whom: never over capacity, loads evened out, and even in overload no hand idle beside a full one."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator import naming
from allocator.check import check
from allocator.formulate import formulate
from allocator.solve import placements
from tests.make import problem

intervals = st.lists(st.tuples(st.integers(0, 8), st.integers(1, 5)).map(lambda one: (one[0], one[0] + one[1])), min_size=1, max_size=14)


def overload(spans: np.ndarray, dealt: np.ndarray, capacity: np.ndarray) -> int:
    """Student-weeks over capacity, member by member."""
    load = np.zeros((len(capacity), spans.max()), dtype=int)
    for (start, end), member in zip(spans, dealt, strict=True):
        load[member, start:end] += 1
    return int(np.maximum(load - capacity[:, None], 0).sum())


def pooled_overload(spans: np.ndarray, capacity: np.ndarray) -> int:
    """Student-weeks over the capacity of all together."""
    load = np.zeros(spans.max(), dtype=int)
    for start, end in spans:
        load[start:end] += 1
    return int(np.maximum(load - capacity.sum(), 0).sum())


@given(intervals, st.lists(st.integers(0, 3), min_size=1, max_size=4).filter(sum))
def test_nobody_is_over_unless_all_are_and_then_by_no_more_than_the_pool(spans: list[tuple[int, int]], capacity: list[int]) -> None:
    intervals_, hands = np.array(sorted(spans)), np.array(capacity)
    dealt = naming._dealt(intervals_, hands)
    assert overload(intervals_, dealt, hands) == pooled_overload(intervals_, hands)


@given(intervals.map(sorted))
def test_halves_differ_by_one_at_most_in_every_week(spans: list[tuple[int, int]]) -> None:
    intervals_ = np.array(spans)
    assert naming._balanced(intervals_, naming._halved(intervals_))


def test_two_supervisors_get_one_student_each_though_the_windows_do_not_meet() -> None:
    asked = problem(
        courses=[dict(supervisor_professions="sykepleier")],
        periods=[dict(period="P1"), dict(period="P2", first_day="2026-10-19", last_day="2026-11-27")],
        needs=[dict(need="n1", periods="P1"), dict(need="n2", periods="P2")],
        supervisors=[dict(supervisor="Anne"), dict(supervisor="Berit")],
    )
    formulated = formulate(asked)
    placed = placements(formulated, np.arange(len(formulated.options)))
    assert sorted(placed["supervisor"]) == ["Anne", "Berit"]
    assert check(asked, placed).sound


@pytest.mark.parametrize("capacity", [0, 1])
def test_a_team_without_hands_or_with_one(capacity: int) -> None:
    dealt = naming._dealt(np.array([[0, 2], [1, 3]]), np.array([capacity]))
    assert dealt.tolist() == [0, 0]


def test_no_supervisor_is_named_where_none_is_asked_for() -> None:
    formulated = formulate(problem())
    assert placements(formulated, np.array([0]))["supervisor"].tolist() == [""]
    assert isinstance(placements(formulated, np.array([], dtype=int)), pd.DataFrame)


@given(intervals, st.lists(st.integers(1, 3), min_size=1, max_size=4), st.lists(st.integers(-1, 3), min_size=14, max_size=14))
def test_whoever_keeps_a_supervisor_has_her_if_the_rest_can_be_dealt_and_the_load_is_never_worse(spans, capacity, wanted) -> None:
    intervals_, hands = np.array(sorted(spans)), np.array(capacity)
    kept = np.array([one if one < len(hands) else -1 for one in wanted[: len(intervals_)]])
    dealt = naming._dealt(intervals_, hands, kept)
    assert overload(intervals_, dealt, hands) == pooled_overload(intervals_, hands)
    asked = kept >= 0
    if (dealt[asked] != kept[asked]).any():  # then the rest could not be dealt around them
        assert dealt.tolist() == naming._dealt(intervals_, hands).tolist()
