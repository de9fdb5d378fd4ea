"""Web pages: the article with its links to the character, what the page says of itself, and bombs."""

from __future__ import annotations

import gzip
import json
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import pages as measure
from sayso.model.report import Report
from sayso.stages.admit import AdmitOptions, admit_bytes, admit_record
from sayso.stages.admit.lines import is_blank

SENTENCES = (
    "The council of Marrow Bay voted on Tuesday to close the old bridge, its clerk said after "
    "the meeting in the town hall.",
    "“It is not safe, and it has not been safe for years,” said Ada Finch, who has run the "
    "works department since 2010.",
    "Fishermen reportedly plan to go to court over the closure, which would cost them an hour "
    "on each way to the harbour.",
    "The mayor would not say what the repairs are going to cost, or when the town expects that they can begin.",
)
LINKED = (
    'The vote was first <a href="/2019/vote.html"> reported by the <b>Gazette</b></a>, which '
    "had seen the minutes, and then "
    'by <a href="https://other.example/a?b=1&amp;c=2">the broadcaster</a> of the county on the same evening.'
)


def page(body: str | None = None, head: str = "", title: str = "Old bridge to close, council says") -> bytes:
    text = body if body is not None else "".join(f"<p>{s}</p>" for s in SENTENCES) + f"<p>{LINKED}</p>"
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title} | Marrow Gazette</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><article><h1>{title}</h1>{text}</article>"
        "<footer><p>Privacy policy</p></footer></body></html>"
    ).encode()


def linked_data(**fields: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def kinds(report: Report) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(report.text)) for block in report.blocks]


def assert_sound(report: Report) -> None:
    seen = list(report.text)
    for before, after in pairwise(report.blocks):
        assert before.span.end <= after.span.start
    for block in report.blocks:
        seen[block.span.start : block.span.end] = " " * (block.span.end - block.span.start)
    assert is_blank("".join(seen))
    for link in report.links:
        words = link.span.of(report.text)
        assert words and words == words.strip()
        assert any(block.span.contains(link.span) for block in report.blocks)


def test_an_article_with_its_headline_and_paragraphs() -> None:
    report = admit_bytes(page())
    assert report.refused is None
    assert kinds(report)[0] == ("headline", "Old bridge to close, council says")
    assert [words for kind, words in kinds(report) if kind == "paragraph"][:4] == list(SENTENCES)
    assert report.text.split("\n\n") == [words for _, words in kinds(report)]
    assert "Sport" not in report.text and "Privacy" not in report.text
    assert report.language == "en"
    assert_sound(report)


def test_links_cover_exactly_their_words() -> None:
    report = admit_bytes(page(head='<link rel="canonical" href="https://gazette.example/news/bridge">'))
    assert [(link.span.of(report.text), link.url) for link in report.links] == [
        ("reported by the Gazette", "https://gazette.example/2019/vote.html"),
        ("the broadcaster", "https://other.example/a?b=1&c=2"),
    ]
    assert report.url == "https://gazette.example/news/bridge"
    assert_sound(report)


def test_a_link_stays_relative_where_the_page_does_not_tell_its_address() -> None:
    assert admit_bytes(page()).links[0].url == "/2019/vote.html"
    base = admit_bytes(page(head='<base href="https://gazette.example/x/">'))
    assert base.links[0].url == "https://gazette.example/2019/vote.html"


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "mailto:a@b.example", "#top", "http://[", "data:text/html,x", " "]
)
def test_only_web_addresses_are_links(href: str) -> None:
    body = "".join(f"<p>{s} <a href='{href}'>see there</a>.</p>" for s in SENTENCES)
    report = admit_bytes(page(body))
    assert "see there" in report.text and report.links == ()


def test_what_json_ld_says_comes_first_and_keeps_its_time_and_zone() -> None:
    head = linked_data(
        headline="Old bridge to close, council says",
        datePublished="2019-05-03T22:10:00-04:00",
        author=[{"@type": "Person", "name": "By JANE ROE and JOHN DOE, Associated Press"}],
        publisher={"@type": "Organization", "name": "Marrow Media"},
    ) + (
        '<meta property="article:published_time" content="2019-05-04">'
        '<meta property="og:site_name" content="The Marrow Gazette">'
    )
    report = admit_bytes(page(head=head))
    assert report.published == "2019-05-03T22:10:00-04:00"
    assert report.outlet == "The Marrow Gazette"
    assert report.authors == ("JANE ROE", "JOHN DOE, Associated Press")
    assert report.credit == "AP"
    assert any(e.rule == "published/1" and "JSON-LD" in e.says for e in report.evidence)


