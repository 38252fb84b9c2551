"""What a record can be asked for, whatever its fields are called."""

from typing import Literal

Role = Literal["goods", "place", "party", "purpose"]
ROLES: tuple[Role, ...] = ("goods", "place", "party", "purpose")
