"""The engines that our model is measured beside, and how each is asked: in a process of its own, for honest memory."""

import os
import shutil
import subprocess
from dataclasses import asdict, dataclass
from hashlib import sha256
from json import dumps
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.peers.contract import Answer, Job

FOLDER = Path("bench/peers")
KEPT = Path("var/peers")
LONGEST = 900  # seconds; who takes longer is stopped and left out
PYTHON, RASA, _NODE = str(FOLDER / ".venv/bin/python"), "nlu/.venv/bin/python", "node"
_LOCKS = {
    PYTHON: FOLDER / "requirements.txt",
    RASA: Path("nlu/requirements.txt"),
    _NODE: FOLDER / "package-lock.json",
}


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine: its name in a table, what runs it, and its program in bench/peers with how it learns."""

    name: str
    runs_in: str
    program: str
    how: str = ""
    made_of: tuple[Path, ...] = ()  # besides its program
    longest: int = LONGEST

    @property
    def command(self) -> list[str]:
        """What is run, but for the file of the job."""
        file = FOLDER / self.program
        module = [str(file)] if self.runs_in == _NODE else ["-m", ".".join(file.with_suffix("").parts)]
        return [self.runs_in, *module, *([self.how] if self.how else [])]

    @property
    def made(self) -> bool:
        """Whether what it runs in is there."""
        return shutil.which(self.runs_in) is not None and (self.runs_in != _NODE or (FOLDER / "node_modules").exists())

    def key(self, job: Job) -> str:
        """Give the name of what it answers to a job, another one when its code or its packages are others."""
        files = [FOLDER / self.program, FOLDER / "contract.py", _LOCKS[self.runs_in], *self.made_of]
        told = [path.read_bytes() for path in files] + [
            f"{self.how} {self.longest}".encode(),
            dumps(asdict(job)).encode(),
        ]
        return sha256(b"\0".join(told)).hexdigest()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An engine that gave no answer, and why."""

    why: str


PEERS = (
    Engine("TF-IDF, logistic regression", PYTHON, "linear.py", "logistic"),
    Engine("TF-IDF, linear SVM", PYTHON, "linear.py", "svm"),
    Engine("fastText", PYTHON, "fast_text.py"),
    Engine("nlp.js", _NODE, "nlp_js.mjs"),
    Engine("spaCy, bags of words", PYTHON, "spacy_textcat.py"),
    # "diet" can be asked too, but learns from the topics alone for half an hour
    Engine("Rasa, counts and logistic regression", RASA, "stock_rasa.py", "logistic"),
)
_NLU = (*sorted(Path("nlu").glob("*.py")), *sorted(Path("nlu").glob("*.npz")))
OURS = Engine("**ours**", RASA, "ours.py", made_of=(*_NLU, Path("config.yml")))


def ask(engine: Engine, job: Job) -> Answer | LeftOut:
    """Let an engine do a job, or take what it answered to the same one before.

    Raises:
        CalledProcessError: it failed.
        ValueError: what it printed is no answer to this job.
    """
    if not engine.made:
        return LeftOut(f"{engine.runs_in} or its packages are not here")
    kept = KEPT / f"{engine.key(job)}.json"
    if not kept.exists():
        try:
            printed = _printed(engine, job)
        except subprocess.TimeoutExpired:
            printed = ""  # kept as well: it would take as long again
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(printed, encoding="utf-8")
    printed = kept.read_text(encoding="utf-8")
    return answer_to(job, printed) if printed else LeftOut(f"stopped after {engine.longest // 60} minutes")


def answer_to(job: Job, printed: str) -> Answer:
    """Read the answer to a job.

    Raises:
        ValueError: it is none, or says nothing of a message.
    """
    answer = Answer.read(printed)
    if len(answer.predicted) != len(job.test):
        raise ValueError("an answer is as long as the test")
    return answer


def _printed(engine: Engine, job: Job) -> str:
    with TemporaryDirectory() as folder:
        file = Path(folder, "job.json")
        job.write(file)
        done = subprocess.run(  # noqa: S603 - our own
            [*engine.command, str(file)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            timeout=engine.longest,
            env={**os.environ, "PYTHONWARNINGS": "ignore", "RASA_TELEMETRY_ENABLED": "false"},
        )
    return done.stdout.strip().rpartition("\n")[2]
