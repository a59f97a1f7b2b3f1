"""Starts Rasa as a child of the bot: `python -m nlu.serve PORT MODEL`, the token in RASA_TOKEN.

The child lives as long as its standard input is open: when the bot dies, however it dies, the pipe closes and Rasa
goes too. No orphan keeps visitors' words in memory.
"""

import os
import resource
import sys
import threading
from types import ModuleType

HOST = "127.0.0.1"

# of Rasa, what wants TensorFlow, by module; imported with all the rest, and in no pipeline of ours
_OF_TENSORFLOW = {
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.utils.tensorflow.callback": ("RasaModelCheckpoint", "RasaTrainingLogger"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
}


def _leave_tensorflow_out() -> None:
    """Put names without content in its place: it takes a quarter of a start and a third of the memory.

    Who imports another name of these modules gets an ImportError, a model that holds one of these an AttributeError.
    """
    for module, names in _OF_TENSORFLOW.items():
        sys.modules[module] = ModuleType(module)
        for name in names:
            setattr(sys.modules[module], name, type(name, (), {}))


def _leave_with_the_parent() -> None:
    while os.read(0, 4096):  # not sys.stdin: its lock would still be held when Python ends, and end it with a crash
        pass
    os._exit(0)


def main() -> None:
    """Run Rasa's own command line in this process."""
    port, model = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash must not write visitors' words to disk
    threading.Thread(target=_leave_with_the_parent, daemon=True).start()
    _leave_tensorflow_out()
    from rasa.__main__ import main as rasa  # noqa: PLC0415 -- seconds of imports, after the watch has begun

    files = ["--credentials", "nlu/credentials.yml", "--endpoints", "nlu/endpoints.yml"]
    sys.argv = ["rasa", "run", "--model", model, "--interface", HOST, "--port", port, *files]
    rasa()


if __name__ == "__main__":
    main()
