"""The house: arrows go down only, files are short, one name is one idea, and the README's table of changes is true."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import pytest

from actions.dialogue.intents import answering
from bot.settings import ROOT

pytestmark = pytest.mark.data

TOPS = ("knowledge", "actions", "bot")  # a later one may import an earlier one
# The rooms of actions/: what each may import of the others, besides knowledge. Top are the actions themselves.
BELOW = {
    "dialogue": (),
    "wording": ("dialogue",),
    "shortlist": ("dialogue", "wording"),
    "keeping": ("dialogue", "wording", "shortlist"),
    "serving": (),
    "top": ("dialogue", "wording", "shortlist", "keeping", "serving"),
}
MOST_LINES = 350
# Names that several modules bear on purpose: one idea, seen by each room.
SHARED_NAMES = {
    "__init__": "Python's",
    "__main__": "Python's",
    "conftest": "pytest's",
    "charges": "what universities charge: the record, and its importer",
    "criteria": "what a program is searched by: checked in knowledge, read from text by a folder in bot/nlu",
    "doubts": "should one go at all: worked out, and the action that answers it",
    "facts": "what is recorded: the records, and how they read",
    "grades": "a person's grades: read from text, and held against what is recorded",
    "life": "what people tell of their life: read from text, and what follows",
    "sums": "sums that people ask for: heard in messages, worked out from their figures",
    "ranking": "why a program ranks where it does; how long ranking takes",
    "readiness": "what somebody brings: worked out, and the action that answers it",
    "shortlist": "the kept programs: a folder in actions, and how a channel finds them in replies",
    "verdicts": "how a program stands to a wish, and how that reads",
    "website": "a channel, and what it serves",
    "wishes": "what a person wants, and how that reads",
}


def modules() -> dict[str, Path]:
    """Every module of the three tops, by its dotted name."""
    found = {}
    for path in chain.from_iterable((ROOT / top).rglob("*.py") for top in TOPS):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imports(module: str) -> set[str]:
    """The modules of the house that a module imports, in whatever way: when it runs, for a type checker, by a name."""
    return named_in(MODULES[module].read_text(encoding="utf-8")) - {module}


def named_in(text: str) -> set[str]:
    """The modules of the house that the text of a module imports."""
    return {found for node in ast.walk(ast.parse(text)) for each in _named(node) for found in _modules(each)}


def _named(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [each.name for each in node.names]
    if isinstance(node, ast.ImportFrom):
        assert not node.level, "imports are written whole"
        names = [f"{node.module}.{each.name}" for each in node.names]
        return [each if each in MODULES else str(node.module) for each in names]
    called = node.func if isinstance(node, ast.Call) else None
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    if isinstance(node, ast.Call) and name in ("import_module", "__import__") and node.args:
        return [_written(node.args[0])]
    return []


def _written(name: ast.expr) -> str:
    """A name that is worked out, with "*" where it may be anything: f"actions.{each}" is "actions.*"."""
    if isinstance(name, ast.JoinedStr):
        return "".join(str(each.value) if isinstance(each, ast.Constant) else "*" for each in name.values)
    return str(name.value) if isinstance(name, ast.Constant) else "*"


def _modules(name: str) -> list[str]:
    if "*" not in name:
        return [name] if name in MODULES else []
    assert name != "*", "what is imported by a name shows at least where it stands"
    return [each for each in MODULES if re.fullmatch(re.escape(name).replace(r"\*", r"[^.]+"), each)]


@pytest.mark.parametrize(
    "text",
    [
        "from actions import talk",
        "import actions.talk",
        "if TYPE_CHECKING:\n    from actions.talk import ActionTalk",
        "def late():\n    from actions.talk import ActionTalk",
        'importlib.import_module("actions.talk")',
        'import_module(f"actions.{name}")',
        '__import__("actions.talk")',
    ],
)
def test_an_import_is_found_however_it_is_written(text: str) -> None:
    assert "actions.talk" in named_in(text)


ARROWS = {module: imports(module) for module in MODULES}


def room(module: str) -> str:
    """The folder below a top that a module stands in, with what is below that: "actions.wording", or "actions.top"."""
    parts = module.split(".")
    inside = len(parts) > 2 or MODULES[module].name == "__init__.py"
    if module.endswith("__main__"):  # a command's door: above all rooms
        return module
    return ".".join(parts[:2]) if inside and len(parts) > 1 else f"{parts[0]}.top"


def circle(arrows: dict[str, set[str]]) -> list[str]:
    """One circle among arrows, or nothing."""
    done: set[str] = set()

    def walk(node: str, way: tuple[str, ...]) -> list[str]:
        if node in way:
            return [*way[way.index(node) :], node]
        if node not in done:
            for target in sorted(arrows.get(node, ())):
                if found := walk(target, (*way, node)):
                    return found
            done.add(node)
        return []

    return next((found for each in sorted(arrows) if (found := walk(each, ()))), [])


def test_a_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) == ["a", "b", "c", "a"]
    assert circle({"a": {"b", "c"}, "b": {"c"}}) == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    assert circle(ARROWS) == []


def test_no_room_imports_itself_by_way_of_others() -> None:
    rooms: dict[str, set[str]] = defaultdict(set)
    for module, targets in ARROWS.items():
        rooms[room(module)] |= {room(each) for each in targets} - {room(module)}
    assert len(rooms) > 12
    assert circle(rooms) == []


@pytest.mark.parametrize("top", TOPS)
def test_knowledge_knows_no_actions_and_actions_know_no_bot(top: str) -> None:
    above = TOPS[TOPS.index(top) + 1 :]
    arrows = [(module, each) for module, to in ARROWS.items() if module.split(".")[0] == top for each in to]
    assert arrows
    assert [arrow for arrow in arrows if arrow[1].split(".")[0] in above] == []


@pytest.mark.parametrize("name", BELOW)
def test_inside_actions_arrows_go_down_only(name: str) -> None:
    allowed = {f"actions.{each}" for each in (*BELOW[name], name)}
    arrows = [(module, each) for module, to in ARROWS.items() if room(module) == f"actions.{name}" for each in to]
    assert [each for each in arrows if each[1].startswith("actions") and room(each[1]) not in allowed] == []


def test_every_room_of_actions_has_its_place() -> None:
    assert {room(each) for each in MODULES if each.startswith("actions")} == {f"actions.{each}" for each in BELOW}


def test_an_action_imports_no_other_action() -> None:
    written = {f"actions.{action}" for action in answering().values()}
    assert [(module, each) for module in written for each in ARROWS[module] if each in written] == []


def python_files() -> Iterable[Path]:
    """Every Python file of the project that people write."""
    tops = (*TOPS, "tests", "scripts")
    return [path for top in tops for path in (ROOT / top).rglob("*.py") if "node_modules" not in path.parts]


def test_no_python_file_is_long() -> None:
    lines = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_two_modules_of_one_name_are_one_idea() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for path in python_files():
        bearers[path.stem if "tests" not in path.parts else f"tests {path.stem}"].add(str(path.relative_to(ROOT)))
        if path.name == "__init__.py" and "tests" not in path.relative_to(ROOT).parts:
            bearers[path.parent.name].add(str(path.parent.relative_to(ROOT)))
    alike = {
        name.removeprefix("tests ").removeprefix("test_"): paths for name, paths in bearers.items() if len(paths) > 1
    }
    assert {name: paths for name, paths in alike.items() if name not in SHARED_NAMES} == {}


# The README's table


def changes() -> dict[str, list[str]]:
    """The README's table "To change something": what is changed -> the files that it names."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.split("## To change something")[1].split("\n## ")[0]
    rows = [row.strip("| ").split(" | ") for row in table.splitlines() if row.startswith("| ")][1:]
    return {what: re.findall(r"`([^`: ]*[./][^`: ]*)`", edit) for what, edit, _ in rows}


