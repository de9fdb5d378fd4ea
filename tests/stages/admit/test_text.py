"""Plain texts: kept to the character, their blocks marked, their language told only when sure."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.identity import sha256
from sayso.model.report import Report
from sayso.stages.admit import AdmitOptions, admit_bytes, admit_text
from sayso.stages.admit.lines import is_blank

BODY = (
    "The council of Marrow Bay voted on Tuesday to close the old bridge, its clerk said.\n\n"
    "“It is not safe,” said Ada Finch, who has run the works department for nine years.\n\n"
    "Fishermen reportedly plan to go to court, and the mayor would not say what it will cost."
)


def kinds(report: Report) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(report.text)) for block in report.blocks]


def marked(report: Report, kind: str) -> list[str]:
    return [words for found, words in kinds(report) if found == kind]


def assert_sound(report: Report) -> None:
    """Blocks are in order, disjoint, not blank, and cover all that can be seen."""
    seen = list(report.text)
    for before, after in pairwise(report.blocks):
        assert before.span.end <= after.span.start
    for block in report.blocks:
        words = block.span.of(report.text)
        assert words and not is_blank(words) and words == words.strip()
        seen[block.span.start : block.span.end] = " " * len(words)
    assert is_blank("".join(seen))
    for link in report.links:
        assert link.span.of(report.text).strip()


def test_the_text_is_the_file_s_to_the_character() -> None:
    odd = "\u200bTitle here now\u00a0\r\n\r\n" + BODY + "\u200f \t\r\n"
    report = admit_bytes(odd.encode())
    assert report.text == odd
    assert report.text_sha256 == sha256(odd) and report.bytes_sha256 == sha256(odd.encode())
    assert report.language == "en" and report.refused is None
    assert_sound(report)


def test_a_byte_order_mark_is_not_part_of_the_text() -> None:
    report = admit_bytes(b"\xef\xbb\xbf" + BODY.encode())
    assert report.text == BODY and report.encoding == "utf-8-sig"


def test_a_whole_report_is_told_apart() -> None:
    text = "\n\n".join(
        [
            "Old Bridge At Marrow Bay To Close",
            "By Jane Roe and John Doe",
            "MARROW BAY, May 3 (Reuters) - The council voted on Tuesday to close the old bridge, its clerk said.",
            BODY,
            "Photo: Harbour Images",
            "Advertisement",
            "(Reporting by Jane Roe; Editing by Sam Poe)",
            "Read More",
            "Share on Facebook",
            "Leave a Reply",
            "Bob says hi there to all",
            "This site uses cookies.",
        ]
    )
    report = admit_text(text)
    assert report.title == "Old Bridge At Marrow Bay To Close"
    assert report.authors == ("Jane Roe", "John Doe")
    assert report.credit == "Reuters"
    assert marked(report, "headline") == ["Old Bridge At Marrow Bay To Close"]
    assert marked(report, "byline") == ["By Jane Roe and John Doe"]
    assert marked(report, "caption") == ["Photo: Harbour Images"]
    assert marked(report, "credit") == ["(Reporting by Jane Roe; Editing by Sam Poe)"]
    assert marked(report, "debris") == [
        "Advertisement",
        "Read More",
        "Share on Facebook",
        "Leave a Reply",
        "Bob says hi there to all",
        "This site uses cookies.",
    ]
    assert len(marked(report, "paragraph")) == 4
    assert_sound(report)


@pytest.mark.parametrize(
    "line",
    [
        "Read More",
        "READ MORE: Ferry strike enters its second week",
        "Related Articles",
        "Leave a Reply",
        "3 Comments",
        "Your email address will not be published. Required fields are marked *",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Share this:",
        "Facebook | Twitter | WhatsApp",
        "1.2k Shares",
        "Follow Jane Roe on Twitter @janeroe",
        "Subscribe to our newsletter",
        "Sign up for our daily e-mail here",
        "We use cookies to give you the best experience.",
        "Powered by WordPress",
        "Tags: bridge, harbour, council",
        "© 2019 The Marrow Bay Gazette. All rights reserved.",
        "Click here to read the whole report",
        "https://gazette.example/story",
        "* * *",
        "FOR IMMEDIATE RELEASE",
        "Press release – for immediate release",
        "EMBARGOED UNTIL 6 MAY, 09.00",
        "-ENDS-",
    ],
)
def test_debris_is_marked(line: str) -> None:
    report = admit_text(f"{BODY}\n\n{line}\n")
    assert marked(report, "debris") == [line]
    assert any(e.rule == "blocks/1" and e.spans for e in report.evidence)


@pytest.mark.parametrize(
    "line",
    [
        "Comments like these cost him the election, his aide said.",
        "“Read more books,” she told the children.",
        "Like many on Twitter, she said the vote was unfair.",
        "Share prices fell after the minister spoke.",
        "Related claims were made by the ministry in May.",
        "Sponsored by the port, the fair drew thousands, organisers said.",
        "By 2015 the bridge was closed.",
        "By then the mayor had left.",
        "Advertising spending rose, the company reported.",
        "“End it,” he said.",
        "“No comment,” said the clerk.",
        "Subscribers were told of the change by letter.",
        "Fires were reported from three towns on the coast.",
        "Video by the militants showed the attack, officials said.",
        "Photos by a satellite firm show the base, the report adds.",
        "Embargoes on timber were lifted, the ministry said.",
        "For immediate release of the hostages, the envoy flew out again.",
        "Source code was stolen, the company said.",
        "Editing the minutes was wrong, she said.",
    ],
)
def test_journalism_is_not_debris(line: str) -> None:
    report = admit_text(f"{BODY}\n\n{line}\n\n{BODY}")
    assert ("paragraph", line) in kinds(report)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Jane Roe reported from Marrow Bay.", "credit"),
        ("Jane Roe and Sam Poe contributed to this report.", "credit"),
        ("Video by Jane Roe/Harbour Images", "caption"),
        ("The bridge in May. (AP Photo/Jane Roe)", "caption"),
        ("Jane Roe via Getty Images", "caption"),
        ("May 3, 2019 10:30 am", "dateline"),
        ("Published on Friday, 3 May 2019", "dateline"),
        ("By JANE ROE, Associated Press", "byline"),
        ("By Jane Roe and Sam Poe | The Gazette", "byline"),
    ],
)
def test_lines_that_are_not_paragraphs(line: str, kind: str) -> None:
    assert (kind, line) in kinds(admit_text(f"Council To Close Old Bridge\n\n{line}\n\n{BODY}"))


def test_a_comment_heading_early_on_does_not_swallow_the_report() -> None:
    report = admit_text("Comments\n\n" + BODY)
    assert len(marked(report, "paragraph")) == 3


@pytest.mark.parametrize(
    "title",
    [
        "Council To Close Old Bridge",
        "Council To Close Old Bridge.",
        "Council closes old bridge amid cost fears.",
        "WATCH: Council Closes Old Bridge",
        "Is the old bridge safe?",
    ],
)
def test_headlines_are_found(title: str) -> None:
    report = admit_text(f"{title}\n\n{BODY}")
    assert marked(report, "headline") == [title] and report.title == title


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "MARROW BAY (AP) — The bridge is closed.\n\n" + BODY,
        "The mayor said on Tuesday that the bridge was closed.\n\n" + BODY,
        "“We will not go,” she said.\n\n“Not now.”",
        "Mayor Ann Roe wrote on her page:\n\n“" + BODY + "”",
        "Q: When will the bridge open?\n\nA: " + BODY,
    ],
)
def test_first_sentences_are_no_headlines(text: str) -> None:
    assert not marked(admit_text(text), "headline")


def test_a_title_that_is_told_finds_its_headline() -> None:
    title = "The council of the bay was told that the bridge had been closed"
    report = admit_text(f"{title}.\n\n{BODY}", title=title)
    assert marked(report, "headline") == [title + "."] and report.title == title


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "The council of Marrow Bay voted on Tuesday to close\nthe old bridge, the clerk of the council\n"
        "said to reporters who had waited.\n   The mayor would not say what the work is to\ncost, "
        "or when it will begin.\n"
    )
    assert len(marked(admit_text(wrapped), "paragraph")) == 2


def test_each_long_line_is_a_paragraph() -> None:
    lines = BODY.replace("\n\n", "\n")
    assert len(marked(admit_text(lines), "paragraph")) == 3


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2029"])
def test_every_kind_of_line_break_parts_paragraphs(newline: str) -> None:
    report = admit_text(BODY.replace("\n", newline))
    assert len(marked(report, "paragraph")) == 3
    assert_sound(report)


@given(st.text(st.sampled_from("aB .,“”\"'’\n\r\t\u00a0\u200b\u200f|:/-—()@é\u2028"), max_size=200))
def test_blocks_cover_what_can_be_seen(text: str) -> None:
    report = admit_text(text)
    assert report.text == text or report.refused
    assert_sound(report)


@given(
    st.lists(
        st.sampled_from(
            [
                "Read More",
                "By Jane Roe",
                "Leave a Reply",
                "Related",
                "A title",
                BODY,
                "“Hm.”",
                "Photo: X",
                "(AP)",
                "***",
            ]
        ),
        max_size=12,
    ),
    st.sampled_from(["\n", "\n\n", "\r\n\r\n"]),
)
def test_blocks_are_sound_whatever_the_lines(lines: list[str], between: str) -> None:
    assert_sound(admit_text(between.join(lines)))


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u200b", "\ufeff", "\u00a0\n\u200f"])
def test_nothing_but_space_is_refused(text: str) -> None:
    report = admit_bytes(text.encode())
    assert report.refused and report.refused.code == "empty" and report.blocks == ()


@pytest.mark.parametrize("text", ["“”", "“", '"', "…", "?", "“ ” ‘", "7"])
def test_little_is_not_nothing(text: str) -> None:
    report = admit_text(text)
    assert report.refused is None and report.text == text
    assert_sound(report)


def test_a_long_line_is_read_and_a_longer_one_refused() -> None:
    line = "The clerk said the bridge was closed and that it would stay so. "
    report = admit_bytes((line * 10_000).encode())
    assert report.refused is None and len(report.blocks) == 1
    report = admit_bytes((line * 80_000).encode())
    assert report.refused and report.refused.code == "too-large" and "1,000,000 characters" in report.refused.reason
    report = admit_bytes(BODY.encode(), options=AdmitOptions(max_bytes=10))
    assert report.refused and report.refused.code == "too-large"


FRENCH = (
    "Le conseil municipal a décidé mardi de fermer le vieux pont, selon le greffier. Les pêcheurs veulent "
    "saisir la justice, et le maire n'a pas voulu dire combien coûteront les travaux. « Ce n'est pas sûr », a dit "
    "la responsable des travaux, qui dirige ce service depuis neuf ans dans la commune."
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (FRENCH, "French"),
        (
            "Der Rat der Stadt hat am Dienstag beschlossen, die alte Brücke zu schließen, sagte der "
            "Schreiber. Die Fischer "
            "wollen vor Gericht ziehen, und der Bürgermeister wollte nicht sagen, was die Arbeiten kosten werden.",
            "German",
        ),
        (
            "Городской совет во вторник решил закрыть старый мост, сообщил секретарь. Рыбаки намерены "
            "обратиться в суд, "
            "а мэр отказался сказать, сколько будут стоить работы и когда они начнутся в этом году.",
            "Russian",
        ),
        ("市议会星期二决定关闭旧桥，秘书说。渔民打算上法庭，市长拒绝透露工程费用。", "Chinese"),
        ("قرر المجلس البلدي يوم الثلاثاء إغلاق الجسر القديم، وفقا لأمين المجلس.", "Arabic"),
    ],
)
def test_another_language_is_refused_by_name(text: str, name: str) -> None:
    report = admit_text(text)
    assert report.refused and report.refused.code == "language" and name in report.refused.reason
    assert report.text == text, "it was read, so it can be shown"
    assert admit_text(text, options=AdmitOptions(languages=("en", report.language or ""))).refused is None


@pytest.mark.parametrize(
    "text",
    [
        "Merkel meets Macron in Paris",
        "Le Pen, Mélenchon, Macron",
        "Trump",
        "Bundesliga: Bayern München 3, Borussia Dortmund 1; Schalke 04 0, Werder Bremen 2",
        "“¡No pasarán!”",
        "The mayor said: « " + FRENCH[:90] + " », and then that it was not what they had been told by the clerk.",
    ],
)
def test_names_headlines_and_quoted_words_are_not_another_language(text: str) -> None:
    assert admit_text(text).refused is None


def test_lists_of_names_are_let_be() -> None:
    names = "Ada Finch, Bo Lindqvist, Chidi Okafor, Dana Novak, Emre Yildiz, Fatima Haddad, Goro Tanaka, Ho Minh. "
    assert admit_text("RESULTS\n\n" + names * 4).refused is None


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("MARROW BAY (AP) — The bridge is closed, officials said.", "AP"),
        ("MARROW BAY, May 3 (Reuters) - The bridge is closed.", "Reuters"),
        ("MARROW BAY, May 3. /TASS/. The bridge is closed.", "TASS"),
        ("By Jane Roe, Associated Press\n\n" + BODY, "AP"),
        ("Jane Roe | AFP\n\n" + BODY, "AFP"),
        (BODY + "\n\n(Reporting by Jane Roe; Editing by Sam Poe)", "Reuters"),
        (BODY + "\n\nReporting by Jane Roe", None),
        (BODY + "\n\n© 2019 Jane. The Associated Press contributed to this report.", None),
        (BODY + "\n\n“It is closed,” the clerk said. – Reuters", "Reuters"),
        (BODY + "\n\nThe clerk said that it was closed. (AFP)", "AFP"),
        (BODY + "\n\nThe clerk said that it was closed. /PAP/", "PAP"),
        (BODY + "\n\nThe clerk gave it to the agency - Reuters", None),
        (BODY + "\n\nShe sat with her old friend. - Pa", None),
        (BODY + "\n\nIt was closed. – Reuters\n\nThe clerk went home at five.", None),
        ("MARROW BAY, 3 May (PAP) - The bridge is closed.", "PAP"),
        ("The union (AP) met.", None),
        ("Reuters reported the bridge was closed.", None),
    ],
)
def test_wire_credit(text: str, credit: str | None) -> None:
    report = admit_text(text)
    assert report.credit == credit
    assert any(e.rule == "wire-credit/1" for e in report.evidence) == (credit is not None)


@pytest.mark.parametrize(
    ("outlet", "text", "credit"),
    [
        ("Marrow Wire", BODY, None),
        ("Marrow Wire", BODY + "\n\nThe clerk told Reuters that the bridge would stay closed.", "Reuters"),
        ("Reuters UK", BODY, "Reuters"),
    ],
)
def test_the_form_of_a_closing_line_is_not_enough_under_another_name(
    outlet: str, text: str, credit: str | None
) -> None:
    report = admit_text(text + "\n\n(Reporting by Jane Roe; Editing by Sam Poe)", outlet=outlet)
    assert report.credit == credit


def test_a_press_release_s_notice_is_not_its_headline() -> None:
    report = admit_text(f"FOR IMMEDIATE RELEASE\n\nMarrow Bay closes its bridge\n\n{BODY}")
    assert marked(report, "headline") == ["Marrow Bay closes its bridge"]
    assert marked(report, "debris") == ["FOR IMMEDIATE RELEASE"]


def test_identity_follows_text_address_outlet_and_date() -> None:
    one = admit_text(BODY, url="https://a.example/1", outlet="A", published="2020-01-02")
    assert one.id == admit_text(BODY, url="https://a.example/1", outlet="A", published="2 January 2020").id
    others = [
        admit_text(BODY),
        admit_text(BODY, outlet="B"),
        admit_text(BODY + " "),
        admit_text(BODY, published="2020"),
    ]
    assert len({one.id, *(o.id for o in others[:3])}) == 4
    assert others[3].published is None and any("2020" in e.says for e in others[3].evidence)
    assert admit_text(BODY, id="x").id == admit_text(BODY, id="y").id


def test_lone_surrogates_are_replaced_and_counted() -> None:
    report = admit_text(BODY + "\ud800 and \udfff", title="\ud800", outlet="\udc80x", id="\ud800")
    assert report.text == BODY + "\ufffd and \ufffd"
    assert any("2 lone surrogates" in e.says for e in report.evidence)
    assert "\ud800" not in f"{report.title}{report.outlet}{report.external_id}"
    str(report).encode()


def test_the_seed_s_debris_is_marked_and_nothing_inside_its_article(shared: Path) -> None:
    data = (shared / "seed" / "report.txt").read_bytes()
    expected = json.loads((shared / "seed" / "expected.json").read_text())
    report = admit_bytes(data)
    assert report.text == data.decode()
    assert [list(b.span) for b in report.blocks if b.kind == "debris"] == expected["debris"]
    assert report.blocks[0].kind == "headline"
    assert_sound(report)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("4 March 2026", "2026-03-04"),
        ("Published: March 4, 2026", "2026-03-04"),
        ("Updated: March 4, 2026", None),
        ("03/04/2026", None),
    ],
)
def test_a_date_on_its_own_line_above_the_text_is_the_date_of_publication(line: str, published: str | None) -> None:
    report = admit_text(f"Bridge Stays Closed\n\nBy Ann Roe\n\n{line}\n\n{BODY}")
    assert report.published == published
    assert [e.spans[0].of(report.text) for e in report.evidence if e.rule == "date-line/1"] == [line] * bool(published)
    told = admit_text(f"Bridge Stays Closed\n\n{line}\n\n{BODY}", published="2026-03-01")
    assert told.published == "2026-03-01"


def test_a_date_below_the_text_is_not() -> None:
    assert admit_text(f"Bridge Stays Closed\n\n{BODY}\n\n4 March 2026").published is None
