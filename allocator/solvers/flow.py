"""Systems that are a flow: source → groups of needs → needs → options → groups of options (sites, towns) → sink.

Every layer is then a min-cost flow, integral by itself. After a layer, the potentials of its flow say which arcs no cheapest
flow uses (positive reduced cost) and which every one fills (negative): those are fixed, and what is left is exactly the set of
cheapest flows (complementary slackness). The next layer is solved there, in integers, so order of importance costs no precision.
Several layers are solved in one flow where weights that keep their order fit in 64 bits.
"""

from dataclasses import dataclass, replace

import numpy as np

from allocator.solvers.laminar import Forest, forests
from allocator.solvers.measure import values
from allocator.solvers.watch import Watch
from allocator.system import Answer, Bools, Ended, Ints, Reached, System

_ROOM = 2**60
"""Costs times nodes must stay below this: the flow solver scales by the number of nodes."""


@dataclass(frozen=True)
class _Net:
    """Arcs tail → head with capacity; flow is what fixed arcs carry; free: the arcs not fixed; supply (nodes,) of the free ones."""

    tail: Ints
    head: Ints
    capacity: Ints
    flow: Ints
    free: Bools
    supply: Ints

    def fixed(self, flow: Ints, reduced: Ints) -> "_Net":
        """The net where arcs with a reduced cost carry their flow for good."""
        now = self.free & (reduced != 0)
        supply = self.supply.copy()
        np.subtract.at(supply, self.tail[now], flow[now])
        np.add.at(supply, self.head[now], flow[now])
        return replace(self, flow=flow, free=self.free & ~now, supply=supply)


def flow(system: System, watch: Watch) -> Answer | None:
    """The plan of a System that is a flow, every layer proved; None if it is not one, or the search was stopped or failed."""
    pair = forests(system)
    if pair is None:
        return None
    net, began = _net(system, *pair), watch.seconds
    seconds: list[float] = []
    while len(seconds) < len(system.layers):
        if watch.why():
            return None
        count, costs = _batch(system, len(seconds), len(net.supply))
        cheapest = _cheapest(net, np.r_[costs, np.zeros(len(net.tail) - system.options, np.int64)])
        if cheapest is None:
            return None
        net = cheapest
        seconds += [(watch.seconds - began) / count] * count
        began = watch.seconds
    chosen = np.flatnonzero(net.flow[: system.options])
    reached = tuple(
        Reached(layer.name, layer.unit, value, value, Ended.PROVED, spent)
        for layer, value, spent in zip(system.layers, values(system, chosen), seconds, strict=True)
    )
    for step in reached if watch.effort.progress is not None else ():
        watch.effort.progress(step)  # type: ignore[misc]  # not None: see the line above
    return Answer(chosen, reached, "flow")


def _net(system: System, left: Forest, right: Forest) -> _Net:
    """Options first, then the groups of both forests, then the way past everything. Source 0, sink 1."""
    own, other = 2, 2 + len(left.parent)
    tail = np.r_[_node(left.leaf, own, 0), _node(left.parent, own, 0), np.arange(len(right.parent)) + other, 0]
    head = np.r_[_node(right.leaf, other, 1), np.arange(len(left.parent)) + own, _node(right.parent, other, 1), 1]
    capacity = np.r_[np.ones(system.options, np.int64), left.most, right.most, system.needs]
    supply = np.zeros(2 + len(left.parent) + len(right.parent), np.int64)
    supply[:2] = system.needs, -system.needs
    none = np.zeros(len(tail), np.int64)
    return _Net(tail.astype(np.int64), head.astype(np.int64), np.minimum(capacity, system.needs), none, none == 0, supply)


def _node(group: Ints, first: int, root: int) -> Ints:
    return np.where(group < 0, root, group + first)


def _batch(system: System, first: int, nodes: int) -> tuple[int, Ints]:
    """How many layers from `first` fit in one flow, and their weighted costs (options,)."""
    own = [np.zeros(system.options, np.int64) if layer.costs is None else np.asarray(layer.costs, np.int64) for layer in system.layers]
    total, count = own[first], 1
    for costs in own[first + 1 :]:
        weight = 1 + _spread(system, costs)
        if (int(np.abs(total).max(initial=0)) * weight + int(np.abs(costs).max(initial=0))) * (nodes + 1) > _ROOM:
            break
        total, count = total * weight + costs, count + 1
    return count, total


def _spread(system: System, costs: Ints) -> int:
    """The most by which two plans can differ in a layer."""
    low, high = np.zeros(system.needs, np.int64), np.zeros(system.needs, np.int64)
    np.minimum.at(low, system.need, costs)
    np.maximum.at(high, system.need, costs)
    return int((high - low).sum())


def _cheapest(net: _Net, costs: Ints) -> _Net | None:
    """The net with a cheapest flow, and all arcs fixed that the potentials decide; None where the flow solver failed."""
    from ortools.graph.python import min_cost_flow

    solver = min_cost_flow.SimpleMinCostFlow()
    free = np.flatnonzero(net.free)
    arcs = solver.add_arcs_with_capacity_and_unit_cost(net.tail[free], net.head[free], net.capacity[free], costs[free])
    solver.set_nodes_supplies(np.arange(len(net.supply)), net.supply)
    if solver.solve() != solver.OPTIMAL:
        return None
    carried = net.flow.copy()
    carried[free] = solver.flows(arcs)
    reduced = _reduced(net, carried, costs)
    return None if reduced is None else net.fixed(carried, reduced)


def _reduced(net: _Net, carried: Ints, costs: Ints) -> Ints | None:
    """The reduced costs of the arcs, from potentials that no residual arc can lower (Bellman and Ford); None if there are none."""
    forth, back = net.free & (carried < net.capacity), net.free & (carried > 0)
    tail, head = np.r_[net.tail[forth], net.head[back]], np.r_[net.head[forth], net.tail[back]]
    length = np.r_[costs[forth], -costs[back]]
    order = np.argsort(head, kind="stable")
    tail, head, length = tail[order], head[order], length[order]
    first = np.flatnonzero(np.r_[True, head[1:] != head[:-1]]) if len(head) else np.empty(0, np.int64)
    far = np.zeros(len(net.supply), np.int64)
    for _ in range(len(far) + 1):
        nearer = np.minimum(far[head[first]], np.minimum.reduceat(far[tail] + length, first)) if len(first) else far[head[first]]
        if (nearer == far[head[first]]).all():
            return costs + far[net.tail] - far[net.head]
        far[head[first]] = nearer
    return None
