"""What the parts of this stage share while one report is read: the page, the cast, who spoke so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.languages.en.bodies import (
    DOCUMENTS,
    OUTLET_NOUNS,
    PAPER_NAMES,
)
from sayso.model.attribution import Attribution, SourceStatus
from sayso.model.parse import Parse
from sayso.model.reading import Reading
from sayso.model.source import SourceKind
from sayso.stages.identify.cast import Cast, Referent, joined, roles_of
from sayso.stages.identify.names import find_names
from sayso.stages.identify.page import Page
from sayso.stages.identify.parties import Parties, outlet
from sayso.stages.identify.phrases import Phrase, singular
from sayso.stages.identify.pronouns import Antecedents

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


def paper(referent: Referent) -> bool:
    """Say whether a name is a paper's ("the … Act")."""
    return referent.kind == "body" and any(key[-1] in PAPER_NAMES for key in referent.keys)


class Scene:
    """One report on the desk: its names, who has spoken, and who was described."""

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
        self.doubted: list[tuple[int, Referent]] = []
        """Those described who speak, and of whom it is not settled who they are."""
        self.described: list[tuple[int, Referent, str]] = []
        """The nameless so far: where, who, and the head of the description."""
        self.noun_places: dict[str, list[int]] = {}
        for i, low in enumerate(self.page.low):
            if low in DOCUMENTS or low in OUTLET_NOUNS:
                self.noun_places.setdefault(singular(low), []).append(i)
        self._outlets()

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
        if referent.kind == "people":
            return "group"
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
        roles = [
            r
            for r in referent.roles
            if not any(
                n.kind == "person" and not self.page.possessive(n.hi) and self.page.low[n.hi : n.hi + 1] != ["campaign"]
                for n in self.cast.between(r.lo, r.hi - 2)
            )
            and not any(r.lo <= lo < r.hi for lo, _ in referent.mentions)
            and r.heads & set(joined(self.page.low[r.lo : r.hi]))
        ]
        if not roles:
            return None
        role = max(roles, key=lambda r: (min(6, r.hi - r.lo), -r.lo))
        shown = self.page.shown(role.lo, role.hi)
        words = shown.split()
        while words and words[0].lower() in (
            "a",
            "an",
            "the",
            "his",
            "her",
            "their",
            "its",
            "but",
            "and",
            "mr",
            "mrs",
            "ms",
            "mr.",
            "mrs.",
            "ms.",
        ):
            words = words[1:]
        if words[:1] and words[0].lower() in ("of", "from", "with", "who"):
            return None
        return " ".join(words).rstrip(" .,;'”\"") or None

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

    def _last(self, at: int, kinds: Iterable[str] = ("person",)) -> Referent | None:
        """Return who spoke last before word ``at``."""
        wanted = set(kinds)
        for place, referent in reversed(self.spoken):
            if place < at and referent.kind in wanted:
                return referent if self.page.sentence[at] - self.page.sentence[place] <= 4 else None
        return None

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

    def _phrase(self, phrase: Phrase, attribution: Attribution) -> Answer:
        """Return who a source is, by its words taken apart."""
        raise NotImplementedError
