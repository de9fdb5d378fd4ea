"""Is it the same claim? Pairs judged beside plain cosine, false matches across stories, and what fools it.

    PYTHONPATH=src python -m benchmarks.claims DATA [SIZE…]    # what matching more and more reports costs
    python -m benchmarks claims                                # everything else

Nothing here is trained: the sentences of a report stand for its statements, so that the figures
say what matching does, whatever was attributed before. Times and amounts are found by the product.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.corpora import lines
from benchmarks.product import pipeline
from sayso.model.claim import StatementKey
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.span import Span
from sayso.model.statement import Statement
from sayso.stages.ground import ground
from sayso.stages.match.claims import match_claims
from sayso.stages.match.claims_phrase import Phrase, Usage, phrase_of, plainly, usage_of
from sayso.stages.match.claims_reports import kinship, profile_of
from sayso.stages.match.claims_score import Scorer, opposed
from sayso.stages.match.claims_vectors import StatementVectors, embedded

if TYPE_CHECKING:
    from sayso.model.ports import Embedder

SAME_LABELS = ("same", "drift", "denied")
SENTENCE = re.compile(
    r"(?<=[a-z0-9)%][.!?])(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bSen\.)(?<!\bRep\.)(?<!\bGov\.)(?<!\bGen\.)"
    r"[\"”]?\s+|\n|(?<=[.!?][\"”])\s+"
)
SHORTEST = 25
PRECISION = 92
WAYS = {"sayso": True, "sayso, words alone": False}

Scored = Sequence[tuple[float, bool]]


def average_precision(scored: Scored) -> float:
    """Return the mean, over the pairs that are one claim, of the precision down to each, in percent."""
    right, total = 0, 0.0
    for place, (_, same) in enumerate(sorted(scored, key=lambda pair: -pair[0]), 1):
        right += same
        total += same * right / place
    return 100 * total / max(1, right)


def recall_at(scored: Scored, precision: float) -> float:
    """Return the best recall at a precision or better, both in percent."""
    right, best = 0, 0.0
    whole = sum(same for _, same in scored)
    for place, (_, same) in enumerate(sorted(scored, key=lambda pair: -pair[0]), 1):
        right += same
        if 100 * right / place >= precision:
            best = max(best, 100 * right / whole)
    return best


def at(scored: Scored, least: float) -> dict[str, float]:
    """Return precision and recall at a score, in percent."""
    taken = [same for score, same in scored if score >= least]
    return {
        "precision": 100 * sum(taken) / max(1, len(taken)),
        "recall": 100 * sum(taken) / max(1, sum(same for _, same in scored)),
    }


def _ranked(scored: Scored) -> dict[str, float]:
    return {"average_precision": average_precision(scored), "recall_at_92": recall_at(scored, PRECISION)}


def measure(data: Path) -> dict[str, Any]:
    """Return every figure but the cost."""
    embedder = _embedder()
    reports = _grounded([with_sentences(_name(one), one["text"], one["published"]) for one in _basil(data)])
    begun = time.process_time()
    vectors = embedded(reports, embedder)
    seconds = time.process_time() - begun
    statements = [span for reading in reports for s in reading.statements for span in s.spans]
    scored, right = paraphrases(data, embedder)
    return {
        "pairs": pairs(data, reports, embedder, vectors),
        "stories": stories(reports, vectors),
        "msrp": scored,
        "fooled": right,
        "embedding": {
            "statements": len(statements),
            "characters": sum(span.end - span.start for span in statements) / len(statements),
            "per_cpu_second": len(statements) / seconds,
        },
    }


def _embedder() -> Embedder:
    from sayso.pipeline import embedder

    return embedder()


def _basil(data: Path) -> list[dict[str, Any]]:
    return [dict(one) for one in lines(data / "basil.jsonl.gz")]


def _name(one: Mapping[str, Any]) -> str:
    return f"{one['story']}/{one['outlet'].casefold()}"


def _grounded(readings: Sequence[Reading]) -> list[Reading]:
    """Return readings with the times and amounts that the product finds in them."""
    parses = pipeline().parser([reading.text for reading in readings])
    return [ground(reading, parse) for reading, parse in zip(readings, parses, strict=True)]


def with_sentences(name: str, text: str, published: str | None = None) -> Reading:
    """Return a reading whose sentences are its statements."""
    statements, start = [], 0
    for end, following in [*((m.start(), m.end()) for m in SENTENCE.finditer(text)), (len(text), len(text))]:
        if end - start > SHORTEST:
            statements.append(Statement(f"t{start}", "own", (Span(start, end),)))
        start = following
    return Reading(Report(name, text, published=published), statements=tuple(statements))


def pairs(data: Path, reports: Sequence[Reading], embedder: Embedder, whole: StatementVectors) -> dict[str, Any]:
    """Score the pairs of the silver set, by the product and by their cosine alone.

    *joined* is what the product makes of them in the end: with all reports matched in one run, do the
    sentences of a pair stand in one claim?
    """
    by_name = {reading.report.id: reading for reading in reports}
    usages = {name: usage_of(reading.text) for name, reading in by_name.items()}
    profiles = {name: profile_of(usage) for name, usage in usages.items()}

    def kin(a: str, b: str) -> float:
        return 1.0 if a == b else kinship(profiles[a], profiles[b])

    phrases, same, cosines, sentences = [], [], [], []
    for number, pair in enumerate(lines(data / "claim-pairs.jsonl.gz")):
        sides = [(by_name[f"{pair['story']}/{pair[side]['outlet']}"], Span(*pair[side]["span"])) for side in ("a", "b")]
        phrases.append([phrase_of(reading, f"{number}.{k}", (span,)) for k, (reading, span) in enumerate(sides)])
        sentences.append([_statement_at(reading, span) for reading, span in sides])
        same.append(pair["label"] in SAME_LABELS)
        cosines.append(float(pair["cosine"]))
    said = {p.key: p.spans[0].of(by_name[p.key.report].text) for two in phrases for p in two}
    vectors = StatementVectors(dict(zip(said, embedder(list(said.values())), strict=True)), embedder.name)
    found: dict[str, Any] = {"pairs": len(same), "share": 100 * sum(same) / len(same)}
    for way, with_vectors in WAYS.items():
        scorer = Scorer(usages, kin, vectors if with_vectors else None)
        scored = [(scorer.value(*two), label) for two, label in zip(phrases, same, strict=True)]
        claims = match_claims(reports, vectors=whole if with_vectors else None, alone=False)
        claim_of = {member.key: claim.id for claim in claims for member in claim.members}
        joined = [
            (float(a in claim_of and claim_of[a] == claim_of.get(b)), label)
            for (a, b), label in zip(sentences, same, strict=True)
        ]
        found[way] = _ranked(scored) | at(scored, scorer.same) | {"joined": at(joined, 1.0)}
    shipped = [vectors.cosine(one.key, other.key) or 0.0 for one, other in phrases]
    found["cosine, the encoder that ships"] = _ranked(list(zip(shipped, same, strict=True)))
    found["cosine, the encoder in floats"] = _ranked(list(zip(cosines, same, strict=True)))
    return found


def _statement_at(reading: Reading, span: Span) -> StatementKey:
    """Return the statement that shares most with a span."""
    most = max(reading.statements, key=lambda s: min(span.end, s.spans[0].end) - max(span.start, s.spans[0].start))
    return StatementKey(reading.report.id, most.id)


def stories(reports: Sequence[Reading], vectors: StatementVectors) -> dict[str, Any]:
    """Match all reports in one run: pairs in one claim, within a story and across two."""
    found: dict[str, Any] = {
        "reports": len(reports),
        "stories": len({_story(reading.report.id) for reading in reports}),
        "statements": sum(len(reading.statements) for reading in reports),
    }
    for way, with_vectors in WAYS.items():
        claims = match_claims(reports, vectors=vectors if with_vectors else None, alone=False)
        matched = [(m.a.report, m.b.report) for claim in claims for m in claim.matches if m.a.report != m.b.report]
        joined = []
        for claim in claims:
            carrying = sorted({member.key.report for member in claim.members})
            joined += [(a, b) for place, a in enumerate(carrying) for b in carrying[place + 1 :]]
        found[way] = {
            "matches": len(matched),
            "across": _across(matched),
            "within": len({_story(a) for a, b in matched if _story(a) == _story(b)}),
            "joined": len(joined),
            "joined_across": _across(joined),
        }
    return found


def _story(report: str) -> str:
    return report.partition("/")[0]


def _across(matched: Sequence[tuple[str, str]]) -> float:
    return 100 * sum(_story(a) != _story(b) for a, b in matched) / max(1, len(matched))


def paraphrases(data: Path, embedder: Embedder) -> tuple[dict[str, Any], dict[str, Any]]:
    """Score MSRP's pairs, sentences alone without reports around them; and count what fools the product."""
    read = [dict(pair) for pair in lines(data / "msrp.jsonl.gz")]
    same = [bool(pair["same"]) for pair in read]
    bare = [
        Reading(
            Report(f"{number}{side}", pair[side]),
            statements=(Statement("t", "own", (Span(0, len(pair[side])),)),),
        )
        for number, pair in enumerate(read)
        for side in ("a", "b")
    ]
    readings = _grounded(bare)
    vectors = embedded(readings, embedder)
    phrases = [phrase_of(reading, "t", reading.statements[0].spans) for reading in readings]
    two_by_two = list(zip(phrases[::2], phrases[1::2], strict=True))
    usages = {reading.report.id: Usage({}, 0) for reading in readings}
    found: dict[str, Any] = {"pairs": len(same), "share": 100 * sum(same) / len(same)}
    fooled: dict[str, Any] = {}
    for way, with_vectors in WAYS.items():
        scorer = Scorer(usages, lambda a, b: 1.0, vectors if with_vectors else None)
        scores = [scorer.value(*two) for two in two_by_two]
        scored = list(zip(scores, same, strict=True))
        found[way] = _ranked(scored) | at(scored, scorer.same)
        if with_vectors:
            fooled = _fooled(two_by_two, scored, scorer.same)
    shipped = [vectors.cosine(one.key, other.key) or 0.0 for one, other in two_by_two]
    found["cosine, the encoder that ships"] = _ranked(list(zip(shipped, same, strict=True)))
    return found, fooled


