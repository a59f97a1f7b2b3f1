"""`make tuned`: teach the last layers of the encoder what messages mean and signal; writes nlu/tuned.npz, in an hour.

The layers below stay as they ship, so what they make of the examples is read once (docs/decisions/023, 025, 027).
"""

import re
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
import yaml
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from nlu import tuned
from nlu.apart import Apart, typed
from nlu.e5 import E5, Shipped
from nlu.examples import NONE, Example, classes_of, read

Floats = NDArray[np.float32]

_PLACE = re.compile(r"\[([^\]]+)\]\(place\)")
_EPOCHS, _BATCH = 3, 64
_SPEED, _SPEED_OF_HEADS = 1e-4, 2e-3  # at most, of the last layer and of what tells the classes apart
_SLOWER = 0.9  # each layer below another: what it knows of words in general is worth keeping
_GROWS = 0.06  # of all steps; then the speed falls, to nothing at the end
_LEFT_OUT = 0.1  # of what passes between layers, at random
_NO_INTENT = -1  # of an example of the gate
_INTENTS_WEIGH = 5  # as much as what is signalled: one example in seven has an intent
_DOUBT = 0.1  # of each label: no example is quite surely of its class
_CHUNK = 50  # batches that are sorted by length together
_LARGEST = 1.0  # of a step, the length
_SHOWN = 50  # steps
_THREADS = 2
_NOTHING = {"head.w": (1, 768), "head.b": 1}  # what tells no classes apart, of twice the width


