"""A small folder of rules, as a user would lay it beside the built-in ones."""

from pathlib import Path

REGULATION = """\
id: town-2015
title: {zh: 某镇办法, en: Measures of a town}
short: {zh: 某镇办法, en: Town}
issuer: 某镇人民政府
jurisdiction: 重庆
binds: [government]
basis: 第一条
start: 2015-01-01
start_note: {zh: 自2015年1月1日起施行, en: From 1 January 2015}
sources: []
encoded: [1]
"""

TEXT = """\
source: invented for tests
articles:
  - number: 1
    paragraphs:
      - text: 接待应当节俭。不得提供香烟，不得提供酒水。香烟一律自备。
        items:
          - {number: 1, text: 不得铺张；}
  - number: 2
    wording: {zh: 未存储, en: not stored}
"""

RULE = """\
facts: {region: 重庆, unit_kind: government, event_date: 2015-06-10}
rules:
  - id: TN1-tobacco
    authorities: {article: 1, paragraph: 1, quote: 不得提供香烟, regulation: town-2015}
    title: {zh: 香烟, en: Tobacco}
    for: reception
    when: mentions(menu, 'tobacco')
    level: doubt
    says: {zh: "菜单：{menu}", en: "Menu: {menu}"}
    cases:
      - {is: violation, menu: 香烟}
      - {is: clear, menu: 家常菜}
      - {is: undetermined, missing: [menu]}
"""

STANDARD = """\
id: town-meals
title: {zh: 餐费, en: Meals}
type: money
unit: yuan/person/meal
keys:
  - {name: guest_count, type: count, unit: person}
editions:
  - document: 某镇文件
    from: 2015-01-01
    sources: [CQU]
    grade: A
    rows:
      - {keys: {guest_count: {from: 1, to: 10}}, value: 50}
      - {keys: {guest_count: {from: 11}}, value: 40}
"""

LEXICON = """\
id: town-words
title: {zh: 词, en: Words}
source: invented for tests
words: [词]
"""

TOBACCO = """\
id: tobacco
title: {zh: 香烟, en: Tobacco}
source: invented for tests
words: [香烟, 烟]
"""


def write_folder(root: Path, **files: str) -> Path:
    """Write a folder of rules; a keyword replaces the text of one of its files."""
    folder = root / "extra"
    (folder / "regulations" / "town").mkdir(parents=True)
    texts = {"regulation": REGULATION, "text": TEXT, "rules": RULE} | {
        name: text
        for name, text in files.items()
        if name in ("regulation", "text", "rules", "dispositions")
    }
    for name, text in texts.items():
        place = folder if name == "rules" else folder / "regulations" / "town"
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "lexicons").mkdir()
    if "'tobacco'" in texts["rules"]:  # a list that no rule uses is a fault of its own
        (folder / "lexicons" / "tobacco.yaml").write_text(TOBACCO, encoding="utf-8")
    for name, kind in (("standard", "standards"), ("lexicon", "lexicons")):
        if name in files:
            (folder / kind).mkdir(exist_ok=True)
            (folder / kind / "x.yaml").write_text(files[name], encoding="utf-8")
    return folder
