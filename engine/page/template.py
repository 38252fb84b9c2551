"""The templates, style and script of the page, and how values get into them."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from qinjian.engine.page import shown
from qinjian.engine.page.safe import policy, visible
from qinjian.engine.page.words import all_words, words
from qinjian.engine.report.headline import share
from qinjian.engine.wording import Language

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment(language: Language) -> "Environment":
    """Return the templates of the page in a language: every value is escaped and visible."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - other formats do without
    from markupsafe import Markup  # noqa: PLC0415

    def written(value: object) -> object:
        return visible(value) if type(value) is str else value

    def say(key: str, **values: object) -> str:
        return words(key, language, **values)

    made = Environment(
        loader=PackageLoader("qinjian.engine.page"), autoescape=True, finalize=written,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    style, script = asset("page.css"), asset("page.js")
    made.globals.update(
        language=language,
        w=all_words(language),
        t=say,
        zh=Markup(' lang="zh-CN"' if language == "en" else ""),  # noqa: S704 - our own
        money=shown.money,
        count=shown.count,
        share=share,
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        policy=policy(style, script),
    )
    return made


@cache
def asset(name: str) -> str:
    """Read a file that is put into the page as it stands."""
    return (files("qinjian.engine.page") / "assets" / name).read_text(encoding="utf-8")
