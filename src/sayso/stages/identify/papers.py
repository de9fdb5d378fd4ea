"""Lead a document to whoever issued it."""

from __future__ import annotations

from bisect import bisect_left

from sayso.languages.en.bodies import (
    HOLDERS,
    ISSUING,
    LEGAL,
)
from sayso.model.attribution import Attribution
from sayso.stages.identify.cast import Referent
from sayso.stages.identify.meant import Meant
from sayso.stages.identify.parties import outlet
from sayso.stages.identify.phrases import Phrase, analyse, plural
from sayso.stages.identify.scene import FLOOR, Answer


class Papers(Meant):
    """Papers as sources."""

    def _document(self, phrase: Phrase, one: str, attribution: Attribution) -> Answer | None:
        """A paper speaks for whoever issued it, where the report tells."""
        page = self.page
        shown = page.shown(phrase.lo, phrase.hi)
        owner = self._owner(phrase, attribution)
        if owner is not None and owner.kind != "place":
            return Answer(owner, 0.8, f"“{shown}” speaks for {self._name(owner)}, whose it is.")
        for name in phrase.before if one not in LEGAL else ():
            if name.kind == "body" or (name.kind == "person" and name.hi >= phrase.head - 1):
                issuer = self.cast.of[(name.lo, name.hi)]
                return Answer(issuer, 0.85, f"“{shown}” speaks for {self._name(issuer)}, whose name it carries.")
        i = phrase.head + 1
        while i < min(phrase.hi, phrase.head + 14) and one not in LEGAL:
            if page.low[i] in ("by", "from") and (i == phrase.head + 1 or page.low[i - 1] in ISSUING):
                issued = analyse(page, self.cast, i + 1, phrase.hi)
                if issued.form == "name" and issued.name and issued.name.kind in ("body", "person"):
                    issuer = self.cast.of[(issued.name.lo, issued.name.hi)]
                    return Answer(issuer, 0.85, f"“{shown}” speaks for {self._name(issuer)}, who issued it.")
                if issued.form == "several":
                    return self._several(issued, attribution)
                break
            i += 1
        holder = self._holder(phrase) if one not in LEGAL else None
        if holder is not None:
            return Answer(holder, 0.8, f"“{shown}” speaks for {self._name(holder)}, who has it and tells what it says.")
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
                return Answer(referent, 0.8, f"“{shown}” is the one spoken of before as “{self._name(referent)}”.")
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
            told = self._told_in(at)
            if told is not None and phrase.definite and marks <= set(page.low[lo:at]):
                says = f"“{shown}” is the one in which {self._name(told)} spoke, {self._distance(at, phrase.lo)}."
                return Answer(told, 0.75, says)
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

    def _holder(self, phrase: Phrase) -> Referent | None:
        """Return the body in whose hands evidence is ("data at the disposal of X"); an outlet only got hold of it."""
        page = self.page
        for i in range(phrase.head + 1, min(phrase.hi, phrase.head + 8)):
            for words in HOLDERS:
                end = i + len(words)
                if tuple(page.low[i:end]) != words:
                    continue
                held = analyse(page, self.cast, end, phrase.hi)
                name = held.name if held.form == "name" else None
                holder = self.cast.of[(name.lo, name.hi)] if name is not None and name.kind == "body" else None
                return holder if holder is not None and not outlet(holder) else None
        return None

    def _told_in(self, at: int) -> Referent | None:
        """Return who spoke in a paper: its noun, at word ``at``, stands in the cue ("X said in a statement")."""
        for attribution in self.given.attributions:
            answer = self.answers.get(attribution.id)
            if answer is None or answer.referent is None or answer.confidence < FLOOR:
                continue
            if any(lo <= at < hi for lo, hi in (self.page.at(*span) for span in attribution.cue)):
                return answer.referent
        return None
