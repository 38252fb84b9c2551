"""Let the tests run from a bare checkout, where nothing maps qinjian to the root."""

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent

pytest_plugins = ["tests.kept"]

# Compiled rules wait in a folder of the checkout, not in that of whoever runs the tests.
os.environ["XDG_CACHE_HOME"] = os.environ["LOCALAPPDATA"] = str(ROOT / ".pytest_cache")

if importlib.util.find_spec("qinjian") is None:
    root = ModuleType("qinjian")
    root.__path__ = [str(ROOT)]
    sys.modules["qinjian"] = root
