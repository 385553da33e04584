"""python -m benchmarks --smallest: every benchmark once on its smallest case, to see that it still runs; its figures are not kept."""

import sys
import tempfile
from pathlib import Path

from benchmarks import fuzz, load, phases, public
from benchmarks.peers.__main__ import main as peers
from benchmarks.verdict import main as verdict


def main() -> None:
    """Runs each benchmark on its smallest case."""
    if sys.argv[1:] != ["--smallest"]:
        sys.exit("Name a benchmark: python -m benchmarks.load | phases | verdict | fuzz | peers | public; or --smallest for all on their smallest case.")
    phases.main(["village"])
    verdict(["--needs", "60"])
    with tempfile.TemporaryDirectory() as folder:
        term = load.write(load.term(students=200, offers=100, sites=20), Path(folder))
        print("load:", len(load.load(term).tables["students"]), "students")
        instance = Path(folder) / "assign3.txt"
        instance.write_text("3\n4 1 3\n2 0 5\n3 2 2\n", encoding="utf-8")
        public.main([str(instance), "--format", "assign", "--best", "5"])
    print("fuzz:", dict(fuzz.run(100)))
    peers(["village", "--seconds", "5", "--here", "--dry"])


if __name__ == "__main__":
    main()
