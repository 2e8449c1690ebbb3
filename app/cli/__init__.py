"""The same work without a window: plans, projections, reports, and questions about them.

Answers go to standard output and nothing else does. A problem is one sentence on standard error
and exit code 1; a wrong use of the words of a command is exit code 2.
"""

from __future__ import annotations

import contextlib
import errno
import json
import locale
import os
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast
from uuid import uuid4

from app.cli import words
from app.language import CODES, language
from app.problems import Problem, message

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from app.language import Language
    from app.models.rows import PlanRows
    from app.planning.lines import View
    from app.planning.study import Study
    from app.reports.asked import Asked
    from app.reports.table import Table

_DEFAULT_LANGUAGE = "fr"


def main(arguments: Sequence[str]) -> int:
    """Do what the words ask and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A word that the terminal sent in another encoding must not stop the sentence about it.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    spoken = language(_spoken())
    asked = words.parser(spoken).parse_args(arguments)
    try:
        return _answer(asked, spoken)
    except Problem as problem:
        sys.stderr.write(f"{spoken.problem(problem)}\n")
        return 1
    except BrokenPipeError:
        # The reader of our output has left; there is nobody to tell.
        return 1


def _answer(asked: argparse.Namespace, spoken: Language) -> int:
    return _COMMANDS.get(asked.command, _question)(asked, spoken)


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
    """Run what is asked for; a norm that does not say whom it covers is refused before."""
    from app.planning import asking, study

    rows = _rows(asked.plan)
    norm = asking.norm(rows, rows.facts.norm if asked.norm is None else asked.norm)
    asking.refuse_without_scope(norm)
    return study.run(rows, asked.scenario)


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


def _question(asked: argparse.Namespace, spoken: Language) -> int:
    """Answer a question with tables, as text or as JSON."""
    from app.reports import plain
    from app.reports.asked import OPTIONS, Asked

    study = _study(asked)
    options = {one.key: getattr(asked, one.key) for one in OPTIONS[asked.command]}
    answer = _answering(asked.command)
    tables = [
        table
        for view in _views(asked, study)
        for table in answer(Asked(study, view, spoken, options))
    ]
    _put(plain.as_json(tables) if asked.json else plain.as_text(tables, spoken))
    return 0


def _answering(question: str) -> Callable[[Asked], tuple[Table, ...]]:
    """Return what answers a question; only that is loaded."""
    match question:
        case "bands":
            from app.reports.bands import answer
        case "equity":
            from app.reports.equity import answer
        case "explain":
            from app.reports.explain import answer
        case "feasible":
            from app.reports.feasible import answer
        case "needs":
            from app.reports.needs import answer
        case "outcomes":
            from app.reports.outcomes import answer
        case _:
            from app.reports.tornado import answer
    return answer


_COMMANDS: dict[str, Callable[[argparse.Namespace, Language], int]] = {
    "new": _new,
    "info": _info,
    "check": _check,
    "project": _project,
    "export": _export,
    "self-test": _self_test,
}
