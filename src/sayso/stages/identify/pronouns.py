"""Choose whom "he", "she" and "they" mean: every earlier mention is weighed, and the best wins by a margin.

The weights in ``pronoun_weights`` are fitted; those of SPOKEN are set by hand, as the corpus of the fit
has no reported speech.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from sayso.languages.en.pronouns import FEMININE, MASCULINE
from sayso.languages.en.titles import ABBREVIATED
from sayso.stages.identify.cast import Cast, Referent
from sayso.stages.identify.names import ROLE_WORDS, doubtful
from sayso.stages.identify.page import Page
from sayso.stages.identify.pronoun_weights import WEIGHTS

REACH = 12
"""Sentences that a pronoun looks back."""

NEARBY = 40
"""Mentions that a pronoun looks back, at most."""


@dataclass(frozen=True, slots=True)
class Place:
    """One mention as an antecedent: where it stands, and as what."""

    lo: int
    hi: int
    referent: Referent
    role: str
    """subject, object, oblique (after a preposition) or owner ("Hurt's")."""
    pronoun: bool = False
    doubtful: bool = False
    """A name that the parser took for a body's or a place's."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a pronoun means, by how much it beat the next, and who that was."""

    referent: Referent
    margin: float
    runner_up: Referent | None
    place: Place


CLAUSE = frozenset([",", ";", "that", "who", "and", "but", "as", "when", "while", "after", "before", "because", "if"])

SPOKEN = {"last to speak": 2.2, "speaks here": -4.0}


def grammatical(page: Page, lo: int, hi: int) -> str:
    """Return what a name is in its clause, as far as the words beside it tell."""
    if hi < page.size and page.possessive(hi):
        return "owner"
    first, last = page.sentence_range(lo)
    before = lo - 1
    while before >= first and (
        page.pos[before] in ("DET", "ADJ", "NOUN", "PROPN", "NUM")
        or page.low[before] in ROLE_WORDS
        or page.possessive(before)
        or (page.word[before] == "." and page.low[before - 1] in ABBREVIATED)
    ):
        before -= 1
    if before >= first and page.pos[before] == "ADP":
        return "agent" if page.low[before] == "by" else "oblique"
    if before >= first and page.pos[before] == "VERB" and page.pos[lo - 1] != "PUNCT":
        after = hi
        return "object" if after >= last or page.pos[after] not in ("VERB", "AUX") else "subject"
    after = hi
    if after < last and page.word[after] == "(":
        after = next((i + 1 for i in range(after, min(last, after + 10)) if page.word[i] == ")"), after)
    if after < last and page.word[after] == ",":
        close = next((i for i in range(after + 1, min(last, after + 24)) if page.word[i] == ","), -1)
        if close > 0 and close + 1 < last and page.pos[close + 1] in ("VERB", "AUX", "ADV"):
            after = close + 1
    while after < last and page.pos[after] in ("ADV", "PART"):
        after += 1
    if after < last and page.pos[after] in ("VERB", "AUX"):
        return "subject"
    if after < last and page.low[after] in ("and", "or", "who"):
        return "subject"
    return "object" if before >= first and page.pos[before] == "VERB" else "other"


def _follows_name(page: Page, lo: int) -> bool:
    """Say whether a capitalised word stands just before: the name is a part of a longer one."""
    return lo > page.first[page.sentence[lo]] + 1 and page.cap[lo - 1] and page.word[lo - 1][0].isalpha()


def pronoun_role(page: Page, i: int) -> str:
    """Return what a pronoun is in its clause."""
    low = page.low[i]
    if low in ("he", "she", "they"):
        return "subject"
    if low in ("his", "hers", "their", "its"):
        return "owner"
    if low == "her" and i + 1 < page.size:
        ahead = page.pos[i + 1]
        then = page.pos[i + 2] if i + 2 < page.size else "PUNCT"
        opens = page.quoted[i + 1] and not page.quoted[i]
        if (
            ahead in ("NOUN", "ADJ", "PROPN", "NUM")
            or opens
            or (ahead in ("ADV", "VERB") and then in ("NOUN", "ADJ", "PROPN", "VERB"))
        ):
            return "owner"
    return "object"


