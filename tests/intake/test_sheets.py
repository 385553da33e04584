"""Limits and column letters."""

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocator.intake import archives, sheets
from allocator.intake.sheets import letters, position


@given(st.integers(0, 20_000))
def test_letters_and_positions_are_inverse(at: int) -> None:
    assert position(letters(at)) == at
    assert at >= 18_278 or letters(at) == openpyxl.utils.get_column_letter(at + 1)


@pytest.mark.parametrize("over", [(1, 0, 0), (0, 1, 0), (0, 0, 1)])
def test_a_limit_itself_is_allowed_and_one_more_is_not(over: tuple[int, int, int]) -> None:
    sheets.require_size(300_000, 1_000, 10_000_000)
    with pytest.raises(sheets.Refused, match="size"):
        sheets.require_size(300_000 + over[0], 1_000 + over[1], 10_000_000 + over[2])


def test_the_limits_are_those_promised() -> None:
    assert (sheets.MOST_BYTES, sheets.MOST_ROWS, sheets.MOST_COLUMNS) == (150_000_000, 300_000, 1_000)
    assert (archives.MOST_UNPACKED, archives.MOST_ENTRIES) == (1_000_000_000, 10_000)
    assert (archives.MOST_RATIO, archives.RATIO_FROM) == (200, 20_000_000)
