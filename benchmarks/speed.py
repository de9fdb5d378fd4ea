"""Words per CPU-second and peak memory of the whole of ``sayso read``, beside spaCy's small pipeline.

Run in fresh processes, pinned to one core, one thread each library; the model is loaded before the
clock starts. Both are measured in turns (A B A B …) and the median of each is taken, so that a busy
machine slows both. CPU time of the whole process is what counts, not the clock on the wall.

- *single*: each report on its own, one call a report.
- *batch*: all reports in one call.

Sayso's time holds everything that the command does: reading the file, admission, all stages, and
writing the JSON. spaCy's holds only the call of its pipeline on the text.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpora import Annotated
from benchmarks.scorer import Words

ONE_THREAD = {
    name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
} | {"TOKENIZERS_PARALLELISM": "false"}


def measure(corpus: Sequence[Annotated], turns: int = 3) -> dict[str, Any]:
    """Measure speed and memory on the texts of a corpus, in fresh processes."""
    with tempfile.TemporaryDirectory() as folder:
        for number, report in enumerate(corpus):
            (Path(folder) / f"{number:04}.txt").write_bytes(report.text.encode("utf-8"))
        return {**_fresh("speed", folder, str(turns)), "memory": _fresh("memory", folder)}


def _fresh(*arguments: str) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.speed", *arguments],
        env=os.environ | ONE_THREAD,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    result: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return result


def _pin() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _sayso(folder: Path) -> dict[str, Callable[[], object]]:
    import sayso

    files = sorted(folder.glob("*.txt"))

    def single() -> None:
        for path in files:
            sayso.to_json(sayso.read(path))

    def batch() -> None:
        for reading in sayso.read_all([folder]):
            sayso.to_json(reading)

    sayso.read(files[0])
    return {"single": single, "batch": batch}


def _spacy(folder: Path) -> dict[str, Callable[[], object]]:
    from benchmarks.peers import spacy_small

    nlp = spacy_small()
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    nlp(texts[0])
    return {"single": lambda: [nlp(text) for text in texts], "batch": lambda: list(nlp.pipe(texts))}


def _timed(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def speed(folder: Path, turns: int) -> dict[str, Any]:
    """Return the median words per CPU-second of each program, single and in batches."""
    words = sum(len(Words(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.txt")))
    programs = {"sayso": _sayso(folder)}
    try:
        programs["spaCy small"] = _spacy(folder)
    except (ImportError, OSError) as missing:
        print(f"  no peer beside it: {missing}", file=sys.stderr)
    spent: dict[tuple[str, str], list[float]] = {}
    for _ in range(turns):
        for way in ("single", "batch"):
            for name, ways in programs.items():
                spent.setdefault((name, way), []).append(_timed(ways[way]))
    result: dict[str, Any] = {"words": words, "turns": turns}
    for (name, way), times in spent.items():
        result.setdefault(name, {})[way] = words / statistics.median(times)
    if "spaCy small" in result:
        for way in ("single", "batch"):
            result[f"share_{way}"] = result["sayso"][way] / result["spaCy small"][way]
    return result


def memory(folder: Path) -> dict[str, float]:
    """Return the peak memory of a process that reads all reports, in MB."""
    _sayso(folder)["batch"]()
    return {"peak_mb": _peak()}


def _peak() -> float:
    """Return this process's peak memory in MB.

    Linux counts into ``ru_maxrss`` what the parent held when it started us; the kernel's own
    high-water mark does not.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    _pin()
    task, where, *rest = sys.argv[1:]
    print(json.dumps(speed(Path(where), int(rest[0])) if task == "speed" else memory(Path(where))))
