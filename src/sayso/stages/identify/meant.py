"""Say whom a pronoun means when it is a source: he, they, I, who, many of them."""

from __future__ import annotations

from sayso.languages.en.pronouns import (
    FEMININE,
    FIRST_PLURAL,
    FIRST_SINGULAR,
    MASCULINE,
    PLURAL,
    SECOND,
)
from sayso.languages.en.roles import GROUPS
from sayso.model.attribution import Attribution
from sayso.stages.identify.cast import Referent
from sayso.stages.identify.nameless import Nameless
from sayso.stages.identify.phrases import PERSON_NOUNS, Phrase, analyse, plural, singular
from sayso.stages.identify.pronouns import Choice, grammatical
from sayso.stages.identify.scene import FLOOR, SURE_MARGIN, Answer, paper


class Meant(Nameless):
    """Pronouns as sources."""

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
        unsettled = next(((at, r) for at, r in reversed(self.doubted) if at < i), None)
        if unsettled and not quoted and not unsettled[1].plural and unsettled[1].source_kind == "unnamed":
            at, doubted = unsettled
            if (
                self.page.sentence[i] - self.page.sentence[at] == 1
                and (choice is None or choice.place.lo < at)
                and doubted.gender in ("", gender)
            ):
                says = f"“{shown}” may mean “{self._name(doubted)}”, of whom the report does not settle who that is."
                return Answer(doubted, 0.45, says)
        if choice is not None and choice.referent.kind != "person":
            # the parser took the name for a body's: "he" shows that it is a person's, if nothing speaks against it
            if len(choice.referent.name.split()) > 1 or choice.margin < 1.0:
                choice = None
            else:
                choice.referent.kind = "person"
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
            other = f" or {self._name(choice.runner_up)}" if choice.runner_up else ""
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

    def _first_person(self, i: int, low: str, attribution: Attribution) -> Answer:
        shown = self.page.word[i]
        speaker = self._speaker(attribution, i)
        if speaker is None and attribution.within is None and self.page.quoted[i]:
            speaker = self._last(i, ("person", "described"))
        signed = self._signed(i) if speaker is None and attribution.within is None else None
        if signed is not None:
            says = f"“{shown}” stands in words that {self._name(signed)} signs below them."
            if low not in FIRST_SINGULAR:
                says = f"{says[:-1]}; whom else it takes in is left open."
            return Answer(signed, 0.65 if low in FIRST_SINGULAR else 0.45, says)
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
                    f"“{shown}”, in {self._name(speaker)}'s words, means {self._name(body)}, "
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

    def _signed(self, i: int) -> Referent | None:
        """Return who signs a letter: the first name that stands alone on its line below, before any other heading."""
        page = self.page
        for number in range(page.sentence[i] + 1, min(len(page.first) - 1, page.sentence[i] + 14)):
            lo, hi = page.first[number], page.first[number + 1]
            alone = "\n" in page.text[page.end[lo - 1] : page.start[lo]] and (
                hi >= page.size or "\n" in page.text[page.end[hi - 1] : page.start[hi]]
            )
            while hi > lo and not page.word[hi - 1][0].isalnum() and page.word[hi - 1][0] != "@":
                hi -= 1
            if not alone or hi - lo > 4:
                continue
            name = next((n for n in self.cast.between(lo, hi) if (n.lo, n.hi) == (lo, hi) and n.kind == "person"), None)
            return self.cast.of[(lo, hi)] if name is not None and len(name.key) > 1 else None
        return None

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
        outer = self._opened_by(attribution, i)
        if outer is not None and outer.confidence < FLOOR:
            # "the inspectorate said it could not …": it is whoever said so, and of that there is doubt
            says = f"“{shown}” may be whoever says this, of whom the report does not settle who that is."
            return Answer(outer.referent, min(outer.confidence, 0.45), says)
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
                        f"“{shown}” means {self._name(answer.referent)}: the nearest group that a clause opens with, "
                        f"{self._distance(subject.lo, i)}.",
                    )
        if best is None:
            return Answer(None, 0.0, f"The report leaves open whom “{shown}” means.", "unresolved")
        score, referent, at = best
        confidence = 0.75 if score >= 1.5 else 0.55 if score >= 1.1 else 0.4
        if confidence < FLOOR:
            return Answer(
                referent, confidence, f"“{shown}” may mean {self._name(referent)}; the report's words do not settle it."
            )
        verb = "means" if many else "is"
        return Answer(referent, confidence, f"“{shown}” {verb} {self._name(referent)}, {self._distance(at, i)}.")

    def _opened_by(self, attribution: Attribution, i: int) -> Answer | None:
        """Return who says the words that word ``i`` opens, where these lie within another's content."""
        outer = self.by_id.get(attribution.within or "")
        if outer is None or not outer.content or outer.id not in self.answers:
            return None
        first = self.page.at(*outer.content[0])[0]
        first += self.page.low[first : first + 1] == ["that"]
        return self.answers[outer.id] if first == i and not self.page.quoted[i] else None

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
