"""Everything that decides the answer: the validated tables and the policy."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from allocator.policy import Policy
from allocator.tables import Tables


@dataclass(frozen=True, eq=False)
class Problem:
    """Tables and policy; a Problem that exists is valid.

    notes: safe repairs and defaults that were used, each with `say(lang)`; sources: sha256 of each input file by name
    """

    tables: Tables
    policy: Policy
    notes: tuple[Any, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)

    def replace(self, **changes: Any) -> "Problem":
        """The same problem with other tables or another policy."""
        return replace(self, **changes)

    def digest(self) -> str:
        """sha256 of all that decides the answer."""
        policy = json.dumps(self.policy.as_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256((self.tables.digest() + policy).encode()).hexdigest()
