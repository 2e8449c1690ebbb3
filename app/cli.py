"""The same work without a window: new, info, check, project, export, self-test.

Answers go to standard output and nothing else does. A problem is one sentence on standard error
and exit code 1; a wrong use of the words of a command is exit code 2.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import json
import locale
import os
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast
from uuid import uuid4

from app import __version__
from app.language import CODES, language
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.language import Language
    from app.models.rows import PlanRows
    from app.planning.lines import View
    from app.planning.study import Study

_DEFAULT_LANGUAGE = "fr"


def main(arguments: Sequence[str]) -> int:
    """Do what the words ask and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A word that the terminal sent in another encoding must not stop the sentence about it.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    asked = _parser().parse_args(arguments)
    spoken = language(_spoken())
    try:
        return _answer(asked, spoken)
    except Problem as problem:
        sys.stderr.write(f"{spoken.problem(problem)}\n")
        return 1
    except BrokenPipeError:
        # The reader of our output has left; there is nobody to tell.
        return 1


def _answer(asked: argparse.Namespace, spoken: Language) -> int:
    command: Callable[[argparse.Namespace, Language], int] = asked.command
    return command(asked, spoken)


def _put(answer: str) -> None:
    """Give an answer on standard output, whole, or say that it could not be given."""
    try:
        _write_whole(f"{answer}\n".encode())
    except OSError as error:
        if sys.__stdout__ is not None:
            # What is left in the buffer would fail once more at the end of the program.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise Problem(
            message("The answer could not be written."),
            remedy=message("Free some space and try again."),
        ) from error


def _write_whole(answer: bytes) -> None:
    """Write until nothing is left: an unbuffered output may take a part and say nothing."""
    stream = cast("TextIO | None", sys.stdout)
    if stream is None:
        raise OSError(errno.EBADF, "closed by the caller")
    while answer:
        answer = answer[stream.buffer.write(answer) :]
    stream.buffer.flush()


