"""What the tiny worlds are about in which placements meet: rules that count, decisions by hand, goals, and everything at once."""

import datetime as dt
from random import Random

from tests.emphasis import Emphasis, World, below, beside, some, supervisors
from tests.make import weeks
from tests.personal import settings


def _served_by_weeks(made: World, chance: Random) -> None:
    made["offers"] = [{"offer": "o1", "site": "A", "weeks": weeks(34, 47), "places": 9}]


def _places(made: World, chance: Random) -> None:
    if chance.random() < 0.6:
        _served_by_weeks(made, chance)
    for row in made["offers"]:
        row["places"] = chance.choice((0, 1, 1, 2))


def _least(made: World, chance: Random) -> None:
    if chance.random() < 0.6:
        _served_by_weeks(made, chance)
    for row in made["offers"]:
        row["least"] = chance.choice((None, 1, 2, 2, 3))


def _companions(kind: str) -> Emphasis:
    def emphasis(made: World, chance: Random) -> None:
        if chance.random() < 0.3:
            made["needs"][2]["student"] = chance.choice(("s1", "s2"))
        made["offers"] = [row | {"offer": f"o{at}", "site": "AB"[at % 2]} for at, row in enumerate(made["offers"] * 2)]
        if chance.random() < 0.3:
            made["sites"].append({"site": "C", "municipality": "5501", "settings": ("home",), "parent": chance.choice(("", "A"))})
            made["offers"][0]["site"] = "C"
        groups = [("G", some(chance, ("s1", "s2", "s3"), 2)), ("H", some(chance, ("s1", "s2", "s3")))]
        made["companions"] = [
            {"group": group, "student": student, "kind": kind if chance.random() < 0.9 else chance.choice(("together", "near", "apart"))}
            for group, students in groups for student in students
        ]

    return emphasis


def _with_offer(made: World, chance: Random) -> None:
    first, second = (row["period"] for row in made["periods"])
    made["offers"] = [
        {"offer": "o1", "site": "A", "period": first}, {"offer": "o2", "site": "B", "period": chance.choice((first, second))},
        {"offer": "o3", "site": "B", "weeks": weeks(*chance.choice(((34, 47), (36, 41), (38, 39))))},
    ]
    for row in made["offers"]:
        row |= {"places": chance.choice((0, 1, 1, 2)), "status": chance.choice(("offered", "confirmed", "offered", "confirmed", "withdrawn"))}
        row["with_offer"] = chance.choice(("", "o1", "o2", "o3"))


def _ceiling(made: World, chance: Random) -> None:
    below(made, chance)
    if chance.random() < 0.3:
        _served_by_weeks(made, chance)
    for row in made["sites"]:
        row["ceiling"] = chance.choice((None, None, 0, 1, 1, 2))
    for row in made["municipalities"]:
        row["ceiling"] = chance.choice((None, None, 1, 2))


def far(made: World, chance: Random) -> None:
    """Roads at and beside the daily limit, students who accept to be sent far, and rooms for some of them."""
    made["travel"] = [
        {"origin": row["student"], "site": site, "mode": "public", "minutes": chance.choice((90, 91, 91, 200, 200, None))} for row in made["students"] for site in "AB"
    ]
    for row in made["students"]:
        row |= {"origin": row["student"], "car": False, "accepts_far": chance.random() < 0.85}
    lasting = ((), (), weeks(34, 37), weeks(36, 40), weeks(34, 47), ("2026-W35",))
    made["housing"] = [
        {"municipality": town, "rooms": chance.choice((0, 1, 1, 2)), "weeks": chance.choice(lasting)}
        for town in ("5501", "5501", "5530", "5530") if chance.random() < 0.5
    ]


def _rooms(made: World, chance: Random) -> None:
    """Mostly far, mostly in one municipality, and a room there."""
    _served_by_weeks(made, chance)
    far(made, chance)
    made["travel"] = [{"origin": row["student"], "site": "A", "mode": "public", "minutes": chance.choice((90, 91, 200, 200, 200))} for row in made["students"]]
    for row in made["students"]:
        row["accepts_far"] = chance.random() < 0.95
    made["housing"] = [
        {"municipality": "5501", "rooms": chance.choice(rooms), "weeks": chance.choice(((), (), (), weeks(34, 37), weeks(36, 47)))}
        for rooms in ((1,), (0, 0, 1))
    ]


