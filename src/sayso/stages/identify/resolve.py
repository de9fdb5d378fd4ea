"""Give every attribution its source: from the words of its source span to somebody, or to an honest doubt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.languages.en.bodies import (
    BODY_NOUNS,
    DOCUMENTS,
    ISSUING,
    LEGAL,
    ORGANISED,
    OUTLET_NOUNS,
    PAPER_NAMES,
)
from sayso.languages.en.pronouns import (
    FEMININE,
    FIRST_PLURAL,
    FIRST_SINGULAR,
    MASCULINE,
    PLURAL,
    SECOND,
)
from sayso.languages.en.roles import CANDIDATES, GROUPS, PARTIES, SPOUSES, UNNAMED
from sayso.languages.en.titles import GENDERED_ROLES
from sayso.model.attribution import Attribution, SourceStatus
from sayso.model.evidence import Evidence
from sayso.model.identity import finding_id
from sayso.model.parse import Parse
from sayso.model.reading import Reading
from sayso.model.source import Source, SourceKind
from sayso.model.span import Span, Spans, hull
from sayso.stages.identify.cast import CALLED, Cast, Referent, add_role, joined, roles_of
from sayso.stages.identify.names import Name, find_names
from sayso.stages.identify.page import Page
from sayso.stages.identify.parties import Parties, outlet
from sayso.stages.identify.phrases import PERSON_NOUNS, Phrase, analyse, head_word, plural, singular
from sayso.stages.identify.pronouns import Antecedents, Choice, Place, grammatical

RULE = "identify-en/1"

FLOOR = 0.5
"""Below this confidence a source is withheld."""

SURE_MARGIN = 0.35
"""A pronoun's best antecedent must beat the next by this much."""


@dataclass(slots=True)
class Answer:
    """Who a source is, how sure that is, and why."""

    referent: Referent | None
    confidence: float
    says: str
    status: SourceStatus | None = None
    """Set where there is no referent."""


def identify(reading: Reading, parse: Parse) -> Reading:
    """Return the reading with its sources, and with each attribution tied to one or to a reason why not."""
    if not reading.attributions:
        return replace(reading, sources=())
    return Identifier(reading, parse).reading()


