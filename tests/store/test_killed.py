"""A batch that is killed at any point leaves a whole library, and adding again completes it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from sayso.model.identity import sha256
from sayso.store import Library
from tests.conftest import ROOT
from tests.store.readings import reading
from tests.store.stand_in import write_reports

REPORTS = 300
# The fifty of SAYSO_STRESS=1 take half a minute.
KILLS = 50 if os.environ.get("SAYSO_STRESS") else 12


def adder(library: Path, reports: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.stand_in", str(library), str(reports)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), "PYTHONDONTWRITEBYTECODE": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def broken(library: Path) -> list[str]:
    with Library.open(library) as opened:
        return [fault.says for fault in opened.verify() if not fault.harmless]


def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    library, reports = tmp_path / "library", tmp_path / "reports.jsonl"
    write_reports(reports, REPORTS)
    chance = random.Random(20310504)
    reached = []
    for number in range(KILLS):
        running = adder(library, reports)
        assert running.stdout is not None
        if number % 4:
            # So many reports later than before, and then at any moment within the next ones.
            new = chance.randint(0, int(1.6 * REPORTS / KILLS))
            while new and (line := running.stdout.readline()) and line != "done\n":
                new -= line == "new\n"
            time.sleep(chance.uniform(0.0, 0.01))
        else:
            time.sleep(chance.uniform(0.0, 0.6))  # perhaps in the middle of making or opening the library
        running.send_signal(signal.SIGKILL)
        running.communicate()
        if (library / "library.sqlite").exists() and number % 5 == 3:
            assert broken(library) == []
            with Library.open(library) as opened:
                reached.append(opened.counts()["reports"])
    assert reached == sorted(reached), "what was in stays in"
    assert any(0 < count < REPORTS for count in reached), "no kill came in the middle of adding"
    last = adder(library, reports)
    out, err = last.communicate(timeout=120)
    assert (last.returncode, err) == (0, ""), err
    assert out.endswith("done\n")
    assert broken(library) == []
    with Library.open(library) as opened:
        assert len(list(opened.report_ids())) == len(set(opened.report_ids())) == REPORTS
        lines = reports.read_bytes().splitlines()
        assert [r.report.external_id for r in opened.readings()] == [f"Tarn-{n}" for n in range(REPORTS)]
        assert all(opened.original(sha256(line)) == line for line in lines)
        assert opened.search("quay").total == REPORTS
        opened.sweep()
        assert list(opened.verify()) == []


REMOVE = """
import sys
from sayso.store import Library
with Library.open(sys.argv[1]) as library:
    print("opened", flush=True)
    library.remove(sys.argv[2], who="A", why="")
    print("done", flush=True)
"""


def test_killed_while_removing_a_report_is_there_or_gone(tmp_path: Path) -> None:
    library = tmp_path / "library"
    chance = random.Random(5)
    with Library.open(library, create=True) as opened:
        kept = [reading(f"boat {number} lay at the quay", more=" Rain fell." * 200) for number in range(60)]
        for one in kept:
            opened.put(one, one.text.encode())
    for number in range(KILLS // 2):
        secret = reading(f"zyxquorvel {number} was unsafe", source="Wanda Hrubzek")
        with Library.open(library) as opened:
            opened.put(secret, secret.text.encode())
        running = subprocess.Popen(
            [sys.executable, "-c", REMOVE, str(library), secret.report.id],
            env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.05))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        with Library.open(library) as opened:
            assert [fault for fault in opened.verify() if not fault.harmless] == []
            if opened.holds(secret.report.id):
                assert opened.reading(secret.report.id) == secret
                opened.remove(secret.report.id, who="A", why="")
            else:
                assert opened.is_removed(secret.report.id)
        left = b"".join(path.read_bytes() for path in library.rglob("*") if path.is_file())
        assert b"yxquorvel" not in left and b"rubzek" not in left
    with Library.open(library) as opened:
        assert list(opened.report_ids()) == [one.report.id for one in kept]
