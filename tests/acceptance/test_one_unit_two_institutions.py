"""Two institutions want both places of one unit, in windows that overlap partly."""

from collections import Counter

import pytest

from allocator.policy import Policy
from allocator.problem import Problem
from tests.acceptance.outcome import sound, who, without
from tests.make import problem, weeks

EARLY = {"period": "early", "first_day": "2026-08-17", "last_day": "2026-10-09"}
LATE = {"period": "late", "first_day": "2026-09-14", "last_day": "2026-11-06"}
BY_NUMBER = [{"institution": one, "site": "A", "most": 1} for one in ("UIT", "NORD")]
BY_SHARE = [{"institution": one, "site": "A", "share": 50} for one in ("UIT", "NORD")]


def term(quotas: list[dict[str, object]]) -> Problem:
    """A unit with 2 places in W34-W45; UiT needs 2 in W34-W41, Nord 2 in W38-W45, and those of UiT were drawn first. Nothing else counts."""
    return problem(
        Policy.of(Policy.neutral().rules, ("placed", "lottery")),
        periods=[EARLY, LATE], sites=[{"site": "A"}], offers=[{"site": "A", "weeks": weeks(34, 45), "places": 2}], quotas=quotas,
        courses=[{"course": "u", "institution": "UIT", "periods": "early"}, {"course": "n", "institution": "NORD", "periods": "late"}],
        students=[{"student": f"{course}{at}", "course": course, "lottery": lot + at} for course, lot in (("u", 0), ("n", 2)) for at in (1, 2)],
    )


def fullest(asked: Problem) -> dict[str, int]:
    """How many are at the unit in each week, counted by hand from the placements."""
    spans = {"early": weeks(34, 41), "late": weeks(38, 45)}
    return Counter(week for period in sound(asked).placements["period"] for week in spans[period])


@pytest.mark.parametrize("quotas", [BY_NUMBER, BY_SHARE], ids=["one place each", "half each"])
def test_the_quota_gives_one_place_to_each(quotas: list[dict[str, object]]) -> None:
    """With one place each, by number or by share, the first drawn of each institution gets in; without the quota UiT's two take both places."""
    assert who(term(quotas)) == {"u1", "n1"}
    assert who(without(term(quotas), "quota")) == {"u1", "u2"}


@pytest.mark.parametrize("quotas", [[], BY_NUMBER], ids=["no quota", "one place each"])
def test_never_more_than_two_in_any_week(quotas: list[dict[str, object]]) -> None:
    """Each window alone has room for 2, but W38-W41 lie in both, so 2 of the 4 are placed and no week has more than 2."""
    assert len(who(term(quotas))) == 2
    assert max(fullest(term(quotas)).values()) <= 2


def test_without_the_count_by_week_the_overlap_would_be_full_twice_over() -> None:
    """If places were not counted all 4 would be placed: 2 in W34-W37, 4 in W38-W41, 2 in W42-W45."""
    assert fullest(without(term([]), "places")) == {
        **dict.fromkeys(weeks(34, 37), 2), **dict.fromkeys(weeks(38, 41), 4), **dict.fromkeys(weeks(42, 45), 2),
    }
