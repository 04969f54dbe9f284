"""Compares submitted code with the snippet and the reference repair, without running it. Pure.

Both are brought into one form: Python is parsed and written out again without comments,
annotations, docstrings and the wording of messages; JavaScript is cut into tokens. Code that is
the reference but for the names of its own variables is equal to it. Otherwise the pieces (three
tokens in a row) that the repair needs are counted. Reading can show that a patch is the known
repair, or leaves the flaw in place; it can't show that a different repair is right or wrong.
"""

import ast
import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from runtime.interview.tasks import CodeLanguage, CodingExercise

GRAM = 3
"""Tokens in one piece."""
PARTLY_FROM = 0.5
"""Share of the pieces a repair adds and takes away from which on a patch does part of it."""
EXTRA_SHARE = 0.25
"""So much more code than the reference may be around it."""


class Likeness(StrEnum):
    """How a patch relates to the reference repair."""

    equal = "equal"
    """The same but for names, comments, layout."""
    near = "near"
    """Holds the whole repair, with a little more around it."""
    partly = "partly"
    """Holds some of the repair, not all."""
    other = "other"
    """Another way; reading can't tell whether it works."""
    unchanged = "unchanged"
    """The flaw is still there: nothing but names or layout differs from the snippet."""
    broken = "broken"
    """It doesn't parse."""


class PatchReading(msgspec.Struct, frozen=True, kw_only=True):
    likeness: Likeness
    changed_lines: tuple[int, ...] = ()
    """Numbers from 1 of lines of the patch that the snippet doesn't have."""
    done: float = 0.0
    """Share of the repair's pieces that the patch has, 0 to 1."""


def read(exercise: CodingExercise, code: str) -> PatchReading:
    """How a submission relates to the exercise's snippet and its reference repair."""
    patch = _form(exercise.language, code)
    snippet = _form(exercise.language, exercise.code_snippet)
    fix = _form(exercise.language, exercise.suggested_fix)
    lines = changed_lines(exercise.code_snippet, code)
    if patch is None or snippet is None or fix is None:
        return PatchReading(likeness=Likeness.broken, changed_lines=lines)
    if _renamed(patch, exercise.language) == _renamed(snippet, exercise.language):
        return PatchReading(likeness=Likeness.unchanged, changed_lines=lines)
    if _renamed(patch, exercise.language) == _renamed(fix, exercise.language):
        return PatchReading(likeness=Likeness.equal, changed_lines=lines, done=1.0)
    have, had, want = _grams(patch), _grams(snippet), _grams(fix)
    added, removed = want - had, had - want
    needed = added.total() + removed.total()
    still = have & (removed + want) if removed else Counter[tuple[str, ...]]()
    gone = sum(max(0, removed[gram] - max(0, still[gram] - want[gram])) for gram in removed)
    done = ((have & added).total() + gone) / needed if needed else 0.0
    extra = (have - want).total()
    if not want - have and extra <= EXTRA_SHARE * want.total():
        likeness = Likeness.near
    elif done >= PARTLY_FROM:
        likeness = Likeness.partly
    else:
        likeness = Likeness.other
    return PatchReading(likeness=likeness, changed_lines=lines, done=round(done, 3))


def changed_lines(snippet: str, code: str) -> tuple[int, ...]:
    """Lines of the code, from 1, that the snippet doesn't hold, spaces aside."""
    known = Counter(line.strip() for line in snippet.splitlines())
    numbers = []
    for number, line in enumerate(code.splitlines(), start=1):
        kept = line.strip()
        if not kept:
            continue
        if known[kept] > 0:
            known[kept] -= 1
        else:
            numbers.append(number)
    return tuple(numbers)


def _form(language: CodeLanguage, code: str) -> list[str] | None:
    """Tokens of the code in its one form; None when it doesn't parse."""
    if language is CodeLanguage.javascript:
        tokens = _javascript_tokens(code)
        return tokens if _balanced(tokens) else None
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    written = ast.unparse(ast.fix_missing_locations(_Plain().visit(tree)))
    return _TOKEN.findall(written)


