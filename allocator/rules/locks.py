"""Locks: what people have decided by hand stands."""

import numpy as np
import pandas as pd

from allocator.rules.rule import Rule, each
from allocator.system import NONE, Bools, Ints, Options
from allocator.tables import Tables, side_by_side
from allocator.text import Text


class Locks(Rule):
    """A pinned need is placed as the pin says or not at all; a forbidden place is not used.

    Every column that a lock gives must match; blank ones match anything. A site covers the sites below it. Several locks
    of a need hold together. A pin that breaks another rule leaves its need unplaced, unless it waives that rule (`despite`).
    """

    code = "locks"
    title = Text(nb="Låser", en="Locks")
    sentence = Text(nb="En plass som er avgjort for hånd, blir som avgjort.", en="A place decided by hand is as it was decided.")
    heading = "decision"
    breach = Text(
        nb="{need}: {offer} på {site} i {period} er ikke det {who} har bestemt.",
        en="{need}: {offer} at {site} in {period} is not what {who} decided.",
    )
    own = Text(nb="Plassen din er avgjort for hånd: ikke {site} i {period}.", en="Your place was decided by hand: not {site} in {period}.")
    asks = "option"

    def forbids(self, options: Options) -> Bools:
        """The option is outside a pin of its need, or inside a ban. The nth locks of all needs are looked at together."""
        locks = options.table("locks")
        order = np.argsort(locks["need"], kind="stable")
        first, last = (np.searchsorted(locks["need"][order], options.need, side) for side in ("left", "right"))
        pin = options.code("locks.kind", "pin")
        wrong = np.zeros(len(options), dtype=bool)
        for nth in range((last - first).max(initial=0)):
            option = np.flatnonzero(first + nth < last)
            lock = order[first[option] + nth]
            wrong[option] |= (locks["kind"][lock] == pin) ^ _inside(options.take(option), lock)
        return wrong

    def breaches(self, placed: pd.DataFrame, tables: Tables) -> pd.DataFrame:
        """Keeps placements that differ from a pin of their need in anything it gives, or are all that a ban gives."""
        covers = set(tables.lineage().itertuples(index=False, name=None))
        locked = placed.reset_index(names="row").merge(tables["locks"], on="need", suffixes=("", "_locked"))
        same = pd.Series([not lock or (site, lock) in covers for site, lock in side_by_side(locked, "site", "site_locked")], dtype=bool)
        for column in ("municipality", "offer", "period", "supervisor"):
            same &= (locked[f"{column}_locked"] == "") | (locked[f"{column}_locked"] == locked[column])
        return each(locked, same == (locked["kind"] == "forbid")).drop_duplicates("row")


def _inside(options: Options, lock: Ints) -> Bools:
    """Whether each option is all that its lock gives; (options,)."""
    locks, site = options.table("locks"), options["sites"]
    team = np.append(options.table("supervisors")["team"], NONE)[locks["supervisor"][lock]]
    inside: Bools = (locks["site"][lock] == NONE) | (site["above"] == locks["site"][lock][:, None]).any(axis=1)
    placed = {"municipality": site["municipality"], "offer": options.offer, "period": options.period}
    for wanted, had in ((team, options.team), *((locks[name][lock], had) for name, had in placed.items())):
        inside &= (wanted == NONE) | (wanted == had)
    return inside
