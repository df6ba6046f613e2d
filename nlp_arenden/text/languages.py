"""Which language a text is in, by its commonest small words."""

import re

# Words that are frequent in one language and rare in the others. Norwegian and Danish share theirs.
_FREQUENT = {
    "sv": "och att som är för inte med till av på ett den har vid från ska eller enligt samt om",
    "en": "the of and to in is for that with are be this as by from shall which",
    "no": "og ikke er til et ved fra skal etter det",
    "de": "der die und das ist nicht mit von für den dem ein eine werden auf",
    "fi": "ja on ei se että kun myös joka tai ovat sekä",
}
_WORDS = {language: frozenset(words.split()) for language, words in _FREQUENT.items()}
_FEWEST = 20  # words below which no other language than Swedish is claimed
_WORD = re.compile(r"[^\W\d_]+")
_READ = 20_000  # code points


def language_of(text: str) -> str:
    """``sv``, ``en``, ``no`` (Norwegian or Danish), ``de``, ``fi`` or ``okant``; short texts count as ``sv``."""
    words = [word.lower() for word in _WORD.findall(text[:_READ])]
    if len(words) < _FEWEST:
        return "sv"
    counts = {language: sum(word in known for word in words) for language, known in _WORDS.items()}
    best = max(counts, key=lambda language: (counts[language], language == "sv"))
    return best if counts[best] >= 0.04 * len(words) else "okant"
