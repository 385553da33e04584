"""The nearest known word, fast enough for a thousand slips among sixty thousand ids."""

import difflib
import re
from collections.abc import Iterable
from functools import cached_property

_LONGEST = 60  # a longer word is no id that someone mistyped
_SMALL = 1_000  # so many words are compared one by one
_COMPARISONS = 100_000  # about a second; after that only words that are one letter apart are found
_LOOKUPS = 3_000  # more words than that were not mistyped: they are in the wrong column
_SLIP = 0.85


class Known:
    """Words that may be used, and which of them another word most resembles."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._left = _COMPARISONS
        self._lookups = _LOOKUPS

    def __contains__(self, word: object) -> bool:
        return word in self.words

    def __len__(self) -> int:
        return len(self.words)

    def nearest(self, word: str) -> str | None:
        """The known word that `word` was probably meant to be, or None."""
        return self._found(word, 0.6)

    def slip(self, word: str) -> str | None:
        """The known word if `word` differs from it by a slip of the pen, and not by another number or letter of a series."""
        found = None if word in self.words else self._found(word, _SLIP)
        return found if found and _ratio(word, found) >= _SLIP and not _series(word, found) else None

    def _found(self, word: str, cutoff: float) -> str | None:
        self._lookups -= 1
        if len(word) > _LONGEST or self._lookups < 0:
            return None
        return self._one_letter_off(word) or self._alike(word, cutoff)

    def _alike(self, word: str, cutoff: float) -> str | None:
        if len(self.words) > _SMALL or len(self.words) > self._left:
            return None
        self._left -= len(self.words)
        found = difflib.get_close_matches(word.casefold(), self._folded, n=1, cutoff=cutoff)
        return self._folded[found[0]] if found else None

    def _one_letter_off(self, word: str) -> str | None:
        """The word with one letter more, less or other, or two swapped; of several the one that agrees in most places, longest from the start."""
        folded = word.casefold()
        if folded in self._folded:
            return self._folded[folded]
        shorter = (folded, *_less(folded))
        found = {longer for less in shorter for longer in self._shorter.get(less, ())} | self._folded.keys() & set(shorter)
        best = min(found, key=lambda one: (-_agreeing(one, folded), -_alike_from_start(one, folded), one), default=None)
        return self._folded[best] if best is not None else None

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {word.casefold(): word for word in sorted(self.words, reverse=True)}

    @cached_property
    def _shorter(self) -> dict[str, list[str]]:
        """The words of more than two letters, by what they are with one letter left out."""
        found: dict[str, list[str]] = {}
        for folded in self._folded:
            for less in _less(folded) if 2 < len(folded) <= _LONGEST else ():
                found.setdefault(less, []).append(folded)
        return found


def _less(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _agreeing(one: str, other: str) -> int:
    """In how many places two words have the same letter."""
    return sum(a == b for a, b in zip(one, other, strict=False))


def _alike_from_start(one: str, other: str) -> int:
    """How many letters two words have in common from the start."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def _series(one: str, other: str) -> bool:
    """Whether two words are members of a series: "Sykehjem 2" and "Sykehjem 3", "TOS-A" and "TOS-B"."""
    if re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return True
    ours, theirs = (re.split(r"[\W_]+", word.casefold()) for word in (one, other))
    differing = [pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]]
    return len(ours) == len(theirs) and all(max(map(len, pair)) <= 2 for pair in differing) and one.casefold() != other.casefold()
