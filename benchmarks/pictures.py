"""What a terminal shows, drawn as an SVG for the README: python -m benchmarks.pictures."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parent.parent
PICTURES = {"solve": ["solve", "data/midt-troms", "--lang", "en"]}


def main() -> None:
    """Writes data/pictures/<name>.svg for each of PICTURES."""
    (ROOT / "data/pictures").mkdir(exist_ok=True)
    for name, words in PICTURES.items():
        shown = subprocess.run(
            [sys.executable, "-m", "allocator", *words], cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8",
            env={**os.environ, "COLUMNS": "118"},
        ).stdout
        console = Console(record=True, width=118, file=io.StringIO())
        console.print(Text(f"$ allocator {' '.join(words)}", style="bold"))
        console.print(Text(shown))
        drawn = console.export_svg(title="allocator", unique_id=name)
        drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")
        drawn = re.sub(r"<!-- .*? -->\s*", "", drawn)
        (ROOT / f"data/pictures/{name}.svg").write_text(drawn, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
