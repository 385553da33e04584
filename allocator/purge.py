"""A saved plan without its people: what was decided, proved and counted stays; who it was about is gone."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from allocator.check import check
from allocator.plan import PLACEMENTS, Plan
from allocator.report.folder import PURGED, RUN, publish, require_free, run_of
from allocator.report.indicators import Asked, indicator_files
from allocator.report.page import page
from allocator.report.pseudonyms import pseudonym, pseudonymised
from allocator.report.redaction import Reader
from allocator.report.writers import csv_bytes, fingerprint, json_bytes
from allocator.save import open_plan
from allocator.text import Lang

_KEPT = ("versions", "seed", "problem", "sources", "solver", "ended", "clock", "nodes", "options", "seconds", "layers", "lang")


def purge(folder: str | Path, *, key: bytes | None = None, lang: Lang = "nb") -> Path:
    """Replaces a saved plan by one without people, and returns its path.

    What stays: `run.json` (seed, fingerprints, values and bounds of each goal), `verdict.json` (values, and how many breaches of each rule, about
    nobody), and the page and the indicators as the public may see them. With a key also `placements.csv`, under pseudonyms and without minutes.
    Gone are the tables of the term, the unplaced, the workbook and all reasons. Raises SaveError where the folder is no plan, or holds other files.
    """
    where = Path(folder)
    plan = open_plan(where)
    require_free(where)
    files: dict[str, bytes] = {
        "report.html": page(plan, lang, Reader("public")), "verdict.json": json_bytes(_verdict(plan)),
        **{f"indicators/{name}": content for name, content in indicator_files(plan, Asked(Reader("public"), lang)).items()},
    }  # fmt: skip
    if key:
        files["placements.csv"] = _placements(plan, key)
    run = run_of(where.resolve())
    kept = {name: run[name] for name in _KEPT if name in run}
    told = {**kept, "schema": PURGED, "placements": fingerprint(plan.placements), "pseudonyms": bool(key), "files": {name: "" for name in files}}
    return publish(where, {**files, RUN: json_bytes(told)})


def _verdict(plan: Plan) -> Mapping[str, Any]:
    """The values of the goals, and how many breaches of each rule were bent or waived."""
    verdict = check(plan.problem, plan.placements)
    counts = Counter((one.rule, one.state) for one in verdict.breaches)
    breaches = [{"rule": rule, "state": state, "count": count} for (rule, state), count in sorted(counts.items())]
    return {"schema": "allocator.purged-verdict/1", "layers": dict(verdict.values), "breaches": breaches}


def _placements(plan: Plan, key: bytes) -> bytes:
    made = pseudonymised(plan, key).placements
    hidden = {"supervisor": [pseudonym(f"supervisor:{one}" if one else "", key) for one in made["supervisor"]]}
    kept = [name for name in PLACEMENTS if name not in ("minutes", "estimated")]
    return csv_bytes(made.assign(**hidden)[kept])
