"""``sayso trace`` with the real models: the example dossier, its outputs, and what goes wrong."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import sayso
from sayso.faces import cli
from sayso.faces.cli_trace import decisions_in, nearest_claims
from sayso.model.decision import Decision
from sayso.model.errors import InputError
from sayso.model.trace_contract import trace_from_plain, trace_to_plain
from tests.conftest import ROOT
from tests.faces.conftest import Run
from tests.faces.readings import EXAMPLES
from tests.faces.traces import harbour

HARBOUR = EXAMPLES / "harbour" / "reports"
TRUTH = json.loads((EXAMPLES / "harbour" / "truth.json").read_text("utf-8"))

PLAIN = "The port of Lun was closed on Friday, harbour master Ada Quist said. Two ships were turned away.\n"


def valid(out: str) -> dict[str, object]:
    schema = json.loads((ROOT / "src/sayso/faces/schema/trace-1.json").read_text("utf-8"))
    plain: dict[str, object] = json.loads(out)
    jsonschema.Draft202012Validator(schema).validate(plain)
    return plain


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One report twice, without a date, and a picture that pretends to be one."""
    held = tmp_path / "reports"
    held.mkdir()
    (held / "a.txt").write_text(PLAIN)
    (held / "b.txt").write_text(PLAIN)
    return held


def test_the_answer_stands_in_the_first_lines(run: Run) -> None:
    status, out, err = run("trace", HARBOUR)
    assert (status, err) == (0, "")
    first = out.splitlines()[:5]
    assert "40 sea mines" in first[0]
    assert first[1].startswith("Carried by ") and " rests on " in first[1]
    assert out.rstrip().endswith("Counted within the reports given.")


def test_the_json_keeps_the_schema_and_comes_back(run: Run) -> None:
    status, out, err = run("trace", HARBOUR, "--format", "json")
    assert (status, err) == (0, "")
    plain = valid(out)
    found = trace_from_plain(plain)
    assert trace_to_plain(found, version=plain["made_by"]["sayso"]) == plain  # type: ignore[index]
    assert len(found.reports) == len(list(HARBOUR.iterdir()))
    assert any(len({o.report for o in claim.statements}) > 1 for claim in found.claims)


def test_the_ranges_are_those_of_the_truth(run: Run) -> None:
    # every count and edge is compared in tests/stories; here, that the command says the same
    _, out, _ = run("trace", HARBOUR, "--format", "json")
    found = trace_from_plain(json.loads(out))
    for truth in TRUTH["claims"]:
        quotes = {s["quote"] for s in truth["statements"]}
        claim = next(one for one in found.claims if any(one.text in q or q in one.text for q in quotes))
        told = claim.independent
        assert {"least": told.least, "most": told.most, "unknown": told.unknown} == truth["independent"], truth["id"]


def test_what_an_editor_would_object_to_is_not_printed(run: Run) -> None:
    _, out, _ = run("trace", HARBOUR, "--format", "json")
    plain = json.loads(out)
    outlets = {report["id"]: report["outlet"] for report in plain["reports"]}
    # the ministry's spokeswoman is among its origins, and spoke of no guards
    assert "The cargo ship Corisande was unloaded after midnight on 5 March" in [c["text"] for c in plain["claims"]]
    # every copy of Tidewire's has its background from there, however the parser cuts its sentences
    grain = next(c for c in plain["claims"] if c["text"].startswith("Port Sorrel handles most of the grain"))
    firsts = {s["chain"][0]["outlet"] for s in grain["statements"] if outlets[s["report"]] != "Tidewire"}
    assert firsts == {"Tidewire"}
    assert "Strait" not in {source["party"] for source in plain["sources"]}
    lost = [loss["says"] for claim in plain["claims"] for loss in claim["lost_attribution"]]
    anchor = [says for says in lost if "; Daily Anchor" in says]
    assert len(anchor) == 2 and all("by way of North Coast Herald" in says for says in anchor)
    _, out, _ = run("trace", HARBOUR)
    assert "could not verify: Inspectors of the Sorrel Strait Commission" in out


def test_page_and_table_are_written_to_files(run: Run, tmp_path: Path) -> None:
    page, table = tmp_path / "trace.html", tmp_path / "trace.txt"
    status, out, err = run("trace", HARBOUR, "--html", page, "--output", table, "--color", "always")
    assert (status, out, err) == (0, "", f"sayso: wrote {page}\n")
    assert "Tidewire" in page.read_text("utf-8")
    assert "\x1b[" in table.read_text("utf-8")


