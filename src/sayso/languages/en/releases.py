"""Words in the forms of press releases, transcripts and headlines: data."""

from __future__ import annotations

from typing import Final

NO_SPEAKER: Final = frozenset(
    {"note", "notes", "update", "updates", "updated", "related", "photo", "photos", "video", "videos", "image"}
    | {"location", "when", "where", "what", "who", "why", "how", "date", "time", "tags", "topics", "topic", "more"}
    | {"analysis", "opinion", "exclusive", "breaking", "live", "watch", "listen", "read", "see", "correction"}
    | {"editor's note", "fact check", "fact-check", "subject", "re", "to", "from", "cc", "contact", "phone", "email"}
    | {"e-mail", "fax", "tel", "web", "website", "url", "http", "https", "warning", "caption", "gallery", "review"}
    | {"claim", "ruling", "rating", "verdict", "background", "summary", "question", "answer", "example", "tip"}
    | {"results", "result", "winner", "winners", "loser", "losers", "score", "final", "schedule", "agenda", "step"}
    | {"here's", "first", "second", "third", "also", "and", "but", "bottom line", "pros", "cons", "timeline", "quiz"}
    | {"for immediate release", "media contact", "press contact", "commentary", "column", "editorial", "letter"}
    | {"interview", "transcript", "source", "credit", "copyright", "by", "poll results", "methodology", "address"}
)
"""What stands before a colon at the head of a line and is nobody who speaks."""

GENERIC_SOURCES: Final = frozenset(
    {"report", "reports", "study", "studies", "survey", "poll", "polls", "source", "sources", "official", "officials"}
    | {"police", "analyst", "analysts", "expert", "experts", "researchers", "scientists", "witnesses", "witness"}
    | {"prosecutors", "prosecutor", "authorities", "lawyer", "lawyers", "documents", "document", "court documents"}
    | {"memo", "filing", "court filing", "lawsuit", "indictment", "data", "research", "watchdog", "monitor", "audit"}
    | {"minister", "ministry", "military", "army", "navy", "government", "president", "spokesman", "spokeswoman"}
    | {"spokesperson", "state media", "media", "local media", "family", "economists", "doctors", "investigators"}
    | {"agency", "regulator", "union", "activists", "rights group", "un", "u.n.", "nato", "eu", "white house"}
    | {"pentagon", "kremlin", "state department", "fbi", "cia", "interpol", "idf", "book", "new book", "e-mails"}
    | {"emails", "letter", "tape", "leaked documents", "leaked memo", "senior official", "us official", "u.s. official"}
)
"""Who may stand at a headline's end after a colon, or at its head before one, without being named."""

HEADLINE_VERBS: Final = "says|say|said|claims|claim|warns|warn|reports|report|finds|find|shows|show|reveals|suggests"

SPEAKING_OFFICES: Final = "office|desk|campaign|bureau|press office|press desk"

NOT_A_NAME: Final = frozenset(
    {"said", "says", "say", "told", "wrote", "added", "asked", "is", "was", "were", "are", "has", "have", "had"}
    | {"will", "would", "that", "this", "which", "but", "so", "because", "if", "when", "he", "she", "they", "it", "we"}
    | {"i", "you", "his", "her", "their", "not", "did", "does", "do", "can", "could", "there", "then", "than", "these"}
)
"""Words that show that what follows a dash goes on with the sentence."""

SMALL_IN_NAMES: Final = frozenset(
    {"of", "the", "and", "for", "de", "la", "von", "van", "der", "den", "bin", "al", "el", "da", "di", "du", "del"}
    | {"to", "in", "at", "on", "a", "an", "with", "&"}
)
