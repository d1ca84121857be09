"""What reads wrong in one translation: script, letters, address, sentences, German left behind."""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from laufmappe.catalogs.glossary import Term

SIMPLE = "de@leicht"
SCRIPTS: Mapping[str, str] = {
    "ar": "ARABIC", "fa": "ARABIC", "ckb": "ARABIC", "ps": "ARABIC", "ur": "ARABIC",
    "uk": "CYRILLIC", "ru": "CYRILLIC", "bg": "CYRILLIC", "el": "GREEK", "ti": "ETHIOPIC"}
"""The script of a catalog's language where it is not Latin."""
LATIN = frozenset({"en", "ku", "tr", "pl", "ro", "sr_Latn", "sq", "it", "es", "fr", "vi", "so",
                   SIMPLE})
FOREIGN = frozenset({"ARABIC", "CYRILLIC", "GREEK", "ETHIOPIC", "HEBREW", "DEVANAGARI", "GEORGIAN",
                     "ARMENIAN", "BENGALI", "THAI", "HANGUL", "CJK", "HIRAGANA", "KATAKANA"})
"""Scripts of which no letter stands in a text of another one."""
LETTERS: Mapping[str, str] = {
    "fa": "يك", "ckb": "يك", "ur": "يك", "ps": "ك", "ro": "şţŞŢ", "uk": "ыэёъ", "ru": "іїєґ",
    "bg": "ыэёіїєґ"}
"""Letters that look right and are another language's."""
INFORMAL: Mapping[str, str] = {
    "tr": "sen|senin|sana|seni|sende|senden", "ru": "ты|тебя|тебе|тобой|твой|твоя|твоё|твои|твоей",
    "uk": "ти|тебе|тобі|тобою|твій|твоя|твоє|твої", "bg": "теб|твой|твоя|твое|твои",
    "pl": "ty|ciebie|tobie|tobą|cię|twój|twoja|twoje|twoich", "ro": "tău|tine|tale|tăi",
    "it": "tuo|tua|tuoi|tue", "es": "tú|tus|contigo|ti", "fr": "ton|tes|toi|tu",
    "el": "εσύ|εσένα", "sr_Latn": "tvoj|tvoja|tvoje|tebe|tebi", "sq": "yti|jotja",
    "fa": "تو|ترا", "ur": "تم|تمہارا|تمہاری|تمہیں", SIMPLE: "du|dich|dir|dein|deine|deinen"}
"""Words that speak to a friend, by the folder of a catalog; only where no other word is so."""
YOUNG = re.compile(r"\b(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]eine?[nmrs]?)\b")
GERMAN = re.compile(
    r"(?<![\w'’-])(?:und|oder|nicht|Sie|Ihre?[mnr]?|ist|sind|wird|werden|bitte|haben|können|müssen|"
    r"wenn|auch|eine?[mnr]?|dem|zum|zur|für|über|gibt)(?![\w'’-])")
ALIKE: Mapping[str, tuple[str, ...]] = {
    "ku": ("dem",), "el": ("email",), "ti": ("settings", "history", "log", "menu")}
"""Words of a language that are German words too, or that it writes in Latin letters."""
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ·][^\W\d_]+)*")
LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ·*+-]*[A-Za-zÀ-ɏ]")
ENDS = re.compile(r"(?<!\d)(?<!\b[A-ZА-Я])(?<!Abs)(?<!Nr)(?<!bzw)(?<!St)[.!?؟۔።;](?=\s|$|[»”\"’)])")
IDENTIFIER = re.compile(r"\b[a-z]+_[a-z_]+\b")
SENTENCES_APART = 3
SHORT = 2


