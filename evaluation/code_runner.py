"""Runs a short program in a process of its own, with limits on time, memory, files and network.

Used to prove our own exercises, and, where `VIVA_RUN_CODE=sandbox` asks for it, to run what a
candidate has sent with the exercise's test. Then two guards come on top: code that reaches for
more than the exercise needs is not run at all (`may_run`), and the process has no network
(Linux; where the kernel refuses that, nothing is run). Files of this machine can still be read,
but nothing can be written or told: only whether the test passed leaves the process.
"""

import ast
import re
import secrets
import shutil
import subprocess
import sys
import tempfile

import msgspec

from runtime.interview.tasks import CodeLanguage, CodingExercise

WALL_S = 10.0
"""Seconds of wall clock for one program; they all need far less."""
CPU_S = 5
MEMORY_BYTES = 1 << 29
"""Address space of a Python program. Node reserves far more than it uses; its heap is limited."""
NODE_HEAP_MB = 128
CODE_MAX_CHARS = 20_000
NO_NETWORK_REFUSED = 97
"""Exit status: the kernel gave no process without a network."""

_LIMITS = f"""
import ctypes, os, resource, sys
wanted, isolated, mark = sys.argv[1], sys.argv[2] == "isolated", sys.argv[3]
resource.setrlimit(resource.RLIMIT_CPU, ({CPU_S}, {CPU_S}))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
if isolated:
    NEW_USER, NEW_NET = 0x10000000, 0x40000000
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "unshare") or (
        libc.unshare(NEW_USER | NEW_NET) != 0 and libc.unshare(NEW_NET) != 0
    ):
        sys.exit({NO_NETWORK_REFUSED})
"""
_PYTHON = (
    _LIMITS
    + f"""
import json
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY_BYTES}, {MEMORY_BYTES}))
source = sys.stdin.read()
try:
    exec(compile(source, "exercise", "exec"), {{"__name__": "exercise"}})
    found = {{"error": None, "text": ""}}
except BaseException as error:
    found = {{"error": type(error).__name__, "text": str(error)[:300]}}
print(mark + json.dumps(found))
"""
)
_NODE = (
    _LIMITS
    + f"""
os.execv(wanted, [wanted, "--max-old-space-size={NODE_HEAP_MB}", "-e", sys.argv[4], mark])
"""
)
_JAVASCRIPT = """
const assert = require("node:assert/strict");
const source = require("node:fs").readFileSync(0, "utf8");
const AsyncFunction = (async () => {}).constructor;
const mark = process.argv[1];
const tell = (error, text) =>
  console.log(mark + JSON.stringify({ error, text: text.slice(0, 300) }));
new AsyncFunction("assert", source)(assert).then(
  () => tell(null, ""),
  (error) => tell(error.name, String(error.message)),
);
"""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How a program ended."""

    error: str | None
    """Class of the error, None when it ran to its end; `killed` when it broke a limit, `refused`
    when it could not be isolated."""
    text: str


def runnable(language: CodeLanguage) -> bool:
    """Whether this machine has what runs that language."""
    return language is CodeLanguage.python or shutil.which("node") is not None


def run(language: CodeLanguage, program: str, *, isolated: bool = False) -> Outcome:
    """Run a program: no environment, no files to write, limits on time and memory.

    Blocks up to `WALL_S`; call it off the event loop. `isolated` takes the network away, too.
    """
    mark = secrets.token_hex(16)  # What the program itself prints is not taken for its outcome.
    with tempfile.TemporaryDirectory() as folder:
        try:
            ended = subprocess.run(
                _command(language, mark, isolated=isolated),
                input=program,
                capture_output=True,
                text=True,
                timeout=WALL_S,
                cwd=folder,
                env={"PYTHONDONTWRITEBYTECODE": "1"},
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Outcome(error="killed", text=f"still running after {WALL_S:g} s")
    if ended.returncode == NO_NETWORK_REFUSED:
        return Outcome(error="refused", text="no process without a network on this machine")
    try:
        told = next(line for line in ended.stdout.splitlines() if line.startswith(mark))
        return msgspec.json.decode(told.removeprefix(mark), type=Outcome)
    except (StopIteration, msgspec.DecodeError):
        return Outcome(error="killed", text=ended.stderr[-300:])


def passes(exercise: CodingExercise, code: str) -> bool | None:
    """Whether the exercise's test passes on a candidate's code; None when it wasn't run.

    Blocks up to `WALL_S`; call it off the event loop.
    """
    if not runnable(exercise.language) or not may_run(exercise, code):
        return None
    outcome = run(exercise.language, f"{code}\n{exercise.failing_test_case}", isolated=True)
    return None if outcome.error == "refused" else outcome.error is None


# What is not run ------------------------------------------------------------------------------

HARMLESS = frozenset(
    {"abc", "bisect", "collections", "contextlib", "copy", "dataclasses", "datetime",
     "decimal", "enum", "fractions", "functools", "heapq", "itertools", "json", "math", "numbers",
     "operator", "random", "re", "statistics", "string", "time", "typing", "uuid", "zoneinfo"}
)  # fmt: skip
"""Modules that neither files, processes nor the interpreter can be reached through by design."""
_REACHING = frozenset(
    {"exec", "eval", "compile", "open", "input", "globals", "locals", "vars", "getattr", "setattr",
     "delattr", "breakpoint", "exit", "quit", "help", "memoryview", "__import__", "__builtins__"}
)  # fmt: skip
_REACHING_ATTRIBUTES = frozenset(
    {"os", "sys", "io", "subprocess", "socket", "builtins", "modules", "importlib", "inspect",
     "types", "ctypes", "gi_frame", "cr_frame", "ag_frame", "tb_frame", "f_back", "f_globals",
     "f_locals", "f_builtins", "create_subprocess_exec", "create_subprocess_shell",
     "open_connection", "start_server", "create_connection", "run_in_executor", "to_thread"}
)  # fmt: skip
"""Through which harmless modules and objects lead to harmful ones."""
_SCRIPT_REACHING = re.compile(
    r"\b(?:require|process|import|module|exports|global|globalThis|Function|eval|constructor|"
    r"__proto__|prototype|Reflect|Proxy|WebAssembly|console|Deno|fetch|XMLHttpRequest|Worker)\b"
    r"|\\u|\\x"
)


def may_run(exercise: CodingExercise, code: str) -> bool:
    """Whether code reaches for nothing beyond what the exercise itself uses."""
    if len(code) > CODE_MAX_CHARS:
        return False
    ours = f"{exercise.code_snippet}\n{exercise.suggested_fix}\n{exercise.failing_test_case}"
    if exercise.language is CodeLanguage.javascript:
        return set(_SCRIPT_REACHING.findall(code)) <= set(_SCRIPT_REACHING.findall(ours))
    try:
        wanted, known = _reaches(code), _reaches(ours)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return wanted <= known | HARMLESS


def _reaches(code: str) -> set[str]:
    """Modules, built-ins and dunder names through which code could get out of its exercise."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or ".").split(".")[0])
        elif isinstance(node, ast.Name) and node.id in _REACHING:
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and (
            node.attr.startswith("__") or node.attr in _REACHING_ATTRIBUTES
        ):
            found.add(node.attr)
        elif isinstance(node, ast.FunctionDef) and node.name == "__del__":
            found.add(node.name)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= set(re.findall(r"__\w+__", node.value))
    return found


def _command(language: CodeLanguage, mark: str, *, isolated: bool) -> list[str]:
    mode = "isolated" if isolated else "limited"
    if language is CodeLanguage.python:
        return [sys.executable, "-I", "-B", "-c", _PYTHON, "python", mode, mark]
    node = shutil.which("node") or "node"
    return [sys.executable, "-I", "-B", "-c", _NODE, node, mode, mark, _JAVASCRIPT]
