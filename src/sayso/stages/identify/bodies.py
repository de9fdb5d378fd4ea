"""Find the body that a description means: the agency, the campaign, the newspaper."""

from __future__ import annotations

from sayso.languages.en.bodies import (
    BODY_NOUNS,
    OUTLET_NOUNS,
)
from sayso.languages.en.given_names import given_names
from sayso.languages.places import with_article
from sayso.model.attribution import Attribution
from sayso.stages.identify.cast import Referent
from sayso.stages.identify.papers import Papers
from sayso.stages.identify.parties import outlet
from sayso.stages.identify.phrases import Phrase
from sayso.stages.identify.scene import Answer

COMPANIES = frozenset(
    (
        "bank",
        "company",
        "firm",
        "retailer",
        "lender",
        "airline",
        "automaker",
        "giant",
        "university",
        "department",
        "fund",
    )
)
"""What a body may be called that a report speaks of throughout."""


class Bodies(Papers):
    """Bodies as sources, by description."""

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
            if not self._campaigns(his, head):
                bearer = self._name(his)
                own = f"{bearer}{'’' if bearer.endswith('s') else '’s'} {head}"
                says = f"“{page_name}” belongs to {bearer}."
                return self._house(own, self.parties.of(his)[0], "organisation", phrase, 0.7, says)
            made = self.parties.campaign(his)
            says = f"“{page_name}” belongs to {self._name(his)}; “{made}” is a name made by rule."
            return self._house(made, made, "organisation", phrase, 0.75, says)
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
        if owner.kind == "person" and head in ("campaign", "camp", "team") and self._campaigns(whose, head):
            made = self.parties.campaign(whose)
            says = f"“{page_name}” is the campaign of {self._name(whose)}; “{made}” is a name made by rule."
            return self._house(made, made, "organisation", phrase, 0.9, says)
        name = page.shown(phrase.lo, phrase.hi if phrase.hi - phrase.lo < 7 else phrase.head + 1)
        name = name.removeprefix("the ").removeprefix("The ")
        if owner.kind == "person":
            party = self.parties.of(whose)[0]
            nobodys = head in ("campaign", "camp", "team")  # whose people they are need not be a state's
            state = party if party and not party.endswith("campaign") else None if nobodys else self.parties.home
        else:
            state = self.parties.state(" ".join(owner.key)) or whose.name
        says = (
            f"“{page_name}” is part of the government of {with_article(state)}."
            if state
            else f"“{page_name}” is what the report calls this body."
        )
        return self._house(name, state, "organisation", phrase, 0.85, says)

    def _campaigns(self, person: Referent, head: str) -> bool:
        """Say whether somebody's people are a campaign: called so, or those of one whom the report shows to run."""
        return head == "campaign" or id(person) in self.parties.campaigns

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
        made.party_says = f"“{full}” speaks for itself" if made.party == full else f"the report calls it “{shown}”"
        self.described.append((phrase.lo, made, one))
        return Answer(made, 0.75, f"“{full}” is what the report calls this body.")

    def _body_called(self, phrase: Phrase, one: str) -> Answer | None:
        """“The agency”, “the newspaper”, “the fund”: the nearest named body that can be called so."""
        page = self.page
        shown = page.shown(phrase.lo, phrase.hi)
        if one in ("company", "firm") and phrase.definite:
            company = self.parties.company(phrase.lo)
            if company is not None:
                says = f"“{shown}” is {self._name(company)}: the one company of which the report speaks."
                return Answer(company, 0.75, says)
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
        if one in OUTLET_NOUNS and self.spoken:
            at, last = self.spoken[-1]
            near = 0 < page.sentence[phrase.lo] - page.sentence[at] <= 2
            if near and (best is None or best[2] < at) and self._no_person_shown(last):
                last.kind, last.source_kind = "body", "outlet"  # the parser took an outlet's name for a person's
                self.parties.known.clear()
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
        if best is None and (one in OUTLET_NOUNS or one in COMPANIES or one in ("agency", "group", "organization")):
            heard = next((r for _, r in reversed(self.spoken[-5:]) if r.kind == "body"), None)
            if heard is not None and (one not in OUTLET_NOUNS or not self._other_kind(heard)):
                if one in OUTLET_NOUNS:
                    heard.source_kind = "outlet"
                return Answer(heard, 0.55, f"“{shown}” is {self._name(heard)}: the last body that spoke.")
        if best is None and one in COMPANIES:
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

    def _no_person_shown(self, referent: Referent) -> bool:
        """Say whether nothing but the parser says that a name is a person's."""
        return (
            referent.kind == "person"
            and not referent.roles
            and not referent.gender
            and not any(w in given_names() for key in referent.keys for w in key)
        )

    def _other_kind(self, referent: Referent) -> bool:
        return self._kind(referent) == "organisation" and any(
            w in ("department", "ministry", "court", "committee") for k in referent.keys for w in k
        )