# What a newcomer touches at most.
MOST_TOUCHED = {
    "a new FAQ topic": 4,
    "a new fact, shown, asked for, compared and wished for": 3,
    "a recorded fact that can be searched by, its words": 1,
    "a new action": 4,
    "a new channel": 4,
}


@pytest.mark.parametrize("what", changes())
def test_the_files_that_the_readme_names_exist(what: str) -> None:
    named = changes()[what]
    assert named
    assert [each for each in named if not list(ROOT.glob(each.replace("<id>", "*")))] == []


@pytest.mark.parametrize("what", MOST_TOUCHED)
def test_a_usual_change_touches_few_files(what: str) -> None:
    assert 0 < touched(what) <= MOST_TOUCHED[what]


def touched(what: str) -> int:
    """How many files a change touches by the README's row; a recorded fact is recorded of two programs."""
    named = set(changes()[what])
    kinds = {each for each in named if f"{Path(each).parent}/" not in named}  # without the example of a folder's files
    return len(kinds) + sum("<id>" in each for each in kinds)


def test_the_architecture_counts_the_files_that_the_readme_names() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    table = text.split("| change | files |")[1].split("\n\n")[0]
    told = [int(count) for count in re.findall(r"\| (\d+) \|", table)]
    asked = (
        "a new FAQ topic", "a new fact, shown, asked for, compared and wished for", "a new action",
        "a recorded fact that can be searched by, its words", "a new channel",
    )  # fmt: skip
    assert told == [touched(what) for what in asked]


