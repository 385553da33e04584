"""Words in two languages."""

import datetime as dt

import pytest

from allocator import text
from allocator.text import Text


def test_a_language_cannot_be_left_out() -> None:
    with pytest.raises(TypeError):
        Text(nb="bare norsk")  # type: ignore[call-arg]


def test_the_two_languages_have_the_same_fields() -> None:
    with pytest.raises(ValueError, match="fields differ"):
        Text(nb="{site} er full", en="{place} is full")


@pytest.mark.parametrize(
    ("value", "nb", "en"),
    [
        (1234.5, "1234,5", "1,234.5"), (12345, "12\xa0345", "12,345"), (-3, "-3", "-3"), (0.25, "0,2", "0.2"), (True, "ja", "yes"),
        (dt.date(2026, 8, 31), "31.08.2026", "2026-08-31"), (("a", "b"), "a, b", "a, b"), (Text("hei", "hello"), "hei", "hello"), ("5530", "5530", "5530"),
    ],
)
def test_values_look_as_each_language_writes_them(value: object, nb: str, en: str) -> None:
    assert (text.show(value, "nb"), text.show(value, "en")) == (nb, en)


def test_a_message_keeps_both_languages_to_the_last() -> None:
    message = Text("{site} er {km} km unna", "{site} is {km} km away").of(site="Finnsnes", km=1.5)
    assert message.say("nb") == "Finnsnes er 1,5 km unna"
    assert message.say("en") == "Finnsnes is 1.5 km away"


def test_weeks_are_said_as_runs() -> None:
    weeks = ["2026-W43", "2026-W34", "2026-W35", "2026-W36"]
    assert text.weeks(weeks, "nb") == "uke 34–36, 43"
    assert text.weeks(weeks, "en") == "weeks 34–36, 43"
    assert (text.week("2026-W05", "nb"), text.week("2026-W05", "en")) == ("uke 5", "week 5")


def test_norwegian_letters_sort_last() -> None:
    names = ["Ålesund", "Øksnes", "Ærøy", "Zara", "alta"]
    assert sorted(names, key=text.sort_key) == ["alta", "Zara", "Ærøy", "Øksnes", "Ålesund"]


@pytest.mark.parametrize(("word", "found"), [("sykehjm", "sykehjem"), ("SYKEHJEM", "sykehjem"), ("barnevern", None)])
def test_the_nearest_known_word(word: str, found: str | None) -> None:
    assert text.nearest(word, ["sykehjem", "hjemmetjeneste"]) == found