class Identifier:
    """One report's work: names first, then every source in the order of the text."""

    def __init__(self, reading: Reading, parse: Parse) -> None:
        self.given = reading
        self.page = Page(reading.text, parse)
        self.cast = Cast(self.page, find_names(self.page, parse))
        roles_of(self.page, self.cast)
        self.parties = Parties(self.page, self.cast)
        self.people = Antecedents(self.page, self.cast)
        self.choices = self.people.read_all()
        self.by_id = {a.id: a for a in reading.attributions}
        self.answers: dict[str, Answer] = {}
        self.spoken: list[tuple[int, Referent]] = []
        """Who spoke, by the word at which the source stands, in order."""
        self.described: list[tuple[int, Referent, str]] = []
        """The nameless so far: where, who, and the head of the description."""
        self.noun_places: dict[str, list[int]] = {}
        for i, low in enumerate(self.page.low):
            if low in DOCUMENTS or low in OUTLET_NOUNS:
                self.noun_places.setdefault(singular(low), []).append(i)
        self._outlets()

    # ------------------------------------------------------------------ the whole

    def reading(self) -> Reading:
        """Return the reading with what was found."""
        for attribution in sorted(self.given.attributions, key=self._order):
            self._answer(attribution)
        attributions, sources = [], {}
        mentions: dict[int, list[Span]] = {}
        says: dict[int, list[Evidence]] = {}
        used: dict[int, Referent] = {}
        for attribution in self.given.attributions:
            answer = self.answers[attribution.id]
            referent = answer.referent
            if referent is not None and answer.confidence >= FLOOR:
                used[id(referent)] = referent
                mentions.setdefault(id(referent), []).extend(attribution.source)
                says.setdefault(id(referent), [])
        for key, referent in used.items():
            spans = [self.page.span(*m) for m in referent.mentions] or mentions[key]
            merged = _disjoint([*spans, *mentions[key]])
            party, why = self.parties.of(referent)
            kind = self._kind(referent)
            evidence = (
                (Evidence("party-en/1", f"Speaks for {party}: {why}.", merged[:1]),)
                if party
                else ((Evidence("party-en/1", f"No party: {why}.", merged[:1]),) if why else ())
            )
            anchor = (merged or ((Span(0, 0),)))[:1]
            sources[key] = Source(
                id=finding_id("s", (anchor,)),
                name=self._name(referent),
                kind=kind,
                role=self._role(referent),
                party=party,
                mentions=merged,
                evidence=evidence,
            )
        ids: dict[str, int] = {}
        for key, source in sources.items():  # two nameless sources may begin with one span
            n = ids.get(source.id, 0)
            ids[source.id] = n + 1
            if n:
                sources[key] = replace(source, id=finding_id("s", (source.mentions, (Span(n, n),))))
        for attribution in self.given.attributions:
            answer = self.answers[attribution.id]
            source_id, status = None, answer.status
            if answer.referent is not None:
                if answer.confidence >= FLOOR:
                    source = sources[id(answer.referent)]
                    source_id = source.id
                    status = "named" if source.kind in ("person", "organisation", "outlet") else "unnamed"
                else:
                    status = "withheld"
            reason = Evidence(RULE, answer.says, attribution.source)
            attributions.append(
                replace(
                    attribution,
                    source_id=source_id,
                    source_status=status or "unresolved",
                    evidence=(*attribution.evidence, reason),
                )
            )
        return replace(self.given, attributions=tuple(attributions), sources=tuple(sources.values()))

    def _order(self, attribution: Attribution) -> tuple[int, int]:
        """Outer attributions before those within them, else as the text has their sources."""
        depth, outer, seen = 0, attribution, {attribution.id}
        while outer.within in self.by_id and outer.within not in seen:
            outer = self.by_id[outer.within]
            seen.add(outer.id)
            depth += 1
        root = outer
        at = (root.source or root.cue or root.content)[0].start
        own = (attribution.source or attribution.cue or attribution.content)[0].start
        return at, depth * 10_000_000 + own

    def _answer(self, attribution: Attribution) -> None:
        if attribution.id in self.answers:
            return
        answer = self._resolve(attribution)
        self.answers[attribution.id] = answer
        if answer.referent is not None and answer.confidence >= FLOOR and attribution.source:
            at = self.page.at(*attribution.source[0])[0]
            if attribution.within is None:
                self.spoken.append((at, answer.referent))

    # ------------------------------------------------------------------ one source

    def _resolve(self, attribution: Attribution) -> Answer:
        if not attribution.source:
            return self._sourceless(attribution)
        page = self.page
        pieces = [page.at(*span) for span in attribution.source]
        pieces = [(lo, hi) for lo, hi in pieces if lo < hi]
        if not pieces:
            return Answer(None, 0.0, "The source's words hold nothing that names anybody.", "unresolved")
        lo, hi = pieces[0]
        if len(pieces) > 1 and pieces[-1][1] - lo <= 30 and hi - lo < 2 and page.low[lo] in ("the", "a", "an"):
            hi = pieces[-1][1]
        return self._phrase(analyse(page, self.cast, lo, hi), attribution)

    def _sourceless(self, attribution: Attribution) -> Answer:
        """A participle ("…, adding that …") shares the source of the attribution just before it; all else has none."""
        page = self.page
        cue = page.shown(*page.at(*attribution.cue[0])) if attribution.cue else ""
        if attribution.cue:
            lo, hi = page.at(*attribution.cue[0])
            if (
                lo < hi
                and page.low[lo].endswith("ing")
                and page.pos[lo] == "VERB"
                and lo
                and page.word[lo - 1] in (",", "”", "''", '"', "and")
            ):
                earlier = [
                    a
                    for a in self.given.attributions
                    if a.source
                    and a.id in self.answers
                    and a.within == attribution.within
                    and attribution.cue[0].start - a.source[0].start >= 0
                    and page.sentence[page.at(*a.source[0])[0]] == page.sentence[lo]
                ]
                if earlier:
                    last = max(earlier, key=lambda a: a.source[0].start)
                    found = self.answers[last.id]
                    if found.referent is not None:
                        return Answer(
                            found.referent,
                            found.confidence * 0.9,
                            f"“{cue}” has no source of its own: it goes on with {self._name(found.referent)}'s words "
                            "in the same sentence.",
                        )
        return Answer(
            None,
            1.0,
            f"The report names nobody for this (“{cue}”)." if cue else "The report names nobody for this.",
            "none",
        )

    def _phrase(self, phrase: Phrase, attribution: Attribution) -> Answer:
        if phrase.form == "none":
            return Answer(None, 0.0, "The source's words hold nothing that names anybody.", "unresolved")
        if phrase.form == "pronoun":
            return self._pronoun(phrase, attribution)
        if phrase.form == "relative":
            return self._relative(phrase, attribution)
        if phrase.form == "name":
            return self._named(phrase, attribution)
        if phrase.form == "several":
            return self._several(phrase, attribution)
        if phrase.form == "joined":
            return self._joined(phrase, attribution)
        return self._description(phrase, attribution)

    def _named(self, phrase: Phrase, attribution: Attribution) -> Answer:
        name = phrase.name
        assert name is not None
        referent = self.cast.of[(name.lo, name.hi)]
        shown = self.page.shown(name.lo, name.hi)
        if referent.kind == "person" and phrase.lo < name.lo:
            add_role(self.page, referent, phrase.lo, name.lo)
            self.parties.known.pop(id(referent), None)
        if referent.kind == "people":
            low = self.page.low[name.hi - 1]
            if phrase.definite and singular(low) == low and name.hi - name.lo == 1 and (
                low not in self.parties.where.demonyms and low not in PARTIES and low not in ("republican", "democrat")
            ):  # "The Tennessean": a title, not a people
                return self._unlisted(replace(phrase, lo=name.lo, stop=name.hi, head=name.lo))
            if phrase.definite and singular(low) == low and low in ("republican", "democrat", "conservative", "liberal"):
                answer = self._role_bearer(replace(phrase, form="description", head=name.hi - 1), low, None)
                return answer or Answer(None, 0.0, f"The report leaves open who “{self.page.shown(phrase.lo, phrase.hi)}” is.", "unresolved")
            return self._people(phrase, name, referent)
        if referent.kind == "place":
            return self._place(name, referent)
        full = self._name(referent)
        says = (
            f"The report names {full} here."
            if shown == full
            else f"“{shown}” is {full}: the only fitting name in the report."
        )
        return Answer(referent, 0.95, says)

    def _place(self, name: Name, referent: Referent) -> Answer:
        text = " ".join(name.key)
        seat = self.parties.where.capitals.get(text)
        if (
            seat
            and text not in self.parties.where.states
            and (text != "washington" or self.page.low[name.hi : name.hi + 1] != ["state"])
        ):
            for other in self.cast.referents:
                if other.kind == "place" and other.name == seat:
                    return Answer(
                        other,
                        0.85,
                        f"“{self.page.shown(name.lo, name.hi)}” stands for the government of {seat}, "
                        "whose capital it is.",
                    )
            referent.name = seat
            return Answer(
                referent,
                0.8,
                f"“{self.page.shown(name.lo, name.hi)}” stands for the government of {seat}, whose capital it is.",
            )
        return Answer(referent, 0.9, f"The report names {referent.name} as an actor.")

    def _people(self, phrase: Phrase, name: Name, referent: Referent) -> Answer:
        """“Republicans”, “Russians”: a group, not a body."""
        made = self._new(phrase, "group")
        made.name = self._described_name(phrase)
        return Answer(made, 0.85, f"“{made.name}” are many, described but not organised.")

    def _several(self, phrase: Phrase, attribution: Attribution) -> Answer:
        members = []
        for part in phrase.parts:
            assert part.name is not None
            members.append(self.cast.of[(part.name.lo, part.name.hi)])
        unique = tuple(dict.fromkeys(members))
        if len(unique) == 1:
            return Answer(unique[0], 0.9, f"The report names {self._name(unique[0])} here.")
        for _, referent in self.spoken:
            if referent.kind == "several" and set(referent.members) == set(unique):
                return Answer(referent, 0.9, f"The same {len(unique)} as above: {self._name(referent)}.")
        made = Referent("several", "", [(phrase.lo, phrase.hi)], members=unique, plural=True)
        self.described.append((phrase.lo, made, "several"))
        return Answer(made, 0.9, f"The report names {self._name(made)} together.")

    def _joined(self, phrase: Phrase, attribution: Attribution) -> Answer:
        """“She and the other families”: a group that is named by whom the pronoun means."""
        first = self._pronoun(replace(phrase, form="pronoun"), attribution)
        if first.referent is None or first.confidence < FLOOR:
            return first
        made = self._new(phrase, "group")
        made.name = f"{self._name(first.referent)} {self.page.shown(phrase.lo + 1, phrase.hi)}".rstrip(" ,;")
        made.plural = True
        return Answer(made, first.confidence, first.says)

    # ------------------------------------------------------------------ pronouns

    def _speaker(self, attribution: Attribution, at: int) -> Referent | None:
        """Return who speaks the words in which an attribution lies."""
        outer = self.by_id.get(attribution.within or "")
        if outer is not None and outer.id in self.answers:
            return self.answers[outer.id].referent
        start = self.page.start[at]
        for other in self.given.attributions:
            if (
                other.id != attribution.id
                and other.id in self.answers
                and any(s.start <= start < s.end for s in other.content)
                and any(self.page.quoted[i] for i in (at,))
            ):
                return self.answers[other.id].referent
        return None

    def _last(self, at: int, kinds: Iterable[str] = ("person",)) -> Referent | None:
        """Return who spoke last before word ``at``."""
        wanted = set(kinds)
        for place, referent in reversed(self.spoken):
            if place < at and referent.kind in wanted:
                return referent if self.page.sentence[at] - self.page.sentence[place] <= 4 else None
        return None

    def _pronoun(self, phrase: Phrase, attribution: Attribution) -> Answer:
        i = phrase.head
        low = self.page.low[i]
        if low in MASCULINE or low in FEMININE:
            return self._he(i, attribution)
        if low in FIRST_SINGULAR or low in FIRST_PLURAL:
            return self._first_person(i, low, attribution)
        if low in SECOND:
            return Answer(
                None,
                0.0,
                f"“{self.page.word[i]}” is whoever is spoken to, which no word of the report settles.",
                "unresolved",
            )
        return self._they(i, low, attribution)

    def _he(self, i: int, attribution: Attribution) -> Answer:
        shown = self.page.word[i]
        quoted = self.page.quoted[i]
        speaker = self._speaker(attribution, i)
        last = None if quoted else self._last(i)
        gender = "m" if self.page.low[i] in MASCULINE else "f"
        if last is not None and last.gender and last.gender != gender:
            last = None
        described = self._last(i, ("described",))
        choice = self.people.choose(i, last=last, speaker=speaker if quoted else None)
        if described is not None and described.source_kind == "unnamed" and not described.plural and not quoted:
            at = max(p for p, r in self.spoken if r is described and p < i)
            nearer = choice is None or choice.place.lo < at
            if (
                nearer
                and (not described.gender or described.gender == gender)
                and self.page.sentence[i] - self.page.sentence[at] <= 2
            ):
                return Answer(
                    described, 0.7, f"“{shown}” is {self._name(described)}, who spoke last and is the nearest who fits."
                )
        if choice is None:
            return Answer(None, 0.0, f"Nobody whom the report names before fits “{shown}”.", "unresolved")
        return self._chosen(choice, i, last)

    def _chosen(self, choice: Choice, i: int, last: Referent | None) -> Answer:
        shown, name = self.page.word[i], self._name(choice.referent)
        confidence = 0.6 + min(0.35, choice.margin / 8) if choice.margin >= SURE_MARGIN else 0.3
        if self.page.sentence[i] - self.page.sentence[choice.place.lo] > 6:
            confidence = min(confidence, 0.4)
        where = self._distance(choice.place.lo, i)
        if confidence < FLOOR:
            other = f" as well as {self._name(choice.runner_up)}" if choice.runner_up else ""
            return Answer(
                choice.referent, confidence, f"“{shown}” may be {name}{other}; the report's words do not settle it."
            )
        why = (
            "who spoke last"
            if choice.referent is last
            else "the only one who fits"
            if choice.runner_up is None
            else "who fits best of those named nearby"
        )
        return Answer(choice.referent, confidence, f"“{shown}” is {name}: {why}, {where}.")

    def _distance(self, at: int, i: int) -> str:
        """Return in words how far back something stands."""
        if at > i:
            return "named later in the same sentence"
        back = self.page.sentence[i] - self.page.sentence[at]
        if back == 0:
            return "named in the same sentence"
        if back == 1:
            return "named one sentence before"
        between = self.page.text[self.page.start[at] : self.page.start[i]].count("\n\n")
        if between == 1:
            return "named one paragraph above"
        return f"named {back} sentences before"

    def _first_person(self, i: int, low: str, attribution: Attribution) -> Answer:
        shown = self.page.word[i]
        speaker = self._speaker(attribution, i)
        if speaker is None and attribution.within is None and self.page.quoted[i]:
            speaker = self._last(i, ("person", "described"))
        if speaker is None:
            return Answer(
                None,
                0.0,
                f"“{shown}” is whoever writes or speaks here, and the report does not name that voice.",
                "unresolved",
            )
        if low in FIRST_PLURAL and speaker.kind == "person":
            body = self._house_of(speaker)
            if body is not None:
                return Answer(
                    body,
                    0.7,
                    f"“{shown}”, in {self._name(speaker)}'s words, is {self._name(body)}, "
                    f"for whom {self._name(speaker)} speaks.",
                )
            if self._home_of(speaker):
                return Answer(
                    speaker, 0.45, f"“{shown}”, in {self._name(speaker)}'s words, may be more than the speaker."
                )
            return Answer(
                speaker, 0.6, f"“{shown}” stands in {self._name(speaker)}'s words; whom else it takes in is left open."
            )
        return Answer(speaker, 0.9, f"“{shown}” stands in {self._name(speaker)}'s own words.")

    def _home_of(self, person: Referent) -> str | None:
        return self.parties.of(person)[0]

    def _house_of(self, person: Referent) -> Referent | None:
        """Return the state or body for which somebody speaks, where the report names it, too."""
        party = self.parties.of(person)[0]
        if not party:
            return None
        for referent in self.cast.referents:
            if referent.kind in ("place", "body") and (
                referent.name == party
                or (party.endswith("campaign") and referent.kind == "body" and self.parties.of(referent)[0] == party)
            ):
                return referent
        for _, referent, _head in self.described:
            if referent.party == party and referent.source_kind == "organisation":
                return referent
        if party.endswith(" campaign"):
            made = Referent(
                "described", party, [], source_kind="organisation", party=party, party_says="a name made by rule"
            )
            self.described.append((0, made, "campaign"))
            return made
        return None

    def _they(self, i: int, low: str, attribution: Attribution) -> Answer:
        """“They” and “it”: the last who spoke and is many, or a body; then the nearest body that opens a clause."""
        page, shown = self.page, self.page.word[i]
        many = low in PLURAL
        quoted, speaker = page.quoted[i], self._speaker(attribution, i)
        best: tuple[float, Referent, int] | None = None

        def offer(score: float, referent: Referent, at: int) -> None:
            nonlocal best
            if best is None or score > best[0]:
                best = (score, referent, at)

        here = page.sentence[i]
        for at, referent in reversed(self.spoken):
            back = here - page.sentence[at]
            if back > 3:
                break
            if at >= i or (quoted and referent is speaker and attribution.within):
                continue
            fits = self._many(referent) if many else self._thing(referent)
            if fits:
                offer(
                    2.5 - 0.8 * back + (0.3 if referent.kind in ("several", "described") or not many else 0.0),
                    referent,
                    at,
                )
        for name in reversed(self.cast.between(page.first[max(0, here - 2)], i)):
            referent = self.cast.of[(name.lo, name.hi)]
            if name.kind not in ("body", "place") or paper(referent):
                continue
            if many and name.kind == "place":
                continue
            role = grammatical(page, name.lo, name.hi)
            back = here - page.sentence[name.lo]
            offer(
                1.2
                - 0.8 * back
                + (0.9 if role == "subject" else -0.8 if role in ("owner", "oblique") else 0.0)
                - (0.7 if many else 0.0)
                - (0.4 if name.kind == "place" else 0.0),
                referent,
                name.lo,
            )
        subject = self._plural_subject(i) if many else None
        if subject is not None:
            back = here - page.sentence[subject.lo]
            score = 1.9 - 0.8 * back
            if best is None or score > best[0]:
                answer = self._phrase(subject, attribution)
                if answer.referent is not None:
                    return Answer(
                        answer.referent,
                        0.65,
                        f"“{shown}” is {self._name(answer.referent)}: the nearest group that a clause opens with, "
                        f"{self._distance(subject.lo, i)}.",
                    )
        if best is None:
            return Answer(None, 0.0, f"The report leaves open whom “{shown}” means.", "unresolved")
        score, referent, at = best
        confidence = 0.75 if score >= 1.5 else 0.55 if score >= 1.1 else 0.4
        if confidence < FLOOR:
            return Answer(
                referent, confidence, f"“{shown}” may be {self._name(referent)}; the report's words do not settle it."
            )
        return Answer(referent, confidence, f"“{shown}” is {self._name(referent)}, {self._distance(at, i)}.")

    def _plural_subject(self, i: int) -> Phrase | None:
        """Return the nearest plural noun phrase that opens a clause before word i."""
        page = self.page
        number = page.sentence[i]
        for back in range(0, 3):
            if number - back < 0:
                break
            first, last = page.first[number - back], page.first[number - back + 1]
            j = first
            while j < min(last, i) and not page.word[j][0].isalnum():
                j += 1
            end = j
            while (
                end < min(last, i)
                and end - j < 14
                and page.pos[end] not in ("VERB", "AUX")
                and page.word[end] not in ',;:"“'
            ):
                end += 1
            if (
                j < end < last
                and page.pos[end] in ("VERB", "AUX")
                and page.pos[j] in ("DET", "ADJ", "NOUN", "NUM", "PROPN", "ADV")
            ):
                phrase = analyse(page, self.cast, j, end)
                if phrase.form == "several" or (
                    phrase.form == "description"
                    and phrase.head >= 0
                    and page.pos[phrase.head] == "NOUN"
                    and plural(page, phrase)
                    and (singular(page.low[phrase.head]) in PERSON_NOUNS or page.low[phrase.head] in GROUPS)
                ):
                    return phrase
        return None

    def _many(self, referent: Referent) -> bool:
        return (
            referent.plural or referent.kind in ("several", "body") or referent.source_kind in ("group", "organisation")
        )

    def _thing(self, referent: Referent) -> bool:
        return referent.kind in ("body", "place") or (
            referent.source_kind in ("organisation", "document") and not referent.plural
        )

    def _relative(self, phrase: Phrase, attribution: Attribution) -> Answer:
        """“Who”, “which”, “that”: what stands just before."""
        page, i = self.page, phrase.head
        end = i
        while end > 0 and (
            page.word[end - 1] in ",–—_"
            or page.low[end - 1] in ("of", "all", "both", "many", "some", "most")
            or page.word[end - 1] == ")"
        ):
            end -= 1
            if page.word[end] == ")":
                while end > 0 and page.word[end] != "(":
                    end -= 1
        first, _ = page.sentence_range(i)
        if end <= first:
            last = self._last(i, ("person", "described", "body"))
            if last is not None and page.low[i] == "who":
                return Answer(last, 0.5, f"“who” goes on with {self._name(last)}, who spoke last.")
            return Answer(None, 0.0, f"“{page.word[i]}” follows nobody whom the sentence names.", "unresolved")
        for name in reversed(self.cast.between(max(first, end - 10), end)):
            if name.hi == end and not page.possessive(end):
                lo = name.lo
                while (
                    lo > first and page.pos[lo - 1] in ("ADJ", "NOUN", "PROPN", "DET") and page.word[lo - 1] not in ","
                ):
                    lo -= 1
                answer = self._phrase(analyse(page, self.cast, lo, end), attribution)
                if answer.referent is not None and name.kind != "people":
                    return Answer(
                        answer.referent,
                        min(0.85, answer.confidence),
                        f"“{page.word[i]}” follows {self._name(answer.referent)} directly.",
                    )
            break
        lo = end
        while lo > first and (
            page.pos[lo - 1] in ("ADJ", "NOUN", "PROPN", "NUM", "DET")
            or page.possessive(lo - 1)
            or page.word[lo - 1] == "-"
            or page.low[lo - 1] in ("of", "his", "her", "its", "their", "in", "on", "at", "by", "for", "from")
        ):
            lo -= 1
            if page.pos[lo] == "DET" and (
                page.low[i] == "which" or page.low[lo - 1] not in ("of", "in", "on", "at", "by", "for", "from")
            ):
                break
        while lo < end and page.low[lo] in ("of", "in", "on", "at", "by", "for", "from"):
            lo += 1
        if lo < end:
            answer = self._phrase(analyse(page, self.cast, lo, end), attribution)
            if answer.referent is not None:
                return Answer(
                    answer.referent,
                    min(0.7, answer.confidence),
                    f"“{page.word[i]}” follows “{page.shown(lo, end)}” directly.",
                )
        if page.low[lo - 1] in ("he", "she", "they", "those", "one", "someone", "anyone", "everyone"):
            made = self._new(Phrase("description", lo - 1, min(page.size, i + 4), lo, lo - 1), "group")
            return Answer(made, 0.55, f"“{page.word[i]}” follows “{page.word[lo - 1]}” directly.")
        return Answer(None, 0.0, f"“{page.word[i]}” follows nothing that could speak.", "unresolved")

    # ------------------------------------------------------------------ descriptions

    def _description(self, phrase: Phrase, attribution: Attribution) -> Answer:
        page = self.page
        head = head_word(page, phrase)
        one = singular(head)
        if (
            phrase.hi - phrase.lo >= 3
            and page.low[phrase.hi - 1] in ("whom", "which", "them", "these", "those")
            and page.low[phrase.hi - 2] == "of"
        ):
            answer = self._some_of(phrase, attribution)
            if answer is not None:
                return answer
        if head in DOCUMENTS or one in DOCUMENTS:
            answer = self._document(phrase, one, attribution)
            if answer is not None:
                return answer
        known = self._campaign_or_house(phrase, head, attribution)
        if known is not None:
            return known
        if page.cap[phrase.head] and self._known(phrase):
            return self._unlisted(phrase)
        person_like = one in PERSON_NOUNS or head in PERSON_NOUNS
        body_like = one in BODY_NOUNS or one in OUTLET_NOUNS or head in ORGANISED
        many = plural(page, phrase)
        if body_like and phrase.before and not phrase.owner and not many:
            answer = self._name_and_noun(phrase, one)
            if answer is not None:
                return answer
        owner = self._owner(phrase, attribution)
        if body_like and owner is not None and owner.kind == "person" and not many:
            body = self._house_of(owner)
            if body is not None and {one} | set(BODY_NOUNS.get(one, "").split()) & set(
                self._name(body).lower().split()
            ):
                return Answer(
                    body,
                    0.65,
                    f"“{page.shown(phrase.lo, phrase.hi)}” is {self._name(body)}, for whom {self._name(owner)} speaks.",
                )
        if person_like and not many:
            answer = self._role_bearer(phrase, head, owner)
            if answer is not None:
                return answer
        if (body_like or one in ("country", "nation", "state")) and not many and not phrase.indefinite:
            answer = self._body_called(phrase, one)
            if answer is not None:
                return answer
        if not phrase.indefinite and (phrase.definite or page.low[phrase.lo] in ("both", "all", "each")):
            answer = self._again(phrase, head, many)
            if answer is not None:
                return answer
        if (
            owner is not None
            and not person_like
            and not body_like
            and one not in GROUPS
            and head not in GROUPS
            and phrase.hi - phrase.lo <= 4
        ):
            return Answer(owner, 0.6, f"“{page.shown(phrase.lo, phrase.hi)}” is {self._name(owner)}'s.")
        if (
            page.cap[phrase.head]
            and (page.pos[phrase.head] == "PROPN" or page.titled[page.sentence[phrase.head]] or self._known(phrase))
            and not person_like
            and not body_like
            and not many
        ):
            return self._unlisted(phrase)
        kind = self._described_kind(phrase, head, many)
        owned = any(page.possessive(j) for j in range(phrase.lo, phrase.head))
        if kind == "unnamed" and not many and not owned and owner is None and page.low[phrase.lo] == "the":
            made = self._new(phrase, kind)
            return Answer(
                made, 0.45, f"“{page.shown(phrase.lo, phrase.hi)}” is somebody whom the report expects us to know."
            )
        made = self._new(phrase, kind)
        if (
            owner is None
            and phrase.owner_pronoun >= 0
            and page.low[phrase.owner_pronoun] not in FIRST_PLURAL | FIRST_SINGULAR
        ):
            return Answer(made, 0.45, f"The report leaves open whose “{page.shown(phrase.lo, phrase.hi)}” is meant.")
        if owner is not None and phrase.owner_pronoun >= 0:
            made.name = self._owned_name(phrase, owner)
        if owner is not None and kind == "unnamed":
            made.party, made.party_says = self.parties.of(owner) if one not in SPOUSES else (None, "")
        confidence = 0.8 if kind in ("unnamed", "group", "document", "organisation") else 0.5
        word = {
            "unnamed": "keeps them nameless",
            "group": "describes them as a group",
            "document": "gives no issuer for it",
            "organisation": "gives it no name",
        }[kind]
        return Answer(made, confidence, f"“{made.name}”: the report {word}.")

    def _some_of(self, phrase: Phrase, attribution: Attribution) -> Answer | None:
        """“Many of whom”, “most of them”: a part of those who were named before."""
        page, i = self.page, phrase.hi - 1
        inner = Phrase("pronoun", i, i + 1, i + 1, i)
        count = len(self.described)
        whole = self._they(i, page.low[i], attribution) if page.low[i] in PLURAL else self._relative(inner, attribution)
        if whole.referent is None or whole.confidence < FLOOR:
            return Answer(
                None,
                0.0,
                f"The report leaves open whom “{page.shown(phrase.lo, phrase.hi)}” are part of.",
                "unresolved",
            )
        del self.described[count:]
        made = self._new(phrase, "group")
        made.name = f"{page.shown(phrase.lo, phrase.hi - 1)} {self._name(whole.referent)}"
        made.plural = True
        return Answer(made, whole.confidence, whole.says)

    def _known(self, phrase: Phrase) -> bool:
        """Say whether a description of one word is a name found elsewhere."""
        key = (self.page.low[phrase.head],)
        return phrase.stop - phrase.lo == 1 and any(
            key == k or key == k[-1:] for r in self.cast.referents for k in r.keys
        )

    def _unlisted(self, phrase: Phrase) -> Answer:
        """A capitalised head that was not taken for a name (a headline's, most often): look for it among the names."""
        page = self.page
        key = tuple(
            page.low[i] for i in range(phrase.lo, phrase.stop) if page.word[i][0].isalnum() and page.low[i] != "the"
        )
        for referent in self.cast.referents:
            if any(key == k or key[-1:] == k or (k[-1:] == key[-1:] and len(key) == 1) for k in referent.keys):
                return Answer(
                    referent,
                    0.7,
                    f"“{page.shown(phrase.lo, phrase.stop)}” is {self._name(referent)}: the same name further on.",
                )
        made = Referent("body", page.shown(phrase.lo, phrase.stop), [(phrase.lo, phrase.stop)], [key or ("?",)])
        self.cast.referents.append(made)
        return Answer(made, 0.6, f"The report names {made.name} here.")

    def _new(self, phrase: Phrase, kind: str) -> Referent:
        """Return a new nameless referent for a description."""
        made = Referent("described", "", [(phrase.lo, max(phrase.lo + 1, phrase.hi))], source_kind=kind)
        made.name = self._described_name(phrase)
        made.plural = plural(self.page, phrase) if phrase.head >= 0 else False
        head = self.page.low[phrase.head] if phrase.head >= 0 else ""
        made.gender = GENDERED_ROLES.get(head, "")
        if kind in ("unnamed", "organisation"):
            made.party, made.party_says = self.parties.described(phrase.lo, phrase.hi, singular(head))
            if (
                kind == "organisation"
                and made.party is None
                and head in ("government", "administration", "military", "army")
            ):
                made.party = self.parties.home
                made.party_says = "the government of the state that the report speaks of"
        self.described.append((phrase.lo, made, singular(head)))
        return made

    def _owned_name(self, phrase: Phrase, owner: Referent) -> str:
        """Return a description with its "his" or "their" written out."""
        page, i = self.page, phrase.owner_pronoun
        whose = self._name(owner)
        whose += "’" if whose.endswith("s") else "’s"
        front = page.shown(phrase.lo, i)
        return " ".join(x for x in (front, whose, page.shown(i + 1, phrase.stop)) if x)

    def _described_name(self, phrase: Phrase) -> str:
        page = self.page
        lo, hi = phrase.lo, phrase.hi
        for i in range(lo, hi):
            if (page.low[i] in ("who", "which", "whose") and i > lo + 1) or (page.word[i] in "–—_" and i > lo):
                hi = i
                break
        while hi > lo + 1 and not page.word[hi - 1][0].isalnum() and page.word[hi - 1] not in ")%":
            hi -= 1
        while hi > lo + 1 and page.low[hi - 1] in ("also", "all", "who", "have", "has", "had"):
            hi -= 1
        if (
            page.low[lo] in ("the", "a", "an", "his", "her", "its", "their", "our", "my", "these", "those", "this")
            and hi - lo > 1
        ):
            lo += 1
        return page.shown(lo, hi).rstrip(" ,;")

    def _described_kind(self, phrase: Phrase, head: str, many: bool) -> str:
        page, one = self.page, singular(head)
        if head in DOCUMENTS or one in DOCUMENTS:
            return "document"
        if ((head in ORGANISED or one in ("government",)) and head != "authorities") or (
            one in BODY_NOUNS and not many
        ):
            return "organisation"
        if head == "authorities":
            return "organisation" if phrase.before else "unnamed"
        if (
            page.low[phrase.lo] in GROUPS
            and page.low[phrase.lo] not in UNNAMED
            and phrase.hi - phrase.lo > 1
            and page.low[phrase.lo + 1] in ("of", "percent", "per")
        ):
            return "group"
        named = set(page.low[phrase.lo : phrase.stop])
        if many and ((head in GROUPS and head not in UNNAMED) or one in PARTIES or named & {"many", "most", "all"}):
            return "group"
        if (one in UNNAMED or head in UNNAMED or one in PERSON_NOUNS) and not (many and head in GROUPS):
            return "unnamed"
        if head in GROUPS or one in GROUPS or many:
            return "group"
        if page.pos[phrase.head] in ("NOUN", "PROPN") and one.endswith(
            ("er", "or", "ist", "ian", "ant", "ee", "man", "woman")
        ):
            return "unnamed"
        return (
            "document"
            if page.pos[phrase.head] == "NOUN" and not one.endswith(("tion", "ity")) and phrase.before
            else "group"
        )

    def _owner(self, phrase: Phrase, attribution: Attribution) -> Referent | None:
        """Return whose it is ("his", "Trump's")."""
        if phrase.owner is not None:
            return self.cast.of[(phrase.owner.lo, phrase.owner.hi)]
        i = phrase.owner_pronoun
        if i < 0 or attribution is None:
            return None
        low = self.page.low[i]
        if low in MASCULINE | FEMININE:
            answer = self._he(i, attribution)
        elif low in FIRST_SINGULAR or low in FIRST_PLURAL:
            answer = self._first_person(i, low, attribution)
        elif low in SECOND or low == "whose":
            return None
        else:
            answer = self._they(i, low, attribution)
        return answer.referent if answer.confidence >= FLOOR else None

    def _document(self, phrase: Phrase, one: str, attribution: Attribution) -> Answer | None:
        """A paper speaks for whoever issued it, where the report tells."""
        page = self.page
        shown = page.shown(phrase.lo, phrase.hi)
        owner = self._owner(phrase, attribution)
        if owner is not None and owner.kind != "place":
            return Answer(owner, 0.8, f"“{shown}” is {self._name(owner)}'s: a paper speaks for whoever issued it.")
        for name in phrase.before if one not in LEGAL else ():
            if name.kind == "body" or (name.kind == "person" and name.hi >= phrase.head - 1):
                issuer = self.cast.of[(name.lo, name.hi)]
                return Answer(issuer, 0.85, f"“{shown}” is issued by {self._name(issuer)}, whose name it carries.")
        i = phrase.head + 1
        while i < min(phrase.hi, phrase.head + 14) and one not in LEGAL:
            if page.low[i] in ("by", "from") and (i == phrase.head + 1 or page.low[i - 1] in ISSUING):
                issued = analyse(page, self.cast, i + 1, phrase.hi)
                if issued.form == "name" and issued.name and issued.name.kind in ("body", "person"):
                    issuer = self.cast.of[(issued.name.lo, issued.name.hi)]
                    return Answer(issuer, 0.85, f"“{shown}” is issued by {self._name(issuer)}.")
                if issued.form == "several":
                    return self._several(issued, attribution)
                break
            i += 1
        headline = page.heading[page.sentence[phrase.lo]] and not plural(page, phrase)
        if not headline and (phrase.indefinite or (not phrase.definite and plural(page, phrase))):
            return None
        marks = {page.low[j] for j in range(phrase.lo, phrase.head) if page.pos[j] in ("NOUN", "PROPN")}
        for at, referent, head in reversed(self.described):
            if (
                head == one
                and at < phrase.lo
                and referent.source_kind == "document"
                and marks <= set(referent.name.lower().split())
            ):
                return Answer(referent, 0.8, f"“{shown}” is the one named before: {self._name(referent)}.")
        places = self.noun_places.get(one, [])
        here = bisect_left(places, phrase.lo)
        fullest = (phrase.lo, phrase.head + 1)
        titled = page.heading[page.sentence[phrase.lo]]
        for at in places[here + 1 : here + 3] if titled else reversed(places[:here][-6:]):
            first, _ = page.sentence_range(at)
            lo = at
            while (
                lo > first
                and at - lo < 8
                and (
                    page.pos[lo - 1] in ("ADJ", "NOUN", "PROPN", "NUM")
                    or page.word[lo - 1] in "-/"
                    or page.possessive(lo - 1)
                )
            ):
                lo -= 1
            if at - lo > fullest[1] - fullest[0] - 1 and marks <= set(page.low[lo:at]):
                fullest = (lo, at + 1)
            for name in self.cast.between(lo, at):
                if one in LEGAL:
                    break
                if name.kind == "body" or (name.kind == "person" and page.possessive(name.hi)):
                    issuer = self.cast.of[(name.lo, name.hi)]
                    return Answer(
                        issuer,
                        0.7,
                        f"“{shown}” is “{page.shown(lo, at + 1)}”, {self._distance(at, phrase.lo)}: "
                        f"{self._name(issuer)} issued it.",
                    )
        if fullest[0] != phrase.lo and phrase.definite:
            made = self._new(phrase, "document")
            made.name = page.shown(*fullest)
            return Answer(made, 0.7, f"“{shown}” is the “{made.name}” that the report speaks of before.")
        return None

    def _campaign_or_house(self, phrase: Phrase, head: str, attribution: Attribution) -> Answer | None:
        """“The Clinton campaign”, “the Obama administration”, “the Russian government”."""
        page = self.page
        if head not in (
            "campaign",
            "camp",
            "administration",
            "government",
            "team",
            "leadership",
            "authorities",
            "military",
            "embassy",
            "cabinet",
        ):
            return None
        page_name = page.shown(phrase.lo, phrase.head + 1)
        owner = phrase.before[-1] if phrase.before else None
        if owner is None and phrase.owner_pronoun >= 0:
            his = self._owner(phrase, attribution)
            if his is None or his.kind != "person" or head not in ("campaign", "camp", "team"):
                return None
            party = self.parties.campaign(his)
            says = f"“{page_name}” is {self._name(his)}'s; “{party}” is a name made by rule."
            return self._house(party, party, "organisation", phrase, 0.75, says)
        if owner is None:
            if head in ("campaign", "camp"):
                for at, referent in reversed(self.spoken):
                    party = self.parties.of(referent)[0]
                    if at < phrase.lo and party and party.endswith("campaign"):
                        return self._house(
                            party,
                            party,
                            "organisation",
                            phrase,
                            0.65,
                            f"“{page_name}” is the {party}, whose people the report has just quoted.",
                        )
            return None
        if owner.kind == "body" and head not in ("authorities", "leadership"):
            return None
        whose = self.cast.of[(owner.lo, owner.hi)]
        if owner.kind == "person" and head in ("campaign", "camp", "team"):
            party = self.parties.campaign(whose)
            return self._house(
                party,
                party,
                "organisation",
                phrase,
                0.9,
                f"“{page_name}” is {self._name(whose)}'s campaign; “{party}” is a name made by rule.",
            )
        name = page.shown(phrase.lo, phrase.hi if phrase.hi - phrase.lo < 7 else phrase.head + 1)
        name = name.removeprefix("the ").removeprefix("The ")
        if owner.kind == "person":
            party = self.parties.of(whose)[0]
            state = party if party and not party.endswith("campaign") else self.parties.home
        else:
            state = self.parties.state(" ".join(owner.key)) or whose.name
        return self._house(
            name, state, "organisation", phrase, 0.85, f"“{page_name}” is the government's own name in the report."
        )

    def _house(self, name: str, party: str | None, kind: str, phrase: Phrase, confidence: float, says: str) -> Answer:
        for _, referent, _head in self.described:
            if referent.source_kind == "organisation" and referent.name.lower() == name.lower():
                return Answer(referent, confidence, says)
        made = Referent(
            "described",
            name,
            [(phrase.lo, phrase.head + 1)],
            source_kind=kind,
            party=party,
            party_says=says.rstrip("."),
        )
        self.described.append((phrase.lo, made, self.page.low[phrase.head]))
        return Answer(made, confidence, says)

    def _name_and_noun(self, phrase: Phrase, one: str) -> Answer | None:
        """“The Maariv newspaper”, “the Senate banking committee”."""
        page = self.page
        name = phrase.before[-1]
        referent = self.cast.of[(name.lo, name.hi)]
        shown = page.shown(phrase.lo, phrase.head + 1)
        news = one in OUTLET_NOUNS or (one == "agency" and "news" in page.low[name.hi : phrase.head])
        if news and name.kind in ("body", "person"):
            referent.source_kind = "outlet"
            if name.kind == "person" and len(name.key) == 1:
                referent.kind = "body"
            return Answer(referent, 0.9, f"“{shown}” is {self._name(referent)}.")
        if (
            name.kind == "body"
            and name.hi >= phrase.head - 1
            and not page.possessive(name.hi)
            and one not in ("office", "campaign", "team")
        ) and one in (
            "company",
            "firm",
            "group",
            "bank",
            "giant",
            "agency",
            "organization",
            "charity",
            "airline",
            "movement",
            "party",
            "union",
        ):
            return Answer(referent, 0.85, f"“{shown}” is {self._name(referent)}.")
        full = shown.removeprefix("the ").removeprefix("The ").removeprefix("A ").removeprefix("a ")
        for _, other, _head in self.described:
            if other.source_kind == "organisation" and other.name == full:
                return Answer(other, 0.8, f"The report speaks of “{full}” before.")
        made = Referent(
            "described",
            full,
            [(phrase.lo, phrase.head + 1)],
            source_kind="outlet" if one in OUTLET_NOUNS else "organisation",
        )
        state = self.parties.state(" ".join(name.key))
        made.party = state if state and one in ("ministry", "army", "military", "embassy", "government") else full
        if name.kind == "body" and self.parties.of(referent)[0] not in (None, referent.name):
            made.party = self.parties.of(referent)[0]
        made.party_says = f"“{shown}”"
        self.described.append((phrase.lo, made, one))
        return Answer(made, 0.75, f"“{full}” is what the report calls this body.")

    def _role_bearer(self, phrase: Phrase, head: str, owner: Referent | None) -> Answer | None:
        """“The Russian envoy”, “the mayor”, “A Pentagon spokesman”: who of those named has such a role?"""
        page = self.page
        shown = page.shown(phrase.lo, phrase.hi)
        low = set(joined([page.low[i] for i in range(phrase.lo, phrase.stop)]))
        one = singular(head)
        if head in SPOUSES and owner is not None and owner.kind == "person":
            return self._spouse(phrase, head, owner)
        wanted = {head, one}
        if head in ("republican", "democrat", "conservative", "liberal"):
            wanted |= {"senator", "representative", "lawmaker", "governor", "congressman", "congresswoman"}
        marks = (
            low
            - wanted
            - {"the", "a", "an", "his", "her", "their", "its", "and", "of", "'s"}
            - {"republican", "gop", "democratic"}
        )
        sides = ({"republican"} if low & {"republican", "gop"} else set()) | (
            {"democratic"} if "democratic" in low else set()
        )
        named_bodies = [self.cast.of[(n.lo, n.hi)] for n in self.cast.between(phrase.lo, phrase.hi)]
        scored: list[tuple[float, int, Referent, str]] = []
        for referent in self.cast.referents:
            if referent.kind != "person" or referent is owner:
                continue
            best, said = 0.0, ""
            for role in referent.roles:
                heads = set(role.heads)
                called = {c for h in heads for c in CALLED.get(h, frozenset())}
                if not wanted & (heads | called):
                    continue
                if ("former" in low) != ("former" in role.words):
                    continue
                score = 2.0 if wanted & heads else 1.4
                if "vice-presidential" in role.words and head in ("nominee",) and "vice-presidential" not in low:
                    score -= 1.0
                fit = sum(1 for m in marks if self._marked(m, role, referent))
                if marks:
                    score += 1.5 * fit / len(marks) - 0.5
                else:
                    score += 0.5
                if sides:
                    score += (
                        0.5
                        if sides & role.words or ("gop" in role.words and "republican" in sides)
                        else -0.4
                        if role.words & {"republican", "democratic"}
                        else 0.0
                    )
                if named_bodies and any(
                    b is not referent and b.name in page.shown(role.lo, role.hi) for b in named_bodies
                ):
                    score += 1.0
                if score > best:
                    best, said = score, page.shown(role.lo, role.hi)
            if not best and head in CANDIDATES and id(referent) in self.parties.campaigns:
                best, said = 1.2, self.parties.campaigns[id(referent)]
            if best:
                gender = GENDERED_ROLES.get(head)
                if gender and referent.gender and gender != referent.gender:
                    continue
                at = max((m[0] for m in referent.mentions if m[0] < phrase.lo), default=-1)
                scored.append((best, at, referent, said))
        headline = page.heading[page.sentence[phrase.lo]] and page.low[phrase.lo] not in ("the", "his", "her", "their")
        if phrase.indefinite or headline:
            return self._introduced(phrase, scored, marks)
        before = [s for s in scored if s[1] >= 0]
        if not before:
            later = [s for s in scored if s[0] >= 2.0]
            if len(later) == 1 and phrase.definite and phrase.lo < 40:
                return Answer(
                    later[0][2], 0.6, f"“{shown}” is {self._name(later[0][2])}, called “{later[0][3]}” further on."
                )
            return None
        nameless = [
            (at, r)
            for at, r, h in self.described
            if h == one and at < phrase.lo and r.source_kind == "unnamed" and not r.plural
        ]
        before.sort(key=lambda s: (-(s[0] + self._recent(s[1], phrase.lo)), -s[1]))
        top = before[0]
        if nameless and nameless[-1][0] > top[1]:
            return None
        total = [s[0] + self._recent(s[1], phrase.lo) for s in before]
        margin = total[0] - total[1] if len(total) > 1 else 9.0
        if top[0] < 1.0:
            return None
        confidence = 0.85 if len(before) == 1 else 0.7 if margin > 0.5 else 0.55 if margin > 0.2 else 0.4
        if len(before) == 1 and marks and top[0] < 1.5:
            confidence = 0.55
        why = (
            f"the only {page.shown(phrase.head, phrase.head + 1)} named"
            if len(before) == 1
            else "the nearest and best fitting of those so called"
        )
        if confidence < FLOOR:
            return Answer(
                top[2],
                confidence,
                f"“{shown}” may be {self._name(top[2])} or {self._name(before[1][2])}; both are so called.",
            )
        return Answer(
            top[2],
            confidence,
            f"“{shown}” is {self._name(top[2])}: {why} (“{top[3]}”), {self._distance(top[1], phrase.lo)}.",
        )

    def _marked(self, mark: str, role: object, referent: Referent) -> bool:
        words = role.words  # type: ignore[attr-defined]
        if mark in words:
            return True
        state = self.parties.state(mark)
        if state and any(self.parties.state(w) == state for w in words):
            return True
        return bool(state) and self.parties.of(referent)[0] == state

    def _recent(self, at: int, lo: int) -> float:
        if at < 0:
            return -1.0
        back = self.page.sentence[lo] - self.page.sentence[at]
        return max(-1.2, 0.6 - 0.15 * back)

    def _introduced(
        self, phrase: Phrase, scored: list[tuple[float, int, Referent, str]], marks: set[str]
    ) -> Answer | None:
        """“A Pentagon spokesman said …” whom the next sentences name."""
        page = self.page
        if page.low[phrase.lo] not in ("a", "an") and not page.heading[page.sentence[phrase.lo]]:
            return None
        first_word, last_word = page.sentence_range(phrase.lo)
        nameless = set(page.low[first_word:last_word]) & {
            "anonymity",
            "unidentified",
            "unnamed",
            "anonymous",
            "undisclosed",
        }
        if nameless or head_word(page, phrase) in ("official", "leader", "man", "woman", "person", "source", "friend"):
            return None
        here = page.sentence[phrase.lo]
        state = next((s for s in map(self.parties.state, page.low[phrase.lo : phrase.stop]) if s), None)
        later = []
        for score, at, referent, said in scored:
            if state and self.parties.of(referent)[0] not in (None, state):
                continue
            first = min(referent.mentions)[0] if referent.mentions else -1
            if at < 0 and first > phrase.lo and page.sentence[first] - here <= 8 and score >= 0.8:
                later.append((score, first, referent, said))
        if len(later) != 1:
            return None
        _score, first, referent, said = later[0]
        add_role(page, referent, phrase.lo, phrase.hi)
        self.parties.known.clear()
        return Answer(
            referent,
            0.6,
            f"“{page.shown(phrase.lo, phrase.hi)}” is {self._name(referent)}, whom the report names further on "
            f"(“{said}”).",
        )

    def _spouse(self, phrase: Phrase, head: str, owner: Referent) -> Answer | None:
        """A wife or husband of the same surname, if the report names just one who fits."""
        surname = owner.name.split()[-1].lower()
        fits = [
            r
            for r in self.cast.referents
            if r.kind == "person"
            and r is not owner
            and any(len(k) > 1 and k[-1] == surname for k in r.keys)
            and r.gender in (SPOUSES[head], "")
        ]
        if len(fits) != 1:
            return None
        return Answer(
            fits[0],
            0.7,
            f"“{self.page.shown(phrase.lo, phrase.hi)}” is {self._name(fits[0])}: the only one named who bears "
            f"{self._name(owner)}'s surname.",
        )

    def _body_called(self, phrase: Phrase, one: str) -> Answer | None:
        """“The agency”, “the newspaper”, “the fund”: the nearest named body that can be called so."""
        page = self.page
        shown = page.shown(phrase.lo, phrase.hi)
        words = set(BODY_NOUNS.get(one, "").split())
        marks = {w for w in page.low[phrase.lo : phrase.head] if w.isalpha()} - {"the", "this", "that", "news"}
        best: tuple[float, Referent, int] | None = None
        for name in reversed(self.cast.between(0, phrase.lo)):
            if name.kind != "body":
                continue
            referent = self.cast.of[(name.lo, name.hi)]
            fits = 0.0
            if (
                one in OUTLET_NOUNS
                and outlet(referent)
                and (one not in ("agency", "news-agency") or "agency" in name.key)
            ):
                fits = 1.0
            if words and any(w in words for key in referent.keys for w in key):
                fits = 1.5 if one in {w for key in referent.keys for w in key} else 1.2
            if page.low[name.hi : name.hi + 1] == [one] or page.low[name.hi : name.hi + 2][-1:] == [one]:
                fits = 1.6
            if one == "agency" and "agency" in {w for key in referent.keys for w in key}:
                fits = 1.6
            if not fits:
                continue
            if marks and not marks & {w for key in referent.keys for w in key}:
                continue
            back = page.sentence[phrase.lo] - page.sentence[name.lo]
            spoke = any(r is referent for _, r in self.spoken[-4:])
            score = fits - min(1.0, 0.08 * back) + 0.4 * spoke
            if best is None or score > best[0]:
                best = (score, referent, name.lo)
        for at, referent, head in reversed(self.described):
            if (
                head == one
                and at < phrase.lo
                and referent.source_kind == "organisation"
                and not page.titled[page.sentence[at]]
            ):
                score = 1.6 - min(1.0, 0.08 * (page.sentence[phrase.lo] - page.sentence[at]))
                if best is None or score > best[0]:
                    best = (score, referent, at)
                break
        if (
            one in OUTLET_NOUNS
            and self.spoken
            and self.spoken[-1][1].kind == "body"
            and not self._other_kind(self.spoken[-1][1])
        ):
            at, last = self.spoken[-1]
            if page.sentence[phrase.lo] - page.sentence[at] <= 2 and (best is None or best[2] < at):
                last.source_kind = "outlet"
                return Answer(
                    last, 0.7, f"“{shown}” is {self._name(last)}, who spoke last, {self._distance(at, phrase.lo)}."
                )
        if best is None and one in OUTLET_NOUNS | {
            "bank",
            "company",
            "firm",
            "agency",
            "group",
            "organization",
            "university",
            "department",
            "fund",
        }:
            last = next((r for _, r in reversed(self.spoken[-5:]) if r.kind == "body"), None)
            if last is not None and (one not in OUTLET_NOUNS or not self._other_kind(last)):
                if one in OUTLET_NOUNS:
                    last.source_kind = "outlet"
                return Answer(last, 0.55, f"“{shown}” is {self._name(last)}: the last body that spoke.")
        if best is None and one in (
            "bank",
            "company",
            "firm",
            "retailer",
            "lender",
            "airline",
            "automaker",
            "giant",
            "university",
        ):
            counted = sorted(
                (
                    (sum(m[0] < phrase.lo for m in r.mentions), r)
                    for r in self.cast.referents
                    if r.kind == "body" and not outlet(r) and self.parties.of(r)[0] in (r.name, None)
                ),
                key=lambda t: -t[0],
            )
            if counted and counted[0][0] > 1 and (len(counted) == 1 or counted[0][0] > 1.5 * counted[1][0]):
                found = counted[0][1]
                return Answer(found, 0.6, f"“{shown}” is {self._name(found)}: the body that the report names most.")
        if best is None and one in ("country", "nation", "state"):
            for name in reversed(self.cast.between(page.first[max(0, page.sentence[phrase.lo] - 3)], phrase.lo)):
                if name.kind == "place" and " ".join(name.key) in (
                    self.parties.where.us_states if one == "state" else self.parties.where.states
                ):
                    found = self.cast.of[(name.lo, name.hi)]
                    return Answer(
                        found,
                        0.6,
                        f"“{shown}” is {found.name}: the nearest {one} that the report names, "
                        f"{self._distance(name.lo, phrase.lo)}.",
                    )
        if best is None and one in ("city",):
            city = self.parties._city()
            town = next((r for r in self.cast.referents if r.kind == "place" and r.name == city), None)
            if town is not None:
                return Answer(town, 0.7, f"“{shown}” is {town.name}: the city that the report names most.")
        if best is None:
            return None
        return Answer(
            best[1],
            0.75 if best[0] > 0.9 else 0.55,
            f"“{shown}” is {self._name(best[1])}: the nearest {one} that the report names, "
            f"{self._distance(best[2], phrase.lo)}.",
        )

    def _other_kind(self, referent: Referent) -> bool:
        return self._kind(referent) == "organisation" and any(
            w in ("department", "ministry", "court", "committee") for k in referent.keys for w in k
        )

    def _again(self, phrase: Phrase, head: str, many: bool) -> Answer | None:
        """“The official”, “the two leaders”: the one described before by the same noun."""
        page, one = self.page, singular(head)
        shown = page.shown(phrase.lo, phrase.hi)
        kind_fits = one in PERSON_NOUNS or one in ("country", "nation", "side", "rival", "neighbor", "neighbour", "pair", "sibling")
        if many and kind_fits and set(page.low[phrase.lo : phrase.stop]) & {"two", "both", "three", "four"}:
            for at, referent in reversed(self.spoken):
                if referent.kind == "several" and at < phrase.lo:
                    return Answer(
                        referent, 0.75, f"“{shown}” are {self._name(referent)}, {self._distance(at, phrase.lo)}."
                    )
            pair = self._pair_before(phrase.lo) or self._last_two(phrase.lo)
            if pair is not None and not self._fits_all(one, pair):
                pair = None
            if pair is not None:
                return Answer(
                    pair, 0.65, f"“{shown}” are {self._name(pair)}: the last two whom the report names together."
                )
        for at, referent, known in reversed(self.described):
            if (
                known == one
                and at < phrase.lo
                and referent.plural == many
                and referent.source_kind in ("unnamed", "group")
            ):
                own = {w for w in page.low[phrase.lo : phrase.stop] if w.isalpha()} - {
                    "the",
                    head,
                    one,
                    "these",
                    "those",
                }
                if own and not own <= set(referent.name.lower().split()):
                    continue
                if page.sentence[phrase.lo] - page.sentence[at] > 12:
                    continue
                return Answer(
                    referent,
                    0.75,
                    f"“{shown}” is the one named before as “{referent.name}”, {self._distance(at, phrase.lo)}.",
                )
        return None

    def _fits_all(self, one: str, several: Referent) -> bool:
        """Say whether each of several can be called by a noun."""
        if one in CANDIDATES:
            return all(id(m) in self.parties.campaigns for m in several.members)
        gender = GENDERED_ROLES.get({"men": "man", "women": "woman"}.get(one, one))
        return not gender or all(m.gender in ("", gender) for m in several.members)

    def _last_two(self, lo: int) -> Referent | None:
        """Return the last two people who spoke, as one source of two, if only two did."""
        people = list(dict.fromkeys(r for at, r in self.spoken if at < lo and r.kind == "person"))
        if len(people) != 2:
            return None
        made = Referent("several", "", [], members=tuple(people), plural=True)
        self.described.append((lo, made, "several"))
        return made

    def _pair_before(self, lo: int) -> Referent | None:
        names = self.cast.between(max(0, lo - 400), lo)
        for a, b in zip(reversed(names[:-1]), reversed(names[1:]), strict=True):
            if (
                a.kind == b.kind == "person"
                and b.lo - a.hi <= 6
                and "and" in self.page.low[a.hi : b.lo]
                and not any(self.page.word[i] in ",.;" for i in range(a.hi, b.lo))
            ):
                x, y = self.cast.of[(a.lo, a.hi)], self.cast.of[(b.lo, b.hi)]
                if x is not y:
                    made = Referent("several", "", [(a.lo, b.hi)], members=(x, y), plural=True)
                    self.described.append((a.lo, made, "several"))
                    self.spoken.append((a.lo, made))
                    self.spoken.sort(key=lambda t: t[0])
                    return made
        return None

    # ------------------------------------------------------------------ what a source is

    def _outlets(self) -> None:
        """Mark as outlets the bodies that the report itself calls so ("the X news agency", "X, a website")."""
        page = self.page
        for name in self.cast.names:
            if name.kind != "body":
                continue
            after = page.low[name.hi : name.hi + 3]
            if (
                after[:1]
                and (after[0] in ("newspaper", "magazine", "tv", "radio", "website") or after[:2] == ["news", "agency"])
            ) or (
                after[:1] == [","]
                and set(page.low[name.hi + 1 : name.hi + 7])
                & {"website", "newspaper", "magazine", "broadcaster", "blog"}
            ):
                self.cast.of[(name.lo, name.hi)].source_kind = "outlet"

    def _kind(self, referent: Referent) -> SourceKind:
        if referent.kind == "person":
            return "person"
        if referent.kind == "several":
            kinds = {self._kind(m) for m in referent.members}
            return kinds.pop() if len(kinds) == 1 else "group"
        if referent.kind == "described":
            return referent.source_kind  # type: ignore[return-value]
        if referent.kind == "body" and outlet(referent):
            return "outlet"
        if referent.kind == "body" and paper(referent):
            return "document"
        return "organisation"

    def _name(self, referent: Referent) -> str:
        if referent.kind == "several":
            names = [self._name(m) for m in referent.members]
            return ", ".join(names[:-1]) + " and " + names[-1]
        if referent.kind == "body" and referent.alias and referent.alias not in referent.name:
            return f"{referent.name} ({referent.alias})"
        if referent.kind == "body":
            return {
                "us": "United States",
                "u.s.": "United States",
                "u.n.": "United Nations",
                "un": "United Nations",
            }.get(referent.name.lower(), referent.name)
        return referent.name

    def _role(self, referent: Referent) -> str | None:
        if not referent.roles or referent.kind != "person":
            return None
        role = max(referent.roles, key=lambda r: (min(6, r.hi - r.lo), -r.lo))
        shown = self.page.shown(role.lo, role.hi)
        words = shown.split()
        while words and words[0].lower() in ("a", "an", "the", "his", "her", "their", "its", "but", "and", "mr", "mrs", "ms", "mr.", "mrs.", "ms."):
            words = words[1:]
        if words[:1] and words[0].lower() in ("of", "from", "with", "who"):
            return None
        return " ".join(words).rstrip(" .,;'”\"") or None


def paper(referent: Referent) -> bool:
    """Say whether a name is a paper's ("the … Act")."""
    return referent.kind == "body" and any(len(key) > 1 and key[-1] in PAPER_NAMES for key in referent.keys)


def _disjoint(spans: Iterable[Span]) -> Spans:
    """Return the spans in order, overlapping ones joined."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            out[-1] = hull((out[-1], span))
        else:
            out.append(span)
    return tuple(out)


__all__ = ["Identifier", "Place", "identify"]
