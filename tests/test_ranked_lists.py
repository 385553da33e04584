"""The example that is a pure network: solved by flow, and the same by the MIP solver in every layer."""

from pathlib import Path

import numpy as np

import allocator as al
from allocator import solvers
from allocator.solvers.ladder import by_rows
from allocator.solvers.watch import Watch

TERM = Path(__file__).parent.parent / "data/ranked-lists"


def test_ranked_lists_are_solved_by_flow() -> None:
    problem = al.load(TERM)
    plan = al.solve(problem)
    assert plan.solver == "flow"
    assert all(one.proved for one in plan.reached)
    al.check(problem, plan.placements).require(plan.reached)


def test_flow_and_highs_agree_in_every_layer_and_in_the_plan() -> None:
    system = al.formulate(al.load(TERM)).system
    flow, rows = solvers.solve(system), by_rows(system, Watch(al.Effort()))
    assert (flow.solver, rows.solver) == ("flow", "highs")
    assert [(one.layer, one.value, one.bound) for one in flow.reached] == [(one.layer, one.value, one.bound) for one in rows.reached]
    assert np.array_equal(flow.chosen, rows.chosen)


def test_blank_wishes_never_help() -> None:
    problem = al.load(TERM)
    wishes = problem.tables["wishes"]
    before = al.solve(problem).placements.set_index("need")["site"]
    for student in wishes["student"].unique():
        silent = problem.replace(tables=problem.tables.replace(wishes=wishes[wishes["student"] != student]))
        after = al.solve(silent).placements.set_index("need")["site"]
        ranks = wishes[wishes["student"] == student].set_index("site")["rank"].to_dict()
        assert ranks.get(after.get(student), 99) >= ranks.get(before.get(student), 99), student
