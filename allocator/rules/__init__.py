"""The rules, in the order of the headings under which people read their reasons."""

from allocator.rules.ceiling import Ceiling
from allocator.rules.locks import Locks
from allocator.rules.one_at_a_time import OneAtATime
from allocator.rules.places import Places
from allocator.rules.rule import HEADINGS, Rule
from allocator.rules.setting import Setting
from allocator.rules.supervision import Supervision

RULES: tuple[type[Rule], ...] = (Setting, Places, Ceiling, Supervision, OneAtATime, Locks)
"""Every rule there is."""

__all__ = ["HEADINGS", "RULES", "Rule"]