def problems(folder: str, german: str, text: str, terms: Sequence[Term],
             names: frozenset[str]) -> Iterator[str]:
    """Yield what reads wrong in a translation, in words that say what to do.

    `names`: Latin words that may stand in every language, folded (see `latin`).
    """
    plain = re.sub(r"%\(\w+\)s", " ", text)
    yield from _letters(folder, german, plain, names)
    if text.count("§") != german.count("§"):
        yield "das Zeichen § muss so oft stehen wie im Deutschen"
    if set(IDENTIFIER.findall(plain)) - set(IDENTIFIER.findall(german)):
        yield "enthält einen internen Namen mit _"
    for term in terms:
        if term.stays and term.pattern.search(german) and not term.kept(text):
            yield f"„{term.german}“ muss deutsch stehen bleiben"
    informal = INFORMAL.get(folder)
    if informal and not YOUNG.search(german) and (
            found := re.search(rf"(?<![\w'’-])(?:{informal})(?![\w'’-])", plain, re.IGNORECASE)):
        yield f"unhöfliche Anrede: „{found[0]}“"
    if folder != SIMPLE:
        yield from _left(folder, german, plain)
        ours, theirs = _sentences(german), _sentences(text)
        if abs(ours - theirs) > SENTENCES_APART:
            yield f"{theirs} Sätze statt {ours}"


def _letters(folder: str, german: str, text: str, names: frozenset[str]) -> Iterator[str]:
    wrong = sorted(set(LETTERS.get(folder, "")) & set(text))
    if wrong:
        yield f"Buchstaben einer anderen Sprache: {' '.join(wrong)}"
    strange = _strange(folder, text)
    if strange:
        yield f"Buchstaben einer anderen Schrift: {' '.join(strange[:9])}"
    if any(unicodedata.category(each) == "Nd" and not each.isascii() for each in text):
        yield "Ziffern bitte als 0 bis 9 schreiben"
    for word in WORD.findall(text):
        if len({_script(each) for each in word} - {""}) > 1:
            yield f"„{word}“ mischt zwei Schriften"
    if folder in SCRIPTS:
        yield from _unknown(folder, german, text, names)


def _unknown(folder: str, german: str, text: str, names: frozenset[str]) -> Iterator[str]:
    """Yield Latin words that are neither a name nor in the German text."""
    known = german.replace("·", "").casefold()
    for word in set(LATIN_WORD.findall(text)) - set(ALIKE.get(folder, ())):
        if not {word.casefold(), *word.casefold().split("-")} & names and (
                word.casefold() not in known) and not _begun(word, german):
            yield f"„{word}“ steht nicht im deutschen Text"


def _strange(folder: str, text: str) -> list[str]:
    """Return the letters of scripts that the language is not written in."""
    own = SCRIPTS.get(folder) or ("LATIN" if folder in LATIN else "")
    return sorted({each for each in text if own and each.isalpha() and not each.isascii()
                   and _family(each) in FOREIGN - {own}})


def latin(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of German texts, folded: names and office words may stand anywhere."""
    return frozenset(word.casefold() for text in texts for word in LATIN_WORD.findall(text))


def _begun(word: str, german: str) -> bool:
    """Say whether a word is one of the German text without its ending, or in the singular."""
    stem = word.rstrip("es").casefold()
    return len(stem) > SHORT and stem in german.casefold()


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """Return the script of a letter, of those whose letters look alike."""
    found = _family(letter)
    return found if found in {"LATIN", "CYRILLIC", "GREEK"} else ""


def _family(letter: str) -> str:
    """Return the first word of a letter's name, which is that of its script."""
    return unicodedata.name(letter, "").split(" ", 1)[0]


def _left(folder: str, german: str, text: str) -> Iterator[str]:
    """Yield German words of a sentence that no name of the German text holds."""
    for found in GERMAN.finditer(text):
        if found[0] in ALIKE.get(folder, ()):
            continue
        around = text[max(0, found.start() - 12):found.end() + 12].split()
        pairs = [f"{one} {two}" for one, two in itertools.pairwise(around)
                 if found[0] in (one, two)]
        if not any(pair.strip("()„“,.;:»«") in german for pair in pairs):
            yield f"noch deutsch: „{found[0]}“"
            return


def _sentences(text: str) -> int:
    return max(1, len(ENDS.findall(text)))