class _Plain(ast.NodeTransformer):
    """Drops what doesn't change what the code does."""

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        self.generic_visit(node)
        if node.value is None:
            return None
        return ast.copy_location(ast.Assign(targets=[node.target], value=node.value), node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        self.generic_visit(node)
        node.returns = None
        node.body = _without_docstring(node.body)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        self.generic_visit(node)
        node.body = _without_docstring(node.body)
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        """The wording of an error is the author's taste."""
        self.generic_visit(node)
        node.cause = None
        if isinstance(node.exc, ast.Call):
            node.exc = ast.copy_location(
                ast.Call(func=node.exc.func, args=[], keywords=[]), node.exc
            )
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """`b > a` becomes `a < b`."""
        self.generic_visit(node)
        turned = {ast.Gt: ast.Lt, ast.GtE: ast.LtE}
        operator = turned.get(type(node.ops[0])) if len(node.ops) == 1 else None
        if operator is None:
            return node
        return ast.copy_location(
            ast.Compare(left=node.comparators[0], ops=[operator()], comparators=[node.left]), node
        )

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        """`n = n + 1` is what most people mean by `n += 1`; only plain names are opened up."""
        self.generic_visit(node)
        if not isinstance(node.target, ast.Name):
            return node
        value = ast.BinOp(
            left=ast.Name(id=node.target.id, ctx=ast.Load()), op=node.op, right=node.value
        )
        return ast.copy_location(ast.Assign(targets=[node.target], value=value), node)


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    first = body[0]
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        return body[1:] or [ast.Pass()]
    return body


_TOKEN = re.compile(
    r"[ \t]+(?=\S)|\n|[A-Za-z_$][\w$]*|\d[\w.]*|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|"
    r"[-+*/%<>=!&|^~]+|[^\w\s]"
)
_SCRIPT = re.compile(
    r"(?P<skip>//[^\n]*|/\*.*?\*/|\s+|;)"
    r"|(?P<text>'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`)"
    r"|(?P<name>[A-Za-z_$][\w$]*)|(?P<number>\d[\w.]*)"
    r"|(?P<operator>=>|\.\.\.|\?\.|\?\?=?|===?|!==?|[-+*/%&|^<>]=|&&|\|\||\+\+|--|<<|>>>?|\*\*|.)",
    re.DOTALL,
)
_PATTERN = re.compile(
    r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n*])(?:\\.|\[[^\]\n]*\]|[^/\\\n])*/[a-z]*"
)
_BEFORE_PATTERN = frozenset(
    ("", "return", "=>", "&&", "||", "===", "!==", "==", "!=", *"([{},=:!&|?+-")
)
"""After one of these a slash begins a regular expression, elsewhere it divides."""
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def _javascript_tokens(code: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    while at < len(code):
        match = None
        if code[at] == "/" and code[at + 1 : at + 2] not in ("/", "*"):
            before = tokens[-1] if tokens else ""
            match = _PATTERN.match(code, at) if before in _BEFORE_PATTERN else None
        match = match or _SCRIPT.match(code, at)
        if match is None:
            break
        at = match.end()
        token = match.group()
        if match.lastgroup == "skip":
            continue
        if match.lastgroup == "text" and token[0] in "'\"":
            token = '"' + token[1:-1].replace('"', "'") + '"'
        tokens.append(token)
    # A comma before a closing bracket is layout.
    return [
        token
        for token, after in zip(tokens, [*tokens[1:], ""], strict=True)
        if not (token == "," and after in _BRACKETS)
    ]


def _balanced(tokens: Sequence[str]) -> bool:
    open_ones: list[str] = []
    for token in tokens:
        if token in _BRACKETS.values():
            open_ones.append(token)
        elif token in _BRACKETS and (not open_ones or open_ones.pop() != _BRACKETS[token]):
            return False
    return not open_ones


_DECLARED = re.compile(r"\b(?:let|const|var|function)\s+([A-Za-z_$][\w$]*)")
"""Own variables of a script; its functions keep their names where the snippet has them, too."""


def _renamed(tokens: Sequence[str], language: CodeLanguage) -> tuple[str, ...]:
    """The tokens with the code's own variables numbered in the order they appear."""
    if language is CodeLanguage.python:
        tree = ast.parse("".join(tokens))
        return tuple(_TOKEN.findall(ast.unparse(_Numbered(tree).visit(tree))))
    own = set(_DECLARED.findall(" ".join(tokens)))
    numbers: dict[str, str] = {}
    renamed = []
    for token, before in zip(tokens, ["", *tokens], strict=False):
        if token in own and before != ".":
            token = numbers.setdefault(token, f"v{len(numbers)}")
        renamed.append(token)
    return tuple(renamed)


class _Numbered(ast.NodeTransformer):
    """Numbers the variables that the code sets itself; parameters keep their names."""

    def __init__(self, tree: ast.Module) -> None:
        walked = list(ast.walk(tree))
        kept = {node.arg for node in walked if isinstance(node, ast.arg)}
        self._own = {
            node.id
            for node in walked
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        } - kept
        self._numbers: dict[str, str] = {}

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id in self._own:
            node.id = self._numbers.setdefault(node.id, f"v{len(self._numbers)}")
        return node


def _grams(tokens: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Pieces of three tokens; Python's indentation counts, blank lines don't."""
    kept = [token for token in tokens if token != "\n"]
    return Counter(tuple(kept[at : at + GRAM]) for at in range(len(kept) - GRAM + 1))
