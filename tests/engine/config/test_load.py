"""What a configuration says, and how its faults are told: file, line, column, the known ones."""

import os
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from qinjian.engine.config.document import MAX_BYTES
from qinjian.engine.config.keys import CHECK, PATH, TABLES, UNIT, Key
from qinjian.engine.config.load import load_config
from qinjian.engine.config.model import Config
from qinjian.engine.config.template import template
from qinjian.engine.console.choices import FailOn, Format
from qinjian.engine.messages.problems import QinjianError
from qinjian.engine.wording import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def load(folder: Path, text: str | bytes) -> Config:
    path = folder / "q.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_config(path, "q.toml")


def test_everything_that_it_may_say(tmp_path: Path) -> None:
    text = """
[unit]
name = "渝岭区财政局"
kind = "行政单位"
region = "重庆市"
level = "区县"
[[folder]]
path = "2015/*"
kind = "国企"
[[folder]]
path = "./2016/"
name = "渝岭区水务局"
[check]
kind = "公务接待"
map = "maps/m.yaml"
as_of = 2015-03-05
select = ["CQ*", "NR*"]
ignore = []
undetermined = true
strict = false
fail_on = "breach"
format = "json"
lang = "zh"
"""
    config = load(tmp_path, text)
    whole, first, second = config.statements
    assert (whole.unit, whole.unit_kind, whole.region, whole.level) == (
        "渝岭区财政局", "government", "重庆", "district",
    )  # fmt: skip
    assert (whole.scope, whole.source, whole.where.line) == (None, "q.toml", 2)
    assert (first.folder, first.unit_kind, first.unit) == ("2015/*", "state_enterprise", None)
    assert first.scope is not None
    assert second.scope is not None
    assert (first.scope.pattern, second.scope.pattern) == (("2015", "*"), ("2016",))
    assert {name: choice.value for name, choice in config.choices.items()} == {
        "kind": "reception", "map": tmp_path / "maps/m.yaml", "as_of": date(2015, 3, 5),
        "select": ("CQ*", "NR*"), "ignore": (), "undetermined": True, "strict": False,
        "fail_on": "breach", "format": "json", "lang": "zh",
    }  # fmt: skip
    assert [place.column for place in config.choices["select"].entries] == [11, 18]
    [file] = config.files
    assert (file.file, len(file.sha256)) == ("q.toml", 64)


