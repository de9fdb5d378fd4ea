"""Readings made by hand, so that the faces can be tested without a model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sayso.model.attribution import Attribution
from sayso.model.evidence import Evidence
from sayso.model.ground import Place, Quantity, Time
from sayso.model.identity import finding_id, report_id, sha256
from sayso.model.reading import Reading
from sayso.model.report import Block, Link, Refusal, Report
from sayso.model.source import Source
from sayso.model.span import Span, Spans
from sayso.model.statement import Statement

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def spans(text: str, *words: str, after: str = "") -> Spans:
    """Return where the words stand, each after the one before."""
    at = text.index(after) if after else 0
    found = []
    for word in words:
        start = text.index(word, at)
        found.append(Span(start, start + len(word)))
        at = found[-1].end
    return tuple(found)


def said(reading: Reading, source_id: str | None, source: Spans, cue: Spans, content: Spans, **more: object) -> Reading:
    """Return the reading with one more attribution, and its content as a statement."""
    status = "named" if source_id else "none"
    attribution = Attribution(
        id=finding_id("a", (source, cue, content)),
        source=source,
        cue=cue,
        content=content,
        source_id=source_id,
        **{"source_status": status, "confidence": 0.9, **more},  # type: ignore[arg-type]
    )
    statement = Statement(finding_id("t", (content,)), "attributed", content, attribution.id)
    return replace(
        reading, attributions=(*reading.attributions, attribution), statements=(*reading.statements, statement)
    )


def blank(text: str, **more: object) -> Reading:
    """Return a reading of a text with nothing found in it."""
    made = {"language": "en", "encoding": "utf-8", "text_sha256": sha256(text), **more}
    return Reading(Report(id=report_id(text, None, None, None), text=text, **made))  # type: ignore[arg-type]


def refused(path: str = "notes/photo.txt") -> Reading:
    """Return a refusal."""
    reason = "the file is not text: it begins like a PNG image"
    return Reading(Report(id="r0", text="", path=path, refused=Refusal("binary", reason)))


def cable() -> Reading:
    """Return what a careful reader finds in examples/cable.txt."""
    text = (EXAMPLES / "cable.txt").read_text("utf-8")

    def at(*words: str, after: str = "") -> Spans:
        return spans(text, *words, after=after)

    kinds = ["headline", "byline", "byline"]
    blocks, place = [], 0
    for number, line in enumerate(line for line in text.split("\n") if line):
        start = text.index(line, place)
        place = start + len(line)
        blocks.append(Block(kinds[number] if number < 3 else "paragraph", Span(start, place)))  # type: ignore[arg-type]
    reading = blank(
        text,
        path="examples/cable.txt",
        title="Velmaran Ship Cut Calder Island's Power Cable",
        authors=("Ines Tarrow",),
        published="2026-03-04",
        blocks=tuple(blocks),
    )

    def because(says: str, *where: Span) -> tuple[Evidence, ...]:
        return (Evidence("by-hand/1", says, where),)

    ministry, halloran, official = "s-ministry", "s-halloran", "s-official"
    velmara, doss, tidewire, fenn, grid = "s-velmara", "s-doss", "s-tidewire", "s-fenn", "s-grid"
    captain, engineers, coastguard = "s-captain", "s-engineers", "s-coastguard"
    reading = replace(
        reading,
        sources=(
            Source(ministry, "Interior Ministry", "organisation", None, "Ostrand", at("Ostrand's Interior Ministry")),
            Source(
                halloran,
                "Piet Halloran",
                "person",
                "ministry spokesman",
                "Ostrand",
                at("ministry spokesman Piet Halloran", "He"),
                because("“He” is Piet Halloran: the only man named in the sentence before."),
            ),
            Source(
                official,
                "a senior official",
                "unnamed",
                None,
                "Ostrand",
                at("A senior official in the prime minister's office"),
            ),
            Source(velmara, "Velmara", "organisation", None, "Velmara", at("Velmara", after="Velmara denied")),
            Source(
                doss,
                "Mirela Doss",
                "person",
                "ambassador to Ostrand",
                "Velmara",
                at("Its ambassador to Ostrand, Mirela Doss"),
                because("“Its” is Velmara: the subject of the sentence before."),
            ),
            Source(captain, "the captain", "person", "captain", None, at("the captain", after="culprit")),
            Source(tidewire, "Tidewire", "outlet", None, "Tidewire", at("The Tidewire news agency", "The agency")),
            Source(
                engineers,
                "engineers working for the insurer Brandt & Sorley",
                "unnamed",
                None,
                "Brandt & Sorley",
                at("engineers working for the insurer Brandt & Sorley"),
            ),
            Source(coastguard, "coastguard", "organisation", None, "Ostrand", at("the coastguard")),
            Source(fenn, "Oda Fenn", "person", "baker", None, at("Oda Fenn")),
            Source(grid, "Calder Grid", "organisation", "operator", "Calder Grid", at("Calder Grid")),
        ),
        models={"attribution-en": "1"},
    )
    reading = said(
        reading,
        ministry,
        at("Ostrand's Interior Ministry"),
        at("according to"),
        at(
            "A survey ship from Velmara cut the power cable to Calder Island last week by dragging its anchor "
            "along the seabed"
        ),
        evidence=because("“according to” ties the clause before it to the ministry."),
    )
    reading = said(
        reading,
        halloran,
        at("ministry spokesman Piet Halloran"),
        at("told reporters"),
        at("“The anchor was lowered on purpose and stayed down for eleven kilometres,”"),
        quotation="direct",
        confidence=0.97,
    )
    reading = said(
        reading,
        halloran,
        at("He", after="He said"),
        at("said", after="He said"),
        at(
            "that the coastguard had obtained data showing that the ship switched off its transponder shortly "
            "before midnight"
        ),
        evidence=because("“said” has “He” before it and a that-clause behind it."),
    )
    reading = said(
        reading,
        coastguard,
        at("the coastguard"),
        at("had obtained data showing"),
        at("that the ship switched off its transponder shortly before midnight"),
        within=reading.attributions[-1].id,
        manner="factive",
        basis=at("data", after="obtained"),
        confidence=0.71,
    )
    reading = said(
        reading,
        official,
        at("A senior official in the prime minister's office"),
        at("said", after="not closed"),
        at("the ship had been ordered to leave “some hours before” the lights went out"),
        quotation="mixed",
        source_status="unnamed",
    )
    reading = said(
        reading,
        velmara,
        at("Velmara", after="Velmara denied"),
        at("denied"),
        at("any part in the damage"),
        manner="denying",
    )
    reading = said(
        reading,
        doss,
        at("Its ambassador to Ostrand, Mirela Doss"),
        at("called"),
        at("the account “a story in search of a culprit”"),
        quotation="mixed",
    )
    reading = said(
        reading,
        doss,
        at("Its ambassador to Ostrand, Mirela Doss"),
        at("said", after="culprit”"),
        at("that the captain had told the port authority that a winch was broken"),
    )
    reading = said(
        reading,
        captain,
        at("the captain", after="culprit"),
        at("had told the port authority"),
        at("that a winch was broken"),
        within=reading.attributions[-1].id,
        source_status="unnamed",
        confidence=0.66,
    )
    reading = said(
        reading,
        tidewire,
        at("The Tidewire news agency"),
        at("reported on Monday"),
        at(
            "that engineers working for the insurer Brandt & Sorley had found no scratches on the first two "
            "kilometres of the cable"
        ),
    )
    reading = said(
        reading,
        engineers,
        at("engineers working for the insurer Brandt & Sorley"),
        at("had found"),
        at("no scratches on the first two kilometres of the cable"),
        within=reading.attributions[-1].id,
        manner="factive",
        source_status="unnamed",
        confidence=0.64,
    )
    reading = said(
        reading,
        tidewire,
        at("The agency"),
        at("said", after="The agency"),
        at("it had seen their report"),
        evidence=because("“The agency” is Tidewire: the only agency named, one sentence before."),
    )
    reading = said(
        reading,
        None,
        (),
        at("reportedly"),
        at("The ship", "carried equipment for mapping the seabed", after="The ship reportedly"),
        manner="hedged",
        evidence=because("“reportedly” names nobody."),
    )
    reading = said(
        reading,
        None,
        (),
        at("has long been suspected of"),
        at("It", "gathering intelligence for its navy", after="It has long"),
        manner="accusing",
        confidence=0.58,
    )
    reading = said(
        reading,
        fenn,
        at("Oda Fenn"),
        at("said", after="anchor it was,”"),
        at("“Nobody here cares whose anchor it was,”", "“We want to know when the ovens will work again.”"),
        quotation="direct",
        confidence=0.95,
    )
    reading = said(
        reading,
        grid,
        at("the cable's operator, Calder Grid"),
        at("estimates"),
        at("Repairs will take at least three weeks"),
        manner="thinking",
    )
    headline = at("Velmaran Ship Cut Calder Island's Power Cable")
    first = reading.attributions[0]
    found = Evidence(
        "headline-claim-en/1",
        "The body puts the headline's claim on the word of “Ostrand's Interior Ministry”.",
        tuple(sorted((*first.source, *first.content))),
    )
    own = [
        at("The cable carried two thirds of the island's electricity."),
        at("About 4,000 households were still without power on Wednesday morning."),
    ]
    return replace(
        reading,
        statements=(
            Statement("t-headline", "headline", headline, None, (found,)),
            *reading.statements,
            *(Statement(f"t-own{n}", "own", where, None) for n, where in enumerate(own, start=1)),
        ),
        times=(Time(at("Tuesday")[0], "2026-03-03"), Time(at("Wednesday morning")[0], "2026-03-04TMO")),
        quantities=(
            Quantity(at("About 4,000 households")[0], 3600, 4400, "households", ("t-own2",)),
            Quantity(at("at least three weeks")[0], 3, None, "weeks"),
        ),
        places=(Place(at("PORT CALDER")[0], "Port Calder"), Place(at("Calder Island", after="cable to")[0], "Calder")),
    )


def raw(count: int = 3) -> Reading:
    """Return what is known before anybody is identified: words, and no sources."""
    text = "Harbour Closed\n\nThe mayor said the harbour was closed. The mayor said it would stay so. “Why?” she asked."
    reading = blank(text, path="raw.txt")
    for words, cue, content in [
        ("The mayor", "said", "the harbour was closed"),
        ("The mayor", "said", "it would stay so"),
        ("she", "asked", "“Why?”"),
    ][:count]:
        after = content if content.startswith("“") else ""
        where = spans(text, content, after=after)
        before = text[: where[0].start].rindex(words) if words != "she" else text.index("she asked")
        cue_at = text.index(cue, before)
        reading = said(
            reading,
            None,
            (Span(before, before + len(words)),),
            (Span(cue_at, cue_at + len(cue)),),
            where,
            source_status="unresolved",
        )
    return reading


def hostile() -> Reading:
    """Return a reading whose every word tries to break out of where it is shown."""
    attack = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}"
    text = (
        f"Mayor {attack}\n\n\u202eReversed\u202c and \x1b[31mred\x1b[0m \x9b2J, \x07bell\ud800, "
        f"[bold]markup[/bold] :smile: \"' said <b>Ann & Co</b>.\n\n]]> --> &amp; end\x00"
    )
    where = spans(text, "Reversed", "markup")
    who = spans(text, "<b>Ann & Co</b>")
    reading = blank(
        text,
        path="x/<svg onload=alert(3)>.txt",
        title=f"Mayor {attack}",
        outlet="\u202eevil\x1b]0;owned\x07",
        url="javascript:alert(4)",
        authors=('" onfocus=alert(5) autofocus="',),
        links=(Link(where[0], "javascript:alert(6)"), Link(who[0], 'https://ok.example/?a=1&b="><script>')),
        language=None,
    )
    reading = replace(
        reading,
        sources=(
            Source(
                's1"><script>',
                f"Ann {attack}",
                "person",
                attack,
                f"Party {attack}",
                who,
                (Evidence(attack, attack, ()),),
            ),
        ),
    )
    reading = said(reading, 's1"><script>', who, spans(text, "said"), where, evidence=(Evidence("x", attack, ()),))
    return replace(reading, statements=(*reading.statements, Statement('o"><script>', "own", spans(text, "end"), None)))


def all_of_them() -> Iterable[Reading]:
    """Return every reading made here."""
    return [cable(), raw(), hostile(), refused(), blank("Nothing is said here.")]
