"""Reading a report that was written as JSON."""

from collections import Counter
from pathlib import Path

from pydantic import ValidationError

from qinjian.engine.messages.problems import Position, Problem, QinjianError
from qinjian.schemas.finding import Report


def read_report(path: Path) -> Report:
    """Read a report of ``check --format json``.

    Raises:
        QinjianError: ``report_unreadable``, ``fingerprint_twice``.
    """
    where = Position(file=path.as_posix())
    try:
        report = Report.model_validate_json(path.read_bytes())
    except OSError as error:
        values = {"reason": error.strerror or type(error).__name__}
        raise QinjianError(Problem("report_unreadable", where, values)) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        at = ".".join(map(str, first["loc"]))
        values = {"reason": f"{at}: {first['msg']}" if at else first["msg"]}
        raise QinjianError(Problem("report_unreadable", where, values)) from None
    marks = Counter(one.fingerprint for one in report.findings if one.outcome == "violation")
    for mark, times in marks.items():
        if times > 1:
            raise QinjianError(Problem("fingerprint_twice", where, {"value": mark}))
    return report
