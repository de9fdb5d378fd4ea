"""For whom a source speaks: the guidelines' rules, from the report's own words and tables of states."""

# ruff: noqa: SIM905 - long lists of words are kept more easily as one run of words
from __future__ import annotations

from collections import Counter

from sayso.languages.en.bodies import NAME_WORDS, OUTLET_WORDS, OUTLETS
from sayso.languages.en.roles import (
    CANDIDATES,
    GOVERNMENT,
    JUDGES,
    KIN,
    LAWMAKERS,
    LOCAL,
    NATIONAL,
    OFFICERS,
    REPORTERS,
    SELF,
)
from sayso.languages.places import with_article
from sayso.languages.places.governments import HOUSES
from sayso.stages.identify.cast import Cast, Referent, Role, joined
from sayso.stages.identify.names import ROLE_WORDS
from sayso.stages.identify.page import Page

ORGANS = frozenset(
    "ministry government service services intelligence army navy military embassy forces administration cabinet "
    "authorities kremlin leadership presidency troops guard coastguard".split()
)
ELECTION = frozenset(
    "nominee candidate candidates campaign election ballot presidential primary debate voters polls".split()
)

BARE = frozenset("ministry department agency bureau commission council committee university bank embassy".split())
"""Bodies that a role names by the noun alone, once the report has given the name."""

CAMPAIGNING = frozenset("stop stops rally rallies event events swing appearance appearances trail tour".split())
STUMPING = frozenset("campaigning campaigned stumping stumped".split())
"""Words that show somebody at work for a candidate."""

LONG = {
    "u.n.": "United Nations",
    "un": "United Nations",
    "e.u.": "European Union",
    "eu": "European Union",
    "u.s.": "United States",
    "us": "United States",
    "u.k.": "Britain",
    "uk": "Britain",
}