def _seldom_far(made: World, chance: Random) -> None:
    far(made, chance)
    made["history"] = [{"student": student, "far": chance.random() < 0.6} for student in ("s1", "s1", "s2", "s3") if chance.random() < 0.6]
    if chance.random() < 0.5:
        made["needs"][2]["student"] = chance.choice(("s1", "s2"))


def _quota(made: World, chance: Random) -> None:
    below(made, chance)
    made["institutions"].append({"institution": "I3"})
    for row in made["offers"]:
        row |= {"places": chance.choice((1, 2, 3)), "status": chance.choice(("offered", "offered", "requested")), "institution": chance.choice(("", "", "", "I2"))}
        row |= {"programmes": chance.choice(((), (), ("bsn",), ("msn",))), "professions": chance.choice(((), ("nurse",)))}
    if chance.random() < 0.3:
        _served_by_weeks(made, chance)
    made["sites"][1]["settings"] = chance.choice((("home",), ("ward",), ("home", "ward")))
    made["courses"] += [made["courses"][0] | {"course": "c2", "programme": "msn"}, made["courses"][0] | {"course": "c3", "institution": "I2"}]
    for row in made["needs"]:
        row["course"] = chance.choice(("c1", "c1", "c2", "c3"))
    made["areas"] = [{"area": "Midt", "municipality": town} for town in some(chance, ("5501", "5530"), 1)]
    place = chance.choice(({"site": "A"}, {"site": "B"}, {"municipality": "5501"}, {"area": "Midt"}, {"area": "Midt"}))
    field = {"profession": chance.choice(("", "nurse")), "setting": chance.choice(("", "", "", "home", "ward"))}
    field |= {"programme": chance.choice(("", "", "", "bsn")), "period": chance.choice(("", "", "", made["periods"][0]["period"]))}
    made["quotas"] = [{"institution": one, **place, **field, "share": chance.choice((0, 20, 33.3, 50))} for one in some(chance, ("I1", "I2", "I3"), 1)]
    who = {"institution": chance.choice(("", "", "I1", "I2")), "course": chance.choice(("", "", "", "c1"))}
    made["quotas"].append({**who, **place, **field, "most": chance.choice((0, 0, 1, 1))})


def _reserved(made: World, chance: Random) -> None:
    _quota(made, chance)
    for row in made["quotas"]:
        row |= {"institution": chance.choice(("I1", "I2", "I3", "I3")), "most": None, "share": None, "reserved": chance.choice((1, 2, 2, 3))}
        row |= {"setting": "", "release_on": chance.choice((None, None, None, dt.date(2026, 5, 31), dt.date(2026, 6, 1), dt.date(2026, 6, 2)))}
    for row in made["offers"]:
        row |= {"places": chance.choice((1, 2)), "status": "offered"}
        row |= {"programmes": (), "professions": (), "institution": ""} if chance.random() < 0.7 else {}


def _supervision(made: World, chance: Random) -> None:
    supervisors(made, chance, 3, ("A",))
    made["offers"] = [{"offer": f"o{at}", "site": "A", "period": row["period"], "places": 9} for at, row in enumerate(made["periods"])]
    for row in made["supervisors"]:
        row["capacity"] = chance.choice((0, 1, 1, 2))
    if chance.random() < 0.3:
        made["offers"] = made["offers"][:1]
        made["supervisors"][0]["profession"] = "doctor"
    elif chance.random() < 0.7:
        made["needs"].append({"need": "n4", "student": "s1", "course": "c1"})


def _one_at_a_time(made: World, chance: Random) -> None:
    for row in made["needs"]:
        row["student"] = chance.choice(("s1", "s1", "s2"))


def _variety(made: World, chance: Random) -> None:
    _one_at_a_time(made, chance)
    settings(made, chance)
    made["sites"][0]["parent"] = chance.choice(("", "B"))
    made["offers"] = [row | {"offer": f"o{at}", "site": "AB"[at % 2]} for at, row in enumerate(made["offers"] * 2)]


def _interprofessional(made: World, chance: Random) -> None:
    below(made, chance)
    for row in made["sites"]:
        row["tps"] = chance.random() < 0.6
    made["courses"] += [made["courses"][0] | {"course": "c2", "profession": "doctor"}, made["courses"][0] | {"course": "c3", "profession": "midwife"}]
    for row in made["needs"]:
        row["course"] = chance.choice(("c1", "c1", "c2", "c3"))


