import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinjian.engine.intake.files import decoding
from qinjian.engine.intake.files.decoding import Encoding, detect, opened, text_of
from qinjian.engine.messages.problems import Position, Problem, QinjianError
from tests.engine.intake.writing import ENCODINGS

NAMES: list[Encoding] = ["utf-8", "utf-8-bom", "gb18030", "utf-16-le", "utf-16-be"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"))
LINES = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\n\ufeff")), max_size=5
)


def encoded(text: str, encoding: Encoding) -> io.BytesIO:
    codec, mark = ENCODINGS[encoding]
    return io.BytesIO(mark + text.encode(codec))


def read(data: bytes, limit: int = 10**6) -> tuple[str, Encoding]:
    return text_of(io.BytesIO(data), "a.csv", limit)


def fault(data: bytes) -> Problem:
    with pytest.raises(QinjianError) as caught:
        detect(io.BytesIO(data), "a.csv")
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize("encoding", NAMES)
def test_an_encoding_is_told_by_the_bytes_alone(encoding: Encoding) -> None:
    text = "单据号,金额\r\nBX-1,800\r\n"
    assert text_of(encoded(text, encoding), "a.csv", 100) == (text, encoding)


@settings(max_examples=400, deadline=None)
@given(LINES, st.sampled_from(NAMES))
def test_chinese_text_reads_the_same_in_every_encoding(
    lines: list[str], encoding: Encoding
) -> None:
    text = "\n".join(f"重庆,{line}" for line in ["单据号", *lines])
    assert text_of(encoded(text, encoding), "a.csv", 10**6) == (text, encoding)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(["utf-8-bom", "utf-16-le", "utf-16-be"]))
def test_text_with_a_mark_reads_the_same_whatever_it_holds(text: str, encoding: Encoding) -> None:
    text = f"a,{text}"
    assert text_of(encoded(text, encoding), "a.csv", 10**6) == (text, encoding)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(max_codepoint=127, exclude_characters="\0")), st.sampled_from(NAMES))
def test_ascii_reads_the_same_in_every_encoding(text: str, encoding: Encoding) -> None:
    text = f"a,{text}"
    found, _ = text_of(encoded(text, encoding), "a.csv", 10**6)
    assert found == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_is_told_without_a_mark_by_its_zero_bytes(encoding: str) -> None:
    assert read("单据号,金额\nA1,8\n".encode(encoding)) == ("单据号,金额\nA1,8\n", encoding)


def test_characters_beyond_gbk_are_read() -> None:
    assert read("姓名\n张㐀、李𠮷、王〇\n".encode("gb18030"))[0] == "姓名\n张㐀、李𠮷、王〇\n"


def test_a_chinese_character_is_not_taken_for_a_greek_one() -> None:
    assert read("no,unit\n1,5元\n".encode("gb18030")) == ("no,unit\n1,5元\n", "gb18030")


def test_a_few_signs_that_may_be_latin_or_chinese_are_refused() -> None:
    """C2 A5 is ¥ in UTF-8 and 楼 in GB18030."""
    assert fault("no,fee\n1,¥5\n".encode()).code == "file_unclear"
    assert fault("no,unit\n1,路\n".encode("gb18030")).code == "file_unclear"
    assert read("\ufeffno,fee\n1,¥5\n".encode()) == ("no,fee\n1,¥5\n", "utf-8-bom")
    assert read("no,fee,note\n1,¥5,餐\n".encode())[1] == "utf-8"


def test_only_the_first_mark_is_taken_off() -> None:
    text = opened(io.BytesIO("\ufeff\ufeffa".encode()), "utf-8-bom")
    assert text.read() == "\ufeffa"


def test_the_bytes_stay_open() -> None:
    stream = encoded("单据号", "gb18030")
    assert text_of(stream, "a.csv", 10) == text_of(stream, "a.csv", 10) == ("单据号", "gb18030")


def test_line_ends_are_kept() -> None:
    assert read(b"a\rb\r\nc\nd")[0] == "a\rb\r\nc\nd"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_a_file_without_text_is_empty(data: bytes) -> None:
    assert fault(data) == Problem("file_empty", Position(file="a.csv"))


@pytest.mark.parametrize(
    "data",
    [
        b"\0\0\0\0",
        b"a\0\0b,c",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"a,b\n" * 20_000 + b"\0" * 100,
        "单据号\n".encode() * 20_000 + b"\0x" * 300,
    ],
)
def test_bytes_of_no_text_are_refused(data: bytes) -> None:
    assert fault(data) == Problem("file_binary", Position(file="a.csv"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-bom", "gb18030"])
@pytest.mark.parametrize("place", range(1, 30))
def test_one_zero_byte_in_a_text_makes_it_no_other(encoding: Encoding, place: int) -> None:
    text = "单据号,事由\n一,二\n三,四\n五六七八九十,x\n" * 3
    codec, mark = ENCODINGS[encoding]
    lines = text.splitlines(keepends=True)
    whole = mark + b"".join(line.encode(codec) for line in lines)
    ends = [len(mark) + len("".join(lines[:n]).encode(codec)) for n in range(len(lines))]
    at = ends[place % len(ends)]
    assert detect(io.BytesIO(whole[:at] + b"\0" + whole[at:]), "a.csv") == encoding


def test_a_zero_in_wide_text_is_refused() -> None:
    assert fault("\ufeffa\0b".encode("utf-16-le")).code == "file_binary"


def test_a_byte_of_no_encoding_is_told() -> None:
    data = "单据号\n".encode("gb18030")
    assert fault(data + b"\xff\n") == Problem(
        "file_encoding", Position(file="a.csv"), {"byte": len(data) + 1}
    )


def test_a_byte_far_into_the_file_is_told() -> None:
    data = "单据号\n".encode("gb18030") * 30_000
    problem = fault(data + b"\xff\n")
    assert (problem.code, problem.values["byte"]) == ("file_encoding", len(data) + 1)


def test_a_cut_character_at_the_end_is_told() -> None:
    problem = fault("单据号,金额".encode("gb18030")[:-1])
    assert (problem.code, problem.values) == ("file_encoding", {"byte": 10})
    assert fault("\ufeff单".encode("utf-16-le") + b"\x01").code == "file_encoding"


@pytest.mark.parametrize(
    ("one", "other", "lines"),
    [("utf-8", "gb18030", (1, 3)), ("gb18030", "utf-8", (3, 1))],
)
def test_files_of_two_encodings_joined_are_refused(
    one: str, other: str, lines: tuple[int, int]
) -> None:
    problem = fault("单据号\n1\n".encode(one) + "金额表\n".encode(other))
    assert problem.code == "file_two_encodings"
    assert (problem.values["utf8"], problem.values["other"]) == lines


def test_a_mark_of_utf8_binds_the_whole_file() -> None:
    problem = fault("\ufeffa\n".encode() + "单据号\n".encode("gb18030"))
    assert (problem.code, problem.values) == ("file_two_encodings", {"utf8": 1, "other": 2})


def test_a_line_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MAX_LINE", 20)
    assert detect(io.BytesIO(b"a\n" + b"b" * 19 + b"\n"), "a.csv") == "utf-8"
    assert fault(b"a\n" + b"b" * 20 + b"\n") == Problem(
        "line_large", Position(file="a.csv", line=2), {"limit": 20}
    )


def test_more_characters_than_the_limit_are_refused() -> None:
    assert read("单据号".encode(), 3)[0] == "单据号"
    with pytest.raises(QinjianError) as caught:
        read("单据号".encode(), 2)
    assert caught.value.problems == (
        Problem("file_too_large", Position(file="a.csv"), {"limit": 2}),
    )
