"""What has been agreed between the institutions."""

import pytest

from allocator.rules.quota import Quota
from tests.make import problem, weeks
from tests.rules.together import Case, case, found

COURSES = [{"course": "u", "institution": "UIT"}, {"course": "n", "institution": "NORD"}, {"course": "v", "institution": "NORD", "programme": "vernepleie", "profession": "vernepleier"}]
NEEDS = [{"need": f"{name}{at}", "course": name} for name in "unv" for at in (1, 2)]
EARLY, LATE = (
    {"period": name, "first_day": first, "last_day": last} for name, first, last in (("early", "2026-08-17", "2026-10-09"), ("late", "2026-09-14", "2026-11-06"))
)
SITES = [{"site": "A", "municipality": "5501"}, {"site": "A1", "municipality": "5501", "parent": "A", "settings": "hjemmesykepleie"}, {"site": "B", "municipality": "5530"}]
OFFERS = [{"offer": f"{site}-{period}", "site": site, "period": period, "places": 4} for site in ("A", "A1", "B") for period in ("early", "late")]
AREAS = [{"area": "Midt", "municipality": "5530"}]
UIT = {"institution": "UIT", "municipality": "5501"}


def agreed(says: str, units: int, quotas: list[dict], *placements: str, **tables: list[dict]) -> Case:
    """Three institutions' courses at three sites in two windows that share four weeks."""
    given = {"needs": NEEDS, "courses": COURSES, "periods": [EARLY, LATE], "sites": SITES, "offers": OFFERS, "areas": AREAS, **tables}
    return case(says, units, *placements, quotas=quotas, **given)


def shared(says: str, units: int, places: int, quotas: dict[str, float], *needs: str) -> Case:
    """Shares of the places of one site, in one window."""
    rows = [{"institution": one, "site": "B", "period": "early", "share": share} for one, share in quotas.items()]
    offers = [{"offer": "o", "site": "B", "period": "early", "places": places}]
    return agreed(says, units, rows, *(f"{need} o early" for need in needs), offers=offers)


MOST = {**UIT, "most": 1}
HALF = {"UIT": 50, "NORD": 50}
CASES = [
    agreed("as many as agreed", 0, [MOST], "u1 A-early early"),
    agreed("one more, for eight weeks", 8, [MOST], "u1 A-early early", "u2 A1-early early"),
    agreed("two windows share four weeks", 4, [MOST], "u1 A-early early", "u2 A-late late"),
    agreed("elsewhere is not counted", 0, [MOST], "u1 A-early early", "u2 B-early early"),
    agreed("others are not counted", 0, [MOST], "u1 A-early early", "n1 A-early early"),
    agreed("all together", 8, [{"site": "A", "most": 1}], "u1 A-early early", "n1 A-early early"),
    agreed("what lies below a site counts there", 8, [{"site": "A", "most": 1}], "u1 A-early early", "n1 A1-early early"),
    agreed("in an area", 8, [{"area": "Midt", "most": 1}], "u1 B-early early", "n1 B-early early"),
    agreed("one setting", 0, [{**MOST, "setting": "hjemmesykepleie"}], "u1 A-early early", "u2 A1-early early"),
    agreed("one programme", 0, [{"institution": "NORD", "programme": "vernepleie", "most": 1}], "n1 A-early early", "v1 A-early early"),
    agreed("one profession", 8, [{"profession": "vernepleier", "most": 1}], "v1 A-early early", "v2 B-early early"),
    agreed("one course", 8, [{"course": "u", "most": 0}], "u1 B-early early", "n1 B-early early"),
    agreed("one window counts once", 1, [{**MOST, "period": "early"}], "u1 A-early early", "u2 A-early early"),
    agreed("one window is not the other", 0, [{**MOST, "period": "early"}], "u1 A-early early", "u2 A-late late"),
    agreed("nobody", 8, [{**MOST, "most": 0}], "u1 A-early early"),
    shared("two places, half each", 0, 2, HALF, "u1", "n1"),
    shared("two places, both for one", 1, 2, HALF, "u1", "u2"),
    shared("the odd place is open to both where remainders are equal", 0, 3, HALF, "u1", "u2", "n1"),
    shared("the odd place goes to the largest remainder", 0, 2, {"UIT": 70, "NORD": 30}, "u1"),
    shared("and not to the other", 1, 3, {"UIT": 70, "NORD": 30}, "n1", "n2"),
    shared("of the rest up to a hundred percent nobody is kept out", 0, 2, {"UIT": 40}, "u1", "n1"),
    shared("but who has a share has no more", 1, 2, {"UIT": 40}, "u1", "u2"),
    shared("no share at all", 1, 2, {"UIT": 0}, "u1"),
    shared("more than a hundred percent", 0, 1, {"UIT": 100, "NORD": 100}, "u1"),
    agreed("an institution's own offer is no shared place", 0, [{"institution": "UIT", "share": 10}], "u1 o early", offers=[{"offer": "o", "site": "B", "period": "early", "institution": "UIT"}]),
    agreed("half of one place is open", 0, [{"institution": "UIT", "share": 50}], "u1 o early", offers=[{"offer": "o", "site": "B", "period": "early"}]),
    agreed("an offer that does not count gives no places", 8, [{"institution": "UIT", "share": 40}], "u1 o early", offers=[{"offer": "o", "site": "B", "period": "early"}, {"offer": "p", "site": "B", "period": "early", "places": 9, "status": "requested"}]),
    agreed("an offer by weeks gives places in its weeks", 8, [{"institution": "UIT", "share": 50}], "u1 o early", "u2 o early", offers=[{"offer": "o", "site": "B", "weeks": weeks(34, 45), "places": 2}]),
]


@pytest.mark.parametrize("one", CASES, ids=str)
def test_both_halves_count_as_by_hand(one: Case) -> None:
    assert one.judged(Quota()) == (one.units, one.units, one.units == 0)


def test_the_words_name_who_where_and_when() -> None:
    asked = problem(needs=NEEDS, courses=COURSES, periods=[EARLY, LATE], sites=SITES, offers=OFFERS, areas=AREAS, quotas=[{**UIT, "most": 0}, {"most": 0, "period": "early"}])
    first, second = (row for _, row in found(Quota(), asked, "u1 A-early early").drop_duplicates("who").sort_values("week").iloc[::-1].iterrows())
    said = [Quota.breach.say("nb", **{name: row[name] for name in Quota.breach.fields}) for row in (first, second)]
    assert said[0].startswith("UIT har 1 studenter i 5501 i uke ")
    assert said[1] == "Alle sett under ett har 1 studenter i hele feltet i perioden; kvoten er 0."
