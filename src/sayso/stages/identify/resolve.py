"""Give every attribution its source: from the words of its source span to somebody, or to an honest doubt."""

# ruff: noqa: SIM905 - long lists of words are kept more easily as one run of words
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.languages.en.roles import PARTIES
from sayso.languages.places import with_article
from sayso.model.attribution import Attribution
from sayso.model.evidence import Evidence
from sayso.model.identity import finding_id
from sayso.model.parse import Parse
from sayso.model.reading import Reading
from sayso.model.source import Source
from sayso.model.span import Span, Spans, hull
from sayso.stages.identify.cast import Referent, add_role
from sayso.stages.identify.descriptions import Descriptions
from sayso.stages.identify.names import Name
from sayso.stages.identify.phrases import Phrase, analyse, singular
from sayso.stages.identify.scene import FLOOR, Answer

RULE = "identify-en/1"

BE = frozenset("be been being is are was were am get got gets isn't wasn't aren't weren't".split())
IMPERSONAL = frozenset(
    "known seen seem seems seemed appear appears appeared remain remains remained turn turns turned raises "
    "raised".split()
)
"""Verbs that say how something looks, on nobody's word."""


def identify(reading: Reading, parse: Parse) -> Reading:
    """Return the reading with its sources, and with each attribution tied to one or to a reason why not."""
    if not reading.attributions:
        return replace(reading, sources=())
    return Identifier(reading, parse).reading()


