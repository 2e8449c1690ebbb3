"""What is wrong with the words of a command line, said in the language of the person."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from app.problems import message

if TYPE_CHECKING:
    from typing import NoReturn

    from app.language import Language
    from app.problems import Message

_OPTION = r"argument (?P<name>[^:]+): "
# The reader of the words knows English alone: what it says is told again by these.
_TOLD: tuple[tuple[str, Message], ...] = (
    (r"the following arguments are required: (?P<names>.+)", message("Missing: {names}.")),
    (
        r"one of the arguments (?P<names>.+) is required",
        message("One of these is needed: {names}."),
    ),
    (r"unrecognized arguments: (?P<names>.+)", message("Words not known here: {names}.")),
    (
        _OPTION + r"invalid choice: (?P<given>.+) \(choose from (?P<choices>.+)\)",
        message("{name} cannot be {given}. Choose from: {choices}."),
    ),
    (
        _OPTION + r"invalid int value: (?P<given>.+)",
        message("{name} takes a whole number, and {given} is none."),
    ),
    (_OPTION + r"expected one argument", message("{name} needs a value after it.")),
    (
        _OPTION + r"not allowed with argument (?P<other>.+)",
        message("{name} cannot stand beside {other}."),
    ),
    (
        _OPTION + r"ignored explicit argument (?P<given>.+)",
        message("{name} takes no value, and {given} was given."),
    ),
    (
        r"ambiguous option: (?P<given>.+) could match (?P<choices>.+)",
        message("{given} may mean several options: {choices}."),
    ),
)
_OTHERWISE = message("The words of the command are not understood ({reason}).")


def told(refusal: str, spoken: Language) -> str:
    """Say a refusal of argparse in a language; one that is not known is quoted."""
    for pattern, words in _TOLD:
        found = re.fullmatch(pattern, refusal, re.DOTALL)
        if found:
            values = {key: value.replace("'", "") for key, value in found.groupdict().items()}
            return spoken.tell(replace(words, values=values))
    return spoken.tell(replace(_OTHERWISE, values={"reason": refusal}))


def reader(spoken: Language) -> type[argparse.ArgumentParser]:
    """Return a parser, of commands under it as well, that refuses words in a language."""

    class Reader(argparse.ArgumentParser):
        """Refuses with its usage, a sentence and exit code 2."""

        def error(self, message: str) -> NoReturn:
            self.print_usage(sys.stderr)
            self.exit(2, f"{self.prog}: {told(message, spoken)}\n")

    return Reader