def test_references_within_json_ld_are_followed() -> None:
    graph = {
        "@graph": [
            {
                "@type": "Article",
                "author": {"@id": "#jane"},
                "publisher": {"@id": "#org"},
                "datePublished": "2019-05-03",
            },
            {"@type": "Person", "@id": "#jane", "name": "Jane Roe"},
            {"@type": "Organization", "@id": "#org", "name": "Reuters"},
        ]
    }
    report = admit_bytes(page(head=f'<script type="application/ld+json">{json.dumps(graph)}</script>'))
    assert (report.authors, report.outlet, report.credit) == (("Jane Roe",), "Reuters", "Reuters")


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="pubdate" content="May 3, 2019">',
        '<meta itemprop="datePublished" content="2019-05-03">',
        '<meta name="DC.date.issued" content="2019-05-03">',
        linked_data(datePublished="0001-01-01T00:00:00Z")
        + '<meta property="article:published_time" content="2019-05-03">',
    ],
)
def test_meta_dates(head: str) -> None:
    assert admit_bytes(page(head=head)).published == "2019-05-03"


def test_a_date_in_an_address_or_a_copyright_line_is_no_publication_date() -> None:
    report = admit_bytes(page(), options=AdmitOptions(url="https://gazette.example/2019/05/03/bridge"))
    assert report.published is None
    assert any(e.rule == "published/1" and "no publication date" in e.says for e in report.evidence)
    assert report.outlet == "gazette.example"


@pytest.mark.parametrize(
    "json_ld",
    [
        "{",
        "[[[[]]]]",
        '{"@type": 7, "author": 9, "datePublished": [], "headline": {}}',
        "null",
        "[" * 50_000,
        '{"@graph": "x"}',
    ],
)
def test_broken_json_ld_is_as_none(json_ld: str) -> None:
    report = admit_bytes(page(head=f'<script type="application/ld+json">{json_ld}</script>'))
    assert report.refused is None and report.published is None


def test_what_the_caller_says_stands_above_the_page() -> None:
    head = linked_data(datePublished="2019-05-03") + '<meta property="og:site_name" content="Gazette">'
    options = AdmitOptions(published="2020-01-01", url="https://copy.example/1", outlet="Copy", title="A title told")
    report = admit_bytes(page(head=head), options=options)
    assert (report.published, report.url, report.outlet, report.title) == (
        "2020-01-01",
        "https://copy.example/1",
        "Copy",
        "A title told",
    )
    assert admit_bytes(page(head=head)).id != report.id


def test_ways_to_other_stories_are_debris() -> None:
    more = (
        "<p><a href='/1'>Ferry strike enters its second week</a></p><p>READ MORE: <a "
        "href='/2'>Harbour fees to rise</a></p>"
        "<p>Related articles</p><ul><li><a href='/3'>Mayor under pressure over fees</a></li></ul>"
    )
    body = f"<p>{SENTENCES[0]}</p>{more}" + "".join(f"<p>{s}</p>" for s in SENTENCES)
    report = admit_bytes(page(body))
    article = [words for kind, words in kinds(report) if kind not in ("debris", "headline")]
    assert set(article) == set(SENTENCES)
    assert_sound(report)


def test_an_article_cut_into_boxes_is_read_whole() -> None:
    box = "<div class='grid article__body'>{}</div>"
    boxes = [box.format("".join(f"<p>Part {n}. {s}</p>" for s in SENTENCES)) for n in range(3)]
    report = admit_bytes(page("<div class='ad'>Advertisement</div>".join(boxes)))
    assert [f"Part {n}." in report.text for n in range(3)] == [True] * 3
    assert report.text.index("Part 0") < report.text.index("Part 1") < report.text.index("Part 2")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>Page not found.</p>",
        "<ul>"
        + "".join(f"<li><a href='/{n}'>A story of some length, number {n}</a></li>" for n in range(60))
        + "</ul>",
        "<form><input name='user'><input type='password'></form>",
    ],
)
def test_a_page_without_an_article_is_refused(body: str) -> None:
    report = admit_bytes(f"<html><head><title>Gazette</title></head><body>{body}</body></html>".encode())
    assert report.refused and report.refused.code == "no-article" and report.text == ""


def test_a_feed_is_no_article() -> None:
    report = admit_bytes(b"<?xml version='1.0'?><rss><channel><item><title>x</title></item></channel></rss>")
    assert report.refused and report.refused.code == "no-article"


def test_a_page_in_another_language_is_refused() -> None:
    french = "Le conseil municipal a décidé mardi de fermer le vieux pont, selon le greffier de la ville de Marrow. "
    report = admit_bytes(page("".join(f"<p>{french * 2}</p>" for _ in range(4)), title="Le vieux pont va fermer"))
    assert report.refused and report.refused.code == "language" and "French" in report.refused.reason


