"""The styles of the cells of an ODS workbook that show a month, or a year, without a day."""

from qinjian.engine.intake.files.scan import markup
from qinjian.engine.intake.files.scan.archive import Archive
from qinjian.engine.intake.files.scan.markup import Attributes

_STYLES = "styles.xml"
_LONGER, _SHORTER = frozenset({"year", "month"}), frozenset({"day", "hours", "minutes", "seconds"})
_CELLS = "table-cell"


class MonthStyles:
    """Gathers the styles as a part is read; those of ``common`` parts hold where none is nearer.

    A style of cells names its format, else takes that of its parent. ``formats`` and ``styles``
    tell of each by its name whether it shows no day.
    """

    def __init__(self, common: "MonthStyles | None" = None) -> None:
        self.formats: dict[str, bool] = dict(common.formats) if common else {}
        self.styles: dict[str, bool] = dict(common.styles) if common else {}
        self._shown: set[str] = set()
        self._name = ""

    def __contains__(self, style: object) -> bool:
        """Tell whether the cells of a style show no day."""
        return isinstance(style, str) and self.styles.get(style, False)

    def starts(self) -> dict[str, markup.Start]:
        """Return the handlers of what begins."""
        return {
            "number:date-style": self._start_format, "style:style": self._style,
            **{f"number:{part}": self._showing(part) for part in (*_LONGER, *_SHORTER)},
        }  # fmt: skip

    def ends(self) -> dict[str, markup.End]:
        """Return the handlers of what ends."""
        return {"number:date-style": self._end_format}

    def _start_format(self, attributes: Attributes) -> None:
        self._name = attributes.get("style:name", "")
        self._shown.clear()

    def _showing(self, part: str) -> markup.Start:
        return lambda _: self._shown.add(part)

    def _end_format(self) -> None:
        told = not self._shown.isdisjoint(_LONGER) and self._shown.isdisjoint(_SHORTER)
        self.formats[self._name] = told

    def _style(self, attributes: Attributes) -> None:
        if attributes.get("style:family") != _CELLS:
            return
        format_, parent = (
            attributes.get(f"style:{name}-style-name", "") for name in ("data", "parent")
        )
        told = self.formats.get(format_, False) if format_ else self.styles.get(parent, False)
        self.styles[attributes.get("style:name", "")] = told


def common_styles(archive: Archive) -> MonthStyles:
    """Read the styles that all documents of a kind may share."""
    styles = MonthStyles()
    if _STYLES in archive:
        markup.read(archive.chunks(_STYLES), styles.starts(), styles.ends())
    return styles
