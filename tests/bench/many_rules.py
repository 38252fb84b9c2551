"""A folder of own rules made of the shipped ones: ``python -m tests.bench.many_rules FOLDER 3000``.

Each is a shipped rule under another name, of a concern of its own and with one more condition that
no other rule has, so that nothing worked out for one serves another. Concerns are drawn whole, with a
fixed seed, so that few and many are of much the same mixture of kinds, groups and pairs.
"""

import random
import sys
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

RULES = Path(__file__).resolve().parents[2] / "rules"
_NEVER = "NOT (unit = '{}') IS TRUE"
"""A unit that no record names; where none is named it leaves nothing open."""


class _Plain(yaml.SafeDumper):
    """Writes what stands twice twice, as rule files have no references."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def write(folder: Path, count: int) -> int:
    """Write so many rules or a few more, in files laid out like the shipped ones; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        path.name: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted(RULES.glob("*.yaml"))
        if path.name != "sources.yaml"
    }
    concerns: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for name, file in files.items():
        for rule in file.get("rules", ()):
            if "where" in rule or "when" in rule:
                concerns.setdefault(rule.get("concern", rule["id"]), []).append((name, rule))
    order = list(concerns.values())
    random.Random(2014).shuffle(order)  # noqa: S311 - no secret
    made: dict[str, list[dict[str, Any]]] = {}
    number = 0
    for time, concern in enumerate(cycle(order)):
        if number >= count:
            break
        for name, rule in concern:
            number += 1
            made.setdefault(name, []).append(_another(rule, number, time))
    for name, rules in made.items():
        facts = {"facts": files[name]["facts"]} if "facts" in files[name] else {}
        text = yaml.dump(
            {**facts, "rules": rules}, Dumper=_Plain, allow_unicode=True, sort_keys=False
        )
        (folder / name).write_text(text, encoding="utf-8")
    return number


def _another(rule: dict[str, Any], number: int, time: int) -> dict[str, Any]:
    part = "where" if "where" in rule else "when"
    said = {part: f"({rule[part]}) AND {_NEVER.format(f'第{number}号')}"}
    names = {"id": f"{rule['id']}-{number}"}
    if "concern" in rule:
        names["concern"] = f"{rule['concern']}-{time}"
    kept = {name: value for name, value in rule.items() if name != "aliases"}
    return {**kept, **names, **said}


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
