"""Swaps that nobody has asked for yet and all concerned would gain by."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from allocator.check import check
from allocator.formulate import formulate
from allocator.goals.wishes import wish_costs
from allocator.plan import Plan
from allocator.problem import Problem
from allocator.published.chosen import chosen
from allocator.published.swap import UNLISTED, Swap, sides, tried
from allocator.system import NO_JOURNEY, NONE, Options

_TRIED = 200
"""So many cycles are tried, the most promising first."""


def find_swaps(problem: Problem, plan: Plan, *, longest: int = 3, most: int = 10) -> tuple[Swap, ...]:
    """Swaps of two (and, where `longest` is 3, three) needs that better each of them, and that the independent check allows.

    Better is a place that fulfils a dearer wish, or the same wish with fewer minutes one way. At most `most` are given, those that save the most
    wishes and minutes first; each stands alone, and two that share a student cannot both be carried out.
    """
    options = formulate(problem).options
    held = plan.placements[["need", "offer", "period", "supervisor"]].set_index("need")
    words, found = np.array(options.words["needs"], dtype=object), list[Swap]()
    before, had = check(problem, held.reset_index()), sides(problem, held)
    for cycle in _cycles(_wanted(options, plan.placements), longest)[:_TRIED]:
        one = tried(problem, had, held, tuple(words[list(cycle)]), before)
        found += [one] if one.allowed else []
        if len(found) == most:
            break
    return tuple(found)


def _wanted(options: Options, placements: pd.DataFrame) -> pd.DataFrame:
    """Columns need, other, gain (positions; points): who would rather have whose place, and may by all rules that do not count."""
    now = chosen(options, placements)
    now = now[now != NONE]
    windows, teams = len(options.words["periods"]), len(options.words["supervisors"]) + 1
    place = (options.offer.astype(np.int64) * windows + options.period) * teams + options.team + 1
    points = wish_costs(options, UNLISTED) * (NO_JOURNEY + 1) + options.minutes
    own = np.full(len(options.words["needs"]), NONE)
    own[options.need[now]] = now
    gain = np.where(own[options.need] == NONE, 0, points[own[options.need]] - points)
    better = pd.DataFrame({"need": options.need, "place": place, "gain": gain})[gain > 0]
    holders = pd.DataFrame({"other": options.need[now], "place": place[now]})
    return better.merge(holders, on="place")[["need", "other", "gain"]]


def _cycles(wanted: pd.DataFrame, longest: int) -> list[tuple[int, ...]]:
    """Cycles of needs, each wanting the place of the next; the greatest gain first, each once, beginning with its smallest."""
    pairs = wanted.merge(wanted.rename(columns={"need": "other", "other": "need", "gain": "back"}), on=["need", "other"])
    found = [pairs[pairs["need"] < pairs["other"]].assign(gain=pairs["gain"] + pairs["back"])]
    if longest > 2:
        second = wanted.rename(columns={"need": "other", "other": "third", "gain": "second"})
        third = wanted.rename(columns={"need": "third", "other": "need", "gain": "last"})
        round_ = wanted.merge(second, on="other").merge(third, on=["third", "need"])
        round_ = round_[(round_["need"] < round_["other"]) & (round_["need"] < round_["third"]) & (round_["other"] != round_["third"])]
        found.append(round_.assign(gain=round_["gain"] + round_["second"] + round_["last"]))
    listed = [(-gain, cycle) for frame in found for gain, cycle in _rows(frame)]
    return [cycle for _, cycle in sorted(listed)]


def _rows(frame: pd.DataFrame) -> Iterator[tuple[int, tuple[int, ...]]]:
    columns = [name for name in ("need", "other", "third") if name in frame]
    return zip(frame["gain"].tolist(), frame[columns].itertuples(index=False, name=None), strict=True)