def _spoken() -> str:
    """Return the language of the messages: TABIB_LANG, else the system's, else French."""
    with contextlib.suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "")
    wanted = [os.environ.get(k, "") for k in ("TABIB_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    found = next((w[:2].lower() for w in wanted if w[:2].lower() in CODES), _DEFAULT_LANGUAGE)
    return str(found)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tabib", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--version", action="version", version=f"Tabib {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add(commands, "new", _new, "make a plan file from a sample")
    _add(commands, "info", _info, "say what a plan holds")
    _add(commands, "check", _check, "check a plan file and say what deserves a look")
    _add(commands, "project", _project, "project a plan and print the figures")
    _add(commands, "export", _export, "write a report as a workbook")
    _add(commands, "self-test", _self_test, "run the samples and compare with known figures")
    commands.add_parser("open", help="open the window on a plan")
    commands.add_parser("window-test", help="paint the window without a screen and look at it")
    return parser


def _add(commands: Any, name: str, run: Callable[..., int], words: str) -> None:  # noqa: ANN401
    """Add a command with its own arguments."""
    command = commands.add_parser(name, help=words, description=words)
    command.set_defaults(command=run)
    if name != "self-test":
        command.add_argument("plan", metavar="PLAN", type=Path, help="a plan file (.tabib)")
    if name == "new":
        command.add_argument("--sample", default="empty", help="which sample to start from")
    if name in ("info", "check"):
        command.add_argument("--json", action="store_true", help="answer in JSON")
    if name in ("project", "export"):
        _add_question(command, name)


def _add_question(command: argparse.ArgumentParser, name: str) -> None:
    """Add what a projection or a report can be asked for."""
    if name == "export":
        command.add_argument("target", metavar="FILE.xlsx", type=Path, help="the workbook to write")
        command.add_argument("--report", choices=["projection"], default="projection")
        command.add_argument("--lang", choices=CODES, help="the language of the workbook")
    else:
        command.add_argument("--until", type=int, metavar="YEAR", help="the last year wanted")
        shape = command.add_mutually_exclusive_group(required=True)
        shape.add_argument("--json", action="store_true", help="print the answer as JSON")
        shape.add_argument("--csv", type=Path, metavar="FILE", help="write the answer as CSV")
    places = "MA, a region, a province" + (", regions or provinces" if name == "project" else "")
    command.add_argument("--territory", metavar="T", help=f"{places}: code, ISO code or name")
    command.add_argument("--cadre", metavar="C", help="a code, doctors, paramedical or all")
    command.add_argument("--sector", choices=["public", "private"], help="both when not given")
    command.add_argument("--norm", metavar="N", help="the plan's own when not given")
    command.add_argument("--scenario", metavar="S", help="the plan's own when not given")


def _new(asked: argparse.Namespace, spoken: Language) -> int:
    from app.planning import starter
    from app.planning.plan import Plan

    rows = starter.sample(asked.sample)
    # Each new plan is a document of its own, though its figures are the sample's.
    Plan.create(asked.plan, replace(rows, facts=replace(rows.facts, uuid=str(uuid4()))))
    name = spoken.name(rows.facts.names)
    sys.stderr.write(spoken.say("{plan}: plan created in {file}.", plan=name, file=str(asked.plan)))
    sys.stderr.write("\n")
    return 0


def _rows(path: Path) -> PlanRows:
    """Return the rows of a plan, opened for looking only."""
    from app.planning.plan import Plan

    with Plan.open(path) as plan:
        return plan.rows()


def _info(asked: argparse.Namespace, spoken: Language) -> int:
    from app.planning.summary import summary

    facts = summary(_rows(asked.plan))
    if asked.json:
        _put(json.dumps(facts, ensure_ascii=False, indent=1))
        return 0
    named = {k: v[spoken.code] if k == "names" else v for k, v in facts.items()}
    _put("\n".join(f"{key}: {_in_line(value)}" for key, value in named.items()))
    return 0


def _in_line(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{k} {v}" for k, v in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _check(asked: argparse.Namespace, spoken: Language) -> int:
    from app.planning import idle, study
    from app.planning.plan import Plan

    with Plan.open(asked.plan) as plan:
        rows, found = plan.rows(), plan.findings
    found = (*found, *study.run(rows).findings, *idle.idle_measures(rows))
    if asked.json:
        answer = {"plan": spoken.name(rows.facts.names), "ok": True}
        answer["findings"] = [
            {"what": spoken.tell(f.what), "where": f.where, "text": spoken.problem(f)}
            for f in found
        ]
        _put(json.dumps(answer, ensure_ascii=False, indent=1))
        return 0
    told = (f"- {spoken.problem(finding)}" for finding in found)
    _put("\n".join([spoken.say("The plan file is sound."), *told]))
    return 0


def _study(asked: argparse.Namespace) -> Study:
    from app.planning import study

    return study.run(_rows(asked.plan), asked.scenario)


def _views(asked: argparse.Namespace, study: Study) -> list[View]:
    """Return one view for each territory asked for."""
    from app.planning import asking

    wanted = asked.territory
    codes = (None,) if wanted is None else asking.territories(study.rows, wanted)
    words = {"cadre": asked.cadre, "sector": asked.sector, "norm": asked.norm}
    until = getattr(asked, "until", None)
    return [study.view(code, until=until, **words) for code in codes]


def _project(asked: argparse.Namespace, spoken: Language) -> int:
    from app.reports import answers
    from app.reports.whole_file import write_whole

    study = _study(asked)
    views = _views(asked, study)
    if asked.json:
        _put(answers.as_json(study, views, spoken))
    else:
        write_whole(asked.csv, answers.as_csv(study, views, spoken).encode())
    return 0


def _export(asked: argparse.Namespace, spoken: Language) -> int:
    from app.reports.workbook import write_projection

    new = asked.target.parent.is_dir() and not asked.target.exists()
    if new and asked.target.suffix.lower() != ".xlsx":
        raise Problem(
            message("A report is a workbook: its name ends in .xlsx."),
            where=str(asked.target),
            remedy=message("Choose another name."),
        )
    study = _study(asked)
    views = _views(asked, study)
    if len(views) > 1:
        raise Problem(
            message("A report is made for one territory at a time."),
            remedy=message("Name one: a code, an ISO code or a name."),
        )
    written = language(asked.lang) if asked.lang else spoken
    made_at = datetime.now().astimezone().replace(tzinfo=None, microsecond=0)
    write_projection(study, views[0], asked.target, written, made_at=made_at)
    sys.stderr.write(spoken.say("Report saved: {file}", file=str(asked.target)) + "\n")
    return 0


def _self_test(_asked: argparse.Namespace, spoken: Language) -> int:
    from app.reports.self_test import differences

    found = list(differences())
    for text in found:
        sys.stderr.write(f"{text}\n")
    said = (
        "Self-test passed." if not found else "Self-test: the figures differ from those expected."
    )
    _put(spoken.say(said))
    return 1 if found else 0