def test_two_runs_write_the_same(run: Run) -> None:
    assert run("trace", HARBOUR, "--format", "json") == run("trace", HARBOUR, "--format", "json")


def test_a_claim_is_chosen_by_its_words(run: Run) -> None:
    _, out, _ = run("trace", HARBOUR, "--claim", "the sea mines unloaded at the harbour", "--format", "json")
    claims = valid(out)["claims"]
    assert isinstance(claims, list) and 0 < len(claims) < 5
    assert all("mines" in claim["text"] for claim in claims)
    status, out, err = run("trace", HARBOUR, "--claim", "zeppelins")
    assert (status, out) == (cli.USAGE, "")
    assert err == "sayso: no claim in these reports shares a word with “zeppelins”\n"


def test_nearest_claims_look_past_little_words() -> None:
    trace, _ = harbour()
    with pytest.raises(InputError, match="shares a word"):
        nearest_claims(trace, "the zeppelins")
    for claim in trace.claims:
        assert claim in nearest_claims(trace, claim.text).claims


def test_a_source_is_struck(run: Run) -> None:
    status, out, err = run("trace", HARBOUR, "--strike", "Ostrand", "--strike", "Corin Hale")
    assert (status, err) == (0, "")
    assert out.startswith("Struck: ")
    _, out, _ = run("trace", HARBOUR, "--strike", "Corin Hale", "--format", "json")
    plain = valid(out)
    assert plain["struck"] and plain["without_support"]


