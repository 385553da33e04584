"""What becomes of a small term: solved, checked from the tables alone, and told in as few words as a hand-made answer."""

import allocator as al
from allocator.plan import Plan
from allocator.problem import Problem


def sound(asked: Problem) -> Plan:
    """The plan, proved best in every layer; the check finds no rule broken and measures every value again."""
    plan = al.solve(asked)
    al.check(asked, plan.placements).require(plan.reached)
    assert all(one.proved for one in plan.reached)
    return plan


def where(asked: Problem) -> dict[str, str]:
    """The site of each student who is placed."""
    placed = sound(asked).placements
    return dict(zip(placed["student"], placed["site"], strict=True))


def who(asked: Problem) -> set[str]:
    """The students who are placed."""
    return set(where(asked))


def without(asked: Problem, *codes: str) -> Problem:
    """The same term without these rules or goals."""
    policy = asked.policy
    for code in codes:
        assert code in {one.code for one in (*policy.rules, *policy.goals)}
        policy = policy.without(code)
    return asked.replace(policy=policy)
