"""What somebody typed into a form while they were logged out elsewhere: it comes along through the login, and back.

It travels in the login's page itself, so nothing of it is kept here. Back in its form it is only checked and shown:
nothing is noted before the editor, who is in now, sends it once more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bot.desk.visits import Goto, Route, Shown, Told, Visit

FIELD = "kept"  # of the login's form
_ONLY_SHOWN = "check"  # what a form is asked to do; it notes nothing


@dataclass(frozen=True)
class KeptForm:
    """A form that was sent by nobody who was in.

    Attributes:
        path: it was sent to.
        form: all values of each field, but for the key of the session it was shown in.
    """

    path: str
    form: Mapping[str, Sequence[str]]

    def written(self) -> str:
        """It as a field of another form."""
        return json.dumps([self.path, self.form])

    @classmethod
    def read(cls, written: str) -> KeptForm | None:
        """What `written` wrote; None of anything else."""
        try:
            path, form = json.loads(written)
            fields = {str(name): [str(each) for each in values] for name, values in form.items()}
        except (ValueError, TypeError, AttributeError):
            return None
        return cls(str(path), fields)


def kept_form(path: str, form: Mapping[str, Sequence[str]]) -> KeptForm:
    """The form that was sent to a path."""
    return KeptForm(path, {name: list(values) for name, values in form.items() if name != "key"})


def shown_again(kept: KeptForm, visit: Visit, routes: Sequence[Route]) -> partial[Shown | Goto | Told] | None:
    """What shows a form as it was typed, checked and not noted; None where no page has such a form.

    Args:
        visit: of the editor who is in now.
    """
    for route in routes:
        if route.keeps_text and (parts := _parts(route, kept.path)) is not None:
            asked = Visit(visit.desk, visit.editor, {**kept.form, "do": [_ONLY_SHOWN]})
            return partial(route.handler, asked, **parts)
    return None


def _parts(route: Route, path: str) -> dict[str, str] | None:
    """What stands in a path for `<…>` in a route's; None where it is another path."""
    pattern = re.sub(r"<(\w+)>", r"(?P<\1>[^/]+)", route.path)
    found = re.fullmatch(pattern, path)
    return found.groupdict() if found and route.method == "POST" else None
