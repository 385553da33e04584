"""Where a personal tie keeps a student away."""

import pytest

from allocator.rules.relative import Relative
from tests.rules.alone import Case, no, yes


def tie(site: str = "A1", reason: str = "relative", ended: str | None = None, **more: object) -> list[dict[str, object]]:
    return [{"student": "s1", "site": site, "reason": reason, "ended": ended, **more}]


BELOW = [{"site": "A1", "parent": "over"}, {"site": "over", "parent": "top"}]
CASES = [
    yes("no tie"),
    no("a relative", conflicts=tie()),
    no("a patient", conflicts=tie(reason="patient")),
    no("another tie", conflicts=tie(reason="other")),
    yes("work is another rule's", conflicts=tie(reason="employer")),
    yes("a relative elsewhere", conflicts=tie("B")),
    no("a relative at the site above", sites=BELOW, conflicts=tie("over")),
    no("a relative two steps above", sites=BELOW, conflicts=tie("top")),
    yes("a relative at a site below", sites=[{"site": "A1"}, {"site": "B", "parent": "A1"}], conflicts=tie("B")),
    yes("ended the day before", conflicts=tie(ended="2026-08-16")),
    no("ended on the first day", conflicts=tie(ended="2026-08-17")),
    no("ends while the window lasts", conflicts=tie(ended="2026-09-01")),
    no("one tie ended, another lasts", conflicts=[*tie(ended="2026-08-16"), *tie(reason="patient")]),
    yes("somebody else's relative", students=[{}, {"student": "s2"}], conflicts=tie(student="s2")),
    yes("a relative who is named as supervisor is another rule's",
        conflicts=[{"student": "s1", "supervisor": "v1", "reason": "relative"}], supervisors=[{"sites": "A1"}]),
]

@pytest.mark.parametrize("case", CASES, ids=str)
def test_both_halves_decide_as_by_hand(case: Case) -> None:
    assert case.judged(Relative()) == (case.allowed, case.allowed)


def test_never_says_which_tie_it_is() -> None:
    for text in (Relative.breach, Relative.own):
        assert not {"pasient", "patient", "pårørende", "relative"} & {word.strip(".,{}") for word in f"{text.nb} {text.en}".split()}
        assert "reason" not in text.fields
