"""Make texts that share known passages from a corpus (seeded), and score the passages that a program finds."""

from __future__ import annotations

import random
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

Pair = tuple[int, int]
Stretch = tuple[Pair, Pair]
"""Characters of one text, and those of another that are the same passage."""

WAYS: Final = ("spliced", "reordered", "trimmed", "cut")
"""``spliced`` passages put into another report · ``reordered`` the same in another order · ``trimmed`` a report
without its end · ``cut`` a report without some of its middle."""

EDITS: Final = (0.0, 0.05, 0.1)
"""The share of words that are changed."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FURTHER: Final = re.compile(r"\S\s")
_SWAPPED: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
RUN: Final = 8


@dataclass(frozen=True, slots=True)
class Made:
    """A text made from another, the donor: ``shared`` lists the passages that it took over."""

    id: str
    text: str
    way: str
    edits: float
    donor: str
    shared: tuple[Stretch, ...]


@dataclass(slots=True)
class Score:
    """Words found rightly, found, and to be found, both sides together; and passages, of which 80 % were found."""

    right: int = 0
    found: int = 0
    there: int = 0
    passages: int = 0
    met: int = 0
    recalled: int = 0
    by: dict[str, Score] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """Of the words in passages found, the share that were shared on purpose, in percent."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of the words shared on purpose, the share in passages found, in percent."""
        return 100 * self.recalled / self.there if self.there else 0.0


