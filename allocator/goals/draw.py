"""Draws that anyone can repeat: numbers that follow from the published seed and a word, and from nothing else."""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np

from allocator.system import Ints


def draw(words: Iterable[str], table: str, seed: str) -> Ints:
    """A number for each word, the same whatever other words there are; (words,) uint64.

    It is BLAKE2b (RFC 7693) of the word in UTF-8, 8 bytes long, read big-endian, with the table's name as personalisation and
    the 32-byte BLAKE2b of the seed as key.
    """
    key = blake2b(seed.encode(), digest_size=32).digest()
    drawn = [blake2b(word.encode(), digest_size=8, key=key, person=table.encode()).digest() for word in words]
    return np.frombuffer(b"".join(drawn), dtype=">u8").astype(np.uint64)


def mixed(*draws: Ints) -> Ints:
    """One number from several, position by position, each pass by the finaliser of SplitMix64 (Steele, Lea and Flood 2014)."""
    total = np.zeros_like(draws[0])
    for one in draws:
        total = (total ^ one) + np.uint64(0x9E3779B97F4A7C15)
        total = (total ^ (total >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        total = (total ^ (total >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        total = total ^ (total >> np.uint64(31))
    return total
