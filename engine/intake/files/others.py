"""Files that are no tables: what they are, and what to ask for in their place.

They are no fault of who hands them in: an office keeps scans and letters beside its tables. Of
each kind there is one line, however many files there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from qinjian.engine.intake.files.inputs import ending_of
from qinjian.engine.messages.problems import Position, Problem, Term

FEW = 3
"""Names that stand for all of a kind."""

_TABLE = Term(
    "请索取它背后的表格（Excel、CSV 或系统导出的数据）",
    "ask for the table behind it (a workbook, CSV, an export of the system)",
)
_EXPORT = Term(
    "请在它的系统中把有关的表导出为 Excel 或 CSV",
    "export the tables that matter from its system as a workbook or CSV",
)
_SAVE = Term("请另存为 .xlsx 或 .csv", "save it as .xlsx or .csv")
_UNPACK = Term("请解压后再检查", "unpack it and check what is in it")


@dataclass(frozen=True)
class OtherKind:
    """A kind of file that is not read, and the next step."""

    name: Term
    step: Term
    endings: str


_KINDS = (
    OtherKind(Term("PDF 文件", "PDF file"), _TABLE, "pdf"),
    OtherKind(Term("版式文件", "fixed-layout document"), _TABLE, "ofd ceb gd sep xps"),
    OtherKind(
        Term("图片", "picture"), _TABLE, "jpg jpeg png gif bmp tif tiff heic heif webp jfif svg"
    ),
    OtherKind(
        Term("文字文档", "text document"),
        Term(
            "请把其中的表格另存为 .xlsx，或索取原表",
            "save the tables in it as .xlsx, or ask for them",
        ),
        "doc docx docm dot dotx wps wpt rtf odt uot",
    ),
    OtherKind(Term("演示文稿", "presentation"), _TABLE, "ppt pptx pps ppsx dps odp"),
    OtherKind(
        Term("XML 文件", "XML file"),
        Term(
            "如果其中是表格，请把扩展名改为 .xls 再检查",
            "if it holds a table, give it the ending .xls and check it",
        ),
        "xml",
    ),
    OtherKind(
        Term("电子表格（不支持的格式）", "workbook of another format"),
        _SAVE,
        "numbers ett xlt xltx xltm fods uos wk1 wks wb1",
    ),
    OtherKind(
        Term("数据库文件", "database file"), _EXPORT, "mdb accdb db sqlite sqlite3 fdb gdb dbc"
    ),
    OtherKind(
        Term("数据库或账套备份", "backup of a database"),
        Term(
            "请由系统管理员恢复后，把有关的表导出为 Excel 或 CSV",
            "have it restored and the tables that matter exported as a workbook or CSV",
        ),
        "bak dmp mdf ndf ldf sql ais ufd",
    ),
    OtherKind(
        Term("压缩包", "archive"), _UNPACK, "rar 7z zip tar gz tgz bz2 xz zst iso cab arj lzh"
    ),
    OtherKind(
        Term("邮件", "e-mail"),
        Term("请把附件另存后再检查", "save its attachments and check them"),
        "eml msg pst",
    ),
    OtherKind(
        Term("录音录像", "recording"), _TABLE, "mp3 wav m4a amr mp4 avi mov wmv mkv"
    ),
)  # fmt: skip
_BY_ENDING = {f".{ending}": kind for kind in _KINDS for ending in kind.endings.split()}
_PAGE = OtherKind(Term("没有表格的网页", "web page without a table"), _TABLE, "")
_UNKNOWN = OtherKind(
    Term("其他格式的文件", "file of another kind"),
    Term(
        "如果其中是表格，请导出为 .xlsx 或 .csv",
        "if it holds a table, export it as .xlsx or .csv",
    ),
    "",
)


def other_kind(name: str) -> OtherKind | None:
    """Return the kind of a file that is known and not read; None if its ending tells nothing."""
    return _BY_ENDING.get(ending_of(name))


def page_without_table(name: str) -> Problem:
    """Say of a file that calls itself a web page that no table stands in it."""
    return _told(_PAGE, _PAGE.name, Position(file=name), 1)


@dataclass
class Others:
    """The files that were met on the way and are no tables."""

    _names: dict[OtherKind, list[str]] = field(default_factory=dict)
    _counts: dict[OtherKind, int] = field(default_factory=dict)

    def add(self, name: str) -> None:
        """Note a file by the name that is shown."""
        kind = other_kind(name) or _UNKNOWN
        self._counts[kind] = self._counts.get(kind, 0) + 1
        names = self._names.setdefault(kind, [])
        if len(names) < FEW:
            names.append(name)

    def problems(self) -> Iterator[Problem]:
        """Say of each kind what to do, with the number of files and the first of their names."""
        for kind, names in self._names.items():
            count = self._counts[kind]
            name, where = kind.name, Position(file=names[0])
            if count > 1:
                name, where = _counted(kind, count, names), Position()
            yield _told(kind, name, where, count)


def _told(kind: OtherKind, name: Term, where: Position, count: int) -> Problem:
    return Problem("file_other_kind", where, {"kind": name, "step": kind.step, "count": count})


def _counted(kind: OtherKind, count: int, names: list[str]) -> Term:
    rest = " …" if count > len(names) else ""
    return Term(
        f"{kind.name.zh} {count} 个（{'、'.join(names)}{rest}）",
        f"{count} files, {kind.name.en} ({', '.join(names)}{rest})",
    )
