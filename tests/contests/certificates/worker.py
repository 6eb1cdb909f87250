"""A worker in a process of its own, which a test may kill: says when it begins, does the one job, says when it is done."""

import sys
from pathlib import Path

import app as application
from contests.kernel import jobs
from contests.kernel.clock import now
from contests.kernel.config import Config
from workers.tasks import FUNCTIONS


def main(data: str, database: str, secret: str, job_id: str) -> None:
    runtime = application.make_runtime(Config(Path(data), database, database, secret))
    runtime.main.do(lambda session: jobs.release(session, now()))
    _say("begun")
    jobs.run(job_id, FUNCTIONS, runtime.main, runtime.storage)
    _say("done")


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
