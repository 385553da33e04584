"""What each institution would have alone: its own problem, with the other institutions away."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from allocator import solvers
from allocator.formulate import formulate
from allocator.goals.alone import Alone
from allocator.goals.placed import Placed
from allocator.policy import Policy
from allocator.problem import Problem
from allocator.rules.pools import at_most, places_of, shared_of
from allocator.system import NONE, Effort, Ints, Limit, Options
from allocator.tables import side_by_side


def with_floors(problem: Problem, effort: Effort | None = None) -> Problem:
    """The problem with the floors of the goal `alone` filled in, where its policy names that goal and gives no floors.

    Raises SolverError where the solver fails.
    """
    asked = next((goal for goal in problem.policy.goals if isinstance(goal, Alone)), None)
    if asked is None or asked.floors:
        return problem
    floors = tuple((one, alone(problem, one, effort)) for one in problem.tables["institutions"]["institution"])
    goals = tuple(Alone(floors=floors) if goal is asked else goal for goal in problem.policy.goals)
    return problem.replace(policy=replace(problem.policy, goals=goals))


def alone(problem: Problem, institution: str, effort: Effort | None = None) -> int:
    """How many of its needs an institution would place by itself, with every rule that must hold.

    The other institutions are away, but what is reserved for them stays reserved, and a quota still holds. Where no quota gives the
    institution a share of what is shared in a municipality, it has, profession by profession, what is reserved for it there and a part
    of the rest, by the needs of the institutions and largest remainders; an odd place that two have an equal claim on is nobody's.
    Within `effort` what was found, else what is proved most. Raises SolverError where the solver fails.
    """
    needs, courses = problem.tables["needs"], problem.tables["courses"]
    mine = needs["course"].isin(courses[courses["institution"] == institution]["course"])
    rules = tuple(rule for rule in problem.policy.rules if rule.price is None)
    policy = replace(problem.policy, rules=rules, goals=(Placed(),), layers=(Placed.code,))
    formulated = formulate(problem.replace(tables=problem.tables.replace(needs=needs[mine]), policy=policy))
    counted = needs.merge(courses, on="course").groupby(["profession", "institution"], as_index=False).size()
    everyone = {(profession, one): int(many) for profession, one, many in side_by_side(counted, "profession", "institution", "size")}
    parts = tuple(_parts(formulated.options, institution, everyone, policy))
    system = replace(formulated.system, limits=(*formulated.system.limits, *parts))
    return len(solvers.solve(system, effort or Effort()).chosen)


def _parts(options: Options, institution: str, everyone: dict[tuple[str, str], int], policy: Policy) -> Iterator[Limit]:
    """For each municipality and profession a Limit on the shared places that the institution uses."""
    offers, quotas, town = options.table("offers"), options.table("quotas"), options.table("sites")["municipality"]
    who = options.words["institutions"].index(institution)
    shared = (offers["institution"] == NONE) & np.isin(offers["status"], [options.code("offers.status", word) for word in policy.statuses])
    rows = np.flatnonzero((quotas["institution"] == who) & ~np.isnan(quotas["share"]))
    settled = np.unique(town[offers["site"][np.any([np.zeros(len(shared), bool), *(shared_of(options, int(row), policy.statuses) for row in rows)], axis=0)]])
    for code, profession in enumerate(options.words["professions"]):
        claims = {one: many for (name, one), many in everyone.items() if name == profession}
        open_ = shared & (offers["professions"][:, code] | ~offers["professions"].any(axis=1))
        for place in np.setdiff1d(town[offers["site"][open_]], settled) if institution in claims else ():
            here = open_ & (town[offers["site"]] == place)
            option = np.flatnonzero(here[options.offer] & (options["courses"]["profession"] == code))
            yield at_most(options, option, _part(options, here, claims, institution, policy), NONE, None)


def _part(options: Options, here: np.ndarray, claims: dict[str, int], institution: str, policy: Policy) -> Ints:
    """(weeks,) how many of these shared places are the institution's: what is reserved for it, and its part of what is reserved for nobody."""
    quotas, places = options.table("quotas"), places_of(options, here, NONE)
    today = policy.as_of.toordinal() if policy.as_of else NONE
    kept, own = np.zeros_like(places), np.zeros_like(places)
    for row in np.flatnonzero((quotas["reserved"] != NONE) & ((quotas["release_on"] == NONE) | (quotas["release_on"] > today))):
        held = np.minimum(quotas["reserved"][row], places_of(options, here & shared_of(options, int(row), policy.statuses), NONE))
        kept += held
        own += held * (quotas["institution"][row] == options.words["institutions"].index(institution))
    rest, many = np.maximum(places - kept, 0), np.array(list(claims.values()), dtype=np.int64)[:, None]
    whole, left = np.divmod(many * rest, many.sum())
    mine = list(claims).index(institution)
    odd = (rest - whole.sum(axis=0) >= (left >= left[mine]).sum(axis=0)) & (left[mine] > 0)
    return np.asarray(own + whole[mine] + odd)
