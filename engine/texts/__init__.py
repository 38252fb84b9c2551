"""What a text says: the one reader of descriptions, purposes, menus, payees and places."""

from qinjian.engine.texts.reader import Hit, Passed, Read, passes, read_text, subjects, title_of
from qinjian.schemas.roles import Role

__all__ = ["Hit", "Passed", "Read", "Role", "passes", "read_text", "subjects", "title_of"]
