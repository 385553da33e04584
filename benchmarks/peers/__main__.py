"""The same System solved by us and by what a user would pick instead, side by side in one run.

python -m benchmarks.peers region --seeds 1,2,3 --seconds 60
python -m benchmarks.peers ranked                 pure ranked lists, 1,000 students and 100 sites
python -m benchmarks.peers weights                jobs with weights, generalized assignment
python -m benchmarks.peers data/midt-troms        any term folder
"""

import argparse
import datetime
from pathlib import Path

from benchmarks.cases import CASES
from benchmarks.peers.chart import chart
from benchmarks.peers.race import Race
from benchmarks.peers.registry import PEERS
from benchmarks.peers.run import Run, apart, here
from benchmarks.peers.table import HOW, machine, table, versions
from benchmarks.peers.terms import MADE, objective

RESULTS = Path(__file__).parents[1] / "results"


def main(arguments: list[str] | None = None) -> None:
    """Prints the table, and writes it with its picture unless `--dry`."""
    parser = argparse.ArgumentParser(prog="benchmarks.peers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", help=f"a term folder, or one of {', '.join((*CASES, *MADE))}")
    parser.add_argument("--seeds", type=lambda text: [int(one) for one in text.split(",")], default=[1], help="by commas")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each peer and seed")
    parser.add_argument("--supply", type=float, default=1.1, help="places for each need")
    parser.add_argument("--peers", type=_codes, default=list(PEERS), help=f"by commas, of {', '.join(PEERS)}")
    parser.add_argument("--here", action="store_true", help="all in this process: quicker to start, but memory is not measured")
    parser.add_argument("--dry", action="store_true", help="writes nothing")
    parser.add_argument("-o", "--output", type=Path, default=RESULTS, help="the folder to write to")
    given = parser.parse_args(arguments)
    if given.case not in (*CASES, *MADE) and not Path(given.case).is_dir():
        parser.error(f"{given.case} is neither a folder nor one of {', '.join((*CASES, *MADE))}")
    races, said = [], ""
    for seed in given.seeds:
        task = objective(given.case, seed, given.supply)
        said = said or f"{task.say()} ({task.system.needs:,} needs, {task.system.options:,} options with seed {seed})"
        runs: dict[str, Run] = {}
        for code in given.peers:
            runs[code] = (here if given.here else apart)(PEERS[code], task, given.seconds, seed)
            print(f"{given.case} {seed} {code}: {runs[code].value} {runs[code].bound} {runs[code].ended}", flush=True)
        races.append(Race(seed, runs, given.seconds, next((w for w, one in zip(task.weights, task.layered.layers, strict=True) if one.name == "placed"), 1)))
    name = Path(given.case).name
    made = table(races, said)
    print(f"\n{made}")
    if not given.dry:
        write(races, made, given.output, name if given.case not in CASES or given.supply == 1.1 else f"{name}-{given.supply:g}")


def write(races: list[Race], made: str, folder: Path, name: str) -> None:
    """The dated page and its picture."""
    today = datetime.date.today()
    page = f"{today.isoformat()}-peers-{name}"
    folder.mkdir(parents=True, exist_ok=True)
    head = f"# {today.day} {today:%B %Y}: {name}, side by side with peers\n\n{machine()}; {versions()}.\n\n{HOW}\n"
    (folder / f"{page}.svg").write_text(chart(races, f"{name}: gap over time"), encoding="utf-8", newline="\n")
    (folder / f"{page}.md").write_text(f"{head}{made}\n![Gap over time]({page}.svg)\n", encoding="utf-8", newline="\n")


def _codes(text: str) -> list[str]:
    unknown = [code for code in text.split(",") if code not in PEERS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no such peer: {', '.join(unknown)}")
    return text.split(",")


if __name__ == "__main__":
    main()