def written_files() -> list[Path]:
    """Every text file of the project that people write."""
    tops = [ROOT / each for each in (*TOPS, "tests", "scripts", "data", "docs")]
    kinds = (".py", ".md", ".yml", ".toml", ".js", ".html", ".css", ".tsv")
    inside = [path for top in tops for path in top.rglob("*") if "node_modules" not in path.parts]
    return [path for path in (*ROOT.glob("*"), *inside) if path.suffix in kinds and path.is_file()]


def test_no_file_holds_what_a_merge_left() -> None:
    marks = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
    files = written_files()
    assert len(files) > 300
    assert [path.name for path in files if marks.search(path.read_text(encoding="utf-8"))] == []


DOCUMENTS = ["README.md", *sorted(f"docs/{each.name}" for each in (ROOT / "docs").glob("*.md"))]
NAMED_FILE = re.compile(r"\b(?:bot|actions|knowledge|tests|data|docs|scripts)/[\w/-]+\.(?:py|yml|md|tsv|csv|js|html)\b")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_names_files_that_exist(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    named = set(NAMED_FILE.findall(text))
    assert {each for each in named if not (ROOT / each).is_file()} <= {"bot/channels/telegram.py"}  # an example to come


def test_the_architecture_names_modules_that_exist() -> None:
    drawn = (ROOT / "docs/architecture.md").read_text(encoding="utf-8").split("```")[1]
    written = {path.name for path in python_files()} | {path.name for path in (ROOT / "data").rglob("*.yml")}
    written |= {path.name for path in (ROOT / "knowledge/catalog").glob("*.yml")}
    assert set(re.findall(r"\b\w+\.(?:py|yml)\b", drawn)) <= written


def test_every_intent_is_answered_by_an_action_that_exists() -> None:
    assert len(answering()) > 30
    assert {each for each in answering().values() if not (ROOT / "actions" / f"{each}.py").is_file()} == set()


def test_every_test_that_a_page_names_is_there() -> None:
    named = {each for name in DOCUMENTS for each in re.findall(r"`(test_\w+)`", (ROOT / name).read_text("utf-8"))}
    there = {
        found
        for path in (ROOT / "tests").rglob("test_*.py")
        for found in re.findall(r"^(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), re.M)
    }
    assert len(named) > 90 and named - there == set()
