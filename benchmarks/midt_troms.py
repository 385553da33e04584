"""The example term of Midt-Troms in the other forms that coordinators send: a Norwegian workbook, and Norwegian CSV files from Excel.

`data/midt-troms` is the source, written by hand. `python -m benchmarks.midt_troms` writes the others from it.
"""

from pathlib import Path
from shutil import copyfile

from benchmarks.synthetic.files import NORWEGIAN, read_csv, write_csv, write_workbook

DATA = Path(__file__).parents[1] / "data"

HEADINGS = {
    "students": "Praksis høsten 2026 – studenter (oppdiktede)",
    "sites": "Praksissteder i Midt-Troms, Tromsø, Balsfjord og Karlsøy (oppdiktede)",
    "offers": "Tilbudte plasser, høsten 2026 (oppdiktede)",
    "agreements": "Praksisavtaler per 1. juni 2026 (oppdiktede)",
}
"""Lines above the header, as people write them."""


def write(data: Path = DATA) -> None:
    """Writes `midt-troms.xlsx`, `midt-troms.policy.toml` and `midt-troms-cp1252/` beside `midt-troms/`."""
    source = data / "midt-troms"
    term = read_csv(source)
    write_workbook(term, data / "midt-troms.xlsx", HEADINGS)
    copyfile(source / "policy.toml", data / "midt-troms.policy.toml")
    folder = data / "midt-troms-cp1252"
    write_csv(term, folder, NORWEGIAN, HEADINGS)
    copyfile(source / "policy.toml", folder / "policy.toml")
    (folder / "README.md").write_text(README, encoding="utf-8", newline="\n")


README = """\
# midt-troms, as Norwegian CSV files

**Synthetic, like `../midt-troms`, and the same term in another form:** file names, header words and values in Norwegian, semicolons,
Windows-1252, decimal commas and dd.mm.yyyy, some with a heading above the header. Written by `python -m benchmarks.midt_troms`.
Municipalities are real (Statistics Norway and GeoNames, CC BY 4.0); everything else is invented.
"""


if __name__ == "__main__":
    write()
