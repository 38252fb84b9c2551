"""The vocabularies: what people write, and what it stands for.

The closed ones hold every value that their field can have. The open ones, of fields of text,
hold other ways of writing some of them; what they do not hold is text as it stands.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.wording.text import likeness
from qinjian.schemas.kinds import TOP_KINDS
from qinjian.schemas.record import Record

Vocabulary = dict[str, list[str]]

_LISTS_OF_DOCUMENTS = frozenset({"shown_documents", "absent_documents"})
"""Fields that take the words of ``documents``."""


@cache
def _vocabulary(name: str) -> Vocabulary:
    section = "documents" if name in _LISTS_OF_DOCUMENTS else name
    return cast("dict[str, Vocabulary]", data_file("vocabularies.yaml"))[section]


def open_vocabulary(field: str) -> str | None:
    """Return the name of the open vocabulary of a field of text, None if it has none."""
    return cast("dict[str, str]", data_file("vocabularies.yaml")["open"]).get(field)


@lru_cache(maxsize=4096)
def _normalised_word(word: str) -> str:
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


@cache
def _meanings(name: str) -> dict[str, str]:
    meanings: dict[str, str] = {}
    for value, words in _vocabulary(name).items():
        for word in (value, *words):
            meanings.setdefault(_normalised_word(word), value)
    return meanings


def canonical(vocabulary: str, word: str) -> str | None:
    """Return the value that ``word`` stands for, None if it is not in the vocabulary."""
    return _meanings(vocabulary).get(_normalised_word(word))


def words_of(vocabulary: str) -> Iterator[tuple[str, str]]:
    """List each value of a vocabulary with each of its words."""
    for value, words in _vocabulary(vocabulary).items():
        for word in words:
            yield value, word


def first_word(vocabulary: str, value: str) -> str | None:
    """Return the word that messages show for a value, None if it is in no closed vocabulary."""
    listed = cast("dict[str, Vocabulary]", data_file("vocabularies.yaml"))
    section = "documents" if vocabulary in _LISTS_OF_DOCUMENTS else vocabulary
    words = listed.get(section, {}).get(value)
    return words[0] if words else None


def nearest_words(vocabulary: str, word: str) -> str:
    """List the first word of each value for a message, those most like a word first.

    A value is as like as the likest of its words, its own name among them.
    """
    meant = _vocabulary(vocabulary)
    return ", ".join(meant[value][0] for value in _nearest(meant, word))


def _nearest(meant: Vocabulary, word: str) -> list[str]:
    return sorted(meant, key=lambda value: likeness(word, (value, *meant[value])), reverse=True)


def first_words(vocabulary: str) -> list[str]:
    """List the first word of each value."""
    return [words[0] for words in _vocabulary(vocabulary).values()]


def known_words(vocabulary: str) -> str:
    """List the first word of each value, for a message."""
    return ", ".join(first_words(vocabulary))


def region_of(name: str) -> str | None:
    """Return the province-level unit that ``name`` is or begins with the full name of."""
    return canonical("region", name) or region_at_start(name)


def region_at_start(name: str) -> str | None:
    """Return the province-level unit with whose full name ``name`` begins."""
    plain = _normalised_word(name)
    regions = _vocabulary("region").items()
    return next((region for region, words in regions if plain.startswith(words[0])), None)


def rank_of_post(post: str) -> str | None:
    """Return the rank of travellers that a post can only have: 民警 is none of a bureau."""
    return canonical("traveller_rank", post) or canonical("post", post)


def kind_of(word: str) -> type[Record] | None:
    """Return the kind that ``word`` names if a row or claim can be of it."""
    name = canonical("kind", word) or word.strip()
    return TOP_KINDS.get(name)


def known_kinds() -> str:
    """List the kinds that a row or claim can be of, for a message."""
    kinds = _vocabulary("kind")
    return ", ".join(f"{name} ({kinds[name][0]})" for name in TOP_KINDS)


def nearest_kinds(word: str) -> str:
    """List the kinds that a row or claim can be of, those most like a word first."""
    kinds = {name: _vocabulary("kind")[name] for name in TOP_KINDS}
    return ", ".join(f"{name} ({kinds[name][0]})" for name in _nearest(kinds, word))
