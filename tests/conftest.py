"""Let the tests run from a bare checkout, where nothing maps qinjian to the root."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

if importlib.util.find_spec("qinjian") is None:
    root = ModuleType("qinjian")
    root.__path__ = [str(Path(__file__).resolve().parent.parent)]
    sys.modules["qinjian"] = root