def _locks(made: World, chance: Random) -> None:
    below(made, chance)
    supervisors(made, chance)
    made["locks"] = []
    for _ in range(chance.randint(1, 4)):
        give = {
            "municipality": chance.choice(("5501", "5530")), "site": chance.choice("ABC"), "offer": chance.choice(made["offers"])["offer"],
            "period": chance.choice(made["periods"])["period"], "supervisor": chance.choice(made["supervisors"])["supervisor"],
        }
        given = {name: value for name, value in give.items() if chance.random() < 0.4}
        made["locks"].append({"need": chance.choice(("n1", "n2")), "kind": chance.choice(("pin", "forbid")), "who": "W", "why": "x", **given})


def _goals(made: World, chance: Random) -> None:
    _locks(made, chance)
    made["courses"][0]["home_bound"] = chance.random() < 0.3
    made["specials"] = [
        {
            "student": student, "criterion": criterion, "value": chance.choice((None, 5, 6, 11, 12, 17)), "status": chance.choice(("granted", "granted", "applied")),
            "until": chance.choice((None, None, beside(chance, made["periods"][0]["first_day"]))),
        }
        for student in ("s1", "s2") for criterion in some(chance, ("child", "illness", "sport"))
    ]
    made["weights"] = [
        {"municipality": town, "profession": profession, "weight": chance.choice((0, 1, 5))}
        for town in ("5501", "5530") for profession in some(chance, ("", "nurse", "doctor"))
    ]
    made["areas"] = [{"area": area, "municipality": town} for area in ("Midt", "Nord") for town in some(chance, ("5501", "5530"))]
    for row in made["municipalities"]:
        row |= {"weight": chance.choice((None, 2)), "last_used": chance.choice(("", "", "2025 autumn"))}
    for row in some(chance, made["needs"]) if made["supervisors"] else ():
        made.setdefault("previous", []).append({
            "need": row["need"], "offer": chance.choice(made["offers"])["offer"], "period": chance.choice(made["periods"])["period"],
            "supervisor": chance.choice(("", *(one["supervisor"] for one in made["supervisors"]))), "status": "notified",
        })
    made["history"] = [
        {"student": chance.choice(("s1", "s2")), "minutes": chance.choice((None, 15, 44, 45, 46, 90)), "far": chance.random() < 0.3, "municipality": chance.choice(("", "", "5530"))}
        for _ in range(chance.randint(0, 3))
    ]
    made["courses"] += [made["courses"][0] | {"course": "c2", "programme": "msn"}, made["courses"][0] | {"course": "c3", "institution": "I2"}]
    for row in made["needs"]:
        row["course"] = chance.choice(("c1", "c1", "c2", "c3"))
    for row in made["sites"]:
        row["settings"] = some(chance, ("home", "ward", "clinic"), 1)
    for row in made["needs"]:
        row |= {"at_risk": chance.random() < 0.5, "student": chance.choice(("s1", "s2"))}
    for row in made["students"]:
        row |= {"study": chance.choice(("full-time", "part-time", "decentralised")), "home": chance.choice(("5501", "5530"))}
        row |= {"lottery": chance.choice((None, 1, 2)), "car": chance.random() < 0.5, "origin": row["student"], "accepts_far": chance.random() < 0.5}
    asked = [{"site": "A"}, {"site": "B"}, {"site": "C"}, {"municipality": "5501"}, {"municipality": "5530"}, {"setting": "home"}, {"setting": "ward"}]
    made["wishes"] = [{"student": student, "rank": rank, **chance.choice(asked)} for student in ("s1", "s2") for rank in some(chance, (1, 2, 3, 9, 10, 11))]
    made["travel"] = [
        {"origin": student, "site": site, "mode": "public", "km": chance.choice((None, 3, 20, 19.9, 90.5)), "minutes": chance.choice((None, 0, 9, 14, 15, 16, 60, 61, 75, 76, 90, 91, 149, 150, 151, 600))}
        for student in ("s1", "s2") for site in some(chance, "ABC")
    ]
    made["housing"] = [
        {"municipality": chance.choice(("5501", "5530")), "rooms": 1, "rent": chance.choice((None, 850.5, 900, 1000.25, 1250, 1600))}
        for _ in range(chance.randint(0, 3))
    ]
    made["courses"][0] |= {"supervisor_ects": 10, "supervisor_years": 1}
    for row in made["supervisors"]:
        row |= {"ects": chance.choice((0, 10)), "years": chance.choice((0, 1)), "away": chance.choice(((), ("2026-W35",))), "capacity": 1}


