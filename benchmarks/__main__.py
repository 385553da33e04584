"""python -m benchmarks --smallest: every benchmark once on its smallest case, to see that it still runs; its figures are not kept."""

import sys
import tempfile
from pathlib import Path

from benchmarks import fuzz, load, phases
from benchmarks.verdict import main as verdict


def main() -> None:
    """Runs each benchmark on its smallest case."""
    if sys.argv[1:] != ["--smallest"]:
        sys.exit("Name a benchmark: python -m benchmarks.load | phases | verdict | fuzz; or --smallest for all of them on their smallest case.")
    phases.main(["village"])
    verdict(["--needs", "60"])
    with tempfile.TemporaryDirectory() as folder:
        term = load.write(load.term(students=200, offers=100, sites=20), Path(folder))
        print("load:", len(load.load(term).tables["students"]), "students")
    print("fuzz:", dict(fuzz.run(100)))


if __name__ == "__main__":
    main()
