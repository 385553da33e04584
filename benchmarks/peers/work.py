"""One peer at work: in this process, or in one of its own, where its memory is its own too."""

import json
import pickle
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.peers.joined import Joined
from benchmarks.peers.registry import PEERS, Peer, loaded
from benchmarks.peers.task import Event, Task


def work(peer: Peer, objective: Joined, limits: tuple[float, int], hear: Callable[[Event], None]) -> None:
    """Lets a peer solve; limits: seconds and seed. The last event has `ended`: "" if it came to its end, else why not."""
    module = loaded(peer)
    if module is None:
        hear({"ended": f"not installed: {peer.package}"})
        return
    reason = module.states(objective.system)
    if reason:
        hear({"ended": f"cannot state {reason}"})
        return
    begun = time.perf_counter()
    try:
        module.solve(Task(objective.system, objective.layered, *limits, hear, begun), **peer.settings)
        ended = ""
    except Exception as error:
        ended = f"failed: {type(error).__name__}: {error}".splitlines()[0][:200]
    hear({"ended": ended, "seconds": time.perf_counter() - begun, "memory": peak()})


def written(path: Path) -> Callable[[Event], None]:
    """Writes events as lines of a file, each there as soon as it is told, so that a peer that is stopped has still said what it knew."""
    file = path.open("w", encoding="utf-8")

    def hear(event: Event) -> None:
        file.write(json.dumps(event) + "\n")
        file.flush()

    return hear


def peak() -> float:
    """The peak memory of this process in GB.

    Linux's own figure where there is one: what getrusage says of a process begins with the peak of the one that started it.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next((line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM")), None)
        if line is not None:
            return int(line.split()[1]) / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main() -> None:
    """work.py PEER OBJECTIVE SECONDS SEED EVENTS: a peer in a process of its own."""
    peer, path, seconds, seed, events = sys.argv[1:]
    objective = pickle.loads(Path(path).read_bytes())
    work(PEERS[peer], objective, (float(seconds), int(seed)), written(Path(events)))


if __name__ == "__main__":
    main()