def _everything(made: World, chance: Random) -> None:
    """A little of each rule and goal, so that a policy with all of them still places some."""
    made["needs"] = [{"need": f"n{at}", "student": f"s{at}", "course": "c1"} for at in range(1, 6)]
    made["students"] = [made["students"][0] | {"student": f"s{at}", "home": chance.choice(("5501", "5530"))} for at in range(1, 6)]
    _goals(made, chance)
    made["courses"][0] |= {"supervisor_ects": 0, "supervisor_years": 0}
    for at, row in enumerate(made["needs"]):
        row["student"] = chance.choice(("s1", f"s{at + 1}", f"s{at + 1}"))
    made["locks"] = [row for row in made["locks"] if len(row) > 5][:1]
    made["conflicts"] = [{"student": "s1", "site": chance.choice("ABC"), "reason": "relative"}, {"student": "s2", "supervisor": "v1", "reason": "patient"}]
    made["agreements"] = [{"institution": "I1", "municipality": town} for town in ("5501", "5530")][chance.choice((0, 0, 0, 1)):]
    made["offers"] = [
        {"offer": f"o{site}{row['period']}", "site": site, "period": row["period"], "places": chance.choice((0, 1, 1, 2))}
        for site in "ABC" for row in made["periods"]
    ]
    made["travel"] = [
        {"origin": student, "site": site, "mode": "public", "minutes": chance.choice((9, 30, 60, 61, 89, 90, 91))}
        for student in ("s1", "s2") for site in "ABC"
    ]
    for row in made["sites"]:
        row["ceiling"] = chance.choice((None, 1, 2))
    for row in made["supervisors"]:
        row["capacity"] = chance.choice((1, 2))
    _told_of_students(made, chance)


def _told_of_students(made: World, chance: Random) -> None:
    """For some students areas, papers, a past or a consideration; for some offers who found them, or another that goes with them."""
    made["areas"] = [{"area": "X", "municipality": "5501"}, {"area": "Y", "municipality": "5530", "level": "secondary"}, {"area": "Y", "municipality": "5501"}]
    made["students"][2]["areas"] = chance.choice(((), ("X",), ("Y",)))
    made["courses"][0] |= {"clearances": ("police",), "areas": chance.choice(((), ("Y",)))}
    made["clearances"] = [{"student": row["student"], "kind": "police"} for row in made["students"] if chance.random() < 0.9]
    made["history"] = [{"student": "s3", "site": "A", "setting": "ward"}, {"student": "s4", "site": "B", "setting": "home", "passed": chance.random() < 0.5}]
    made["specials"] = [{"student": "s5", "criterion": "care", "status": "granted", "area": chance.choice("XY"), "minutes": chance.choice((None, 60))}]
    made["offers"][0]["found_by"] = chance.choice(("", "s1", "s4"))
    made["offers"][-1]["with_offer"] = chance.choice(("", made["offers"][0]["offer"]))
    for row in made["students"]:
        row["accepts_far"] = chance.random() < 0.3
    made["housing"] = [{"municipality": "5501", "rooms": chance.choice((0, 1)), "weeks": chance.choice(((), ("2026-W35", "2026-W36", "2026-W37")))}]
    made["offers"][1]["least"] = chance.choice((None, 2))
    made["companions"] = [{"group": "G", "student": student, "kind": chance.choice(("together", "near", "apart"))} for student in ("s4", "s5")]


CROWDED: dict[str, Emphasis] = {
    "places": _places, "least": _least, "together": _companions("together"), "near": _companions("near"), "apart": _companions("apart"),
    "with_offer": _with_offer, "ceiling": _ceiling, "rooms": _rooms, "seldom_far": _seldom_far, "quota": _quota, "reserved": _reserved, "supervision": _supervision,
    "one_at_a_time": _one_at_a_time, "variety": _variety,
    "interprofessional": _interprofessional,
}
"""Rules that count: their worlds have one need more."""

OTHER: dict[str, Emphasis] = {"locks": _locks, "goals": _goals, "everything": _everything}