def _fooled(pairs: Sequence[tuple[Phrase, Phrase]], scored: Scored, least: float) -> dict[str, Any]:
    """Count, by kind, the pairs that the product takes for one claim, rightly and wrongly."""
    counts = {True: Counter[str](), False: Counter[str]()}
    for (a, b), (score, same) in zip(pairs, scored, strict=True):
        if score >= least:
            counts[same][next(name for name, holds in KINDS.items() if holds(a, b))] += 1
    missed = sum(same and score < least for score, same in scored)
    by_kind = [{"kind": kind, "wrong": counts[False][kind], "right": counts[True][kind]} for kind in KINDS]
    return {"missed": missed, "kinds": sorted(by_kind, key=lambda row: -int(str(row["wrong"])))}


def _each_its_own(a: set[Any] | frozenset[Any], b: set[Any] | frozenset[Any]) -> bool:
    return bool(a - b) and bool(b - a)


def _own(a: Phrase, b: Phrase) -> tuple[int, int]:
    """Return how many telling words the one has beyond the other: the fewer, the more."""
    counts = sorted(sum(plainly(word) > 3 for word in one.words - other.words) for one, other in ((a, b), (b, a)))
    return counts[0], counts[1]


KINDS: dict[str, Callable[[Phrase, Phrase], bool]] = {
    "one is negated": opposed,
    "each gives another amount": lambda a, b: _each_its_own(
        {(q.least, q.most) for q in a.quantities}, {(q.least, q.most) for q in b.quantities}
    ),
    "each gives another day or month": lambda a, b: _each_its_own(
        {t.value for t in a.times}, {t.value for t in b.times}
    ),
    "each names another": lambda a, b: bool(a.names - b.words) and bool(b.names - a.words),
    "one tells more": lambda a, b: _own(a, b)[0] <= 1 and _own(a, b)[1] >= 3,
    "nearly the same words": lambda a, b: _own(a, b)[0] <= 1,
    "each tells something of its own": lambda a, b: True,
}
"""What makes two sentences differ; the first that holds is counted."""


