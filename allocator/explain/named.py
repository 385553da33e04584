"""What people call a bound: its id and its name."""

import numpy as np

from allocator.explain.bounds import Bound
from allocator.explain.sight import Sight
from allocator.explain.tell import site_name, town_name
from allocator.system import NONE
from allocator.text import Message, Text

_NAMES = {
    "offer": Text("{count} plasser på {site} ({when})", "{count} places at {site} ({when})"),
    "place": Text("{count} plass på {site} ({when})", "{count} place at {site} ({when})"),
    "team": Text("{members} veiledere på {site} (rom for {count})", "{members} supervisors at {site} (room for {count})"),
    "person": Text("veileder {supervisor} på {site} (rom for {count})", "supervisor {supervisor} at {site} (room for {count})"),
    "site": Text("taket på {site} ({count})", "the ceiling of {site} ({count})"),
    "municipality": Text("taket i {town} ({count})", "the ceiling of {town} ({count})"),
    "quota": Text("kvoten på {count} for {who} i {where}", "the quota of {count} for {who} in {where}"),
}
_WEEKS, _ALL, _FIELD = Text("visse uker", "certain weeks"), Text("alle", "all"), Text("hele feltet", "the whole field")


def named(sight: Sight, bound: Bound, most: int) -> tuple[str, Message]:
    """The id and the name of a bound."""
    words, options = sight.formulated.options.words, sight.formulated.options
    if bound.kind == "offer":
        period = int(options.table("offers")["period"][bound.row])
        site = site_name(sight, int(options.table("offers")["site"][bound.row]))
        when: object = _WEEKS if period == NONE else words["periods"][period]
        return words["offers"][bound.row], _NAMES["place" if most == 1 else "offer"].of(count=most, site=site, when=when)
    if bound.kind == "team":
        return _team(sight, bound.row, most)
    if bound.kind == "site":
        return words["sites"][bound.row], _NAMES["site"].of(count=most, site=site_name(sight, bound.row))
    if bound.kind == "municipality":
        return words["municipalities"][bound.row], _NAMES["municipality"].of(count=most, town=town_name(sight, bound.row))
    quota = sight.plan.problem.tables["quotas"].iloc[bound.row]
    where = quota["site"] or quota["area"] or quota["municipality"] or _FIELD
    return str(bound.row + 1), _NAMES["quota"].of(count=most, who=quota["institution"] or _ALL, where=where)


def _team(sight: Sight, team: int, most: int) -> tuple[str, Message]:
    options = sight.formulated.options
    members = [options.words["supervisors"][at] for at in np.flatnonzero(options.table("supervisors")["team"] == team)]
    sites = options.table("teams")["at_site"][options.table("teams")["at_team"] == team]
    name = tuple(site_name(sight, int(site)) for site in sites)
    if len(members) == 1:
        return members[0], _NAMES["person"].of(supervisor=members[0], site=name, count=most)
    return " | ".join(members), _NAMES["team"].of(members=len(members), site=name, count=most)
