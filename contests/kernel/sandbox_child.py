"""The far side of the sandbox: limits itself, runs one function over its standard input, and answers."""

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO, NamedTuple

_LAST_WORDS = 16 << 10


class Refusal(Exception):
    """Raised by a sandboxed function to say that it will not go on; the text is a short code, not a sentence."""


class Output(NamedTuple):
    """What a function returns that makes files: a value that JSON can carry, and the files' bytes."""

    value: object
    blobs: list[bytes]


def main() -> None:
    """Read the order from the command line, run it, write one line of JSON and then the blobs."""
    order = json.loads(sys.argv[1])
    answer = _private_stdout()
    _limit(order)
    head, blobs = _run(order["function"], order["arguments"])
    answer.write(json.dumps({**head, "blobs": [len(blob) for blob in blobs]}).encode() + b"\n")
    answer.writelines(blobs)
    answer.flush()
    # Libraries' own tidying up after a hostile file is one more place to crash in.
    os._exit(0)


def _private_stdout() -> BinaryIO:
    """The answer's channel, out of reach of what a library prints."""
    channel = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(channel, "wb")


def _limit(order: dict[str, int]) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (order["memory"], order["memory"]))
    # The soft limit alone ends the process, by a signal that says why; a SIGKILL is then the kernel's, for memory.
    resource.setrlimit(resource.RLIMIT_CPU, (order["cpu"], order["cpu"] + 2))
    # Should the parent be killed, nobody waits for us any more.
    signal.alarm(order["wall"])


def _run(name: str, arguments: dict[str, object]) -> tuple[dict[str, object], list[bytes]]:
    try:
        output = _call(_loaded(name), arguments)
    except MemoryError:
        return {"failure": "out_of_memory"}, []
    except Refusal as refusal:
        return {"failure": "refused", "detail": str(refusal)}, []
    except Exception as error:  # noqa: BLE001 - whatever a hostile file provokes is an answer here
        return {"failure": "crashed", "detail": f"{type(error).__name__}: {error}"[:300]}, []
    return {"value": output.value}, output.blobs


def _call(function: Callable[..., object], arguments: dict[str, object]) -> Output:
    # Only after the imports, which may compile; what is left is enough for a last word on stderr. A late import
    # must not leave a compiled module cut off at that size, which would break the library for every process.
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LAST_WORDS, _LAST_WORDS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    with os.fdopen(0, "rb", closefd=False) as source:
        made = function(source, **arguments)
    return made if isinstance(made, Output) else Output(made, [])


def _loaded(name: str) -> Callable[..., object]:
    module, _, attribute = name.partition(":")
    function: Callable[..., object] = getattr(import_module(module), attribute)
    return function