def test_a_source_that_is_not_there_is_said_with_the_nearest(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "trace.html"
    status, out, err = run("trace", HARBOUR, "--strike", "Corin Hail", "--html", page)
    assert (status, out, page.exists()) == (cli.USAGE, "", False)
    assert err.startswith("sayso: no source is called “Corin Hail”; the nearest: Corin Hale")


class TestDecisions:
    def test_they_are_applied_and_kept(self, run: Run, tmp_path: Path) -> None:
        _, out, _ = run("trace", HARBOUR, "--format", "json")
        tie = next(tie for claim in trace_from_plain(json.loads(out)).claims for tie in claim.ties)
        file = tmp_path / "decisions.jsonl"
        file.write_text(json.dumps({"verb": "cut", "of": [tie.id], "why": "they never met"}) + "\n\n")
        status, out, err = run("trace", HARBOUR, "--format", "json", "--decisions", file)
        assert (status, err) == (0, "")
        valid(out)
        found = trace_from_plain(json.loads(out))
        assert found.decisions == decisions_in(file) == (Decision("cut", (tie.id,), why="they never met"),)
        assert tie.id not in {tie.id for claim in found.claims for tie in claim.ties}

    def test_one_that_fits_nothing_is_told(self, run: Run, folder: Path, tmp_path: Path) -> None:
        file = tmp_path / "decisions.jsonl"
        file.write_text('{"verb": "cut", "of": ["t0"]}')
        status, out, err = run("trace", folder, "--decisions", file)
        assert (status, err) == (0, "")
        assert "\n1 decision fits nothing any more: cut t0. No tie has this id here.\n" in out
        status, out, err = run("trace", folder, "--decisions", file, "--format", "json")
        assert status == 0
        assert err == "sayso: a decision fits nothing in these reports: cut t0. No tie has this id here.\n"
        assert valid(out)["orphans"]

    def test_a_list_of_decisions_about_findings_sources_and_statements(self, run: Run, tmp_path: Path) -> None:
        reading = sayso.read(EXAMPLES / "cable.txt")
        ministry, halloran = reading.attributions[:2]
        log = [
            Decision("reject", anchors=(sayso.anchor_attribution(reading, ministry),), who="R. Oum"),
            Decision(
                "reattribute", anchors=(sayso.anchor_attribution(reading, halloran),), source=sayso.Whose("nobody")
            ),
            Decision("reliability", anchors=(sayso.anchor_source(reading, reading.sources[4]),), letter="C"),
            Decision("note", anchors=(sayso.anchor_statement(reading, reading.statements[3]),), why="who counted?"),
            Decision("strike", anchors=(sayso.anchor_source(reading, reading.sources[-1]),)),
        ]
        file = tmp_path / "decisions.json"
        file.write_text("[" + ",\n".join(map(sayso.decision_line, log)) + "]", encoding="utf-8")
        status, out, err = run("trace", EXAMPLES / "cable.txt", "--format", "json", "--decisions", file)
        assert (status, err) == (0, "")
        valid(out)
        found = trace_from_plain(json.loads(out))
        assert found.decisions == tuple(log) and {o.state for o in found.outcomes} == {"applied"}
        assert len(found.struck) == 1
        voices = [o.voice for c in found.claims for o in c.statements if o.spans == ministry.content]
        assert voices == ["own"]
        for option in (["--html", tmp_path / "trace.html"], []):
            assert run("trace", EXAMPLES / "cable.txt", "--decisions", file, *option)[0] == 0

    @pytest.mark.parametrize("bad", ['{"verb": "cut"}', '{"verb": "like", "of": []}', "nonsense", "[]", "\udcff", "1"])
    def test_a_bad_one_is_named_by_its_line(self, run: Run, folder: Path, tmp_path: Path, bad: str) -> None:
        file = tmp_path / "decisions.jsonl"
        file.write_bytes(b'\xef\xbb\xbf{"verb": "cut", "of": ["t0"]}\n\n' + bad.encode("utf-8", "surrogateescape"))
        status, out, err = run("trace", folder, "--decisions", file)
        assert (status, out) == (cli.USAGE, "")
        assert err.startswith(f"sayso: {file}, line 3: no ")

    def test_a_file_that_is_not_there(self, run: Run, folder: Path, tmp_path: Path) -> None:
        status, _, err = run("trace", folder, "--decisions", tmp_path / "gone.jsonl")
        assert status == cli.USAGE
        assert "gone.jsonl" in err


class TestOddDossiers:
    def test_one_report(self, run: Run) -> None:
        status, out, err = run("trace", EXAMPLES / "cable.txt")
        assert (status, err) == (0, "")
        assert "1 report read" in out

    def test_the_same_report_twice_and_no_dates(self, run: Run, folder: Path, tmp_path: Path) -> None:
        for paths in ([folder], [folder / "a.txt", folder / "a.txt"]):
            status, out, err = run("trace", *paths, "--format", "json")
            assert (status, err) == (0, "")
            valid(out)
            status, out, _ = run("trace", *paths, "--html", tmp_path / "trace.html")
            assert (status, "Carried by" in out) == (0, True)

    def test_what_is_refused_is_told_and_the_rest_traced(self, run: Run, folder: Path, tmp_path: Path) -> None:
        (folder / "c.txt").write_bytes(b"\x89PNG\r\n")
        status, out, err = run("trace", folder, "missing.txt", "--format", "json")
        assert (status, err) == (cli.REFUSED, "")
        plain = valid(out)
        assert plain["claims"]
        assert [bool(r["refused"]) for r in plain["reports"]].count(True) == 2  # type: ignore[attr-defined, index]
        status, out, err = run("trace", folder, "--html", tmp_path / "trace.html")
        assert (status, "1 refused" in out) == (cli.REFUSED, True)
        assert err.startswith(f"sayso: refused {folder / 'c.txt'}: ")

    def test_many_refusals_are_not_all_listed(self, run: Run, tmp_path: Path) -> None:
        _, _, err = run("trace", *(tmp_path / f"{number}.txt" for number in range(30)))
        assert len(err.splitlines()) == 21
        assert err.endswith("sayso: refused 10 more; --format json lists all\n")

    def test_nothing_at_all(self, run: Run, tmp_path: Path) -> None:
        for options in ((), ("--format", "json"), ("--html", tmp_path / "trace.html")):
            (tmp_path / "empty").mkdir(exist_ok=True)
            assert run("trace", tmp_path / "empty", *options)[0] == cli.REFUSED
            assert run("trace", "-", *options, stdin=b"")[0] == cli.REFUSED

    def test_standard_input(self, run: Run) -> None:
        status, out, _ = run("trace", "-", "--format", "json", stdin=PLAIN.encode())
        assert status == 0
        assert valid(out)["claims"]


def test_the_schema_is_printed(run: Run) -> None:
    status, out, _ = run("schema", "trace")
    assert status == 0
    schema = json.loads(out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"]["const"] == "sayso.trace/1"
    assert run("schema") == run("schema", "reading")
    assert run("schema", "nonsense")[0] == cli.USAGE
