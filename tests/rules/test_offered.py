"""Who may use an offer."""

import pytest

from allocator.rules.offered import Offered
from tests.rules.alone import Case, no, yes

COURSE = {"profession": "sykepleier", "programme": "sykepleie", "year": 2}
OTHER = {"profession": "vernepleier", "programme": "vernepleie", "year": 3, "institution": "I2"}
BOTH = [COURSE, OTHER]
CASES = [
    yes("for all"),
    yes("confirmed", offers=[{"status": "confirmed"}]),
    yes("offered", offers=[{"status": "offered"}]),
    no("requested", offers=[{"status": "requested"}]),
    no("withdrawn", offers=[{"status": "withdrawn"}]),
    no("offered, where only what is confirmed counts", Offered(statuses=("confirmed",)), offers=[{"status": "offered"}]),
    yes("requested, where that counts too", Offered(statuses=("confirmed", "offered", "requested")), offers=[{"status": "requested"}]),
    yes("for the profession", courses=BOTH, offers=[{"professions": "sykepleier"}]),
    yes("for the profession and another", courses=BOTH, offers=[{"professions": "vernepleier | sykepleier"}]),
    no("for another profession", courses=BOTH, offers=[{"professions": "vernepleier"}]),
    yes("for the programme", courses=BOTH, offers=[{"programmes": "sykepleie"}]),
    no("for another programme", courses=BOTH, offers=[{"programmes": "vernepleie"}]),
    yes("for the year", courses=BOTH, offers=[{"years": (1, 2)}]),
    no("for other years", courses=BOTH, offers=[{"years": (1, 3)}]),
    no("for a year, the course has none", courses=[{**COURSE, "year": None}], offers=[{"years": (1, 2, 3, 4)}]),
    no("for the eighth year, the course has none", courses=[{**COURSE, "year": None}], offers=[{"years": (8,)}]),
    yes("for all years, the course has none", courses=[{**COURSE, "year": None}]),
    yes("for the institution", courses=BOTH, offers=[{"institution": "I1"}]),
    no("for another institution", courses=[{**COURSE, "institution": "I1"}, OTHER], offers=[{"institution": "I2"}]),
    no("for the profession, but another year", courses=BOTH, offers=[{"professions": "sykepleier", "years": (3,)}]),
    no("for all of it, but withdrawn", offers=[{"professions": "sykepleier", "programmes": "sykepleie", "years": (2,), "status": "withdrawn"}]),
]

@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Offered()) == (case.allowed, case.allowed)
