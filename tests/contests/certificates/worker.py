"""Workers that a test may kill: each a process of its own, forked from one that has loaded the product.

For every line it is sent it forks a worker and says its number; the worker says when it begins and when it is done.
"""

import os
import sys
from pathlib import Path

import app as application
from contests.kernel import jobs
from contests.kernel.clock import now
from contests.kernel.config import Config
from workers.tasks import FUNCTIONS


def main(data: str, database: str, secret: str, job_id: str) -> None:
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            work(Config(Path(data), database, database, secret), job_id)
            os._exit(0)
        _say(str(pid))
        os.waitpid(pid, 0)
        _say("over")


def work(config: Config, job_id: str) -> None:
    runtime = application.make_runtime(config)
    runtime.main.do(lambda session: jobs.release(session, now()))
    _say("begun")
    jobs.run(job_id, FUNCTIONS, runtime.main, runtime.storage)
    _say("done")


def _say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
