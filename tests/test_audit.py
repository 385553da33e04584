"""Every act by hand stands in the plan with who did it and why."""

import json

import allocator as al
from tests.make import problem

PIN = {"need": "n1", "site": "A", "kind": "pin", "despite": "distance | relative", "who": "Kari", "why": "agreed with the site"}
BAN = {"need": "n2", "offer": "o1", "period": "P1", "kind": "forbid", "who": "Ola", "why": "asked for"}


def test_a_pin_a_ban_and_each_waiver_are_told_with_who_and_why(tmp_path):
    asked = problem(students=[{"student": "s1", "course": "c1"}, {"student": "s2", "course": "c1"}], sites=[{"site": "A"}], offers=[{"offer": "o1", "places": 2}],
                    needs=[{"need": "n1", "student": "s1"}, {"need": "n2", "student": "s2"}], locks=[PIN, BAN])
    at, why = {"need": "n1", "site": "A"}, {"who": "Kari", "why": "agreed with the site"}
    told = [
        {"act": "pin", **at, **why}, {"act": "waiver", "rule": "distance", **at, **why}, {"act": "waiver", "rule": "relative", **at, **why},
        {"act": "forbid", "need": "n2", "offer": "o1", "period": "P1", "who": "Ola", "why": "asked for"},
    ]
    plan = al.solve(asked)
    assert plan.run["audit"] == told
    saved = al.save(plan, tmp_path / "plan")
    assert json.loads((saved / "run.json").read_bytes())["audit"] == told
    assert al.open_plan(saved).run["audit"] == told


def test_where_nothing_was_done_by_hand_the_list_is_empty():
    assert al.solve(problem()).run["audit"] == []
