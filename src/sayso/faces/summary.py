"""On whose word a report rests, counted and said in one sentence. Pure: a reading in, values out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from sayso.model.attribution import Attribution, SourceStatus
from sayso.model.reading import Reading
from sayso.model.source import Source
from sayso.model.span import Span, Spans, hull, shown
from sayso.model.statement import Statement

WordKind: TypeAlias = Literal["party", "source", "unnamed", "none", "unresolved", "withheld"]

STATUSES: tuple[SourceStatus, ...] = get_args(SourceStatus)

# How many groups and voices a sentence names before it says "others".
_GROUPS_NAMED = 6
_VOICES_NAMED = 5
_LONGEST_NAME = 60

_SHORT_FORM = re.compile(r"\(([A-Z][\w.&-]{1,9})\)$")
_DETERMINER = re.compile(r"(?:\b(?:the|an?|its|their|his|her|our)|['’]s?)\s$", re.IGNORECASE)
_TAKES_ARTICLE = re.compile(
    r"(?:United |European Union$|Netherlands$|Philippines$|Maldives$|Bahamas$|Gambia$|Vatican$"
    r"|.* (?:Republic|Kingdom|Emirates|States|Islands|Union|Nations|campaign|administration"
    r"|Agency|Association|Authority|Board|Bureau|Commission|Committee|Council|Court|Department|Foundation"
    r"|Government|Institute|Ministry|Office|Organi[sz]ation|Party|Service)$)"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """One source and the attributions that rest on it; ``source`` is None where none was identified.

    ``name`` is short enough for a list ("SVR"), ``full_name`` the whole.
    """

    name: str
    full_name: str
    attributions: tuple[str, ...]
    source: Source | None = None

    @property
    def count(self) -> int:
        """How many attributions rest on this source."""
        return len(self.attributions)


@dataclass(frozen=True, slots=True)
class Word:
    """Whose word it is: a party with its voices, a single source, or one of the ways not to know.

    ``spoken`` is the name as a sentence has it ("the United States").
    """

    kind: WordKind
    name: str
    spoken: str
    voices: tuple[Voice, ...]

    @property
    def count(self) -> int:
        """How many attributions rest on this word."""
        return sum(voice.count for voice in self.voices)

    @property
    def attributions(self) -> tuple[str, ...]:
        """The ids of the attributions that rest on this word."""
        return tuple(id_ for voice in self.voices for id_ in voice.attributions)


@dataclass(frozen=True, slots=True)
class Headline:
    """On whose word the headline's claim rests.

    ``says`` is a clause ("the headline’s claim is the SVR’s"); ``told`` is False where the
    headline leaves its source out and only the body gives it.
    """

    statement: Statement
    attribution: str | None
    told: bool
    says: str


@dataclass(frozen=True, slots=True)
class Summary:
    """A reading in one look.

    ``words`` come largest first, then the unnamed, no one, the unresolved and the withheld;
    ``statuses`` counts the five statuses apart; ``sentence`` says it all.
    """

    attributions: int
    words: tuple[Word, ...]
    statuses: Mapping[SourceStatus, int]
    own: tuple[Statement, ...]
    headline: Headline | None
    sentence: str

    def word_of(self) -> dict[str, Word]:
        """Return the word on which each attribution rests, by the attribution's id."""
        return {id_: word for word in self.words for id_ in word.attributions}


def summarise(reading: Reading) -> Summary:
    """Count on whose word a report's attributions rest, and say it in a sentence."""
    if reading.report.refused is not None:
        return Summary(0, (), dict.fromkeys(STATUSES, 0), (), None, f"Refused: {reading.report.refused.reason}")
    words = _words(reading)
    counts = Counter(a.source_status for a in reading.attributions)
    own = tuple(s for s in reading.statements if s.voice == "own")
    headline = _headline(reading, words)
    clauses = [_attributions_clause(len(reading.attributions), words)]
    if own:
        clauses.append(f"{_many(len(own), 'statement')} in the report’s own voice")
    if headline is not None:
        clauses.append(headline.says)
    return Summary(
        attributions=len(reading.attributions),
        words=words,
        statuses={status: counts[status] for status in STATUSES},
        own=own,
        headline=headline,
        sentence="; ".join(clauses) + ".",
    )


