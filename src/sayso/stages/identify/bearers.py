"""Find the person that a description means: the envoy, the mayor, his wife, the two leaders."""

from __future__ import annotations

from sayso.languages.en.roles import CANDIDATES, SPOUSES
from sayso.languages.en.titles import GENDERED_ROLES
from sayso.stages.identify.bodies import Bodies
from sayso.stages.identify.cast import CALLED, Referent, Role, add_role, joined
from sayso.stages.identify.phrases import PERSON_NOUNS, Phrase, head_word, singular
from sayso.stages.identify.scene import FLOOR, Answer

LANDS = frozenset(("country", "nation", "state", "neighbor", "neighbour", "side", "capital"))
"""What states are called, and people seldom."""


class Bearers(Bodies):
    """People as sources, by role."""

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

    def _marked(self, mark: str, role: Role, referent: Referent) -> bool:
        words = role.words
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

    def _again(self, phrase: Phrase, head: str, many: bool) -> Answer | None:
        """“The official”, “the two leaders”: the one described before by the same noun."""
        page, one = self.page, singular(head)
        shown = page.shown(phrase.lo, phrase.hi)
        kind_fits = one in PERSON_NOUNS or one in (
            "country",
            "nation",
            "side",
            "rival",
            "neighbor",
            "neighbour",
            "pair",
            "sibling",
            "men",
            "women",
        )
        if many and kind_fits and set(page.low[phrase.lo : phrase.stop]) & {"two", "both", "three", "four"}:
            for at, referent in reversed(self.spoken):
                if referent.kind == "several" and at < phrase.lo:
                    lands = self._lands(referent) if one in LANDS else None
                    if lands is not None:
                        says = f"“{shown}” are {self._name(lands)}, for whom {self._name(referent)} speak."
                        return Answer(lands, 0.7, says)
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

    def _lands(self, several: Referent) -> Referent | None:
        """Return the states for which several people speak, as one source, where the report names each."""
        parties = [self.parties.of(m)[0] for m in several.members if m.kind == "person"]
        lands = [r for p in parties for r in self.cast.referents if r.kind == "place" and r.name == p]
        if len(lands) < 2 or len(lands) != len(several.members):
            return None
        made = Referent("several", "", list(several.mentions), members=tuple(lands), plural=True)
        self.described.append((several.mentions[0][0] if several.mentions else 0, made, "several"))
        return made

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
