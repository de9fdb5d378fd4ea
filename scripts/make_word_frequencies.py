"""Make the table of word frequencies from the training corpus: numbers for stems, and no text of it.

Words that mostly stand with a capital inside sentences are left out, so that no names come with it.

    PYTHONPATH=src python scripts/make_word_frequencies.py ../shared/data/polnear-train.jsonl.gz
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from sayso.languages.en.stems import stem

TABLE = Path(__file__).resolve().parents[1] / "src/sayso/languages/en/word_frequencies.txt"
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LEAST_SENTENCES = 6
LEAST_REPORTS = 4


def main(corpus: str) -> None:
    """Count, and write the table: a line for each half step of the binary logarithm, stems in order."""
    holding: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    reports: dict[str, set[int]] = defaultdict(set)
    sentences = 0
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            for sentence in SENTENCE.split(json.loads(line)["text"]):
                words = WORD.findall(sentence)
                if not words:
                    continue
                sentences += 1
                stems = [stem(re.sub(r"['’]s$", "", word.casefold()).replace("’", "'")) for word in words]
                holding.update(set(stems))
                capital.update({s for s, word in list(zip(stems, words, strict=True))[1:] if word[0].isupper()})
                for one in stems:
                    reports[one].add(number)
    levels: dict[float, list[str]] = defaultdict(list)
    for one, count in holding.items():
        if count >= LEAST_SENTENCES and len(reports[one]) >= LEAST_REPORTS and capital[one] < count / 2:
            levels[round(-math.log2(count / sentences) * 2) / 2].append(one)
    rows = [
        "# Made by scripts/make_word_frequencies.py from PolNeAR 1.0 (Newell, Margolin, Ruths 2018): counts alone.",
        "# Each line: minus the binary logarithm of the share of sentences, then the stems that have it.",
    ]
    rows += [f"{level} {' '.join(sorted(stems))}" for level, stems in sorted(levels.items())]
    TABLE.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