class Layer(nn.Module):
    """A layer of e5, as it ships."""

    def __init__(self, of: Shipped, number: int) -> None:
        super().__init__()
        width, inner, self._heads = of.sizes.width, of.sizes.inner, of.sizes.heads
        self.qkv, self.ao = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = (nn.LayerNorm(width, eps=of.sizes.epsilon) for _ in range(2))
        self._some = nn.Dropout(_LEFT_OUT)
        parts = {name: [f"l{number}.{name}"] for name in ("ao", "fi", "fo", "aln", "oln")}
        parts["qkv"] = [f"l{number}.{name}" for name in "qkv"]
        with torch.no_grad():
            for name, names in parts.items():
                part = getattr(self, name)
                columns = part.weight.shape[1:]  # a scale has none
                weights = [of.weights(f"{each}.w", *columns) if columns else of.floats(f"{each}.w") for each in names]
                part.weight.copy_(torch.from_numpy(np.concatenate(weights)))
                part.bias.copy_(torch.from_numpy(np.concatenate([of.floats(f"{each}.b") for each in names])))

    def forward(self, words: Tensor, there: Tensor) -> Tensor:
        """Read tokens, each in view of all that are there."""
        texts, tokens, width = words.shape
        heads = self.qkv(words).view(texts, tokens, 3, self._heads, width // self._heads).permute(2, 0, 3, 1, 4)
        heard = functional.scaled_dot_product_attention(*heads, attn_mask=there[:, None, None, :])
        words = self.aln(words + self._some(self.ao(heard.transpose(1, 2).reshape(texts, tokens, width))))
        return self.oln(words + self._some(self.fo(functional.gelu(self.fi(words)))))


class Beginning(Shipped):
    """What nothing was taught yet: the layers as they ship, whichever are committed."""

    classes: Sequence[str] = ("",)

    def floats(self, name: str) -> Floats:
        """Give nothing for what tells the classes apart."""
        return np.zeros(_NOTHING[name], np.float32) if name in _NOTHING else super().floats(name)


class Reader(nn.Module):
    """The layers that are taught, and what tells the classes apart by what they give."""

    def __init__(self, of: Shipped, classes: int, intents: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(of, number) for number in range(tuned.FIRST, of.sizes.layers))
        self.head, self.head_of_intents = (nn.Linear(2 * of.sizes.width, many) for many in (classes, intents))
        self._some = nn.Dropout(_LEFT_OUT)
        for head in (self.head, self.head_of_intents):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def forward(self, words: Tensor, there: Tensor) -> tuple[Tensor, Tensor]:
        """Score each class and each intent for each text."""
        for layer in self.layers:
            words = layer(words, there)
        each = there[:, :, None]
        mean = (words * each).sum(1) / each.sum(1)
        most = words.masked_fill(~each, -torch.inf).amax(1)
        meant = self._some(torch.cat([mean, most], -1))
        return self.head(meant), self.head_of_intents(meant)


def main() -> None:
    """Read the examples, teach, write."""
    topics, danger = list(_topics()), read(Path("nlu/danger"))
    texts, names = [example.text for example in (*topics, *danger)], classes_of([*topics, *danger])
    asked = [example.category for example in topics]
    classes, intents = sorted(set(names)), sorted(set(asked))
    e5, apart = E5(Beginning()), Apart(texts)
    sys.stdout.write(f"reading {len(texts):,} examples ...\n")
    with ThreadPoolExecutor(_THREADS) as threads:  # half the digits: a million tokens would take two gigabytes else
        below = list(threads.map(lambda text: e5.below(typed(text, apart)).astype(np.float16), texts))
    signalled = torch.tensor([classes.index(name) for name in names])
    meant = torch.tensor([*map(intents.index, asked), *[_NO_INTENT] * len(danger)])
    torch.manual_seed(0)
    reader = Reader(e5.shipped, len(classes), len(intents))
    _teach(reader, below, signalled, meant)
    _save(reader, classes, texts)


def _topics() -> Iterator[Example]:
    pipeline = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))["pipeline"]
    (tiers,) = [part["tiers"] for part in pipeline if part["name"] == "nlu.gate.SafetyGate"]
    for path in sorted(Path("nlu/topics").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if block.get("metadata", {}).get("says") == "two things":
                continue
            for line in block["examples"].splitlines():
                intent = block["intent"]
                yield Example(tiers.get(intent, NONE), intent, _PLACE.sub(r"\1", line.removeprefix("- ")))


def _teach(reader: Reader, below: Sequence[Floats], signalled: Tensor, meant: Tensor) -> None:
    learner = torch.optim.AdamW(
        [
            *(
                {"params": layer.parameters(), "lr": _SPEED * _SLOWER**above}
                for above, layer in enumerate(reversed(reader.layers))
            ),
            {"params": [*reader.head.parameters(), *reader.head_of_intents.parameters()], "lr": _SPEED_OF_HEADS},
        ]
    )
    lengths = [len(rows) for rows in below]
    batches = [batch for epoch in range(_EPOCHS) for batch in _batches(lengths, epoch)]
    grows = _GROWS * len(batches)
    speed = torch.optim.lr_scheduler.LambdaLR(
        learner, lambda step: min((step + 1) / grows, (len(batches) - step) / (len(batches) - grows))
    )
    reader.train()
    for step, batch in enumerate(batches):
        words, there = _padded([below[number] for number in batch])
        signals, intents = reader(words, there)
        loss = functional.cross_entropy(signals, signalled[batch], label_smoothing=_DOUBT)
        of_intents = functional.cross_entropy(
            intents, meant[batch], ignore_index=_NO_INTENT, label_smoothing=_DOUBT, reduction="sum"
        )
        loss = loss + _INTENTS_WEIGH * of_intents / len(batch)
        learner.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(reader.parameters(), _LARGEST)
        learner.step()
        speed.step()
        if step % _SHOWN == 0:
            sys.stdout.write(f"{step} of {len(batches)}: {loss.item():.2f}\n")


def _batches(lengths: Sequence[int], seed: int) -> list[NDArray[np.intp]]:
    """Put texts of like length together, in an order of chance: what is padded is read for nothing."""
    chance = np.random.default_rng(seed)
    order, size = chance.permutation(len(lengths)), _BATCH * _CHUNK
    chunks = [sorted(order[at : at + size], key=lengths.__getitem__) for at in range(0, len(order), size)]
    batches = [np.array(chunk[at : at + _BATCH]) for chunk in chunks for at in range(0, len(chunk), _BATCH)]
    return [batches[number] for number in chance.permutation(len(batches))]


def _padded(texts: Sequence[Floats]) -> tuple[Tensor, Tensor]:
    words = nn.utils.rnn.pad_sequence([torch.from_numpy(text.astype(np.float32)) for text in texts], batch_first=True)
    return words, torch.arange(words.shape[1]) < torch.tensor([[len(text)] for text in texts])


def _save(reader: Reader, classes: Sequence[str], texts: Sequence[str]) -> None:
    matrices, floats = {}, {"head.w": reader.head.weight, "head.b": reader.head.bias}
    for number, layer in enumerate(reader.layers, tuned.FIRST):
        for name, part in layer.named_children():
            if isinstance(part, nn.Dropout):
                continue
            names = "qkv" if name == "qkv" else (name,)
            kept = matrices if isinstance(part, nn.Linear) else floats
            for each, weight, bias in zip(
                names, part.weight.chunk(len(names)), part.bias.chunk(len(names)), strict=True
            ):
                kept[f"l{number}.{each}.w"] = weight
                floats[f"l{number}.{each}.b"] = bias
    learnt = ({name: part.detach().numpy() for name, part in kept.items()} for kept in (matrices, floats))
    tuned.save(classes, texts, *learnt)


if __name__ == "__main__":
    main()
