"""How a run ends: what is told of an error, and the exit code."""

from collections.abc import Sequence

from typer import Typer
from typer.exceptions import TyperException

from qinjian.engine.console.emit import emit
from qinjian.engine.console.exit_codes import INTERRUPTED, OUR_FAULT, WRONG_USE
from qinjian.engine.console.terminal import Ended, asked_language, ended, tell, tell_usage
from qinjian.engine.messages.problems import OwnFaultError, Problem, QinjianError, RuleFileError
from qinjian.engine.version import VERSION


def exit_code(app: Typer, arguments: Sequence[str]) -> int:
    """Run a command and return its exit code: 0, 1 findings, 2 wrong use, 3 our fault.

    A process that a signal ends has 128 and its number.
    """
    language = asked_language(arguments)
    try:
        if list(arguments) == ["--version"]:
            # To read even a flag Typer starts Pydantic, which takes as long as all the rest.
            emit(f"{VERSION}\n", None)
            return 0
        result = app(args=list(arguments), standalone_mode=False)
        return result if isinstance(result, int) else 0
    except QinjianError as error:
        tell(error.problems, language)
        own_rules = isinstance(error, RuleFileError) and not any(
            argument.startswith("--rules") for argument in arguments
        )
        return OUR_FAULT if own_rules or isinstance(error, OwnFaultError) else WRONG_USE
    except TyperException as error:
        tell_usage(error)
        return WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED
    except (Ended, Exception) as error:  # noqa: BLE001 - the last line of defence
        if (end := ended()) is not None:
            tell([end.problem], language)
            return end.exit_code
        reason = f"{type(error).__name__}: {error}"
        tell([Problem("internal", values={"reason": reason})], language)
        return OUR_FAULT