def cost(data: Path, sizes: Sequence[int], *, vectors: bool = True) -> dict[str, float]:
    """Time the matching of more and more reports: the corpus over and over, each time with other names and figures.

    Reading and embedding are not part of it: vectors are those of the corpus's own sentences.
    """
    corpus = _basil(data)
    known: dict[str, bytes] = {}
    if vectors:
        said = sorted({s for one in corpus for s in _sentences(with_sentences("", one["text"]))})
        known = dict(zip(said, _embedder()(said), strict=True))
    found = {}
    for size in sizes:
        readings, given = [], {}
        for number in range(size):
            text = corpus[number % len(corpus)]["text"]
            letter = "abcdefghij"[number // len(corpus) % 10]
            plain = with_sentences(f"r{number}", text)
            made = with_sentences(f"r{number}", re.sub(r"\b([A-Z][a-z]{3,})\b", rf"\g<1>{letter}", text))
            readings.append(made)
            if vectors:
                for statement, sentence in zip(made.statements, _sentences(plain), strict=False):
                    given[StatementKey(made.report.id, statement.id)] = known[sentence]
        ready = StatementVectors(given, "corpus") if vectors else None
        begun = time.perf_counter()
        match_claims(readings, vectors=ready)
        found[f"{size} reports, seconds"] = time.perf_counter() - begun
    return found


def _sentences(reading: Reading) -> list[str]:
    return [statement.spans[0].of(reading.text) for statement in reading.statements]


def main(folder: str, *sizes: str) -> None:
    """Print what matching costs."""
    for name, timed in (("with vectors", partial(cost, vectors=True)), ("words alone", partial(cost, vectors=False))):
        for what, seconds in timed(Path(folder), [int(size) for size in sizes] or [200, 400, 800]).items():
            print(f"{name}: {what}: {seconds:.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
