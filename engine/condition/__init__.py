"""Conditions: the language of rules, from its text to something that runs.

What runs is imported from here; what reads their text, from ``condition.check``: a check of records
does without.

The checked syntax tree is the one source of meaning, from which Python and SQL are generated.
Meaning, where *unknown* is a field that is blank, that was not collected, or that could not be
read:

* ``AND``, ``OR``, ``NOT`` are Kleene's: ``AND`` is false if any operand is false, else
  unknown if any is unknown; ``OR`` is true if any operand is true, else unknown if any is
  unknown; ``NOT`` of unknown is unknown.
* ``c IS TRUE``: whether a condition is known to hold; never unknown. It is for what tells records
  apart only where it is told: two that name different contracts are two, and so are two that name
  none.
* Comparisons, arithmetic, ``IN`` and functions of an unknown value are unknown. ``BETWEEN`` is two.
* Numbers are exact decimals; ``//`` rounds down. Nothing divides otherwise.
* Text and words compare in their normalised form (see ``engine.text``).
* ``blank(f)``: true if the field is blank, false if given, unknown if not collected or not read.
* ``blank('role')``: whether the record says nothing in a role: of the fields that play it those
  count that the source has. False if one says something; else unknown if one could not be read or
  none is there; else true.
* ``holds(f, 'v')``: whether a list of words (how it was paid) has this one; unknown without a list.
* ``attached('d')``: whether a witness shows the document. Witnesses are the list of attachments,
  a column of the document's own (有, 无) and the kind's own fields for that document (its number or
  title, or an amount above zero). True if a witness shows it. Else false if a column of its own
  says that it is not there; unknown if a witness cannot be read, refers elsewhere, or the list
  holds words that are not known; false if a witness was collected, unknown if none was.
  ``attached('d', other)`` asks it of the other record of a pair.
* ``days_between(a, b)``: days from a to b, b minus a.
* ``month_of(a)``: the month of a day, 1 to 12.
* ``mentions(f, 'l')``: whether the text holds a word of the list (see ``rulebook.mentions``).
* ``mentions('role', 'l')``: whether what the record says in a role (``goods``, ``place``,
  ``party``, ``purpose``) holds a word of the list. Of the fields that play the role those count
  that the source has: true if one holds a word; else unknown if one could not be read or none is
  there; else false.
* ``says('role', 'subject')``: whether what the record says in a role is about a subject,
  as the reader of texts has it (``engine.texts``); the same fields count. Both are false for a kind
  in which nothing plays the role.
* An exception (``unless`` of a rule) is what its condition is. Where that is unknown and what is
  taken for granted counts, it is false if the source has no column for any of its fields that are
  unknown: nobody is asked for what he could not have written. Documents are never taken for
  granted, nor is a cell that is blank or could not be read. Of alternatives (``OR``) each is an
  exception of its own.
* ``refund()``: whether the amount is known to be below zero; never unknown.
* ``includes(f, g)``: whether the text of the second field occurs in that of the first.
* ``one_unit(f, g)``: whether two names may be of one unit: what one adds in front (重庆市…),
  another form of it (…委, …委员会), or 本单位. What it adds behind is another unit (…局工会).
* ``more_countries(f, g)``: whether the first text names a country that the second does not; those
  that were only passed through (经停) do not count, nor does a second that names none.
* ``dearer_dish(f, g)``: whether a dish of the first menu costs at least half more for a portion
  than on the second; dishes without a price are none.
* ``one_trip(f, g)``: whether two destinations have a place in common; a province holds its cities.
* ``no_purpose(f)``: whether a text states nothing but place, days, people, money and that it was a
  trip (成都出差, 3月差旅费).
* ``one_thing(f, g)``: whether two texts name one thing, or numbered parts of one work: they are
  equal but for a quantity or the mark of a part (一标, A, 第二批, K12-K18; of works also a floor or
  a building).
* ``same_ending(f, g)``: whether two names of things end in the same four characters, but for
  words such as 采购 and 项目.
* ``one_class(f, g)``: whether two texts name one economic class, with or without its code (30211,
  差旅费, 302-11 差旅费).
* ``follows(f, g)``: whether the number in the text of the first field is the one right after that
  in the second: both are digits alone, and as many. Anything else does not follow.
* ``standard('t', k…)``: the figure of the table for these keys on the decisive date; unknown
  if a key or the date is unknown or no row is there.
"""

from qinjian.engine.condition.facts import Environment, Facts, Period
from qinjian.engine.condition.python import (
    Program,
    exact_arithmetic,
    generate,
    missing,
    number_value,
)
from qinjian.engine.condition.types import TableType

__all__ = [
    "Environment",
    "Facts",
    "Period",
    "Program",
    "TableType",
    "exact_arithmetic",
    "generate",
    "missing",
    "number_value",
]
