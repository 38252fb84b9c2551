"""How words are written: alternatives, gaps, named lists, and nothing else."""

import re

import pytest

from qinjian.engine.texts.notation import NotationError, Word, expanded, read_word

KIN = {"kin": ("女儿", "儿子"), "empty": ()}


def word(written: str) -> Word:
    return read_word(written, KIN.__getitem__)


def matches(written: str, text: str) -> bool:
    return re.search(word(written).pattern, text) is not None


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ("茅台", "付茅台款", True),
        ("(软|硬|)中华", "硬中华", True),
        ("(软|硬|)中华", "中华", True),
        ("以…名义", "以会议费名义", True),
        ("以…名义", "以会议费,名义", False),
        ("以……名义", "以会议费,名义", True),
        ("无~公函", "无正式的公函", True),
        ("无~公函", "无任何一份正式公函", False),
        ("送…<kin>", "送局长儿子上学", True),
        ("(<kin>|外孙)上学", "外孙上学", True),
        ("烟<quantity>", "烟3条", True),
        ("烟<quantity>", "烟三包", True),
        ("烟<quantity>", "烟味", False),
        ("白事<quantity>", "白事一条龙乱收费", False),
        ("烟<quantity>", "烟一条", True),
        ("餐费由<unit>付", "餐费由城投公司付", True),
        ("=玉溪", "玉溪", True),
        ("=玉溪", "玉溪市", False),
        ("xo", "轩尼诗xo1支", False),
        ("xo", "轩尼诗xo 1支", True),
        ("ktv", "ktv消费", True),
        ("ktv", "mtktv", False),
        ("ＫＴＶ", "ktv", True),
        ("a.c", "abc", False),
    ],
)
def test_what_a_word_matches(written: str, text: str, expected: bool) -> None:
    assert matches(written, text) is expected


def test_no_list_can_hold_a_regular_expression() -> None:
    assert matches("[一-龥]+", "茅台") is False


def test_the_first_two_characters_tell_where_to_look() -> None:
    assert word("茅台酒").starts == {"茅台"}
    assert word("(软|硬)中华").starts == {"软中", "硬中"}
    assert word("(|飞天)茅台").starts == {"茅台", "飞天"}
    assert word("送…<kin>").starts == {"送"}
    assert word("酒").starts == {"酒"}


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("…名义", "neither begins nor ends"),
        ("以…", "neither begins nor ends"),
        ("(软|硬", "cannot be read from"),
        ("软|硬", "cannot be read from"),
        ("<quantity>酒", "does not begin with a number"),
        ("(|酒)", "can be empty"),
        ("<kin>(|们)…", "neither begins nor ends"),
    ],
)
def test_what_cannot_be_read(written: str, reason: str) -> None:
    with pytest.raises(NotationError, match=reason):
        word(written)


def test_a_named_list_may_have_alternatives_and_other_lists_but_no_gaps() -> None:
    assert set(expanded("(大|小)<kin>", KIN.__getitem__)) == {
        "大女儿", "大儿子", "小女儿", "小儿子",
    }  # fmt: skip
    with pytest.raises(NotationError, match="no gaps"):
        expanded("以…名义", KIN.__getitem__)
    with pytest.raises(NotationError, match="empty"):
        expanded("(|)", KIN.__getitem__)