@pytest.mark.parametrize("text", ["", "# nothing\n", "\ufeff[unit]\r\n[check]\r\n"])
def test_nothing_said_is_nothing_stated(tmp_path: Path, text: str) -> None:
    config = load(tmp_path, text)
    assert (config.statements, config.choices) == ((), {})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[unit]\nkind = 行政机关\n", "q.toml, line 2, column 8: no correct TOML: "),
        ("[unit]\nname = \"a\n", "q.toml, line 2, column 10: no correct TOML:"),
        ("[check]\nselect = [", "q.toml, line 2: no correct TOML:"),
        ("a = " + "[" * 5_000, "q.toml, line 1, column 44: nested more than 40 deep: no configuration is."),
        ("a = " + "9" * 5_000, "q.toml, line 1: no correct TOML:"),
        ("a = 2015-02-30", "q.toml, line 1, column 5: no correct TOML: "),
        ("[unit]\nname = \"a\"\n\"name\" = \"b\"", "q.toml, line 3, column 1: “unit.name” stands here twice. Keep one."),
        ("[unit]\n[check]\n  [unit]", "q.toml, line 3, column 4: “unit” stands here twice. Keep one."),
        ("[unti]\n", "q.toml, line 1, column 2: there is no key “unti”. Like it are: unit."),
        ("strict = true\n", "q.toml, line 1, column 1: there is no key “strict”. Like it are: check, folder, unit."),
        ("[unit]\n nmae = \"a\"", "q.toml, line 2, column 2: there is no key “nmae”. Like it are: name."),
        ("[check]\nfail-on = \"never\"", "q.toml, line 2, column 1: there is no key “fail-on”. Like it are: fail_on."),
        ("[[folder]]\npath = \"a\"\nunit = \"b\"", "q.toml, line 3, column 1: there is no key “unit”."),
        ("[[folder]]\nname = \"b\"", "q.toml, line 1, column 3: “path” is missing. Add it."),
        ("[folder]\npath = \"b\"", "q.toml, line 1, column 2: “folder” is to be tables, each headed [[folder]]; here is a table."),
        ("folder = [1]", "q.toml, line 1, column 11: “folder” is to be a table; here is a number."),
        ("unit = \"a\"", "q.toml, line 1, column 8: “unit” is to be a table; here is text."),
        ("[unit]\nname = 7", "q.toml, line 2, column 8: “name” is to be text in quotes that is not empty; here is a number."),
        ("[unit]\nname = \" \"", "q.toml, line 2, column 8: “name” is to be text in quotes that is not empty; here is text."),
        ("[unit]\nkind = [\"行政机关\"]", "q.toml, line 2, column 8: “kind” is to be a word in quotes; here is a list."),
        ("[check]\nstrict = \"yes\"", "q.toml, line 2, column 10: “strict” is to be true or false; here is text."),
        ("[check]\nstrict = 1", "q.toml, line 2, column 10: “strict” is to be true or false; here is a number."),
        ("[check]\nas_of = \"2015-03-05\"", "q.toml, line 2, column 9: “as_of” is to be a day, such as 2015-03-05; here is text."),
        ("[check]\nas_of = 2015-03-05T10:00:00", "q.toml, line 2, column 9: “as_of” is to be a day, such as 2015-03-05; here is a time."),
        ("[check]\nas_of = 10:00:00", "q.toml, line 2, column 9: “as_of” is to be a day, such as 2015-03-05; here is a time of day."),
        ("[check]\nselect = \"CQ*\"", "q.toml, line 2, column 10: “select” is to be a list of rules, such as [\"CQ28-*\"]; here is text."),
        ("[check]\nignore = [\"a\", 2.5]", "q.toml, line 2, column 16: “ignore” is to be a list of rules, such as [\"CQ28-*\"]; here is a number."),
        ("[check]\nmap = true", "q.toml, line 2, column 7: “map” is to be the name of a file in quotes; here is true or false."),
        ("[unit]\nkind = \"行政机构\"", "q.toml, line 2, column 8: kind cannot be “行政机构”. Possible are 行政机关, "),
        ("[unit]\nlevel = \"distrct\"", "q.toml, line 2, column 9: level cannot be “distrct”. Possible are 区县级, "),
        ("[unit]\nregion = \"重庆是\"", "q.toml, line 2, column 10: region cannot be “重庆是”. Possible are 重庆市, "),
        ("[check]\nkind = \"travl\"", "q.toml, line 2, column 8: kind cannot be “travl”. Possible are travel (差旅费), "),
        ("[check]\nfail_on = \"doubts\"", "q.toml, line 2, column 11: fail_on cannot be “doubts”. Possible are doubt, "),
        ("[check]\nformat = \"xml\"", "q.toml, line 2, column 10: format cannot be “xml”. Possible are "),
        ("[check]\nrules = \"mine\"", "q.toml, line 2, column 1: “rules” cannot stand in a configuration: folders of rules, the output and the folder of marked copies are given on the command line only (--rules)."),
        ("[check]\nmark = \"a\"", "q.toml, line 2, column 1: “mark” cannot stand in a configuration"),
        ("[check]\noutput = \"a\"", "q.toml, line 2, column 1: “output” cannot stand in a configuration"),
        ("[[folder]]\npath = \"../b\"", "q.toml, line 2, column 8: “../b” leads out of the folder of this file. Write a path in it, such as 2015/*."),
        ("[[folder]]\npath = \"/b\"", "q.toml, line 2, column 8: “/b” leads out of the folder of this file."),
        ("[unit]\nname = \"\\u0000\"\nregion = 1".encode("gb18030") + b"\xff\n", "q.toml: not in UTF-8 (byte 34)."),
        ("#" * (MAX_BYTES + 1), f"q.toml: has more than {MAX_BYTES} bytes and is no configuration. Check the path."),
    ],
)  # fmt: skip
def test_a_fault_has_its_place_and_the_next_step(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    with pytest.raises(QinjianError) as error:
        load(tmp_path, text)
    assert error.value.problems[0].words("en").startswith(message)
    assert error.value.problems[0].words("zh")


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(QinjianError) as error:
        load(tmp_path, "[unti]\n[unit]\nkind = 1\nlvel = 2\n[check]\nlang = 'fr'\n[[folder]]\n")
    codes = [problem.code for problem in error.value.problems]
    assert codes == ["key_unknown", "config_type", "key_unknown", "key_missing", "option_wrong"]


@pytest.mark.parametrize("key", [key for key in CHECK if key.words], ids=lambda key: key.name)
def test_each_choice_of_the_command_line_is_one_here(tmp_path: Path, key: Key) -> None:
    offered = {"fail_on": get_args(FailOn), "format": get_args(Format), "lang": get_args(Language)}
    offered["level"] = ("doubt", "breach")
    for word in offered[key.name]:
        config = load(tmp_path, f'[check]\n{key.name} = "{word}"\n')
        assert config.choices[key.option].value == word


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, message in (
        ("none.toml", "q.toml: there is no such file. Check the path."),
        ("pipe", "q.toml: cannot be read: not a regular file."),
        (".", "q.toml: cannot be read: not a regular file."),
        ("a\0b", "q.toml: cannot be read: embedded null byte"),
    ):
        with pytest.raises(QinjianError) as error:
            load_config(tmp_path / name, "q.toml")
        assert error.value.problems[0].words("en").startswith(message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_init_writes_sets_nothing(tmp_path: Path, language: Language) -> None:
    config = load(tmp_path, template(language))
    assert (config.statements, config.choices, config.notices) == ((), {}, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_that_init_proposes_loads(tmp_path: Path, language: Language) -> None:
    lines = template(language).splitlines()
    proposed = [
        line[1:] if line.startswith("#") and not line.startswith("# ") else line for line in lines
    ]
    config = load(tmp_path, "\n".join(proposed))
    assert set(config.choices) == {key.option for key in CHECK}
    assert [one.folder for one in config.statements] == [None, "2015/*"]
    for key in (PATH, *UNIT, *CHECK):
        assert f"#{key.name} = {key.example}" in lines
        assert f"# {key.about.words(language)}" in lines
    assert all(f"[{table}]" in "\n".join(lines) for table in TABLES)
