"""Half of a class in home nursing and half in mental health, and the other way round the next semester."""

from typing import Any

from allocator.problem import Problem
from tests.acceptance.outcome import sound, without
from tests.make import problem

HOME, MENTAL = "hjemmesykepleie", "psykisk helse"
NOW = {"a1": HOME, "a2": HOME, "b1": MENTAL, "b2": MENTAL}
NEXT = {"a1": MENTAL, "a2": MENTAL, "b1": HOME, "b2": HOME}
SITES = {"Home 1": HOME, "Home 2": HOME, "Mental 1": MENTAL, "Mental 2": MENTAL}


def term(wishes: dict[str, str], **more: Any) -> Problem:
    """Two students of group A and two of group B in a course for both settings; each setting has two sites with two places each."""
    return problem(
        courses=[{"settings": f"{HOME} | {MENTAL}"}], students=[{"student": one} for one in NOW],
        sites=[{"site": site, "settings": setting} for site, setting in SITES.items()], offers=[{"site": site, "places": 2} for site in SITES],
        wishes=[{"student": one, "rank": 1, "setting": setting} for one, setting in wishes.items()], **more,
    )


def now() -> Problem:
    """This semester: the needs say which group begins where, and everybody wishes for the other setting."""
    return term(NEXT, needs=[{"student": one, "settings": setting} for one, setting in NOW.items()])


def then(passed: bool) -> Problem:
    """The next semester: the needs say nothing, the history is this semester's plan, and everybody wishes for the setting they come from."""
    placed = sound(now()).placements
    past = [{"student": who, "site": site, "setting": SITES[site], "passed": passed} for who, site in zip(placed["student"], placed["site"], strict=True)]
    return term(NOW, history=past)


def settings(asked: Problem) -> dict[str, str]:
    """The setting of each student who is placed."""
    placed = sound(asked).placements
    return {who: SITES[site] for who, site in zip(placed["student"], placed["site"], strict=True)}


def test_this_semester_each_group_is_where_it_begins() -> None:
    """A in home nursing, B in mental health, against their wishes; without the rule they would be where they wish."""
    assert settings(now()) == NOW
    assert settings(without(now(), "setting")) == NEXT


def test_the_next_semester_it_is_the_other_way_round() -> None:
    """A in mental health, B in home nursing, since each has passed the other; without the rule, or not passed, they would be where they wish, as before."""
    assert settings(then(passed=True)) == NEXT
    assert settings(without(then(passed=True), "progression")) == NOW
    assert settings(then(passed=False)) == NOW