class Identifier(Descriptions):
    """One report's work: every source in the order of the text, then the reading."""

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
            if referent is not None and answer.confidence >= FLOOR and attribution.source_status != "withheld":
                used[id(referent)] = referent
                mentions.setdefault(id(referent), []).extend(attribution.source)
                says.setdefault(id(referent), [])
        for key, referent in used.items():
            spans = [self.page.span(*m) for m in referent.mentions] or mentions[key]
            merged = _disjoint([*spans, *mentions[key]])
            party, why = self.parties.of(referent)
            kind = self._kind(referent)
            if kind == "document" and party == self._name(referent):
                # a paper whose issuer is not given speaks for nobody that we know
                party, why = None, ""
            evidence = (
                (Evidence("party-en/1", _speaks(party, why), merged[:1]),)
                if party
                else ((Evidence("party-en/1", f"No party is given: {why}.", merged[:1]),) if why else ())
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
            if attribution.source_status == "withheld" and answer.status is None:
                # the attribution itself is doubtful: to name its speaker would be to put words into a mouth
                status = "withheld"
            elif answer.referent is not None:
                if answer.confidence >= FLOOR:
                    source = sources[id(answer.referent)]
                    source_id = source.id
                    status = "named" if source.kind in ("person", "organisation", "outlet") else "unnamed"
                else:
                    status = "withheld"
            told = answer.says
            if attribution.source_status == "withheld" and answer.referent is not None and answer.confidence >= FLOOR:
                told = f"“{self._name(answer.referent)}” is withheld: it is doubtful that these words are a source."
            reason = Evidence(RULE, told, attribution.source)
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
        doubted = answer.referent
        if doubted is not None and answer.confidence < FLOOR and doubted.kind == "described" and attribution.source:
            self.doubted.append((self.page.at(*attribution.source[0])[0], doubted))
        if answer.referent is not None and answer.confidence >= FLOOR and attribution.source:
            at = self.page.at(*attribution.source[0])[0]
            if attribution.within is None:
                self.spoken.append((at, answer.referent))

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
        if hi - lo > 1 and page.low[lo] in ("who", "which") and page.word[max(0, lo - 1)] == ",":
            # "Harl Water, which supplies the town, denied it": the clause is of whoever stands before it
            return self._relative(Phrase("relative", lo, hi, hi, lo), attribution)
        return self._phrase(analyse(page, self.cast, lo, hi), attribution)

    def _sourceless(self, attribution: Attribution) -> Answer:
        """A verb that goes on ("…, adding that …", "… and asked …") shares the source just before it.

        Of the rest, some verbs need nobody ("reportedly", "is seen as", "seems"), and some need
        somebody whom nothing gives: that one is unresolved, not nobody.
        """
        page = self.page
        if not attribution.cue:
            return Answer(None, 1.0, "The report names nobody for this.", "none")
        lo, hi = page.at(*attribution.cue[0])
        cue = page.shown(lo, hi)
        if lo < hi and self._goes_on(lo):
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
                found = self.answers[max(earlier, key=lambda a: a.source[0].start).id]
                if found.referent is not None:
                    whose = self._name(found.referent)
                    return Answer(
                        found.referent,
                        found.confidence * 0.9,
                        f"“{cue}” has no source of its own and goes on with the words of {whose} in the same sentence.",
                    )
        if lo < hi and self._needs_somebody(lo, hi):
            return Answer(None, 0.0, f"“{cue}” needs somebody who does so, and nobody was found.", "unresolved")
        return Answer(None, 1.0, f"The report names nobody for this (“{cue}”).", "none")

    def _goes_on(self, lo: int) -> bool:
        """Say whether the verb at word ``lo`` goes on with what stands before it in its sentence."""
        page = self.page
        if not lo or page.pos[lo] not in ("VERB", "AUX") or page.sentence[lo] != page.sentence[lo - 1]:
            return False
        front = lo
        while front and page.pos[front - 1] in ("ADV", "PART") and page.low[front - 1] != "to":
            front -= 1
        before = page.word[front - 1] if front else ""
        if page.low[lo].endswith("ing"):
            return before in (",", "”", "''", '"', "and", "but", "while")
        return before in ("and", "but", "or", "then") and page.pos[lo] == "VERB"

    def _needs_somebody(self, lo: int, hi: int) -> bool:
        """Say whether a cue is an active verb of saying or thinking: neither passive nor impersonal."""
        page = self.page
        verb = next((i for i in range(lo, hi) if page.pos[i] == "VERB"), -1)
        if verb < 0 or page.low[verb] in IMPERSONAL or page.low[lo] == "to":
            return False
        first = page.first[page.sentence[lo]]
        front = page.low[max(first, verb - 4) : verb]
        return not (
            (set(front) & BE and page.low[verb].endswith(("ed", "en", "wn", "nt", "ght", "ld", "id", "ad")))
            or page.low[verb].endswith("ing")
            or (page.low[verb].endswith("ed") and page.low[verb + 1 : verb + 2] in (["as"], ["by"]))
        )

    def _phrase(self, phrase: Phrase, attribution: Attribution) -> Answer:
        if phrase.form == "none":
            return Answer(None, 0.0, "The source's words hold nothing that names anybody.", "unresolved")
        if self._turn(phrase):
            return self._asked(phrase)
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

    def _turn(self, phrase: Phrase) -> bool:
        """Say whether a source is only the label of a turn in an interview ("Q:", "A:")."""
        page = self.page
        return (
            phrase.hi - phrase.lo == 1
            and page.word[phrase.lo] in ("Q", "A", "Question", "Answer")
            and page.word[phrase.hi : phrase.hi + 1] in ([":"], ["."])
        )

    def _asked(self, phrase: Phrase) -> Answer:
        """Return who asks or answers: the one person named before the first question, if just one is."""
        page = self.page
        shown = page.word[phrase.lo]
        if shown[0] == "Q":
            return Answer(
                None, 0.0, f"“{shown}” is whoever asks here, and the report does not name that voice.", "unresolved"
            )
        first = next((i for i in range(phrase.lo) if page.word[i] in ("Q", "Question") and page.word[i + 1] in ":."), 0)
        before = {id(self.cast.of[(n.lo, n.hi)]): n for n in self.cast.between(0, first) if n.kind == "person"}
        if len(before) == 1:
            name = next(iter(before.values()))
            referent = self.cast.of[(name.lo, name.hi)]
            says = f"“{shown}” is {self._name(referent)}: the only person named before the first question."
            return Answer(referent, 0.7, says)
        return Answer(None, 0.0, f"“{shown}” is whoever answers here; the report does not settle who.", "unresolved")

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
            if (
                phrase.definite
                and singular(low) == low
                and name.hi - name.lo == 1
                and (
                    low not in self.parties.where.demonyms
                    and low not in PARTIES
                    and low not in ("republican", "democrat")
                )
            ):  # "The Tennessean": a title, not a people
                return self._unlisted(replace(phrase, lo=name.lo, stop=name.hi, head=name.lo))
            if (
                phrase.definite
                and singular(low) == low
                and low in ("republican", "democrat", "conservative", "liberal")
            ):
                answer = self._role_bearer(replace(phrase, form="description", head=name.hi - 1), low, None)
                return answer or Answer(
                    None, 0.0, f"The report leaves open who “{self.page.shown(phrase.lo, phrase.hi)}” is.", "unresolved"
                )
            return self._people(phrase, name, referent)
        if referent.kind == "place":
            return self._place(name, referent)
        full = self._name(referent)
        rival = self.cast.rivals.get((name.lo, name.hi))
        if rival is not None:
            margin, other = rival
            if margin < 1.0:
                says = f"“{shown}” may be {full} or {self._name(other)}; the report's words do not settle it."
                return Answer(referent, 0.45, says)
            says = (
                f"“{shown}” is {full} rather than {self._name(other)}: the report names {full} oftener, "
                "or its pronouns fit better."
            )
            return Answer(referent, 0.75, says)
        says = f"The report names {full} here."
        if shown not in (full, referent.name):
            says = (
                f"“{shown}” is short for {full}."
                if shown.isupper() and referent.kind == "body" and shown.lower() not in full.lower().split()
                else self._which(name, referent)
            )
        return Answer(referent, 0.95, says)

    def _which(self, name: Name, referent: Referent) -> str:
        """Return the sentence on a short form: the only one so named, or the one whom the title fits."""
        shown, full = self.page.shown(name.lo, name.hi), self._name(referent)
        others = [
            r
            for r in self.cast.referents
            if r is not referent and r.kind == "person" and any(k[-len(name.key) :] == name.key for k in r.keys)
        ]
        if others and name.title:
            start = name.lo - 2 if self.page.word[name.lo - 1] == "." else name.lo - 1
            return f"“{self.page.shown(start, name.hi)}” is {full}: the title fits no other of that name in the report."
        if others:
            return f"“{shown}” is {full}, who fits best of those of that name."
        return f"“{shown}” is {full}: the only one of that name in the report."

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
                        f"“{self.page.shown(name.lo, name.hi)}” stands for the government of {with_article(seat)}, "
                        "whose capital it is.",
                    )
            referent.name = seat
            return Answer(
                referent,
                0.8,
                f"“{self.page.shown(name.lo, name.hi)}” stands for the government of {with_article(seat)}, "
                "whose capital it is.",
            )
        return Answer(referent, 0.9, f"The report names {referent.name} as an actor.")

    def _people(self, phrase: Phrase, name: Name, referent: Referent) -> Answer:
        """“Republicans”, “Russians”: a group, not a body."""
        if phrase.definite and phrase.hi - name.lo == 1 and singular(self.page.low[name.lo]) == self.page.low[name.lo]:
            low = self.page.low[name.lo]
            if low in self.parties.where.demonyms and not low.endswith(("ese", "ish", "ch", "ss")):
                made = self._new(phrase, "unnamed")
                says = f"“{self.page.shown(phrase.lo, phrase.hi)}” is somebody whom the report does not name here."
                return Answer(made, 0.45, says)
        made = self._new(phrase, "group")
        made.name = self._described_name(phrase)
        return Answer(made, 0.85, f"The report names nobody of “{made.name}”.")

    def _joined(self, phrase: Phrase, attribution: Attribution) -> Answer:
        """“She and the other families”: a group that is named by whom the pronoun means."""
        first = self._pronoun(replace(phrase, form="pronoun"), attribution)
        if first.referent is None or first.confidence < FLOOR:
            return first
        made = self._new(phrase, "group")
        made.name = f"{self._name(first.referent)} {self.page.shown(phrase.lo + 1, phrase.hi)}".rstrip(" ,;")
        made.plural = True
        return Answer(made, first.confidence, first.says)


def _speaks(party: str, why: str) -> str:
    """Return the sentence on a party; a body of its own needs no "speaks for" before it."""
    return f"{why}." if why.endswith("speaks for itself") else f"Speaks for {with_article(party)}: {why}."


def _disjoint(spans: Iterable[Span]) -> Spans:
    """Return the spans in order, overlapping ones joined."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            out[-1] = hull((out[-1], span))
        else:
            out.append(span)
    return tuple(out)
