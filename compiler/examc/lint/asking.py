"""Words that questions and tasks begin with, in English, Dutch, German, French and Spanish."""

import re
from functools import lru_cache

from examc.core import lazyre

LANGUAGES_READ = frozenset({"en", "nl", "de", "fr", "es"})
OTHER_MARKS = lazyre.compile(r"[？؟…:]|__|\.\.\.")
"""What asks besides the question mark: those of other scripts, a gap, a colon before a task."""

_ASK = {
    "en": (
        "explain|describe|calculate|compute|determine|derive|prove|discuss|define|sketch|justify"
        "|motivate|compare|contrast|identify|choose|select|indicate|evaluate|analy[sz]e"
        "|summari[sz]e|outline|illustrate|interpret|formulate|simplify|translate|elaborate|argue"
        "|demonstrate|solve|predict|construct|rewrite|enumerate|specify|comment|fill in|write down"
        "|work out|factori[sz]e|differentiate|integrate|diagonali[sz]e|minimi[sz]e|maximi[sz]e"
    ),
    "nl": (
        "beschrijf|bereken|bepaal|bewijs|verklaar|beargumenteer|motiveer|vergelijk|definieer"
        "|formuleer|onderbouw|analyseer|bespreek|vertaal|leg|laat zien|leid|schets|kruis|licht"
        "|benoem|noteer|evalueer|illustreer|construeer|ontwerp|implementeer|beredeneer"
    ),
    "de": (
        "erklären?|erkläre|erläutern?|erläutere|beschreiben?|berechnen?|bestimmen?|beweisen?"
        "|begründen?|vergleichen?|definieren?|diskutieren?|skizzieren?|ergänzen?|formulieren?"
        "|analysieren?|übersetzen?|ermitteln?|untersuchen?|kreuzen?|leiten?|entwerfen?|beurteilen?"
    ),
    "fr": (
        r"\w{3,}ez|expliquer|décrire|calculer|déterminer|montrer|démontrer|prouver|justifier"
        "|comparer|définir|résoudre|analyser|traduire|donner|citer"
    ),
    "es": (
        "explica|explique|describa|describe|calcula|calcule|determina|determine|demuestra"
        "|demuestre|justifica|justifique|define|defina|dibuja|dibuje|escribe|escriba|indica"
        "|indique|resuelve|resuelva|analiza|analice|señala|señale|elige|elija|selecciona"
        "|seleccione|completa|complete|traduce|traduzca|menciona|mencione|enumera|enumere"
    ),
}
_ASK_FIRST = {  # ask only where a clause begins: elsewhere they are nouns, or join clauses
    "en": (
        "what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|can|could"
        "|will|would|should|give|name|list|show|find|state|draw|write|read|complete|mark|match"
        "|order|sort|rank|label|plot|graph|tick|check|circle|answer|use|apply|convert|express"
        "|design|implement|propose|suggest|provide|classify|estimate|verify|round|expand|say|tell"
        "|decide|arrange|assign|combine|correct|deduce|establish|examine|explore|group|insert"
        "|put|replace|run|trace|transform|underline|fix|improve|change|modify|program|reflect"
        "|relate|assess|upload|submit|add|subtract|multiply|divide|count|pick|present|report"
        "|recall|consider whether|think|test|make|build|create|develop|draft|sum|turn|set|let us"
    ),
    "nl": (
        "wat|welke?|wie|waar|waarom|wanneer|hoe|hoeveel|is|zijn|kan|kunnen|geef|noem|toon|teken"
        "|schrijf|kies|vul|stel|los|gebruik|zet|maak|werk|rangschik|orden|combineer|verbeter"
        "|beoordeel|beantwoord|reken|vind|zoek|lees|wijs"
    ),
    "de": (
        "was|welche[rsnm]?|wer|wen|wem|wo|warum|wann|wie|wieso|weshalb|wozu|womit|ist|sind|kann"
        "|nennen?|gib|geben?|geben sie|zeigen?|zeichnen?|wählen?|lösen?|ordnen?|schreiben?"
        "|finden?|stellen?|setzen?|beantworten?|vervollständigen?|verbessern?"
    ),
    "fr": "que|quoi|quel|quels|quelle|quelles|qui|où|pourquoi|quand|comment|combien|est-ce",
    "es": (
        "qué|que|cuál|cuáles|quién|quiénes|dónde|por qué|cuándo|cómo|cuánto|cuántos|cuánta"
        "|cuántas|da|dé|nombra|nombre|muestra|muestre|encuentra|encuentre|halla|halle|usa|use"
        "|compara|compare|obtén|obtenga|prueba|pruebe|comenta|comente|razona|razone"
    ),
}
_BEFORE = (  # what may stand before them in a clause
    r"(?:^|[.!:;,()\[\]\"“”'‘’–—-]\s*"
    r"|\b(?:and|or|then|please|to|also|now|briefly|next|finally|you|we|in|for|at|by|on|from|with"
    r"|of|under|en|of|dan|eerst|nu|kort|u|je|in|met|bij|door|op|und|dann|bitte|nun|kurz|sie|mit"
    r"|bei|auf|et|puis|à|dans|avec|pour|de|y|luego|a|con|para)\s+)"
)


def asks(text: str, language: str) -> bool:
    """Whether a text has a word that a question or a task begins with, in any of the languages.

    That of the exam (`language`, as "en") is tried first: mostly no other is needed.
    """
    return any(
        _asking(known).search(text) for known in sorted(_ASK, key=lambda own: own != language)
    )


@lru_cache(maxsize=len(_ASK))
def _asking(language: str) -> re.Pattern[str]:
    first = rf"{_BEFORE}(?:{_ASK_FIRST[language]})\b"
    return re.compile(rf"\b(?:{_ASK[language]})\b|{first}", re.IGNORECASE)
