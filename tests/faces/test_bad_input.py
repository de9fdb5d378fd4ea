"""Documents that cannot be read, through real admission: each is refused with a reason, and the rest is read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest

import sayso
from sayso.faces import cli
from tests.conftest import ROOT
from tests.faces.conftest import Run
from tests.faces.readings import EXAMPLES

pytestmark = pytest.mark.usefixtures("stub_pipeline")

FRENCH = (
    "<html lang=fr><head><title>Le pont fermé</title></head><body><article><h1>Le pont fermé</h1>"
    "<p>Le maire a déclaré hier soir que la route qui mène au port serait fermée pendant trois mois, "
    "parce que les poutres du vieux pont ne portent plus les camions.</p>"
    "<p>Les commerçants du quartier disent qu'ils n'ont pas été prévenus, et que la mairie leur avait promis "
    "au printemps que les travaux ne commenceraient pas avant la fin de l'année.</p>"
    "<p>Selon un ingénieur de la région, les fissures ont été vues pour la première fois il y a dix ans.</p>"
    "</article></body></html>"
)

BAD = {
    "empty.txt": (b"", "empty"),
    "space.txt": (b" \n\t \r\n", "empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", "binary"),
    "menu.html": (b"<html><body><nav><a href=/>Home</a></nav></body></html>", "no-article"),
    "french.html": (FRENCH.encode(), "language"),
    "cut.jsonl": (b'{"text": "The mayor said th', "malformed"),
    "big.txt": (b"The mayor said that it is so. " * 5000, "too-large"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, (data, _) in BAD.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_bytes((EXAMPLES / "cable.txt").read_bytes())
    return tmp_path


def test_each_is_refused_and_the_rest_is_read(run: Run, folder: Path) -> None:
    status, out, err = run("read", folder, folder / "gone.txt", "--format", "jsonl", "--max-size", "100kB")
    assert (status, err) == (cli.REFUSED, "")
    schema = json.loads((ROOT / "src/sayso/faces/schema/reading-1.json").read_text("utf-8"))
    codes = {}
    for line in out.split("\n")[:-1]:
        plain = json.loads(line)
        jsonschema.Draft202012Validator(schema).validate(plain)
        refused = plain["report"]["refused"]
        codes[os.path.basename(plain["report"]["path"]).removesuffix(":1")] = refused and refused["code"]
    assert codes == {name: code for name, (_, code) in BAD.items()} | {"good.txt": None, "gone.txt": "missing"}


def test_the_table_gives_the_reasons(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    status, out, _ = run("read", ".", "--max-size", "100kB")
    assert status == cli.REFUSED
    assert out.count("\nrefused  ") == len(BAD)
    assert "8 documents: 1 read, 7 refused." in out


@pytest.mark.parametrize("name", BAD)
def test_alone_it_is_one_object_and_an_exception_in_python(run: Run, folder: Path, name: str) -> None:
    status, out, _ = run("read", folder / name, "--format", "json", "--max-size", "100kB")
    assert status == cli.REFUSED
    assert json.loads(out)["report"]["refused"]["code"] == BAD[name][1]
    if name != "big.txt":
        with pytest.raises(sayso.RefusedError) as refused:
            sayso.read(folder / name)
        assert refused.value.refusal.code == BAD[name][1]


def test_a_date_that_is_none_is_a_wrong_command(run: Run) -> None:
    status, out, err = run("read", EXAMPLES / "cable.txt", "--published", "soon")
    assert (status, out) == (cli.USAGE, "")
    assert "'soon' is not a date" in err


def test_standard_input_may_be_a_page(run: Run) -> None:
    page = (EXAMPLES / "cable-ledger.html").read_bytes()
    status, out, _ = run("read", "-", "--format", "json", stdin=page)
    report = json.loads(out)["report"]
    assert status == 0
    assert (report["path"], report["outlet"]) == ("-", "The Morning Ledger")
    assert [link["url"] for link in report["links"]][1] == "https://tidewire.example/item/58213"


def test_a_lone_surrogate_in_json_lines_does_no_harm(run: Run, tmp_path: Path) -> None:
    text = "The mayor said that the bridge will be closed \\ud800 for the whole of the month."
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{text}"}}\n')
    for form in ("table", "json", "jsonl"):
        status, out, _ = run("read", tmp_path / "a.jsonl", "--format", form, "--html", tmp_path / "page.html")
        assert status == 0
        assert "for the whole of the month" in out
