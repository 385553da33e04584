"""Which known word a mistyped one was meant to be, and what is no slip at all."""

import time

import pytest

from allocator.intake.known import Known

SITES = Known(["Senja sykehjem", "Finnsnes", "SJH-A", "SJH-B", "Sykehjem 2", "T000123", "T000132"])


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("Senja sykehjm", "Senja sykehjem"), ("senja SYKEHJEM", "Senja sykehjem"), ("Senja sjukeheim", "Senja sykehjem"), ("Finsnes", "Finnsnes"),
        ("Finnsness", "Finnsnes"),
        ("Fnnisnes", "Finnsnes"), ("T000124", "T000123"), ("T000133", "T000132"), ("Bodø", None), ("x" * 61, None), ("", None),
    ],
)
def test_the_nearest_word(word: str, near: str | None) -> None:
    assert SITES.nearest(word) == near


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("Senja sykehjm", "Senja sykehjem"), ("Senja sykehjem", None), ("SENJA SYKEHJEM", "Senja sykehjem"), ("Sykehjem 3", None), ("SJH-C", None),
        ("Finsnes", "Finnsnes"),
        ("Finnmark", None), ("T000124", None),
    ],
)
def test_a_slip_of_the_pen_is_not_a_member_of_a_series(word: str, near: str | None) -> None:
    assert SITES.slip(word) == near


def test_a_thousand_slips_among_sixty_thousand_ids_take_less_than_five_seconds() -> None:
    known = Known(f"S{number:06}" for number in range(60_000))
    begun = time.perf_counter()
    assert all(known.nearest(f"S{number:06}x") == f"S{number:06}" for number in range(1_000))
    assert all(known.nearest(f"nothing like it {number}") is None for number in range(1_000))
    assert time.perf_counter() - begun < 5


def test_after_three_thousand_words_nothing_is_looked_up() -> None:
    known = Known(["Finnsnes"])
    assert [known.nearest("Finsnes") for _ in range(3_001)] == ["Finnsnes"] * 3_000 + [None]


def test_many_words_among_many_do_not_take_for_ever() -> None:
    known = Known(f"word number {number} of a list" for number in range(900))
    begun = time.perf_counter()
    found = [known.nearest(f"quite another {number} phrase") for number in range(3_000)]
    assert len(found) == 3_000
    assert time.perf_counter() - begun < 20
