import struct

from qinjian.engine.intake.files.scan import biff


def rich(text: str, *, wide: bool, runs: int = 0, extra: int = 0) -> bytes:
    """Make a text of the list: its length, its flags, what goes with it."""
    flags = wide | (8 if runs else 0) | (4 if extra else 0)
    head = struct.pack("<HB", len(text), flags)
    head += struct.pack("<H", runs) if runs else b""
    head += struct.pack("<I", extra) if extra else b""
    return head + text.encode("utf-16-le" if wide else "latin-1") + bytes(4 * runs + extra)


def lengths(*parts: bytes, stated: int = 0) -> list[int]:
    first, *others = parts
    return list(biff.TextLengths([struct.pack("<II", 0, stated) + first, *others]).lengths())


def test_lengths_of_texts() -> None:
    texts = [
        rich("abc", wide=False), rich("", wide=False), rich("餐费", wide=True),
        rich("ab", wide=False, runs=2), rich("a", wide=True, extra=7),
        rich("abcd", wide=False, runs=1, extra=3),
    ]  # fmt: skip
    assert lengths(*texts, stated=6) == lengths(b"".join(texts)) == [3, 0, 2, 2, 1, 4]
    # A text that goes on in the next record begins there with its flags anew.
    halved = struct.pack("<HB", 4, 0) + b"ab", b"\1" + "餐费".encode("utf-16-le") + texts[0]
    assert lengths(*halved) == [4, 3]
    whole = rich("ab", wide=False, runs=2)
    assert lengths(whole[:-5], whole[-5:] + texts[0]) == [2, 3]
    assert lengths(texts[0] + b"\0", stated=1) == [3]
