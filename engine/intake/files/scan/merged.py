"""A check of the merged ranges of a sheet, which the reader passes on as they stand."""

from array import array

from qinjian.engine.intake.files.scan.limits import MAX_MERGED, broken, large


class Merged:
    """The merged ranges of a sheet: none the wrong way round, none many times over.

    Ranges that do not overlap have, all added up, no more rows than the sheet has cells. More
    than that would cost whoever spreads their values row by row without end.
    """

    def __init__(self) -> None:
        self._first_rows, self._first_columns, self._last_rows = array("Q"), array("Q"), array("Q")

    def add(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Add a range.

        Raises:
            RefusedError: ``workbook_broken``, ``workbook_large``.
        """
        if first_row > last_row or first_column > last_column:
            raise broken()
        self._first_rows.append(first_row)
        self._first_columns.append(first_column)
        self._last_rows.append(last_row)
        if len(self._first_rows) > MAX_MERGED:
            raise large()

    def check(self, rows: int, columns: int) -> None:
        """Hold the ranges against the area of the sheet, as far as they lie in it.

        Raises:
            RefusedError: ``workbook_broken`` if they must overlap.
        """
        corners = zip(self._first_rows, self._first_columns, self._last_rows, strict=True)
        taken = sum(
            min(last_row, rows - 1) - first_row + 1
            for first_row, first_column, last_row in corners
            if first_row < rows and first_column < columns
        )
        if taken > rows * columns:
            raise broken()