def runs(text: str) -> set[tuple[str, ...]]:
    """Return a text's runs of eight words."""
    words = [word.casefold() for word in re.findall(r"[^\W_]+", text)]
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def make(texts: Mapping[str, str], seed: int = 4) -> list[Made]:
    """Return one made text for each given one, ways and shares of edits in turn."""
    chance = random.Random(seed)
    ids = [name for name, text in texts.items() if len(_WORD.findall(text)) >= 120]
    vocabulary = sorted({word for name in ids for word in _WORD.findall(texts[name])})
    made = []
    for number, donor in enumerate(ids):
        way, edits = WAYS[number % len(WAYS)], EDITS[number // len(WAYS) % len(EDITS)]
        own = runs(texts[donor])
        while True:
            host = chance.choice(ids)
            if host != donor and not own & runs(texts[host]):
                break
        if way in ("spliced", "reordered"):
            made.append(_spliced(f"made-{number}", donor, host, texts, way, edits, vocabulary, chance))
        else:
            made.append(_shortened(f"made-{number}", donor, texts[donor], way, edits, vocabulary, chance))
    return made


def _spliced(
    name: str,
    donor: str,
    host: str,
    texts: Mapping[str, str],
    way: str,
    edits: float,
    vocabulary: Sequence[str],
    chance: random.Random,
) -> Made:
    """Put one to four passages of one report, 20 to 150 words each, between the paragraphs of another."""
    words = [m.span() for m in _WORD.finditer(texts[donor])]
    count = chance.randint(1, 4)
    lengths = [min(chance.choice((20, 20, 25, 30, 45, 80, 150)), len(words) // (count + 1)) for _ in range(count)]
    lengths = [length for length in lengths if length >= 20] or [20]
    free = len(words) - sum(lengths)
    gaps = sorted(chance.sample(range(1, free), len(lengths)))
    taken, used = [], 0
    for gap, length in zip(gaps, lengths, strict=True):
        taken.append((words[gap + used][0], words[gap + used + length - 1][1]))
        used += length
    if way == "reordered":
        chance.shuffle(taken)
    breaks = [m.end() for m in re.finditer(r"[.!?”\"]\s+", texts[host])] or [len(texts[host])]
    places = sorted(chance.choices(breaks, k=len(taken)))
    text, shared, at = "", [], 0
    for place, (start, end) in zip(places, taken, strict=True):
        text += texts[host][at:place] + "\n"
        changed = edited(texts[donor][start:end], edits, vocabulary, chance)
        shared.append(((start, end), (len(text), len(text) + len(changed))))
        text += changed + "\n"
        at = place
    return Made(name, text + texts[host][at:], way, edits, donor, tuple(shared))


def _shortened(
    name: str, donor: str, text: str, way: str, edits: float, vocabulary: Sequence[str], chance: random.Random
) -> Made:
    """Leave out a report's end, or up to three stretches of its middle, 15 to 60 words each."""
    words = [m.span() for m in _WORD.finditer(text)]
    if way == "trimmed":
        kept = [(0, chance.randint(max(40, len(words) // 4), len(words) - 20))]
    else:
        kept, at = [], 0
        for _ in range(chance.randint(1, 3)):
            until = at + chance.randint(20, max(21, len(words) // 4))
            beyond = until + chance.randint(15, 60)
            if beyond + 20 >= len(words):
                break
            kept.append((at, until))
            at = beyond
        kept.append((at, len(words)))
    out, shared = "", []
    for lo, hi in kept:
        start, end = words[lo][0], words[hi - 1][1]
        changed = edited(text[start:end], edits, vocabulary, chance)
        shared.append(((start, end), (len(out), len(out) + len(changed))))
        out += changed + chance.choice((" ", "\n\n"))
    return Made(name, out, way, edits, donor, tuple(shared))


def edited(text: str, share: float, vocabulary: Sequence[str], chance: random.Random) -> str:
    """Return a text in another typography, with a share of its words changed, dropped or added, edges apart."""
    if chance.random() < 0.5:
        text = text.translate(_SWAPPED)
    if chance.random() < 0.3:
        text = re.sub(r"\s+", lambda _: chance.choice((" ", " ", "\n", "\u00a0")), text)
    found = [m.span() for m in _WORD.finditer(text)]
    pieces, at = [], 0
    for number, (start, end) in enumerate(found):
        pieces.append(text[at:start])
        word, at = text[start:end], end
        if 0 < number < len(found) - 1 and chance.random() < share:
            kind = chance.choice(("change", "change", "drop", "add", "case"))
            if kind == "change":
                word = chance.choice(vocabulary)
            elif kind == "drop":
                word = ""
            elif kind == "add":
                word = f"{word} {chance.choice(vocabulary)}"
            else:
                word = word.upper()
        pieces.append(word)
    return "".join(pieces) + text[at:]


def score(made: Iterable[Made], texts: Mapping[str, str], found: Mapping[tuple[str, str], Sequence[Stretch]]) -> Score:
    """Compare what was found between made texts and those they were made from.

    A word counts as right where its stretch lies, on both sides, in one and the same passage.

    Args:
        made: The made texts, with what they share.
        texts: The texts they were made from.
        found: For a pair of ids, made text second, the stretches that were found.
    """
    total = Score()
    for one in made:
        scores = [total, *(total.by.setdefault(key, Score()) for key in (one.way, f"{one.edits:.0%} of words edited"))]
        places_a = [m.start() for m in _WORD.finditer(texts[one.donor])]
        places_b = [m.start() for m in _WORD.finditer(one.text)]
        guessed = found.get((one.donor, one.id), ())
        right = out = there = recalled = met = 0
        for a, b in guessed:
            right += max(_words(places_a, _both(a, t[0])) + _words(places_b, _both(b, t[1])) for t in one.shared)
            out += _words(places_a, a) + _words(places_b, b)
        for truth_a, truth_b in one.shared:
            size = _words(places_a, truth_a) + _words(places_b, truth_b)
            on_both = [(_both(a, truth_a), _both(b, truth_b)) for a, b in guessed]
            hit = sum(
                _words(places_a, a) + _words(places_b, b)
                for a, b in on_both
                if _words(places_a, a) and _words(places_b, b)
            )
            there, recalled, met = there + size, recalled + min(hit, size), met + (hit >= 0.8 * size)
        for s in scores:
            s.right, s.found, s.there = s.right + right, s.found + out, s.there + there
            s.recalled, s.passages, s.met = s.recalled + recalled, s.passages + len(one.shared), s.met + met
    return total


def _both(x: Pair, y: Pair) -> Pair:
    return max(x[0], y[0]), min(x[1], y[1])


def _words(places: Sequence[int], pair: Pair) -> int:
    """Count the words that begin in a range of characters."""
    return max(0, bisect_left(places, pair[1]) - bisect_left(places, pair[0]))


def crowd(texts: Sequence[str], size: int, seed: int = 4) -> list[str]:
    """Return many texts made from a few, in stories that share passages as the news does.

    Each story's words are dealt anew among words of like frequency, so that its texts share the
    corpus's turns of phrase with other stories and longer passages only with each other. Two in
    three stories have one report; the others have up to twelve: whole copies, shortened and
    edited, and reports that take over a passage.
    """
    chance = random.Random(seed)
    parts = [re.split(r"([^\W_]+(?:['’-][^\W_]+)*)", text) for text in texts]
    counts = Counter(word for part in parts for word in part[1::2])
    vocabulary = [word for word, _ in counts.most_common()]
    rank = {word: number for number, word in enumerate(vocabulary)}
    numbered = [[rank[word] for word in part[1::2]] for part in parts]
    bands = [(20, 150), (150, 1_000), (1_000, 5_000), (5_000, len(vocabulary))]
    made: list[str] = []

    def dealt() -> list[str]:
        which, moves = chance.randrange(len(parts)), [chance.randrange(high - low) for low, high in bands]
        out = list(parts[which])
        for at, number in enumerate(numbered[which]):
            for (low, high), move in zip(bands, moves, strict=True):
                if low <= number < high:
                    out[2 * at + 1] = vocabulary[low + (number - low + move) % (high - low)]
        return out

    while len(made) < size:
        first = dealt()
        made.append("".join(first))
        for _ in range(0 if chance.random() < 0.67 else chance.randint(1, 11)):
            if chance.random() < 0.5:
                copied = first[: chance.randint(len(first) // 2, len(first))]
                made.append(edited("".join(copied), 0.03, vocabulary, chance))
            else:
                other = dealt()
                at, start = chance.randrange(0, len(other), 2), chance.randrange(0, len(first), 2)
                made.append("".join([*other[:at], *first[start : start + chance.randint(60, 240)], *other[at:]]))
    return made[:size]