def excerpt(text: str, spans: Spans, limit: int = 120) -> str:
    """Return the spans' words on one line, cut at a word's end where they are longer than the limit."""
    line = " ".join(shown(text, spans).split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:–—-") + "…"


def source_name(text: str, attribution: Attribution, source: Source | None) -> str:
    """Return who says it, for a list: a name, a description, or why there is none."""
    words = excerpt(text, attribution.source, 60)
    match attribution.source_status:
        case "none":
            return "no one"
        case "withheld":
            return f"withheld (“{words}”?)" if words else "withheld"
        case "unresolved":
            return f"“{words}”" if words else "somebody"
        case _:
            return _cut(source.name) if source is not None else f"“{words}”" if words else "somebody"


def possessive(name: str) -> str:
    """Return a name's possessive."""
    return f"{name}’" if name.endswith(("s", "S")) and not name.isupper() else f"{name}’s"


def _words(reading: Reading) -> tuple[Word, ...]:
    sources = {source.id: source for source in reading.sources}
    gathered: dict[tuple[WordKind, str], dict[str, list[Attribution]]] = {}
    names: dict[tuple[WordKind, str], str] = {}
    for attribution in reading.attributions:
        source = sources.get(attribution.source_id or "")
        kind, name = _whose(attribution, source)
        key: tuple[WordKind, str] = ("party" if kind == "source" else kind, name.casefold())
        names.setdefault(key, _cut(name))
        voice = source.id if source is not None else excerpt(reading.text, attribution.source).casefold()
        gathered.setdefault(key, {}).setdefault(voice, []).append(attribution)

    words = []
    for key, by_voice in gathered.items():
        voices = sorted(
            (_voice(reading, sources.get(voice), found) for voice, found in by_voice.items()),
            key=lambda voice: -voice.count,
        )
        kind = key[0]
        if kind == "party" and all(v.source is None or v.source.party is None for v in voices):
            kind = "source"
        words.append(Word(kind, names[key], _spoken(reading, kind, names[key], voices), tuple(voices)))
    order = {"party": 0, "source": 0, "unnamed": 1, "none": 2, "unresolved": 3, "withheld": 4}
    return tuple(sorted(words, key=lambda word: (order[word.kind], -word.count, word.kind != "party")))


def _whose(attribution: Attribution, source: Source | None) -> tuple[WordKind, str]:
    status = attribution.source_status
    if status in ("none", "unresolved", "withheld"):
        return status, ""
    if source is not None and source.party:
        return "party", source.party
    if status == "named" and source is not None:
        return "source", source.name
    return "unnamed", ""


def _voice(reading: Reading, source: Source | None, found: Sequence[Attribution]) -> Voice:
    ids = tuple(attribution.id for attribution in found)
    if source is not None:
        return Voice(_cut(_short(source)), source.name, ids, source)
    words = excerpt(reading.text, found[0].source, 60)
    return Voice(words, words, ids)


def _cut(name: str) -> str:
    """Return a name on one line and short enough for a sentence, whatever the report holds."""
    return excerpt(name, (Span(0, len(name)),), _LONGEST_NAME)


def _short(source: Source) -> str:
    given = _SHORT_FORM.search(source.name)
    return given.group(1) if given else source.name


def _spoken(reading: Reading, kind: WordKind, name: str, voices: Sequence[Voice]) -> str:
    match kind:
        case "party":
            mentions = [m for v in voices if v.source and v.source.name == name for m in v.source.mentions]
            return _with_article(reading.text, _cut(name), mentions)
        case "source":
            return _spoken_voice(reading.text, voices[0])
        case "unnamed":
            return "unnamed sources" if len(voices) > 1 else _unnamed(voices[0])
        case "none":
            return "no one"
        case "unresolved":
            return "somebody we could not identify"
        case "withheld":
            return "somebody whose name we withhold"


def _unnamed(voice: Voice) -> str:
    if voice.source is not None and voice.source.kind == "document":
        return f"an unnamed {voice.name.lower()}" if " " not in voice.name else "an unnamed document"
    return "an unnamed source"


def _spoken_voice(text: str, voice: Voice) -> str:
    if voice.source is None or voice.source.kind == "person":
        return voice.name
    return _with_article(text, voice.name, voice.source.mentions)


def _with_article(text: str, name: str, mentions: Iterable[Span] = ()) -> str:
    """Put "the" before a name where the report itself mostly says it so, or English must."""
    if name.casefold().startswith("the "):
        return "the " + name[4:]
    # What was found as a mention is a whole phrase, so its article is the name's own.
    whole = re.compile(rf"(the |an? )?{re.escape(name)}", re.IGNORECASE)
    said = [(m, found) for m in mentions if (found := whole.fullmatch(text, m.start, m.end))]
    if said:
        told = sum(bool(f[1]) or _DETERMINER.search(text, max(0, m.start - 12), m.start) is not None for m, f in said)
        return f"the {name}" if 2 * told > len(said) else name
    uses = [m.start() for m in re.finditer(rf"(?<=\s){re.escape(name)}\b", text)] if name else []
    if not name.isupper():
        # In "the Tidewire agency" the article is the agency's; in "the SVR statement" it may be both's.
        uses = [at for at in uses if not re.match(r"\s[a-z]", text[at + len(name) : at + len(name) + 2])]
    if uses:
        with_article = sum(_DETERMINER.search(text, max(0, at - 12), at) is not None for at in uses)
        return f"the {name}" if 2 * with_article > len(uses) else name
    return f"the {name}" if name[:1].islower() or _TAKES_ARTICLE.match(name) else name


def _attributions_clause(count: int, words: Sequence[Word]) -> str:
    if not count:
        return "No attributions"
    known = [word for word in words if word.kind in ("party", "source")]
    rest = [word for word in words if word.kind not in ("party", "source")]
    named = known if len(known) <= _GROUPS_NAMED else known[: _GROUPS_NAMED - 1]
    others = known[len(named) :]
    phrases = [_phrase(word, first=index == 0) for index, word in enumerate(named)]
    if others:
        phrases.append(f"{sum(word.count for word in others)} on {len(others)} others’")
    phrases += [_phrase(word, first=not phrases) for word in rest[:1]]
    phrases += [_phrase(word, first=False) for word in rest[1:]]
    return f"{_many(count, 'attribution')}: " + ", ".join(phrases)


def _phrase(word: Word, *, first: bool) -> str:
    noun = " word" if first else ""
    match word.kind:
        case "unresolved":
            return f"{word.count} on the word of somebody we could not identify{_voices(word)}"
        case "withheld":
            return f"{word.count} withheld (we have a guess and don’t trust it)"
        case _:
            return f"{word.count} on {possessive(word.spoken)}{noun}{_voices(word)}"


def _voices(word: Word) -> str:
    """Return the voices in brackets, or nothing where they would only repeat the name."""
    shown_voices = [v for v in word.voices if v.name]
    if word.kind in ("source", "none") or not shown_voices:
        return ""
    quote = word.kind in ("unnamed", "unresolved")
    # Two officials stay two sources, but what is written twice is read once.
    counts: Counter[str] = Counter()
    for voice in shown_voices:
        counts[f"“{voice.name}”" if quote else _within_party(word, voice)] += voice.count
    if len(counts) == 1:
        repeats = re.search(rf"\b{re.escape(shown_voices[0].name)}\b", word.spoken, re.IGNORECASE)
        return "" if repeats and word.kind != "unresolved" else f" ({next(iter(counts))})"
    listed = [f"{name} {count}" for name, count in counts.most_common()]
    if len(listed) > _VOICES_NAMED:
        rest = counts.most_common()[_VOICES_NAMED - 1 :]
        listed = [*listed[: _VOICES_NAMED - 1], f"{sum(count for _, count in rest)} by {len(rest)} others"]
    return f" ({', '.join(listed)})"


def _within_party(word: Word, voice: Voice) -> str:
    if voice.source is not None and voice.source.kind == "unnamed":
        return f"unnamed: “{excerpt(voice.name, (Span(0, len(voice.name)),), 40)}”"
    return f"{voice.name} itself" if voice.name.casefold() == word.name.casefold() else voice.name


def _headline(reading: Reading, words: Iterable[Word]) -> Headline | None:
    place = next((block.span for block in reading.report.blocks if block.kind == "headline"), None)
    statement = next((s for s in reading.statements if s.voice == "headline" and s.spans), None)
    if statement is None:
        # A headline that names its source ("…: Report") makes no claim of its own.
        inside = (s for s in reading.statements if place and s.spans and all(map(place.contains, s.spans)))
        statement = next(inside, None)
    if statement is None:
        return None
    place = place or hull(statement.spans)
    told = any(span.overlaps(place) for a in reading.attributions for span in a.content)
    attribution = _claimed(reading, statement)
    if attribution is None:
        says = "the headline names its source" if told else "the headline’s claim is in the report’s own voice"
        return Headline(statement, None, told, says)
    word = next((w for w in words if attribution.id in w.attributions), None)
    match word.kind if word else "unresolved":
        case "unnamed" if word:
            says = f"the headline’s claim is {_unnamed_owner(word, attribution.id)}"
        case "unresolved":
            says = "the headline’s claim is somebody’s whom we could not identify"
        case "withheld":
            says = "we withhold whose claim the headline’s is"
        case _:
            says = f"the headline’s claim is {possessive(_owner(reading.text, word, attribution.id))}"
    if not told:
        says += ", and the headline doesn’t say so"
    return Headline(statement, attribution.id, told, says)


def _owner(text: str, word: Word | None, attribution: str) -> str:
    """Return who exactly stands behind an attribution: the voice rather than its party."""
    if word is None or word.kind not in ("party", "source"):
        return word.spoken if word else "somebody"
    voice = next(v for v in word.voices if attribution in v.attributions)
    if voice.source is not None and voice.source.kind == "unnamed":
        return f"an unnamed source of {possessive(word.spoken)}"
    return _spoken_voice(text, voice)


def _unnamed_owner(word: Word, attribution: str) -> str:
    """Return, as a possessive, the one of the unnamed that stands behind an attribution."""
    voice = next(v for v in word.voices if attribution in v.attributions)
    spoken = _unnamed(voice)
    return possessive(spoken) + ("" if not voice.name or voice.name.lower() in spoken else f" (“{voice.name}”)")


def _claimed(reading: Reading, statement: Statement) -> Attribution | None:
    """Return the attribution on which a headline's claim rests: the body's, if there is one.

    The stage that compares headline and body gives as evidence the source and content it found.
    """
    for evidence in statement.evidence:
        if evidence.rule.startswith("headline-claim"):
            for attribution in reading.attributions:
                if tuple(sorted((*attribution.source, *attribution.content))) == evidence.spans:
                    return attribution
    return next((a for a in reading.attributions if a.id == statement.attribution), None)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
