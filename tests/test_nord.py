"""The large example: its plan as it was, what each written situation shows, and that each rule and goal of it changes something there.

`pytest --golden tests/test_nord.py` writes the plan anew. A change in it is another plan for a thousand people: say why in the commit.
"""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import allocator as al
from allocator.rules import RULES

TERM = Path(__file__).parents[1] / "data" / "nord"
GOLDEN = Path(__file__).parent / "golden" / "nord"
PLACED = ["need", "institution", "course", "site", "offer", "period", "supervisor", "far", "minutes"]
WITHOUT = ["need", "institution", "course"]
WHERE = ["need", "offer", "period", "supervisor"]
SMALL = {"radiografi", "bioingeniør", "bioingeniør desentralisert"}
"""The programmes of the written situations."""

SITUATIONS = {
    "region": ("S1001", "Alta-laboratorium", "Storslett-laboratorium"),
    "supervised": ("S1002", "Harstad-røntgen-1", "Harstad-røntgen-2"),
    "competence": ("S1003", "Narvik-røntgen-1", "Narvik-røntgen-2"),
    "named_supervisor": ("S1004", "Mo-i-Rana-stråleterapi", "Mo-i-Rana-røntgen"),
    "together": ("S1005", "Sortland-røntgen-2", "Sortland-røntgen-1"),
    "near": ("S1008", "Svolvær-røntgen", "Leknes-røntgen"),
    "answered": ("S1009", "", "Vadsø-røntgen"),
    "seldom_far": ("S1010", "", "Lakselv-mammografi"),
    "own_found": ("S1013", "", "Alta-røntgen"),
    "with_offer": ("S1015", "", "Kirkenes"),
    "at_risk": ("S1015", "", "Kirkenes"),
    "variety": ("S1016", "Mosjøen-stråleterapi", "Mosjøen-røntgen"),
    "apart": ("S1035", "Andenes-laboratorium-2", "Andenes-laboratorium-1"),
    "least": ("S1033", "Fauske-laboratorium-2", "Fauske-laboratorium-1"),
    "quota": ("S1018", "", "Bodø-røntgen"),
    "reserved": ("S1021", "", "Tromsø-røntgen"),
    "specials": ("S1021", "", "Tromsø-røntgen"),
    "interprofessional": ("S1023", "Honningsvåg-helsesenter", "Honningsvåg-laboratorium"),
    "weights": ("S1025", "Brønnøysund-laboratorium", "Terråk-laboratorium"),
    "unused": ("S1026", "Hattfjelldal-laboratorium", "Korgen-laboratorium"),
    "cost": ("S1029", "Lakselv-laboratorium", "Tana-laboratorium"),
    "home": ("S1030", "Varangerbotn-laboratorium", "Tana-laboratorium"),
    "changes": ("S1024", "Sandnessjøen-røntgen-1", "Sandnessjøen-røntgen-2"),
    "lottery": ("S1031", "Vadsø-laboratorium-2", "Vadsø-laboratorium-1"),
}
"""For each rule or goal a need, where it goes, and where it goes without that rule or goal; "" for no place; of Kirkenes either of its two."""


@cache
def _problem(*, small: bool = False) -> al.Problem:
    problem = al.load(TERM)
    others = sorted(set(problem.tables["courses"]["programme"]) - SMALL)
    return al.Scenario("The written situations alone").remove("students", where={"programme": others})(problem) if small else problem


def _dropped(code: str, *, small: bool = False) -> al.Problem:
    problem = _problem(small=small)
    return problem.replace(policy=problem.policy.without(code)) if code else problem


@cache
def _plan(code: str = "", *, small: bool = False) -> al.Plan:
    return al.solve(_dropped(code, small=small))


def _where(plan: al.Plan) -> pd.DataFrame:
    return plan.placements[WHERE].reset_index(drop=True)


@cache
def _options(code: str = "") -> frozenset[tuple[int, int, int, int]]:
    options = al.formulate(_dropped(code)).options
    return frozenset(zip(*(column.tolist() for column in (options.need, options.offer, options.period, options.team)), strict=True))


def test_the_plan_is_as_it_was_proved_and_sound(request: pytest.FixtureRequest) -> None:
    plan = _plan()
    assert all(layer.proved for layer in plan.reached)
    al.check(_problem(), plan.placements).require()
    for name, rows in (("placements", plan.placements[PLACED]), ("unplaced", plan.unplaced[WITHOUT])):
        said, path = rows.to_csv(index=False, lineterminator="\n"), GOLDEN / f"{name}.csv"
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(said, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == said, name


def test_the_written_situations_are_planned_as_if_nobody_else_were_there() -> None:
    """So what a rule changes among them alone, it changes in the whole term: they share no limit with the others."""
    alone, whole = _where(_plan(small=True)), _where(_plan())
    inside = whole[whole["need"].isin(_problem(small=True).tables["needs"]["need"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, inside)


@pytest.mark.parametrize(("code", "need", "site", "other"), [(code, *words) for code, words in SITUATIONS.items()])
def test_each_situation_turns_on_its_rule_or_goal(code: str, need: str, site: str, other: str) -> None:
    for plan, expected in ((_plan(small=True), site), (_plan(code, small=True), other)):
        sites = dict(zip(plan.placements["need"], plan.placements["site"], strict=True))
        assert sites.get(need, "").startswith(expected)
        assert (need in sites) == bool(expected)


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_each_rule_dropped_alone_changes_the_options_or_the_plan(code: str) -> None:
    assert code in {rule.code for rule in _problem().policy.rules}
    assert _options(code) != _options() or _changes(code)


@pytest.mark.parametrize("code", [goal.code for goal in _problem().policy.goals])
def test_each_goal_dropped_alone_changes_the_plan(code: str) -> None:
    assert _changes(code)


def _changes(code: str) -> bool:
    """Whether without it the plan is another: of the written situations, or else of the whole term."""
    return any(not _where(_plan(code, small=small)).equals(_where(_plan(small=small))) for small in (True, False))