class Antecedents:
    """The people of a report as pronouns see them; grows as pronouns are resolved."""

    def __init__(self, page: Page, cast: Cast, weights: dict[str, float] | None = None) -> None:
        self.page = page
        self.cast = cast
        self.weights = weights or WEIGHTS
        self.places = [
            Place(n.lo, n.hi, cast.of[(n.lo, n.hi)], grammatical(page, n.lo, n.hi), doubtful=n.kind != "person")
            for n in cast.names
            if n.kind == "person" or (doubtful(n) and not page.word[n.lo].isupper() and not _follows_name(page, n.lo))
        ]
        self.starts = [p.lo for p in self.places]
        self.counts: dict[int, int] = {}
        for place in self.places:
            self.counts[id(place.referent)] = self.counts.get(id(place.referent), 0) + 1
        self.first_of: dict[int, int] = {}
        for place in self.places:
            self.first_of.setdefault(page.sentence[place.lo], place.lo)

    def add(self, place: Place) -> None:
        """Add a mention found later (a pronoun or a description), in its place."""
        at = bisect_left(self.starts, place.lo)
        if at < len(self.starts) and self.starts[at] == place.lo:
            return
        self.places.insert(at, place)
        self.starts.insert(at, place.lo)

    def candidates(
        self, i: int, gender: str, among: frozenset[int] | None = None
    ) -> list[tuple[Place, dict[str, float]]]:
        """Return the mentions that the pronoun at word i may mean, each with its features."""
        page, sentence = self.page, self.page.sentence[i]
        role = pronoun_role(page, i)
        at = bisect_left(self.starts, i)
        first, last = page.sentence_range(i)
        out: list[tuple[Place, dict[str, float]]] = []
        seen = 0
        recent: dict[int, int] = {}
        nearest_subject = True
        for k in range(at - 1, max(-1, at - 1 - NEARBY), -1):
            place = self.places[k]
            back = sentence - page.sentence[place.lo]
            if back > REACH:
                break
            referent = place.referent
            if (referent.gender and referent.gender != gender) or (among is not None and id(referent) not in among):
                continue
            f = self._features(place, i, back, role)
            recent[id(referent)] = recent.get(id(referent), 0) + 1
            f["nearest" if seen == 0 else "second" if seen == 1 else "later"] = 1.0
            if place.role == "subject" and nearest_subject:
                f["nearest subject"] = 1.0
                nearest_subject = False
            seen += 1
            out.append((place, f))
        for place, f in out:
            f["named nearby"] = min(4.0, recent[id(place.referent)])
        fronted = self._fronted(i, first)
        for k in range(at, min(at + 3, len(self.places))):
            place = self.places[k]
            if place.lo >= last or place.pronoun:
                break
            referent = place.referent
            if (referent.gender and referent.gender != gender) or (among is not None and id(referent) not in among):
                continue
            f = self._features(place, i, 0, role)
            f.pop("same sentence", None)
            f["after, fronted" if fronted and k == at else "after"] = 1.0
            if fronted and place.role == "subject" and page.word[place.lo - 1] == ",":
                f["after, fronted, subject"] = 1.0
            out.append((place, f))
        return out

    def _fronted(self, i: int, first: int) -> bool:
        """Say whether word i stands in a clause that opens its sentence ("In his speech, …")."""
        return (
            i - first < 14
            and self.page.pos[first] in ("ADP", "SCONJ", "VERB", "ADV")
            and not any(self.page.word[j] == "," for j in range(first, i))
        )

    def _features(self, place: Place, i: int, back: int, role: str) -> dict[str, float]:
        """Return what speaks for and against a mention; the names are those of the weights."""
        page, referent = self.page, place.referent
        f = {("same sentence", "one back", "two back", "three back")[back] if back < 4 else "further": 1.0}
        f["log distance"] = abs(i - place.lo).bit_length() - 1.0
        near = "here" if back == 0 else "before" if back == 1 else "far"
        f[f"{role} from {place.role}, {near}"] = 1.0
        if (
            role == "object"
            and place.role == "subject"
            and back == 0
            and place.lo < i
            and self._one_clause(place.hi, i)
        ):
            f["same clause subject of object"] = 1.0
        if self.first_of.get(page.sentence[place.lo]) == place.lo:
            f["first of its sentence"] = 1.0
        if place.pronoun:
            f["pronoun"] = 1.0
        elif place.hi - place.lo == 1:
            f["one word"] = 1.0
        if place.doubtful:
            f["doubtful"] = 1.0
            f[f"doubtful {place.role}"] = 1.0
        f["often"] = min(4, self.counts.get(id(referent), 1).bit_length() - 1)
        if page.sentence[place.lo] == 0:
            f["opens the text"] = 1.0
        if referent.gender:
            f["gender known"] = 1.0
        elif referent.leaning:
            against = (referent.leaning == "m") != (page.low[i] in MASCULINE)
            f["gender against" if against else "gender for"] = 1.0
        if page.quoted[place.lo] != page.quoted[i]:
            f["across quotation"] = 1.0
        if (place.hi < page.size and page.low[place.hi] == "and") or page.low[place.lo - 1] == "and":
            f["list"] = 1.0
        if back == 0 and place.lo < i:
            if not any(page.word[j] in ",;:" for j in range(place.hi, i)):
                f["no comma between"] = 1.0
            whose = next((j for j in range(i - 1, place.hi - 1, -1) if page.low[j] in ("who", "whose", "whom")), -1)
            if 0 <= whose - place.hi < 8 and not any(n.lo > place.lo for n in self.cast.between(place.hi, whose)):
                f[f"has a clause with {role}"] = 1.0
            if place.role == "subject" and role == "subject" and "first of its sentence" in f:
                f["first subject here"] = 1.0
            if place.role == "subject" and page.low[i - 1] in ("and", "but", "that"):
                f[f"subject, then {page.low[i - 1]}"] = 1.0
        return f

    def _one_clause(self, lo: int, hi: int) -> bool:
        """Say whether no word that opens a clause stands between two words."""
        page = self.page
        for j in range(lo, hi):
            goes_on = page.low[j] in ("and", "but") and page.pos[j + 1] in ("VERB", "AUX", "ADV")
            if not goes_on and (page.low[j] in CLAUSE or page.word[j] in '“”"'):
                return False
        return True

    def score(self, features: dict[str, float]) -> float:
        """Return how well a mention fits."""
        weights = self.weights
        return sum(weights.get(k, 0.0) * v for k, v in features.items())

    def choose(
        self,
        i: int,
        *,
        last: Referent | None = None,
        speaker: Referent | None = None,
        among: frozenset[int] | None = None,
    ) -> Choice | None:
        """Return whom the pronoun at word i means, or None where nobody fits.

        ``last`` spoke last in the report, and ``speaker`` is the one whose words the pronoun stands
        in, and who would say "I" of himself.
        """
        gender = "m" if self.page.low[i] in MASCULINE else "f"
        best: dict[int, tuple[float, Place]] = {}
        for place, features in self.candidates(i, gender, among):
            score = self.score(features)
            if place.referent is last:
                score += SPOKEN["last to speak"]
            if place.referent is speaker:
                score += SPOKEN["speaks here"]
            key = id(place.referent)
            if key not in best or score > best[key][0]:
                best[key] = (score, place)
        ranked = sorted(best.values(), key=lambda t: (-t[0], -t[1].lo))
        if not ranked:
            return None
        top, place = ranked[0]
        margin = top - ranked[1][0] if len(ranked) > 1 else 9.0
        return Choice(place.referent, margin, ranked[1][1].referent if len(ranked) > 1 else None, place)

    def read_all(self, skip: frozenset[int] = frozenset()) -> dict[int, Choice]:
        """Resolve every "he" and "she" in order, each becoming a mention for the next; return the choices."""
        page, chosen = self.page, {}
        for i in range(page.size):
            low = page.low[i]
            if (low in MASCULINE or low in FEMININE) and i not in skip:
                choice = self.choose(i)
                if choice:
                    chosen[i] = choice
                    role = pronoun_role(page, i)
                    if choice.margin > 0.3:
                        self.add(Place(i, i + 1, choice.referent, role, True))
                        if not choice.referent.gender and choice.margin > 1.5:
                            choice.referent.gender = "m" if low in MASCULINE else "f"
        return chosen