class Parties:
    """Works out, once each, for whom the referents of a report speak."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self.page = page
        self.cast = cast
        self.where = cast.shown.where
        self.known: dict[int, tuple[str | None, str]] = {}
        self.home = self._home()
        self.election = len(ELECTION.intersection(page.low)) > 1
        self.campaigns = self._campaigns()

    def of(self, referent: Referent) -> tuple[str | None, str]:
        """Return a referent's party (or None), and the sentence that says why."""
        if id(referent) not in self.known:
            self.known[id(referent)] = (None, "")  # against going round in circles
            self.known[id(referent)] = self._of(referent)
        return self.known[id(referent)]

    def _of(self, referent: Referent) -> tuple[str | None, str]:
        if referent.kind == "person":
            return self._person(referent)
        if referent.kind == "body":
            return self._body(referent)
        if referent.kind == "place":
            return self._place(referent)
        if referent.kind == "several":
            found = [self.of(m)[0] for m in referent.members]
            if all(found):
                unique = list(dict.fromkeys(p for p in found if p))
                return " and ".join(unique), "each of those named together speaks for one of these"
        return referent.party, referent.party_says

    def _place(self, referent: Referent) -> tuple[str | None, str]:
        common = self.state(referent.name.lower())
        if common and common != referent.name:
            return common, f"{referent.name} is a seat of the government of {with_article(common)}"
        return (common or referent.name), self.state_says(common) or f"{referent.name} speaks for itself"

    def _of_state(self, why: str, state: str) -> str:
        says = self.state_says(state)
        words = self.cast.shown.words.get(state, "")
        if words and f"“{words}” names" in why:
            return f"{why} and shows it to be a state"
        return f"{why}, and {says}" if says else why

    def state_says(self, state: str | None) -> str:
        """Return the sentence on a state that only the report's words show; nothing for those in the tables."""
        words = self.cast.shown.words.get(state or "")
        return f"{state} is a state here, as the report speaks of “{words}”" if words else ""

    def state(self, text: str) -> str | None:
        """Return the state that a name, a demonym or a capital stands for."""
        where = self.where
        found = where.states.get(text) or where.demonyms.get(text) or where.capitals.get(text)
        return found or None

    def _home(self) -> str | None:
        """Return the state that the report is mostly about: named, or shown by its houses and regions."""
        votes: Counter[str] = Counter()
        for name in self.cast.names:
            text = " ".join(name.key)
            state = self.where.states.get(text) or self.where.demonyms.get(text) or self.where.capitals.get(text)
            if state:
                votes[state] += 1
            elif text in self.where.us_states or text in (
                "congress",
                "senate",
                "house of representatives",
                "republican",
                "democrat",
                "republicans",
                "democrats",
                "democratic",
                "gop",
                "medicare",
                "capitol hill",
            ):
                votes["United States"] += 1
            elif HOUSES.get(text):
                votes[HOUSES[text]] += 2
        return votes.most_common(1)[0][0] if votes else None

    def _campaigns(self) -> dict[int, str]:
        """Return those whom the report shows as candidates, with the words that show it."""
        page = self.page
        found: dict[int, str] = {}
        for referent in self.cast.referents:
            if referent.kind != "person":
                continue
            for role in referent.roles:
                if (
                    role.heads & CANDIDATES
                    and not any(len(w) == 4 and w.isdigit() for w in role.words)
                    and not role.words & {"former", "judicial", "ex"}
                    and not role.words & {"court"}
                ):
                    found.setdefault(id(referent), f"called “{page.shown(role.lo, role.hi)}” in the report")
            for lo, hi in referent.mentions:
                after = hi + page.possessive(hi) if hi < page.size else hi
                ahead = page.low[after : after + 3]
                if ahead[:1] in (["campaign"], ["camp"]) or (
                    after > hi and ahead[:2] in (["running", "mate"], ["presidential", "campaign"])
                ):
                    found.setdefault(id(referent), f"as the words “{page.shown(lo, min(page.size, after + 1))}” show")
                if not referent.roles and self._debated(lo):
                    found.setdefault(id(referent), "named where the report tells of the candidates' debate")
                if self._voted(lo, hi, after):
                    words = page.shown(max(0, lo - 2), min(page.size, after + 1))
                    found.setdefault(id(referent), f"as the words “{words}” show")
                if lo > 1 and page.low[lo - 2 : lo] in (["candidate", "is"], ["nominee", "is"]):
                    found.setdefault(id(referent), f"as the words “{page.shown(lo - 2, hi)}” show")
        return found

    def _debated(self, lo: int) -> bool:
        """Say whether a name stands in a sentence on a debate, in a report about an election."""
        first, last = self.page.sentence_range(lo)
        return self.election and "debate" in self.page.low[first:last] and not self.page.quoted[lo]

    def _voted(self, lo: int, hi: int, after: int) -> bool:
        """Say whether the words beside a name are those about a candidate, in a report about an election."""
        page = self.page
        if not self.election:
            return False
        ahead = page.low[after : after + 1]
        if after > hi and ahead in (["candidacy"], ["rally"], ["rallies"], ["opponent"], ["rival"], ["voters"]):
            return True
        if ahead in (["supporters"], ["voters"], ["surrogate"], ["surrogates"], ["rally"], ["ticket"]):
            return True
        behind = page.low[max(0, lo - 2) : lo]
        return behind in (["support", "for"], ["vote", "for"], ["voting", "for"], ["voted", "for"]) or behind[-1:] in (
            ["elect"],
            ["endorse"],
            ["endorses"],
            ["endorsed"],
            ["endorsing"],
        )

    def campaign(self, referent: Referent) -> str:
        """Return the name made by rule for a candidate's campaign."""
        words = [
            w for w in referent.name.replace("’", "'").split() if w.lower().strip(".,") not in ("jr", "sr", "ii", "iii")
        ]
        return f"{words[-1]} campaign" if words else "campaign"

    def _made(self, referent: Referent, why: str) -> tuple[str, str]:
        name = self.campaign(referent)
        return name, f"{why} (“{name}” is a name made by rule)"

    def _person(self, referent: Referent) -> tuple[str | None, str]:
        page = self.page
        running = next((r for r in referent.roles if "running-mate" in r.heads or "vice-presidential" in r.words), None)
        if running:
            chief = self._ticket(referent, running)
            if chief:
                return self._made(
                    chief, f"{referent.name} runs with {chief.name} (“{page.shown(running.lo, running.hi)}”)"
                )
        if (
            running
            and id(referent) in self.campaigns
            and not any(r is not running and r.heads & CANDIDATES for r in referent.roles)
        ):
            return None, ""
        if id(referent) in self.campaigns:
            return self._made(referent, f"{referent.name} is a candidate, {self.campaigns[id(referent)]}")
        for_whom = self._stumps_for(referent)
        if for_whom:
            return self._made(for_whom[0], for_whom[1])
        late: tuple[str | None, str] = (None, "")
        for role in referent.roles:
            party, says = self._role(referent, role)
            if party:
                return party, says
            if says and not late[1]:
                late = (None, says)
        return late

    def _stumps_for(self, referent: Referent) -> tuple[Referent, str] | None:
        """Return the candidate for whom somebody campaigns ("a campaign stop in Reno for his wife Ann Lee")."""
        page = self.page
        for lo, hi in referent.mentions:
            _, last = page.sentence_range(lo)
            between = self.cast.between(hi, last)
            stump = next(
                (
                    i
                    for i in range(hi, last - 1)
                    if (page.low[i] == "campaign" and page.low[i + 1] in CAMPAIGNING) or page.low[i] in STUMPING
                ),
                -1,
            )
            if stump < 0 or any(n.kind == "person" and n.hi <= stump for n in between):
                continue
            for name in between:
                candidate = self.cast.of[(name.lo, name.hi)]
                front = page.low[max(stump, name.lo - 3) : name.lo]
                if name.kind == "person" and candidate is not referent and "for" in front:
                    return candidate, f"{referent.name} campaigns for {candidate.name} (“{page.shown(stump, name.hi)}”)"
        return None

    def _ticket(self, referent: Referent, role: Role) -> Referent | None:
        """Return whom a candidate for the second place runs with."""
        for name in self.cast.between(role.lo, role.hi):
            if name.kind == "person" and self.cast.of[(name.lo, name.hi)] is not referent:
                return self.cast.of[(name.lo, name.hi)]
        sides = {"republican", "democratic", "libertarian", "green"}
        own = role.words | ({"republican"} if "gop" in role.words else set())
        for other in self.cast.referents:
            for r in other.roles:
                if (
                    other is not referent
                    and other.kind == "person"
                    and r.heads & CANDIDATES
                    and "vice-presidential" not in r.words
                    and (
                        (r.words | ({"republican"} if "gop" in r.words else set())) & sides & own or not r.words & sides
                    )
                ):
                    return other
        chiefs = [r for r in self.cast.referents if id(r) in self.campaigns and r is not referent]
        return chiefs[0] if len(chiefs) == 1 else None

    def _role(self, referent: Referent, role: Role) -> tuple[str | None, str]:
        """Return for whom somebody speaks by one role."""
        page, heads, words = self.page, role.heads, role.words
        shown = page.shown(role.lo, role.hi)
        called = f"the report calls {referent.name} “{shown}”"
        if not heads & set(joined(page.low[role.lo : role.hi])):  # "Presidents A and B": the title stands before A
            called = f"{referent.name} shares a title in the report ({min(heads)})"
        if (
            any(len(w) == 4 and w.isdigit() for w in words)
            or words & {"former", "ex", "late", "retired", "onetime", "one-time", "ex-president"}
            or heads & KIN
        ):
            return None, ""
        hi = role.hi
        if heads & {
            "ambassador",
            "envoy",
            "representative",
            "delegate",
        }:  # to whom one is sent is not for whom one speaks
            hi = next((i for i in range(role.lo, role.hi) if page.low[i] == "to"), role.hi)
        bodies, states, persons, regions = self._inside(role.lo, hi, referent)
        if heads & {"minister", "secretary", "foreign-minister", "defence-minister"}:  # a portfolio is no body
            bodies = [
                b
                for b in bodies
                if (len(b.keys[0]) > 1 and b.keys[0][-1] not in ROLE_WORDS)
                or b.keys[0][0] in HOUSES
                or b.name.isupper()
            ]
        if heads & JUDGES:
            return (bodies[0].name, called) if bodies else (None, "")
        if heads == {"deputy"} and not bodies and not states:
            return None, ""  # whose deputy, the words don't tell
        if heads & LAWMAKERS and not heads & {
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "minister",
            "secretary",
            "ambassador",
        }:
            return None, f"{called}, and lawmakers speak for themselves"
        if heads & REPORTERS and bodies and outlet(bodies[0]):
            return self.display(bodies[0]), called
        if heads & (SELF - OFFICERS) and not heads & (OFFICERS - {"former"}):
            if heads & {"lawyer", "attorney", "counsel"} and persons:
                return self._through(persons[0], called)
            return None, f"{called}, and people in such roles speak for themselves"
        why = called
        if persons and heads & (OFFICERS | GOVERNMENT):
            party, says = self._through(persons[0], why)
            if party:
                return party, says
            if words & {"campaign"}:
                return self._made(persons[0], why)
        if heads & LOCAL and not bodies:
            if regions:
                return regions[0], why
            if heads & {"mayor"}:
                city = self._city()
                return (city, f"{why}, and {city} is the city that the report names most") if city else (None, "")
            if states and not heads & {"governor", "sheriff"}:
                return states[0], why
            return None, ""
        if bodies and heads & (OFFICERS | GOVERNMENT | LOCAL):
            body = (
                bodies[-1]
                if page.low[bodies[-1].mentions[0][0] - 1] in ("for", "of") and len(bodies) == 1
                else bodies[0]
            )
            party, says = self.of(body)
            if states and heads & GOVERNMENT and self._organ(body) and (not party or party == body.name):
                return states[0], why
            if party:
                return party, f"{why}; {says}" if says and party != body.name else why
        if states and heads & GOVERNMENT:
            return states[0], self._of_state(f"{called}, an office of {with_article(states[0])}", states[0])
        sender = self._sender(role) if heads & GOVERNMENT and not bodies else None
        if sender:
            return sender[0], f"{why}, and “{page.shown(role.lo, role.lo + 1)}” is {sender[1]}"
        bare = self._bare_body(role) if heads & OFFICERS and not bodies and not persons else None
        if bare is not None:
            party, says = self.of(bare)
            if party:
                return party, f"{why}, and the {self._bare_word(role)} is {bare.name}" + (
                    f"; {says}" if says and party != bare.name else ""
                )
        if heads & NATIONAL and not bodies:
            near = self._near_state(role)
            state = near or self.home
            if state:
                where = "nearest to these words" if near else "most"
                return state, f"{why}, and {with_article(state)} is the state that the report names {where}"
        return None, ""

    def _sender(self, role: Role) -> tuple[str, str] | None:
        """Return the state that "its" or "their" means before a role ("Velmara denied it. Its ambassador …")."""
        page = self.page
        if page.low[role.lo] not in ("its", "their"):
            return None
        number = page.sentence[role.lo]
        for back in (0, 1):
            if number < back:
                break
            for name in self.cast.between(page.first[number - back], min(role.lo, page.first[number - back + 1])):
                state = self.where.states.get(" ".join(name.key)) if name.kind == "place" else None
                if state and not page.possessive(name.hi) and page.low[name.lo - 1] not in ("in", "to", "from", "of"):
                    return state, f"{state}, named {'in the same sentence' if not back else 'one sentence before'}"
        return None

    def _bare_word(self, role: Role) -> str:
        """Return the body that a role names by its common noun alone ("ministry" in "ministry spokesman")."""
        page = self.page
        first, _ = page.sentence_range(role.lo)
        low = [page.low[i] for i in range(role.lo, role.hi) if page.low[i] in BARE and (i == first or not page.cap[i])]
        return low[0] if low else ""

    def _bare_body(self, role: Role) -> Referent | None:
        """Return the nearest body named before a role that its common noun alone can mean."""
        word = self._bare_word(role)
        if not word:
            return None
        for name in reversed(self.cast.between(0, role.lo)):
            if name.kind == "body" and word in name.key:
                return self.cast.of[(name.lo, name.hi)]
        return None

    def _through(self, person: Referent, why: str) -> tuple[str | None, str]:
        party, says = self.of(person)
        return party, f"{why}; {says}" if says else why

    def _inside(
        self, lo: int, hi: int, referent: Referent | None
    ) -> tuple[list[Referent], list[str], list[Referent], list[str]]:
        """Return the bodies, states, people and regions named in a range of words."""
        bodies, states, persons, regions = [], [], [], []
        for name in self.cast.between(lo, hi):
            text = " ".join(name.key)
            found = self.cast.of[(name.lo, name.hi)]
            if found is referent:
                continue
            if name.kind == "person":
                persons.append(found)
            elif name.kind == "body":
                bodies.append(found)
                continue
            state = self.where.states.get(text) or self.where.demonyms.get(text)
            if state:
                states.append(state)
            elif text in self.where.us_states:
                regions.append(self.where.us_states[text])
            elif name.kind == "place" and text not in self.where.capitals:
                regions.append(found.name)
        return bodies, states, persons, regions

    def _near_state(self, role: Role) -> str | None:
        """Return the state named after the role ("of Ukraine"), or nearest before it, or in the dateline."""
        page = self.page
        first, last = page.sentence_range(role.lo)
        best: tuple[int, str] | None = None
        for name in self.cast.between(first, last):
            state = self.where.states.get(" ".join(name.key)) or self.where.demonyms.get(" ".join(name.key))
            if state:
                distance = role.lo - name.lo if name.lo < role.lo else 2 * (name.lo - role.hi)
                if name.lo >= role.hi and page.low[name.lo - 1] == "of" and name.lo - role.hi < 4:
                    distance = 0
                if best is None or distance < best[0]:
                    best = (distance, state)
        if best and best[0] <= 12:
            return best[1]
        for name in self.cast.between(0, min(page.size, 12)):
            state = self.state(" ".join(name.key))
            if state and name.kind == "place" and page.sentence[name.lo] <= 1 and page.word[name.lo].isupper():
                return state
        return None

    def _city(self) -> str | None:
        votes: Counter[str] = Counter()
        for name in self.cast.names:
            text = " ".join(name.key)
            if (
                name.kind == "place"
                and text not in self.where.states
                and text not in self.where.demonyms
                and (text not in self.where.us_states or text == "new york")
            ):
                votes[self.cast.of[(name.lo, name.hi)].name] += 1
        if not votes:
            state = next((" ".join(n.key) for n in self.cast.names if " ".join(n.key) == "new york"), "")
            return "New York" if state else None
        return votes.most_common(1)[0][0]

    def _organ(self, body: Referent) -> bool:
        return any(w in ORGANS for key in body.keys for w in key)

    def _body(self, referent: Referent) -> tuple[str | None, str]:
        page = self.page
        name = referent.name
        for key in [*referent.keys, tuple(name.lower().split())]:
            text = " ".join(w for w in key if w != "the")
            if HOUSES.get(text):
                return HOUSES[text], f"“{name}” is part of the government of {with_article(HOUSES[text])}"
            if text in LONG:
                return LONG[text], f"{name} is {LONG[text]}"
            if key[0] in ("u.n.", "un"):
                return "United Nations", f"{name} is part of the United Nations"
            if len(key) > 1 and key[-1] in ("campaign", "camp"):
                person = self._person_called(key[:-1])
                if person:
                    return self._made(person, f"{name} is {person.name}'s")
            if len(key) > 1 and key[-1] in ("administration", "government", "white", "cabinet"):
                person = self._person_called(key[:-1])
                if person:
                    party, says = self.of(person)
                    party = party if party and not party.endswith("campaign") else self.home
                    return (
                        party,
                        f"{name} is {person.name}'s government"
                        if not says
                        else f"{name} is {person.name}'s government; {says}",
                    )
        if outlet(referent):
            return name, f"“{name}” is an outlet and speaks for itself"
        if self._organ(referent):
            for key in referent.keys:
                for i in range(len(key)):
                    state = self.where.demonyms.get(key[i]) or self.where.states.get(key[i])
                    if state:
                        return state, self._of_state(f"{name} is an organ of {with_article(state)}", state)
            for lo, hi in referent.mentions:
                for near in reversed(self.cast.between(max(0, lo - 5), lo)):
                    state = self.where.states.get(" ".join(near.key)) or self.where.demonyms.get(" ".join(near.key))
                    if state and near.hi + page.possessive(near.hi) >= lo:
                        return state, self._of_state(f"“{page.shown(near.lo, hi)}” names {with_article(state)}", state)
                if hi + 1 < page.size and page.low[hi] == "of":
                    for near in self.cast.between(hi, hi + 3):
                        state = self.where.states.get(" ".join(near.key))
                        if state:
                            return state, self._of_state(
                                f"“{page.shown(lo, near.hi)}” names {with_article(state)}", state
                            )
        return self.display(referent), f"“{name}” speaks for itself"

    def _has_mayor(self) -> bool:
        return any(role.heads & {"mayor"} for referent in self.cast.referents for role in referent.roles)

    def display(self, referent: Referent) -> str:
        """Return a body's name as parties carry it."""
        text = referent.name.lower()
        if text in LONG:
            return LONG[text]
        return (
            referent.name.removeprefix("U.S. ").removeprefix("US ")
            if referent.name.startswith(("U.S. ", "US "))
            else referent.name
        )

    def _person_called(self, key: tuple[str, ...]) -> Referent | None:
        for referent in self.cast.referents:
            if referent.kind == "person" and any(k[-len(key) :] == key for k in referent.keys):
                return referent
        return None

    def described(self, lo: int, hi: int, head: str) -> tuple[str | None, str]:
        """Return for whom a nameless source speaks, by the names and demonyms in its description."""
        bodies, states, persons, regions = self._inside(lo, hi, None)
        shown = self.page.shown(lo, hi)
        low = set(self.page.low[lo:hi])
        if low & {"former", "ex", "retired"}:
            return None, ""
        if head in SELF - OFFICERS and head not in ("lawyer", "attorney"):
            return None, ""
        if bodies:
            party, says = self.of(bodies[0])
            return party, f"the report says “{shown}”" + (f"; {says}" if says else "")
        if persons and head in OFFICERS | {"lawyer", "attorney"}:
            party, says = self.of(persons[0])
            return party, f"the report says “{shown}”" + (f"; {says}" if says else "")
        if len(set(states)) > 1 and "and" in low and head.endswith("government"):
            return " and ".join(dict.fromkeys(states)), f"“{shown}” names both"
        if states:
            return states[0], self._of_state(f"“{shown}” names {states[0]}", states[0])
        if (low & {"city", "municipal"} or ("police" in low and self._has_mayor())) and self._city():
            return self._city(), f"“{shown}”, and {self._city()} is the city that the report names most"
        if regions:
            return regions[0], f"“{shown}” names {regions[0]}"
        if low & {"administration", "federal"} and self.home:
            return self.home, f"“{shown}”, and {self.home} is the state that the report speaks of"
        return None, ""


def outlet(referent: Referent) -> bool:
    """Say whether a body is a news organisation, by its name."""
    if referent.source_kind == "outlet":
        return True
    for key in referent.keys:
        text = "-".join(w for w in key if w != "the")
        if text in OUTLETS or (
            (
                len(key) > 1
                and (
                    key[-1] in OUTLET_WORDS
                    or key[-2:] == ("news", "agency")
                    or (key[0] in OUTLETS and len(key) == 2 and key[-1] in ("news", "radio", "tv"))
                )
            )
            and not set(key) & (NAME_WORDS - {"news", "international", "house", "group", "agency"})
        ):
            return True
    return False
