"""Finds the places that a report names, with their country where the gazetteer knows exactly one.

A place is what the parse marks as one, or the name of a country that stands alone. A name that
means places in several countries (Georgia, Springfield) or a person as well (Washington) gets no
country, unless the report says which ("Paris, Texas"); what it says holds for the rest of the report.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from sayso.languages.places.gazetteer import Gazetteer, gazetteer
from sayso.model.evidence import Evidence
from sayso.model.ground import Place
from sayso.model.parse import Entity, Parse
from sayso.model.span import Span
from sayso.stages.ground.words import Words

RULE = "places-en/1"

_KINDS = frozenset({"GPE", "LOC"})
_NAMES_OF_OTHERS = frozenset({"PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_OPEN = frozenset({"Washington", "Georgia", "Jordan", "Chad", "Turkey", "Congo", "Guinea", "Niger", "Korea"})
"""Names that are also people's, other countries' or words: they count only where the parse marks a place."""
_MEAN_SEVERAL = frozenset({"Washington", "Georgia", "Congo", "Guinea", "Korea"})
"""Names to which no country is given even there."""
_OF_MANY_COUNTRIES = frozenset(
    {"Europe", "Asia", "Africa", "America", "Americas", "North America", "South America", "Latin America", "Oceania",
     "Central America", "Middle East", "Gulf", "Caribbean", "Balkans", "Scandinavia", "Eastern Europe", "Central Asia",
     "Western Europe", "Southeast Asia", "North Africa", "Mediterranean", "Black Sea", "Baltic", "Caucasus"}
)  # fmt: skip
"""Before a country these make a list: "Europe, Australia"."""
_COMPASS = frozenset(
    {"northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "northeastern",
     "northwestern", "southeastern", "southwestern", "mainland", "downtown"}
)  # fmt: skip
_BEFORE_NAMES = re.compile(rf"(?:[Tt]he|[Aa]n?|nearby|neighbou?ring|{'|'.join(sorted(_COMPASS))})\s+|\W+")
_LONGEST = 4
"""Words in the longest country name that is looked for in the running text."""
_QUALIFIER = re.compile(r",[ \u00a0]?((?:[A-Z][\w'\u2019-]*\.?[ \u00a0]?){1,3})|[ \u00a0]\(([A-Z][\w .]{2,30})\)")


def find(words: Words, parse: Parse) -> tuple[Place, ...]:
    """Find the places in a text, in reading order and without overlap."""
    known = gazetteer()
    text = words.text
    marked = [(_trimmed(text, entity.span), entity.kind) for entity in parse.entities]
    marked = [(span, kind) for span, kind in marked if span.start < span.end]
    others = Counter(span.of(text) for span, kind in marked if kind in _NAMES_OF_OTHERS)
    own = Counter(span.of(text) for span, kind in marked if kind in _KINDS)
    spans = [span for span, kind in marked if kind in _KINDS and _looks_like_a_name(text, span)]
    surnames = {span.of(text).split()[-1] for span, kind in marked if kind == "PERSON" and " " in span.of(text)}
    spans = [
        span
        for span in spans
        if _listed(name := span.of(text), known)
        or (own[name] > others[name] and name not in surnames and not _goes_on(text, span))
    ]
    spans = _disjoint(spans + _countries(words, known, parse.entities))
    said = _qualified(text, spans, known)
    return tuple(_place(text, span, known, said, surnames) for span in spans)


def _goes_on(text: str, span: Span) -> bool:
    """Say whether one word is followed by another with a capital, as the first part of a longer name is."""
    return " " not in span.of(text) and re.match(r" [A-Z]", text[span.end : span.end + 2]) is not None


def _usual(name: str) -> str:
    """Return a name in capitals (a dateline's) as it is usually written."""
    return name.title() if name.isupper() and len(name) > 4 and "." not in name else name


def _listed(name: str, known: Gazetteer) -> bool:
    """Say whether the gazetteer has a name."""
    usual = _usual(name)
    return usual in known.countries or usual in known.regions or usual in known.cities


def _trimmed(text: str, span: Span) -> Span:
    """Drop a leading article and compass word, and a trailing possessive and marks."""
    start, end = span
    while start < end:
        head = _BEFORE_NAMES.match(text, start, end)
        if head is None:
            break
        start = head.end()
    tail = re.search(r"(?:['\u2019]s?|[^\w.]+)$", text[start:end])
    if tail:
        end = start + tail.start()
    if end > start and text[end - 1] == "." and text.count(".", start, end) == 1:
        end -= 1
    if text[end : end + 1] == "." and text[start : end + 1] in gazetteer().regions:
        # "Calif.", "Mass."
        end += 1
    return Span(start, max(start, end))


def _looks_like_a_name(text: str, span: Span) -> bool:
    """Say whether a marked place is written as a name, on one line."""
    name = span.of(text)
    letters = len(name) > 1 and name[0].isupper() and "\n" not in name and len(name) <= 60
    # a short word in capitals that is no country is a body's initials more often than a place
    return letters and not (name.isupper() and len(name.replace(".", "")) <= 4 and not _listed(name, gazetteer()))


def _countries(words: Words, known: Gazetteer, entities: tuple[Entity, ...]) -> list[Span]:
    """Find country names that stand alone in the text and that no other name contains."""
    held = sorted((entity.span for entity in entities), key=lambda span: span.start)
    starts = [span.start for span in held]
    found: list[Span] = []
    at = 0
    text = words.text
    while at < len(words):
        if not text[words.starts[at]].isupper():
            at += 1
            continue
        length = 1
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            span = Span(words.starts[at], words.ends[at + size - 1])
            name = span.of(text)
            if name in known.countries and name not in _OPEN and not _inside_a_name(words, at, size, held, starts):
                found.append(span)
                length = size
                break
        at += length
    return found


def _inside_a_name(words: Words, at: int, size: int, held: list[Span], starts: list[int]) -> bool:
    """Say whether a country's name is part of a longer name ("Bank of Ghana", "New Britain Herald")."""
    span = Span(words.starts[at], words.ends[at + size - 1])
    index = bisect_right(starts, span.start) - 1
    if any(one.overlaps(span) for one in held[max(0, index - 1) : index + 2]):
        return True
    lone = span.end - span.start <= 2
    after = words.text[span.end : span.end + 2]
    return lone or (len(after) == 2 and after[0] == " " and after[1].isupper()) or after[:1] in ("-", "_", "@")


def _disjoint(spans: list[Span]) -> list[Span]:
    """Keep the earliest and longest of spans that overlap."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return kept


def _qualified(text: str, spans: list[Span], known: Gazetteer) -> dict[str, str]:
    """Return the country of each place that the report itself sets in one ("Paris, Texas")."""
    said: dict[str, str] = {}
    for span in spans:
        name = _usual(span.of(text))
        inner = re.fullmatch(r"(.+?), ?(.+)", name)
        if inner:
            tails = [inner.group(2)]
        else:
            found = _QUALIFIER.match(text, span.end)
            if found is None or (found.group(1) and re.match(r"(?:and|or) ", text[found.end() : found.end() + 4])):
                # none, or a list: "Minsk, Georgia and the coast"
                continue
            tail = (found.group(1) or found.group(2)).strip()
            first, two = tail.split()[0], " ".join(tail.split()[:2])
            tails = [tail, tail.rstrip("."), two, two.rstrip("."), first, first.rstrip(".")]
        city = inner.group(1) if inner else name
        large = city in known.countries or city in known.regions or city in _OF_MANY_COUNTRIES
        if large and tails[0] not in ("D.C.", "DC"):
            # "Norway, Sweden" and "Ohio, Texas" are lists
            continue
        for candidate in tails:
            code = known.regions.get(candidate) or known.countries.get(candidate)
            if code:
                if candidate in _MEAN_SEVERAL:
                    # the city tells which one: "Tbilisi, Georgia"
                    code = known.cities.get(city, code)
                    said.setdefault(candidate, code)
                said.setdefault(name, code)
                said.setdefault(city, code)
                break
    return said


def _place(text: str, span: Span, known: Gazetteer, said: dict[str, str], surnames: set[str]) -> Place:
    """Make a place, with its country where exactly one is known, and say why."""
    name = span.of(text)
    bare = _usual(name)
    first, _, rest = bare.partition(" ")
    if rest and first.lower() in _COMPASS and not _listed(bare, known):
        bare = rest
    country, why = None, "is a place that the gazetteer does not know, or knows in several countries"
    if bare in said:
        country, why = said[bare], "is set in its country by the report"
    elif bare in _MEAN_SEVERAL:
        why = "may mean places in several countries, or a person"
    elif bare in known.countries:
        country, why = known.countries[bare], "is a country's name"
    elif bare in surnames:
        why = "is a place here and a person's name elsewhere in the report: no country is given"
    elif bare in known.regions:
        country, why = known.regions[bare], "is a region of one country"
    elif bare in known.cities:
        country, why = known.cities[bare], "is a city's name, and in no other country a large one's"
    says = f"\u201c{name}\u201d {why}."
    return Place(span, name, country, evidence=(Evidence(RULE, says, (span,)),))
