"""What was changed by hand in a plan, as locks."""

import pandas as pd

from allocator.rows import ROWS

_PLACE = ("offer", "period", "supervisor")


def as_locks(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """The rows of `locks` that make a solve keep what was changed between two plans, sorted by need; who and why are blank, to be filled in.

    before, after: columns need, offer, period, supervisor ("" for none). A need placed anew, elsewhere or in another window is pinned there;
    the supervisor is pinned too where another one was named. A placement that was taken out is forbidden.
    """
    both = before[["need", *_PLACE]].merge(after[["need", *_PLACE]], on="need", how="outer", suffixes=("_was", "")).fillna("")
    moved = (both["offer"] != both["offer_was"]) | (both["period"] != both["period_was"])
    gone, named = both["offer"] == "", (both["supervisor"] != "") & (both["supervisor"] != both["supervisor_was"])
    changed = both[gone | moved | named].sort_values("need", ignore_index=True)
    gone = changed["offer"] == ""
    locks = {name: changed[name].where(~gone, changed[f"{name}_was"]) for name in ("offer", "period")}
    supervisor = changed["supervisor"].where(changed["supervisor"] != changed["supervisor_was"], "")
    made = changed[["need"]].assign(**locks, supervisor=supervisor, kind=gone.map({True: "forbid", False: "pin"}))
    blank = {column.name: "" for column in ROWS["locks"].columns() if column.name not in made}
    return made.assign(**blank)[[column.name for column in ROWS["locks"].columns()]].astype("str")
