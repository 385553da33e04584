"""A problem beside a plan that is there already: whatever nothing forces to change stays as it is."""

from allocator.goals.changes import Changes
from allocator.plan import Plan
from allocator.problem import Problem


def beside(problem: Problem, plan: Plan) -> Problem:
    """The problem with the plan as the one published before, and "fewest changes from it" as a layer.

    The layer stands just above the lottery, where the policy has not put it elsewhere: quality comes first, and among plans of the
    same quality the one with the fewest changes. Without it two plans of one term differ in much that nobody asked for. Placements
    of needs, offers, periods or supervisors that the problem no longer has are left out; the status of a placement that was
    published already (`previous.status`) is kept.
    """
    tables = problem.tables
    before = plan.placements[["need", "offer", "period", "supervisor"]]
    told = tables["previous"][["need", "offer", "period", "status"]]
    before = before.merge(told, on=["need", "offer", "period"], how="left").fillna({"status": "proposed"})
    for name in ("need", "offer", "period"):
        before = before[before[name].isin(tables[f"{name}s"][name])]
    there = before["supervisor"].isin(tables["supervisors"]["supervisor"])
    before = before.assign(supervisor=before["supervisor"].where(there, "")).astype({name: "str" for name in before.columns})
    policy = problem.policy if "changes" in problem.policy.layers else problem.policy.with_goal(Changes())
    return problem.replace(tables=tables.replace(previous=before), policy=policy)
