"""The words of the command line: commands and options, explained in the language of the person."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import __version__
from app.cli.wrong_words import reader
from app.language import CODES
from app.problems import message
from app.reports.asked import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.language import Language
    from app.problems import Message
    from app.reports.asked import Option

_COMMANDS: Mapping[str, Message] = {
    "new": message("make a plan file from a sample"),
    "info": message("say what a plan holds"),
    "check": message("check a plan file and say what deserves a look"),
    "project": message("project a plan and print the figures"),
    "outcomes": message("say the results by name: closing year, crossing year, contracts, costs"),
    "needs": message("say the need by each method, side by side, and why where there is none"),
    "explain": message("say what moves the deficit between two years, or two results"),
    "tornado": message("say which assumptions move the deficit most"),
    "bands": message("say how sure the stock and the deficit are"),
    "equity": message("say how evenly staff is spread over territories"),
    "feasible": message("say whether a norm can be met by a year"),
    "export": message("write a report as a workbook"),
    "self-test": message("run the samples and compare with known figures"),
    "open": message("open the window on a plan"),
    "pictures": message("paint every page of the window to pictures"),
    "window-test": message("paint the window without a screen and look at it"),
}
_WINDOWS = ("open", "pictures", "window-test")  # app/__main__.py takes these for itself
_WITHOUT_PLAN = ("self-test", *_WINDOWS)
_ONE_PLACE = message("the nation, a region or a province: code, ISO code or name")
_PLACES = message("a territory by code, ISO code or name, or regions, or provinces")


def parser(spoken: Language) -> argparse.ArgumentParser:
    """Return what reads the words of a command line and explains them."""
    say = spoken.say
    made = _made(reader(spoken), spoken, prog="tabib", description=say(
        "The health workforce of a plan, projected without a window."
    ))  # fmt: skip
    made.add_argument("--version", action="version", version=f"Tabib {__version__}",
                      help=say("say the version and end"))  # fmt: skip
    commands = made.add_subparsers(
        required=True, metavar=say("COMMAND"), dest="command", title=say("commands")
    )
    for name, words in _COMMANDS.items():
        told = spoken.tell(words)
        command = _made(commands.add_parser, spoken, name, help=told, description=told)
        _add_words(command, name, spoken)
    return made


def _made(make: Any, spoken: Language, *given: str, **more: Any) -> argparse.ArgumentParser:  # noqa: ANN401
    """Return a parser whose own words are in the language as well."""
    say = spoken.say

    class Told(argparse.HelpFormatter):
        """Begins with “usage” in the language."""

        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:  # noqa: ANN401
            super().add_usage(usage, actions, groups, say("usage: ") if prefix is None else prefix)

    made: argparse.ArgumentParser = make(*given, add_help=False, formatter_class=Told, **more)
    made._positionals.title = say("what it works on")  # noqa: SLF001  argparse has no other way
    made._optionals.title = say("options")  # noqa: SLF001
    made.add_argument("-h", "--help", action="help", help=say("explain this and end"))
    return made


def _add_words(command: argparse.ArgumentParser, name: str, spoken: Language) -> None:
    """Add the arguments of a command."""
    say = spoken.say
    if name not in _WITHOUT_PLAN:
        command.add_argument("plan", metavar="PLAN", type=Path, help=say("a plan file (.tabib)"))
    if name == "new":
        command.add_argument("--sample", default="empty", help=say("which sample to start from"))
    if name in ("info", "check"):
        command.add_argument("--json", action="store_true", help=say("answer in JSON"))
    if name == "export":
        target = say("the workbook to write")
        command.add_argument("target", metavar="FILE.xlsx", type=Path, help=target)
        command.add_argument("--report", choices=["projection"], default="projection",
                             help=say("which report"))  # fmt: skip
        command.add_argument("--lang", choices=CODES, help=say("the language of the workbook"))
    if name in ("project", "export", *OPTIONS):
        _add_question(command, name, spoken)
    for option in OPTIONS.get(name, ()):
        _add_option(command, option, spoken)


def _add_question(command: argparse.ArgumentParser, name: str, spoken: Language) -> None:
    """Add what a projection, a report or a question can be asked for."""
    say = spoken.say
    if name != "export":
        until = say("the last year wanted")
        command.add_argument("--until", type=int, metavar=say("YEAR"), help=until)
    if name == "project":
        shape = command.add_mutually_exclusive_group(required=True)
        shape.add_argument("--json", action="store_true", help=say("answer in JSON"))
        shape.add_argument("--csv", type=Path, metavar="FILE", help=say("write the answer as CSV"))
    elif name in OPTIONS:
        command.add_argument("--json", action="store_true", help=say("answer in JSON"))
    places = spoken.tell(_ONE_PLACE if name == "export" else _PLACES)
    cadre = say("a code, physicians, paramedical or all")
    own = say("the plan’s own when not given")
    command.add_argument("--territory", metavar="T", help=places)
    command.add_argument("--cadre", metavar="C", help=cadre)
    command.add_argument("--sector", choices=["public", "private"], help=say("both when not given"))
    command.add_argument("--norm", metavar="N", help=own)
    command.add_argument("--scenario", metavar="S", help=own)


def _add_option(command: argparse.ArgumentParser, option: Option, spoken: Language) -> None:
    """Add an option of a question."""
    told = spoken.tell(option.words)
    if option.choices:
        command.add_argument(f"--{option.name}", choices=option.choices, help=told, dest=option.key)
    else:
        command.add_argument(
            f"--{option.name}",
            type=option.takes,
            metavar=spoken.tell(option.shown),
            help=told,
            dest=option.key,
        )
