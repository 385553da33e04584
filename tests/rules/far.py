"""Rules about far placements are tried beside the one that says which are far; at a price of its own, so that it shuts nothing."""

from allocator.policy import Policy
from allocator.rules import Rule
from allocator.rules.distance import Distance
from allocator.system import Price

ABOUT_FAR = {"housing", "rooms", "seldom_far"}


def alone(rule: Rule) -> Policy:
    """The rule alone, its price in the layer x; or with what says which placements are far."""
    beside = (Distance(price=Price("y")),) if rule.code in ABOUT_FAR else ()
    return Policy(rules=(rule, *beside), goals=(), layers=("x", "y"))
