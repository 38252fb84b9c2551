"""The words of every problem, in Chinese and in English.

Each message says what is there, what was expected, and the next step. A test holds both
languages to the same placeholders.
"""

from qinjian.engine.messages.files import FILES
from qinjian.engine.messages.ledger import LEDGER
from qinjian.engine.messages.lint import LINT
from qinjian.engine.messages.rules import RULES
from qinjian.engine.messages.stream import STREAM
from qinjian.engine.messages.tables import TABLES
from qinjian.engine.messages.use import USE
from qinjian.engine.messages.values import VALUES
from qinjian.engine.wording import Wording

MESSAGES: Wording = {**FILES, **TABLES, **VALUES, **USE, **RULES, **LINT, **LEDGER, **STREAM}
"""Chinese and English by the key of the message."""
