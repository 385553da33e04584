"""The peers, one row each. A peer is a file with `states(system)`, why it cannot state a System ("" if it can), and `solve(task)`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import Any


@dataclass(frozen=True)
class Peer:
    """A way of solving. name: for tables; module: its file; package: what must be installed; settings: words for its `solve`."""

    code: str
    name: str
    module: str
    package: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)


PEERS = {
    peer.code: peer
    for peer in (
        Peer("ours", "allocator, one objective", "ours"),
        Peer("ours-layers", "allocator, the layers in order", "ours", settings={"layers": True}),
        Peer("first-come", "first come, first served", "first_come"),
        Peer("lottery", "serial lottery", "first_come", settings={"drawn": True}),
        Peer("naive", "CP-SAT as a newcomer writes it", "naive", "ortools"),
        Peer("cpsat-1", "CP-SAT, compact, 1 worker", "cpsat", "ortools", {"workers": 1}),
        Peer("cpsat-2", "CP-SAT, compact, 2 workers", "cpsat", "ortools", {"workers": 2}),
        Peer("cpsat-8", "CP-SAT, compact, 8 workers", "cpsat", "ortools", {"workers": 8}),
        Peer("highs", "HiGHS MIP, compact", "highs", "highspy"),
        Peer("scip", "SCIP, compact", "scip", "ortools"),
        Peer("cbc", "CBC, compact", "cbc", "ortools"),
        Peer("scipy", "scipy linear_sum_assignment", "slots", "scipy"),
        Peer("matching", "matching, hospital-resident", "stable", "matching"),
    )
}

OURS = "ours"


def loaded(peer: Peer) -> ModuleType | None:
    """The peer's file with its libraries; None where its package is not installed."""
    try:
        return import_module(f"benchmarks.peers.{peer.module}")
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] == peer.package:
            return None
        raise