def test_a_page_s_declared_language_does_not_outweigh_its_words() -> None:
    report = admit_bytes(page().replace(b"lang='en'", b"lang='fr-FR'"))
    assert report.refused is None and report.language == "en"


PARAGRAPHS = "".join(f"<p>{s}</p>" for s in SENTENCES)


@pytest.mark.parametrize(
    "source",
    [
        PARAGRAPHS + "<div>" * 10_000 + "x" + "</div>" * 10_000,
        "<div>" * 10_000 + PARAGRAPHS + "</div>" * 10_000,
        "<b>" * 10_000 + PARAGRAPHS,
        "<table><tr><td>" * 5_000 + PARAGRAPHS,
        PARAGRAPHS + "<script>" + "while(1);" * 100_000 + "</script>",
        PARAGRAPHS + "<" * 200_000,
        PARAGRAPHS + "<!--" * 100_000,
        PARAGRAPHS + "<div " + " ".join(f"a{n}=1" for n in range(100_000)) + ">",
        PARAGRAPHS + "<div x='\">' " + "y " * 100_000 + ">",
        PARAGRAPHS + "<i></i>" * 60_000,
        PARAGRAPHS + "&amp;" * 100_000,
        PARAGRAPHS + "<p>" + "\ufffe\x01\x08" + "&#0;&#xd800;&#x110000;" * 100 + "</p>",
        "<!ENTITY a 'aaaa'><!DOCTYPE html [<!ENTITY b '&a;&a;'>]>" + PARAGRAPHS + "&b;",
        "<frameset><frame src=x></frameset>",
        "<svg><p>" + PARAGRAPHS,
    ],
    ids=range(15),
)
def test_bombs_are_read_or_refused(source: str) -> None:
    report = admit_bytes(f"<!DOCTYPE html><html><body>{source}".encode())
    assert report.refused is None or report.refused.code in ("no-article", "too-large", "binary")
    assert_sound(report)


def test_too_many_attributes_are_refused_before_they_are_parsed() -> None:
    report = admit_bytes(page("<p " + "a " * 300_000 + ">" + PARAGRAPHS))
    assert report.refused and report.refused.code == "too-large"


@given(st.text(st.sampled_from("<>/=\"'ap divbrhef&;# x\n\u00a0é"), max_size=300))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    report = admit_record({"html": f"<html><body>{PARAGRAPHS}{markup}</body></html>", "url": "https://g.example/1"})
    assert_sound(report)


_WORDS = st.text(st.sampled_from("abc de.,“”é\u00a0"), min_size=1, max_size=30).filter(lambda w: not is_blank(w))


@given(st.lists(st.tuples(_WORDS, _WORDS), min_size=1, max_size=5))
def test_every_link_quotes_its_own_words(runs: list[tuple[str, str]]) -> None:
    inline = " ".join(f"{escape(w)} <a href='https://l.example/{n}'>{escape(a)}</a>" for n, (w, a) in enumerate(runs))
    report = admit_record(
        {"html": f"<html><body><article>{PARAGRAPHS}<p>{SENTENCES[1]} {inline} {SENTENCES[0]}</p></article>"}
    )
    assert_sound(report)
    for link in report.links:
        number = int(link.url.rsplit("/", 1)[1])
        assert link.span.of(report.text).split() == runs[number][1].split()


def test_real_pages_are_no_worse_than_the_library_s_best(shared: Path) -> None:
    results = measure.measure(shared / "data" / "pages", ("Sayso", "trafilatura, precision"))
    ours, theirs = results["Sayso"], results["trafilatura, precision"]
    assert ours["f1"] >= max(theirs["f1"], 98.0)
    assert ours["precision"] >= theirs["precision"] and ours["recall"] >= theirs["recall"]


def test_every_real_page_is_sound(shared: Path) -> None:
    for path in sorted((shared / "data" / "pages").glob("*.html.gz")):
        report = admit_record({"html": gzip.decompress(path.read_bytes()).decode("utf-8", "replace")})
        assert report.refused is None and report.title and report.outlet, path.name
        assert_sound(report)


def test_the_measure_counts_sequences() -> None:
    assert measure.page_score("a b c d e", "a b c d e") == (1.0, 1.0)
    assert measure.page_score("a b c d e", "a b c d") == (1.0, 0.5)
    assert measure.page_score("a b c d", "a b c d a b c d") == (0.2, 1.0)
    assert measure.page_score("", "") == (1.0, 1.0)
    scores = measure.score({"x": "a b c d", "y": "a b c d"}, {"x": "a b c d"})
    assert (scores["precision"], scores["recall"]) == (100.0, 50.0)
