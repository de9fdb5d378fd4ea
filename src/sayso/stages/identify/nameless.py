"""Make sources of those whom the report only describes, and of several named together."""

from __future__ import annotations

from sayso.languages.en.bodies import (
    BODY_NOUNS,
    DOCUMENTS,
    ORGANISED,
)
from sayso.languages.en.roles import GROUPS, PARTIES, UNNAMED
from sayso.languages.en.titles import GENDERED_ROLES
from sayso.model.attribution import Attribution
from sayso.stages.identify.cast import Referent
from sayso.stages.identify.phrases import PERSON_NOUNS, Phrase, plural, singular
from sayso.stages.identify.scene import Answer, Scene

DECIDING = frozenset(
    ("committee", "commission", "convention", "council", "court", "panel", "board", "parliament", "legislature")
)
"""Bodies with a will of their own, named or not."""

VAGUE = frozenset(
    [
        "people",
        "those",
        "anyone",
        "everyone",
        "someone",
        "nations",
        "countries",
        "states",
        "person",
        "voters",
        "men",
        "women",
    ]
)
"""Nouns that say nothing without the clause that follows them."""


class Nameless(Scene):
    """Descriptions that become sources of their own."""

    def _new(self, phrase: Phrase, kind: str) -> Referent:
        """Return a new nameless referent for a description."""
        one = singular(self.page.low[phrase.head]) if phrase.head >= 0 else ""
        for at, known, head in self.described:  # the same words again: "an official, who asked …, said"
            if at == phrase.lo and head == one and known.source_kind == kind:
                return known
        made = Referent("described", "", [(phrase.lo, max(phrase.lo + 1, phrase.hi))], source_kind=kind)
        made.name = self._described_name(phrase)
        made.plural = plural(self.page, phrase) if phrase.head >= 0 else False
        head = self.page.low[phrase.head] if phrase.head >= 0 else ""
        made.gender = GENDERED_ROLES.get(head, "")
        if kind == "document":
            by = next((j for j in range(phrase.lo, phrase.hi) if self.page.low[j] in ("by", "from")), -1)
            if by > 0:  # "data received by the … Service": whoever holds a paper puts it forward
                made.party, made.party_says = self.parties.described(by, phrase.hi, "")
        if kind in ("unnamed", "organisation"):
            made.party, made.party_says = self.parties.described(phrase.lo, phrase.hi, singular(head))
            if (
                kind == "organisation"
                and made.party is None
                and head in ("government", "administration", "military", "army")
            ):
                made.party = self.parties.home
                made.party_says = f"{made.party} is the state that the report names most"
            if kind == "organisation" and made.party is None and head in DECIDING:
                made.party, made.party_says = made.name, f"“{made.name}” speaks for itself"
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
        if (
            lo < phrase.stop < hi
            and page.pos[phrase.stop] == "VERB"
            and self._described_kind(phrase, page.low[phrase.head], plural(page, phrase)) == "document"
        ):
            hi = phrase.stop
        if page.low[max(lo, hi - 1)] in VAGUE or page.low[max(lo, hi - 2)] in VAGUE:
            hi = self._clause_end(hi) if hi >= phrase.hi else min(self._clause_end(hi), phrase.hi)
        while hi > lo + 1 and not page.word[hi - 1][0].isalnum() and page.word[hi - 1] not in ")%":
            hi -= 1
        while hi > lo + 1 and page.low[hi - 1] in ("also", "all", "who", "have", "has", "had"):
            hi -= 1
        if (
            page.low[lo] in ("the", "a", "an", "his", "her", "its", "their", "our", "my", "these", "those", "this")
            and hi - lo > 1
            and phrase.head != lo
        ):
            lo += 1
        return page.shown(lo, hi).rstrip(" ,;")

    def _clause_end(self, hi: int) -> int:
        """Return where the clause ends that says which people are meant ("those who …"), or the same word."""
        page = self.page
        relative = page.low[hi - 1] in ("who", "that") or (
            hi < page.size
            and (page.low[hi] in ("who", "that") or (page.pos[hi] == "VERB" and page.low[hi].endswith("ing")))
        )
        if not relative:
            return hi
        last = min(page.sentence_range(hi - 1)[1], hi + 12)
        return next((j for j in range(hi, last) if page.word[j] in ',.;:–—_“”"()'), last)

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
