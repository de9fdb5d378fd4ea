"""Decide what a description is: a paper, a body, a bearer of a role, or somebody nameless."""

from __future__ import annotations

from sayso.languages.en.bodies import (
    BODY_NOUNS,
    DOCUMENTS,
    ORGANISED,
    OUTLET_NOUNS,
)
from sayso.languages.en.pronouns import (
    FIRST_PLURAL,
    FIRST_SINGULAR,
)
from sayso.languages.en.roles import GROUPS, STAFF
from sayso.model.attribution import Attribution
from sayso.stages.identify.bearers import Bearers
from sayso.stages.identify.cast import Referent
from sayso.stages.identify.phrases import PERSON_NOUNS, Phrase, head_word, plural, singular
from sayso.stages.identify.scene import Answer

HEARSAY = frozenset(("reportedly", "allegedly", "purportedly", "supposedly"))
"""Adverbs that say that somebody says so, and not who."""

THINGS = frozenset(
    (
        *("term", "word", "photo", "video", "image", "picture", "comment", "remark", "rule", "protection", "provision"),
        *("law", "bill", "amendment", "move", "decision", "change", "event", "day", "week", "month", "year", "number"),
        *("issue", "matter", "question", "answer", "time", "case", "charge", "allegation", "accusation", "claim"),
        *("fact", "detail", "action", "measure", "effort", "plan", "idea", "talk", "market", "price", "alarm", "tank"),
    )
)
"""What several of are no people, bodies or papers."""


class Descriptions(Bearers):
    """Descriptions as sources."""

    def _description(self, phrase: Phrase, attribution: Attribution) -> Answer:
        page = self.page
        head = head_word(page, phrase)
        one = singular(head)
        shown = page.shown(phrase.lo, phrase.hi)
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
            if one in ("company", "firm") and page.low[phrase.lo] == "the" and phrase.stop - phrase.lo == 2:
                return Answer(
                    None, 0.0, f"“{shown}” is one company; the report's words do not settle which.", "unresolved"
                )
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
            return Answer(owner, 0.6, f"“{shown}” belongs to {self._name(owner)}.")
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
            return Answer(made, 0.45, f"“{shown}” is somebody whom the report has spoken of; it does not settle who.")
        bare = phrase.stop == phrase.hi and phrase.stop - phrase.lo <= 3 and not owned and owner is None
        hedge = self._hedge(attribution) if bare and not many and not self._could_speak(phrase, head) else ""
        if hedge:
            says = f"The report names nobody for this: “{hedge}” does not, and “{shown}” is part of what is said."
            return Answer(None, 1.0, says, "none")
        if (
            kind == "group"
            and bare
            and page.low[phrase.lo] in ("the", "these")
            and head not in ("left", "right", "public")
        ):
            made = self._new(phrase, kind)
            return Answer(
                made,
                0.45,
                f"“{shown}” are some of whom the report has spoken; it does not settle which."
                if many
                else f"“{shown}” is something of which the report has spoken; it does not settle who is behind it.",
            )
        if kind == "document" and phrase.definite and owner is None and phrase.stop == phrase.hi:
            made = self._new(phrase, kind)
            return Answer(
                made,
                0.45,
                f"“{shown}” are papers of which the report has spoken; it does not settle which."
                if many
                else f"“{shown}” is a paper of which the report has spoken; it does not settle which.",
            )
        made = self._new(phrase, kind)
        if kind in ("group", "document") and not many and not self._could_speak(phrase, head):
            return Answer(
                made, 0.4, f"“{shown}” is no person, body or paper by its words, and who is meant is left open."
            )
        if kind == "group" and many and one in THINGS:
            return Answer(made, 0.4, f"“{shown}” are things, and who speaks by them is left open.")
        if kind == "unnamed" and not many and phrase.lo and page.low[phrase.lo - 1] == "as":
            return Answer(made, 0.4, f"“{shown}” is an office that somebody holds; these words do not say who speaks.")
        if (
            owner is None
            and phrase.owner_pronoun >= 0
            and page.low[phrase.owner_pronoun] not in FIRST_PLURAL | FIRST_SINGULAR
        ):
            return Answer(made, 0.45, f"The report does not settle whose “{shown}” is meant.")
        if owner is not None and phrase.owner_pronoun >= 0:
            made.name = self._owned_name(phrase, owner)
        if owner is not None and kind == "unnamed":
            # whose friends and sons they are says nothing of for whom they speak
            made.party, made.party_says = self.parties.of(owner) if one in STAFF or head in STAFF else (None, "")
        confidence = 0.8 if kind in ("unnamed", "group", "document", "organisation") else 0.5
        says = {
            "unnamed": f"The report gives no name for “{made.name}”.",
            "group": f"The report names nobody of “{made.name}”.",
            "document": f"The report does not say whose “{made.name}” {'are' if many else 'is'}.",
            "organisation": f"“{made.name}” is a body to which the report gives no other name.",
        }[kind]
        return Answer(made, confidence, says)

    def _hedge(self, attribution: Attribution) -> str:
        """Return the adverb in a cue that says that others say so ("reportedly"), or nothing."""
        cue = [self.page.word[i] for span in attribution.cue for i in range(*self.page.at(*span))]
        return next((word for word in cue if word.lower() in HEARSAY), "")

    def _could_speak(self, phrase: Phrase, head: str) -> bool:
        """Say whether any word before or at the head is one for people, bodies or papers, or a number of them."""
        words = {w for low in self.page.low[phrase.lo : phrase.hi] for w in (low, singular(low))} | {head}
        return bool(words & (GROUPS | PERSON_NOUNS | DOCUMENTS | BODY_NOUNS.keys() | OUTLET_NOUNS | ORGANISED)) or any(
            self.page.pos[i] == "NUM" or singular(self.page.low[i]) != self.page.low[i]
            for i in range(phrase.lo, phrase.hi)
        )

    def _known(self, phrase: Phrase) -> bool:
        """Say whether a description of one word is a name found elsewhere."""
        key = (self.page.low[phrase.head],)
        return phrase.stop - phrase.lo == 1 and any(
            key == k or (r.kind == "person" and key == k[-1:]) for r in self.cast.referents for k in r.keys
        )

    def _unlisted(self, phrase: Phrase) -> Answer:
        """A capitalised head that was not taken for a name (a headline's, most often): look for it among the names."""
        page = self.page
        key = tuple(
            page.low[i] for i in range(phrase.lo, phrase.stop) if page.word[i][0].isalnum() and page.low[i] != "the"
        )
        for referent in self.cast.referents:
            person = referent.kind == "person"
            if any(key == k or (person and (key[-1:] == k or key == k[-1:])) for k in referent.keys):
                return Answer(
                    referent,
                    0.7,
                    f"“{page.shown(phrase.lo, phrase.stop)}” is {self._name(referent)}: the same name further on.",
                )
        made = Referent("body", page.shown(phrase.lo, phrase.stop), [(phrase.lo, phrase.stop)], [key or ("?",)])
        self.cast.referents.append(made)
        return Answer(made, 0.6, f"The report names {made.name} here.")
