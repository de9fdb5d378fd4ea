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
from sayso.languages.en.states import SHORT_REGIONS
from sayso.languages.places import with_article
from sayso.languages.places.governments import HOUSES
from sayso.stages.identify.cast import Cast, Referent, Role, joined
from sayso.stages.identify.names import ROLE_WORDS
from sayso.stages.identify.page import Page

ORGANS = frozenset(
    "ministry government service services intelligence army navy military embassy forces administration cabinet "
    "authorities kremlin leadership presidency troops guard coastguard".split()
)
WATERS = frozenset("strait straits channel canal bay sea harbour harbor coast".split())
"""Words that in a headline stand for the body called after them ("Strait inspectors"), and are none."""

ELECTION = frozenset(
    "nominee candidate candidates campaign election ballot presidential primary debate voters polls".split()
)
BALLOT = ELECTION - {"campaign", "presidential"} | {"polling", "nomination"}
"""Words of a report on a vote to come, and not on a campaign of long ago."""

BARE = frozenset("ministry department agency bureau commission council committee university bank embassy".split())
"""Bodies that a role names by the noun alone, once the report has given the name."""

AGENCIES = frozenset("agency department directorate inspectorate".split())
"""Bodies that are a state's where the words beside them name the state."""

TITLE_FRONTS = frozenset("mr mrs ms the then u.s. us vice deputy prime press first new interim acting".split())
"""Words that stand with a national office's title and tell nothing of whose it is."""

COMPANY_WORDS = frozenset(
    "company corp corporation inc ltd llc llp plc co gmbh airlines airways motors holdings industries group partners "
    "chemicals pharmaceuticals foods technologies electronics communications telecommunications logistics enterprises "
    "petroleum products stores supermarkets insurance solutions labs studios systems bank".split()
)
"""A company's name ends in one of these."""

