"""The cases that benchmarks and examples are made from: sizes, senders, and where places are short."""

from dataclasses import dataclass, replace

from benchmarks.synthetic.places import Place, chosen, north, norway
from benchmarks.synthetic.senders import CAPITAL, NORTH, NORWAY, VESTERAALEN, Sender

SUPPLIES = (0.9, 1.1, 1.3)
"""Places for each need: scarce, tight, ample."""

SEEDS = (1, 2, 3)


@dataclass(frozen=True)
class Case:
    """How a synthetic term is made. Shares marked [EST] are assumptions, not facts.

    needs, sites: how many; places, senders: where, and who sends
    supply: places offered for each need; short: how far places near the large campuses fall short of the students who
    live there (10-25 % [EST]); pressed: inhabitants from which a campus town counts as large
    near: share of students who live in a campus town, of the others half live within 60 km of it [EST]
    chunk: how many places a site offers at a time; apart: whether each such handful is an offer of its own
    bound: share of offers that are for one institution alone, as owners in large towns decide; minutes: the daily limit
    blocks: how many blocks of windows follow each other (three: a whole year of study); each student has one window of one block
    reach: km from a campus within which its institution has agreements
    layers: the goals of the term's policy, most important first
    situations: whether the written situations are added, and the rules that some of them turn on are named in the policy
    """

    name: str
    needs: int
    sites: int
    places: tuple[Place, ...]
    senders: tuple[Sender, ...]
    supply: float = 1.1
    short: tuple[float, float] = (0.10, 0.25)
    pressed: int = 40_000
    near: float = 0.68
    chunk: tuple[int, ...] = (1, 1, 2, 2, 2, 3, 4, 5)
    apart: bool = False
    bound: float = 0.05
    minutes: int = 90
    blocks: int = 1
    reach: float = 260.0
    layers: tuple[str, ...] = ("at_risk", "placed", "travel", "competence", "wishes", "lottery")
    situations: bool = False

    def with_supply(self, supply: float) -> "Case":
        """The same case with more or fewer places."""
        return replace(self, supply=supply)


_VESTERAALEN = ("1851", "1866", "1867", "1868", "1870", "1871", "5503", "5510", "5512")

_FJORD = ("0301", "3103", "3118", "3201", "3203", "3205", "3207", "3209", "3301", "3303", "3305")

_EVENED = ("at_risk", "placed", "specials", "home", "shares", "worst", "travel", "competence", "cost", "wishes", "company", "lottery")

_SHOWN = (
    "at_risk", "placed", "specials", "home", "travel", "cost", "competence", "meeting", "wishes", "weights", "unused", "company", "changes", "lottery",
)

_REGION = Case("region", 1_000, 350, north(), NORTH)

CASES: dict[str, Case] = {
    case.name: case
    for case in (
        Case("village", 60, 24, chosen(_VESTERAALEN), VESTERAALEN, pressed=20_000, chunk=(1, 1, 2)),
        Case("fjord", 180, 64, chosen(_FJORD), CAPITAL, short=(0.15, 0.30), near=0.8, minutes=60, reach=80.0, layers=_EVENED),
        _REGION,
        replace(_REGION, name="nord", layers=_SHOWN, situations=True),
        replace(_REGION, name="region-district", near=0.35),
        replace(_REGION, name="region-city", near=0.88, short=(0.15, 0.30)),
        replace(_REGION, name="north", needs=2_000, sites=700),
        Case("nation", 10_000, 2_500, norway(), NORWAY, bound=0.9, reach=100.0),
        Case("stress", 60_000, 4_600, norway(), NORWAY, chunk=(1, 1, 1, 1, 2, 2, 2, 3), apart=True, bound=0.95, minutes=40, blocks=3, reach=100.0),
    )
}
"""Every case by name, tight (1.1 places for each need)."""
