"""From a problem to options, limits and layers: what is considered, what shuts it out, and what a waiver opens again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.formulate import Formulated, formulate
from allocator.formulate.candidates import Ragged
from allocator.policy import Policy
from allocator.rules import RULES, Rule
from allocator.system import NONE, Price
from tests.make import problem, weeks


def shown(formulated: Formulated) -> list[tuple[str, ...]]:
    """The options as words: need, offer, period, smallest supervisor of the team."""
    options, words = formulated.options, formulated.options.words
    first = options.table("teams")["supervisor"]
    names = [words["supervisors"][first[team]] if team != NONE else "" for team in options.team]
    columns = (("needs", options.need), ("offers", options.offer), ("periods", options.period))
    return [(*row, name) for *row, name in zip(*([words[table][at] for at in found] for table, found in columns), names, strict=True)]


def counted(formulated: Formulated, kind: str = "first") -> dict[str, int]:
    """How many offers each rule shut out for the first need, those that did."""
    found = getattr(formulated.reasons, kind)[0]
    return {code: int(count) for code, count in zip(formulated.reasons.codes, found, strict=True) if count}


def test_the_plainest_problem_has_one_option() -> None:
    formulated = formulate(problem())
    assert shown(formulated) == [("n1", "o1", "P1", "")]
    assert counted(formulated) == {}
    assert (formulated.reasons.considered[0], formulated.reasons.left[0]) == (1, 1)


def test_options_are_sorted_by_need_site_window_offer_and_team() -> None:
    asked = problem(
        needs=[dict(need="b"), dict(need="a")], sites=[dict(site="B"), dict(site="A")], courses=[dict(supervisor_professions="sykepleier")],
        supervisors=[dict(supervisor="v2", sites="A", years=3), dict(supervisor="v1", sites="A | B", years=3)],
    )
    one = [("o2", "P1", "v1"), ("o2", "P1", "v2"), ("o1", "P1", "v1")]
    assert shown(formulate(asked)) == [(need, *option) for need in ("a", "b") for option in one], "at A (o2) under v1 or v2, at B (o1) under v1"


def test_supervisors_who_differ_only_where_no_course_asks_are_one_team() -> None:
    def teams(years: int) -> int:
        people = [dict(supervisor="v1", sites="A1", years=3), dict(supervisor="v2", sites="A1", years=5)]
        return len(formulate(problem(courses=[dict(supervisor_professions="sykepleier", supervisor_years=years)], supervisors=people)).options)

    assert (teams(2), teams(3)) == (1, 1)
    assert len(formulate(problem(courses=[dict(supervisor_professions="sykepleier", supervisor_years=4)],
                                 supervisors=[dict(supervisor="v1", sites="A1", years=4), dict(supervisor="v2", sites="A1", years=5)])).options) == 1


def test_an_offer_by_weeks_serves_each_window_wholly_inside_it() -> None:
    asked = problem(
        periods=[dict(period="P1"), dict(period="P2", first_day="2026-09-14", last_day="2026-11-06")],
        sites=[dict(site="A")], offers=[dict(offer="o", site="A", weeks=weeks(34, 42), places=1)],
    )
    assert shown(formulate(asked)) == [("n1", "o", "P1", "")]


def test_reasons_count_offers_not_teams_and_tell_the_first_and_the_only_rule() -> None:
    asked = problem(
        students=[dict(student="s1", home="5501")], needs=[dict(need="n1", student="s1")],
        courses=[dict(supervisor_professions="sykepleier", settings="sykehjem")],
        sites=[
            dict(site="open", municipality="5501"), dict(site="far", municipality="5503"),
            dict(site="kind", municipality="5501", settings="barnevern"), dict(site="both", municipality="5503", settings="barnevern"),
            dict(site="wrong", municipality="5501"),
        ],
        supervisors=[dict(supervisor="v1", sites="open | far | kind | both"), dict(supervisor="v2", sites="wrong", profession="vernepleier"),
                     dict(supervisor="v3", sites="wrong", profession="lege")],
    )
    formulated = formulate(asked)
    assert counted(formulated) == {"setting": 2, "profession": 1, "distance": 1}
    assert counted(formulated, "alone") == {"setting": 2, "profession": 1, "distance": 1}
    assert (formulated.reasons.considered[0], formulated.reasons.left[0]) == (5, 1)


def test_the_nearest_miss_is_the_nearest_offer_that_distance_alone_shuts() -> None:
    asked = problem(
        students=[dict(student="s1", home="5501", origin="9008")], needs=[dict(need="n1", student="s1")],
        sites=[dict(site="A", municipality="5503"), dict(site="B", municipality="5503"), dict(site="C", municipality="5503", needs_licence=True)],
        travel=[dict(origin="9008", site=site, mode="public", minutes=minutes) for site, minutes in (("A", 120), ("B", 94), ("C", 91))],
    )
    assert formulate(asked).reasons.near.tolist() == [94]


@pytest.mark.parametrize("where", [dict(site="far"), dict(municipality="5503"), dict(offer="o2"), dict(period="P1", site="far"), dict(site="far", supervisor="v1")])
def test_a_waiver_opens_what_its_rule_shuts_there_and_nowhere_else(where: dict) -> None:
    asked = problem(
        students=[dict(student="s1", home="5501"), dict(student="s2", home="5501")],
        needs=[dict(need="n1", student="s1"), dict(need="n2", student="s2")],
        courses=[dict(supervisor_professions="sykepleier")],
        sites=[dict(site="near", municipality="5501"), dict(site="far", municipality="5503")], supervisors=[dict(supervisor="v1", sites="near | far")],
        offers=[dict(offer="o1", site="near", period="P1", places=2), dict(offer="o2", site="far", period="P1", places=2)],
        locks=[dict(need="n1", kind="pin", despite="distance", **where)],
    )
    assert shown(formulate(asked)) == [("n1", "o2", "P1", "v1"), ("n2", "o1", "P1", "v1")]


def test_a_pin_without_a_waiver_opens_nothing() -> None:
    asked = problem(
        students=[dict(student="s1", home="5501")], needs=[dict(need="n1", student="s1")],
        sites=[dict(site="near", municipality="5501"), dict(site="far", municipality="5503")], locks=[dict(need="n1", kind="pin", site="far")],
    )
    assert shown(formulate(asked)) == []


def test_a_rule_for_one_institution_leaves_the_others_alone() -> None:
    two = dict(
        institutions=[dict(institution="NORD"), dict(institution="UIT")],
        courses=[dict(course="c1", institution="NORD", settings="barnevern"), dict(course="c2", institution="UIT", settings="barnevern")],
        students=[dict(student="s1", institution="NORD", course="c1"), dict(student="s2", institution="UIT", course="c2")],
        needs=[dict(need="n1", student="s1", course="c1"), dict(need="n2", student="s2", course="c2")],
    )
    setting = next(rule for rule in RULES if rule.code == "setting")
    asked = problem(Policy.of([setting(only=("UIT",))]), **two)
    assert [need for need, *_ in shown(formulate(asked))] == ["n1"]


def test_a_price_keeps_the_option_and_costs_it_in_its_layer() -> None:
    setting = next(rule for rule in RULES if rule.code == "setting")
    policy = Policy.of([setting(price=Price("quality", 7))], ("placed", "quality"))
    formulated = formulate(problem(policy, courses=[dict(settings="barnevern")]))
    costs = {layer.name: layer.costs.tolist() for layer in formulated.system.layers if not layer.name.startswith("hash")}
    assert costs == {"placed": [-1], "quality": [7]}


def test_a_waived_breach_costs_nothing() -> None:
    setting = next(rule for rule in RULES if rule.code == "setting")
    policy = Policy.of([setting(price=Price("quality", 7))], ("placed", "quality"))
    formulated = formulate(problem(policy, courses=[dict(settings="barnevern")], locks=[dict(need="n1", kind="pin", site="A1", despite="setting")]))
    assert formulated.system.layers[1].costs.tolist() == [0]


def test_no_needs_and_no_offers_are_problems_too() -> None:
    for tables in (dict(needs=[], students=[]), dict(offers=[]), dict(agreements=[])):
        formulated = formulate(problem(**tables))
        assert len(formulated.options) == 0
        assert formulated.system.layers


@given(st.lists(st.integers(0, 4), max_size=12), st.lists(st.integers(0, 4), max_size=6))
def test_ragged_lists_give_back_what_was_put_in(owner: list[int], asked: list[int]) -> None:
    ragged = Ragged.of(np.array(owner, dtype=int), 5, np.arange(len(owner)))
    at, rows = ragged.taken(np.array(asked, dtype=int))
    assert list(zip(at, rows, strict=True)) == [(place, row) for place, one in enumerate(asked) for row, whose in enumerate(owner) if whose == one]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.asks in ("course", "supervisor")], ids=lambda rule: rule.code)
def test_a_rule_that_says_so_reads_no_student(rule: type[Rule]) -> None:
    options = formulate(problem(needs=[dict(need="n1"), dict(need="n2")])).options
    without = options.take(np.arange(len(options)))
    object.__setattr__(without, "personal", False)
    assert rule().forbids(without).shape == (2,)
