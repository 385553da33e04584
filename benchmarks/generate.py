"""Writes a case as an ordinary term folder: `python -m benchmarks.generate region --seed 1 --supply 1.1 -o region`.

Municipalities are real, everything else is drawn from the seed: the same case, seed and supply give the same bytes.
"""

from collections import Counter
from pathlib import Path

import click

from benchmarks.cases import CASES, Case
from benchmarks.synthetic import baggage, capacity, decisions, ground, situations
from benchmarks.synthetic.files import Term, write_csv
from benchmarks.synthetic.offers import offers
from benchmarks.synthetic.programmes import WINDOWS, day, iso
from benchmarks.synthetic.sites import field
from benchmarks.synthetic.students import people

POLICY = """\
# {about}
seed = "{name} {seed}"                   # published before the draw
as_of = 2026-06-01
statuses = ["confirmed", "offered"]    # offers that count
{required}layers = [{layers}]

[rules.distance]
minutes = {minutes}                           # one way, each day

[rules.competence]                     # one qualified supervisor at the site is enough; without one it costs
mode = "one_at_site"
price = {{ layer = "competence", cost = 1 }}
"""

ABOUT = "Synthetic term: municipalities are real; sites, supervisors, offers, students, agreements and minutes are invented."

README = """\
# {name}

**{about}** Case `{name}`, seed {seed}, {supply} places for each need. Any likeness to a real person or service is chance.

Made by `python -m benchmarks.generate {name} --seed {seed} --supply {supply} -o <folder>`; made again, it is the same to the byte.
Names, numbers and centres of the northern municipalities: Statistics Norway and GeoNames, both CC BY 4.0 (see `data/README.md`).
"""


def term(case: Case, seed: int) -> Term:
    """All tables of a case, as plain rows in the order they are written: those drawn, and after them those of the written situations."""
    drawn = _drawn(case, seed)
    return {table: [*rows, *situations.rows(table)] for table, rows in drawn.items()} if case.situations else drawn


def _drawn(case: Case, seed: int) -> Term:
    made = people(case, seed)
    sites = field(case, seed)
    offered = offers(case, seed, made, sites)
    peak = capacity.peaks(offered)
    supervisors = capacity.supervisors(seed, sites, peak)
    capacity.bound(seed, sites, peak)
    near = baggage.Near(case, sites)
    locked = decisions.locks(seed, made, near, offered)
    return {
        "periods": _periods(made.courses.values()),
        "institutions": [{"institution": sender.code, "name": sender.name} for sender in case.senders],
        "courses": list(made.courses.values()),
        "students": made.students,
        "needs": made.needs,
        "sites": sites.rows,
        "offers": offered,
        "agreements": ground.agreements(case, seed, made, sites),
        "municipalities": ground.municipalities(case, capacity.municipal_ceilings(seed, sites, peak)),
        "areas": ground.areas(case),
        "coordinators": ground.coordinators(case),
        "supervisors": supervisors,
        "quotas": decisions.quotas(case, made),
        "specials": baggage.specials(seed, made),
        "wishes": baggage.wishes(seed, made, near),
        "conflicts": baggage.conflicts(seed, made, near, supervisors),
        "history": baggage.history(seed, made, near),
        "clearances": baggage.clearances(seed, made),
        "travel": ground.travel(case),
        "origins": ground.origins(case, seed),
        "housing": decisions.housing(case, seed),
        "companions": baggage.companions(seed, made),
        "weights": decisions.weights(case, seed),
        "locks": locked,
        "previous": decisions.previous(made, locked, offered),
    }


def write(case: Case, seed: int, folder: Path) -> None:
    """Writes the term folder: a CSV for each table, policy.toml and a README that says what is synthetic."""
    write_csv(term(case, seed), folder)
    facts = {"about": ABOUT, "name": case.name, "seed": seed, "supply": case.supply, "minutes": case.minutes}
    facts |= {"layers": ", ".join(f'"{name}"' for name in case.layers)}
    facts |= {"required": situations.REQUIRED if case.situations else ""}
    policy, about = (POLICY + situations.POLICY, README + situations.about()) if case.situations else (POLICY, README)
    (folder / "policy.toml").write_text(policy.format(**facts), encoding="utf-8", newline="\n")
    (folder / "README.md").write_text(about.format(**facts), encoding="utf-8", newline="\n")


def _periods(courses: object) -> list[dict[str, object]]:
    used = Counter(window for course in courses for window in course["periods"])  # type: ignore[attr-defined]
    return [
        {"period": window, "first_day": day(first, 1), "last_day": day(last, 5), "weeks": tuple(iso(week) for week in present)}
        for window, (first, last, present) in WINDOWS.items() if used[window]
    ]


@click.command()
@click.argument("case", type=click.Choice(list(CASES)))
@click.option("--seed", default=1, show_default=True, help="Another seed makes another term.")
@click.option("--supply", default=1.1, show_default=True, help="Places for each need: 0.9 scarce, 1.1 tight, 1.3 ample.")
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), required=True, help="The folder to write.")
def main(case: str, seed: int, supply: float, folder: Path) -> None:
    """Write a synthetic CASE as a term folder."""
    write(CASES[case].with_supply(supply), seed, folder)


if __name__ == "__main__":
    main()
