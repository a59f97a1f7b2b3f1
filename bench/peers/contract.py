"""What every engine is asked and what it answers; the standard library alone, as it runs in three environments.

An engine is a program that takes the file of a job last, learns, reads the test messages one at a time, and ends with
one line of JSON, the answer. `nlp_js.mjs` does the same in JavaScript.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

Predict = Callable[[str], str]
Learn = Callable[[Sequence[str], Sequence[str]], Predict]


@dataclass(frozen=True)
class Examples:
    """Messages, and what each means."""

    texts: list[str]
    intents: list[str]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Examples":
        """Make them of pairs of text and intent."""
        told = list(pairs)
        return cls([text for text, _ in told], [intent for _, intent in told])

    def __add__(self, others: "Examples") -> "Examples":
        """Put others behind these."""
        return Examples(self.texts + others.texts, self.intents + others.intents)


@dataclass(frozen=True)
class Job:
    """Examples to learn from, and messages to read: of those an engine never sees the meaning."""

    texts: list[str]
    intents: list[str]
    test: list[str]

    def write(self, path: Path) -> None:
        """Write it for an engine."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")


@dataclass(frozen=True)
class Answer:
    """What an engine understood, in the order of the test, and what that took.

    `engine` is name and version, `training` in seconds, `took` in milliseconds for each message, `memory` the most the
    process held at once from its start to its end, in MB.
    """

    engine: str
    predicted: list[str]
    training: float
    took: list[float]
    memory: float

    @classmethod
    def read(cls, printed: str) -> "Answer":
        """Read the last line of what an engine printed.

        Raises:
            ValueError: it is no answer.
        """
        try:
            answer = cls(**json.loads(printed.strip().rpartition("\n")[2]))
        except TypeError as error:
            raise ValueError("an answer has other fields") from error
        if len(answer.predicted) != len(answer.took):
            raise ValueError("an answer has as many times as it has meanings")
        return answer


def run(engine: str, learn: Learn) -> None:
    """Do the job of the command line and print the answer."""
    job = Job(**json.loads(Path(sys.argv[-1]).read_text(encoding="utf-8")))
    began = time.perf_counter()
    predict = learn(job.texts, job.intents)
    training = time.perf_counter() - began
    predict(job.texts[0])  # what the first message alone would wait for
    predicted, took = [], []
    for text in job.test:
        began = time.perf_counter()
        predicted.append(predict(text))
        took.append((time.perf_counter() - began) * 1_000)
    print(json.dumps(asdict(Answer(engine, predicted, training, took, peak()))))


def peak(pid: int | str = "self") -> float:
    """Give the most memory a process has held at once, in MB."""
    # not getrusage: that counts what the parent held when it started this process
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    return int(found[1]) / 1_000 if found else 0.0
