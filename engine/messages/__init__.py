"""The words of every problem, in Chinese and in English.

Each message says what is there, what was expected, and the next step. A test holds both
languages to the same placeholders.
"""

from qinjian.engine.messages.inputs import INPUTS
from qinjian.engine.messages.rules import RULES
from qinjian.engine.wording import Wording

MESSAGES: Wording = {**INPUTS, **RULES}
"""Chinese and English by the key of the message."""
