"""The different combinations of the codes of several columns, told apart by Arrow."""

from array import array
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

_MOST = 1 << 62
"""What a combination written as one number stays below."""


def array_of(codes: Sequence[int]) -> pa.Array:
    """Return codes as an Arrow array; without copying where they lie in one piece."""
    if isinstance(codes, array) and codes.itemsize == pa.int32().bit_width // 8:
        return pa.Array.from_buffers(pa.int32(), len(codes), [None, pa.py_buffer(codes)])
    return pa.array(codes, pa.int32())


def codes_of(numbers: pa.Array) -> "array[int]":
    """Return numbers of 32 bits without nulls as codes."""
    codes = array("i")
    start = numbers.offset * codes.itemsize
    codes.frombytes(memoryview(numbers.buffers()[1])[start : start + len(numbers) * codes.itemsize])
    return codes


def told_apart(codes: Sequence[Sequence[int]]) -> tuple[Iterator[tuple[int, ...]], "array[int]"]:
    """List the different combinations in the order in which they come, and number each row's."""
    columns = [array_of(one) for one in codes]
    whole = columns[0].cast(pa.int64())
    size = (pc.max(whole).as_py() or 0) + 1
    for one in columns[1:]:
        width = (pc.max(one).as_py() or 0) + 1
        if size * width > _MOST:
            encoded = whole.dictionary_encode()
            whole, size = encoded.indices.cast(pa.int64()), len(encoded.dictionary)
        whole = pc.add(pc.multiply(whole, width), one.cast(pa.int64()))
        size *= width
    encoded = whole.dictionary_encode()
    first = pc.index_in(encoded.dictionary, whole)
    return zip(*(one.take(first).to_pylist() for one in columns), strict=True), codes_of(
        encoded.indices
    )
