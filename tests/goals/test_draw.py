"""What a draw is: numbers that others can work out again."""

import hashlib

import numpy as np

from allocator.goals.draw import draw, mixed


def test_is_what_it_says() -> None:
    key = hashlib.blake2b(b"Harstad 2026-05-12", digest_size=32).digest()
    by_hand = hashlib.blake2b("sørås".encode(), digest_size=8, key=key, person=b"students").digest()
    assert draw(["sørås"], "students", "Harstad 2026-05-12")[0] == int.from_bytes(by_hand, "big")


def test_stays_the_same_for_ever() -> None:
    assert draw(["s1", ""], "students", "").tolist() == draw(["x", "s1", ""], "students", "").tolist()[1:]
    assert draw(["s1"], "students", "")[0] == 13148656491637882837


def test_seed_word_and_table_all_matter() -> None:
    numbers = [draw(["s1"], "students", "")[0], draw(["s1"], "students", "a")[0], draw(["s2"], "students", "")[0], draw(["s1"], "needs", "")[0]]
    assert len(set(numbers)) == 4


def test_mixing_depends_on_every_part_and_on_their_order() -> None:
    one, two = (draw([word], "needs", "") for word in ("a", "b"))
    assert len({int(mixed(one, two)[0]), int(mixed(two, one)[0]), int(mixed(one, one)[0]), int(mixed(one)[0])}) == 4
    assert mixed(one, two).dtype == np.uint64


def test_mixing_is_splitmix64() -> None:
    assert int(mixed(np.array([0], dtype=np.uint64))[0]) == 0xE220A8397B1DCDAF  # its first number from seed 0