COMPANY_NOUNS = frozenset(
    "company firm maker manufacturer retailer operator giant automaker carmaker airline lender supplier producer "
    "startup start-up developer contractor chain".split()
)
"""What a company is called beside its name."""

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
        self.seat = self._seat()
        self.election = len(ELECTION.intersection(page.low)) > 1
        self.voting = len(BALLOT.intersection(page.low)) > 1
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

    def _is_state(self, party: str) -> bool:
        """Say whether a party is a state."""
        return party in self.where.states.values() or party.lower() in self.where.states

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
                sits = referent.heads & (LAWMAKERS | {"president", "governor"}) and not referent.heads & CANDIDATES
                if sits and not self.voting:
                    continue  # whoever holds an office once ran for it
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
        if self._chambers(referent, role):
            return None, f"{called}, and lawmakers speak for themselves"
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
                party, says = self._through(persons[0], called)
                # a lawyer speaks for his client, and not for the state that the client serves
                return (party, says) if party and not self._is_state(party) else (None, "")
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
                city = self._only_city()
                return (city, f"{why}, and {city} is the one city that the report names") if city else (None, "")
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
        company = self._its_company(role) if heads & OFFICERS and not bodies and not persons else None
        if company is not None:
            return self.of(company)[0], f"{why}, and that is {company.name}"
        if heads & NATIONAL and not bodies and self._of_nation(referent, role):
            found = self._nation(referent, role)
            if found:
                return found[0], f"{why}, and {with_article(found[0])} is {found[1]}"
        return None, ""

    def _of_nation(self, referent: Referent, role: Role) -> bool:
        """Say whether an office with nothing beside it is a nation's: a title before the name, or of one so titled.

        "The group's president" and "Quayle Mills president Ann Poe" hold other offices.
        """
        page = self.page
        if any(page.possessive(i) for i in range(role.lo, role.hi)):
            return False
        if not role.heads <= {"president", "secretary"} or not role.heads & set(joined(page.low[role.lo : role.hi])):
            return True  # ministers are a nation's; "Presidents A and B"
        bare = role.words - NATIONAL - TITLE_FRONTS - role.heads
        if "president" in role.heads and any(
            page.cap[i] and page.pos[i] == "PROPN" and page.low[i] in bare for i in range(role.lo, role.hi)
        ):
            return False
        return any(r.heads & NATIONAL and self._title(referent, r) for r in referent.roles)

    def _title(self, referent: Referent, role: Role) -> bool:
        """Say whether a role is a title: capitalised, right before the name."""
        page = self.page
        return page.cap[role.hi - 1 if page.word[role.hi - 1] != "." else role.hi - 2] and any(
            lo == role.hi or (lo - role.hi == 1 and page.word[role.hi] in ".") for lo, _ in referent.mentions
        )

    def _nation(self, referent: Referent, role: Role) -> tuple[str, str] | None:
        """Return whose national office it is that the words don't say, and what shows it; none where that is open."""
        near, bound = self._near_state(role)
        if near and bound:
            return near, "named with these words"
        if self.seat and self._administers(referent):
            return self.seat, f"the state of whose offices the report speaks, as of {referent.name}'s administration"
        if self.seat and "president" in role.heads and self._other_president(referent):
            return None  # one state has one president
        if self.seat and self.seat in (near or self.home, self.home):
            return self.seat, "the state of whose offices the report speaks"
        if self.seat:
            return None
        if near:
            return near, "the state that the report names nearest to these words"
        return (self.home, "the state that the report names most") if self.home else None

    def _administers(self, referent: Referent) -> bool:
        """Say whether the report speaks of somebody's administration."""
        page = self.page
        for _, hi in referent.mentions:
            after = hi + page.possessive(hi) if hi < page.size else hi
            if page.low[after : after + 1] in (["administration"], ["presidency"], ["cabinet"]):
                return True
            if page.low[after : after + 2] == ["white", "house"]:
                return True
        return False

    def _other_president(self, referent: Referent) -> bool:
        """Say whether the report calls somebody else president, with nothing beside it, and names that one as often."""
        return any(
            other is not referent
            and 2 * len(other.mentions) > len(referent.mentions)
            and other.kind == "person"
            and any(
                "president" in r.heads
                and not r.words & {"former", "vice", "late"}
                and self._title(other, r)
                and not self._inside(r.lo, r.hi, other)[1]
                for r in other.roles
            )
            for other in self.cast.referents
        )

    def _its_company(self, role: Role) -> Referent | None:
        """Return the company that "its", "the company's" or "the firm's" means before an officer's role."""
        page = self.page
        first = page.low[role.lo : role.lo + 3]
        if any(w in ("company", "firm") for w in first) and any(page.possessive(i) for i in range(role.lo, role.hi)):
            return self.company(role.lo)
        if not {"its"} & set(page.low[role.lo : role.hi]):
            return None
        number = page.sentence[role.lo]
        start = page.first[max(0, number - 1)]
        named = {
            id(self.cast.of[(n.lo, n.hi)]): self.cast.of[(n.lo, n.hi)]
            for n in self.cast.between(start, role.lo)
            if n.kind == "body"
        }
        companies = [r for r in named.values() if self.is_company(r)]
        return companies[0] if len(companies) == 1 == len(named) else self.company(role.lo)

    def company(self, before: int) -> Referent | None:
        """Return the one company that the report speaks of, named before a place, or in the headline's report."""
        found = [r for r in self.cast.referents if r.kind == "body" and self.is_company(r)]
        if len(found) == 1:
            return found[0]
        ahead = [r for r in found if r.mentions and min(r.mentions)[0] < before]
        return ahead[0] if len(ahead) == 1 else None

    def is_company(self, body: Referent) -> bool:
        """Say whether a body is a company, by its name or by what the report calls it."""
        page = self.page
        if outlet(body) or any(HOUSES.get(" ".join(k)) for k in body.keys):
            return False
        if any(len(k) > 1 and k[-1] in COMPANY_WORDS for k in body.keys):
            return True
        for lo, hi in body.mentions:
            front = page.low[max(0, lo - 2) : lo]
            if front and front[-1] in COMPANY_NOUNS:
                return True
            if page.word[hi : hi + 1] == [","] and page.low[hi + 1 : hi + 2] in (["a"], ["an"], ["the"]):
                for i in range(hi + 2, min(hi + 8, page.size)):
                    if page.low[i] in COMPANY_NOUNS:
                        return True
                    if page.pos[i] not in ("ADJ", "NOUN", "PROPN") and page.word[i] != "-" and not page.possessive(i):
                        break
            if page.word[hi : hi + 1] == [","] and page.low[hi + 1 : hi + 3] in (
                ["which", "owns"],
                ["which", "runs"],
                ["which", "makes"],
            ):
                return True
        return False

    def _chambers(self, referent: Referent, role: Role) -> bool:
        """Say whether a role is one in a chamber that a lawmaker holds: its leader, a committee's member or chair."""
        if not role.heads & {"member", "chairman", "chairwoman", "chair", "leader", "co-chair", "whip", "president"}:
            return False
        if role.words & {"spokesman", "spokeswoman", "spokesperson", "aide", "adviser", "advisor"}:
            return False
        if not role.words & {"house", "senate", "congressional", "congress", "parliament", "parliamentary", "commons"}:
            return bool(role.words & {"committee", "subcommittee", "caucus"}) and bool(referent.heads & LAWMAKERS)
        return not role.words & {"white"}

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
            elif text in SHORT_REGIONS:
                regions.append(SHORT_REGIONS[text])
            elif name.kind == "place" and text not in self.where.capitals:
                regions.append(found.name)
        return bodies, states, persons, regions

    def _near_state(self, role: Role) -> tuple[str | None, bool]:
        """Return the state named after the role ("of Ukraine"), or nearest before it, or in the dateline.

        The second value says whether the words bind the two: "of", or a dateline.
        """
        page = self.page
        first, last = page.sentence_range(role.lo)
        best: tuple[int, str, bool] | None = None
        for name in self.cast.between(first, last):
            bound = False
            state = self.where.states.get(" ".join(name.key)) or self.where.demonyms.get(" ".join(name.key))
            if state:
                distance = role.lo - name.lo if name.lo < role.lo else 2 * (name.lo - role.hi)
                if name.lo >= role.hi and page.low[name.lo - 1] == "of" and name.lo - role.hi < 4:
                    distance, bound = 0, True
                if best is None or distance < best[0]:
                    best = (distance, state, bound)
        if best and best[0] <= 12:
            return best[1], best[2]
        return self._dateline(), False  # a dateline tells where the reporter is

    def _dateline(self) -> str | None:
        """Return the state whose capital, or whose name, opens the report as a dateline."""
        page = self.page
        for name in self.cast.between(0, min(page.size, 12)):
            state = self.state(" ".join(name.key))
            if state and name.kind == "place" and page.sentence[name.lo] <= 1 and page.word[name.lo].isupper():
                return state
        return None

    def _seat(self) -> str | None:
        """Return the state of whose houses, regions and lawmakers the report speaks; none where two have as many."""
        votes: Counter[str] = Counter()
        for name in self.cast.names:
            text = " ".join(name.key)
            if HOUSES.get(text):
                votes[HOUSES[text]] += 1
            elif text in ("congress", "gop", "republicans", "democrats", "republican", "democrat", "capitol hill"):
                votes["United States"] += 1
        first = votes.most_common(2)
        return first[0][0] if first and (len(first) == 1 or first[0][1] > first[1][1]) else None

    def _city(self, *, only: bool = False) -> str | None:
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
        if only and len(votes) > 1:
            return None
        return votes.most_common(1)[0][0]

    def _only_city(self) -> str | None:
        """Return the city, where the report names just one."""
        return self._city(only=True)

    def _has_mayor(self) -> bool:
        return any(role.heads & {"mayor"} for referent in self.cast.referents for role in referent.roles)

    def _organ(self, body: Referent) -> bool:
        return any(w in ORGANS or w in AGENCIES for key in body.keys for w in key)

    def _stateless(self, body: Referent) -> bool:
        """Say whether a body is some state's ministry, by a name that every state has."""
        return any("ministry" in key or key in (("foreign", "office"), ("home", "office")) for key in body.keys)

    def _body(self, referent: Referent) -> tuple[str | None, str]:
        page = self.page
        name = referent.name
        for key in [*referent.keys, tuple(name.lower().split())]:
            text = " ".join(w for w in key if w != "the")
            text = text if text in HOUSES or text in LONG else text.replace(".", "")  # "F.B.I."
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
        if self._stateless(referent):
            return None, f"{name} is a ministry, and the report does not tell whose"
        if name.casefold() in WATERS:
            return None, f"“{name}” alone says where, and not who"
        return self.display(referent), f"“{name}” speaks for itself"

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
            if party and head in ("lawyer", "attorney") and self._is_state(party):
                return None, ""
            return party, f"the report says “{shown}”" + (f"; {says}" if says else "")
        if len(set(states)) > 1 and "and" in low and head.endswith("government"):
            return " and ".join(dict.fromkeys(states)), f"“{shown}” names both"
        if states:
            return states[0], self._of_state(f"“{shown}” names {states[0]}", states[0])
        if (low & {"city", "municipal"} or ("police" in low and self._has_mayor())) and self._only_city():
            return self._only_city(), f"“{shown}”, and {self._only_city()} is the one city that the report names"
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
