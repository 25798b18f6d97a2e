"""Fathom for NumPy users: kernels of infinitely wide networks, predictions, spectra, experiments.

    import fathom
    K = fathom.kernel(X, kind="ntk", depth=3, W_std=1.5, b_std=0.05)       # n x n
    f = fathom.predict(X, y, T, depth=3, ridge=1e-3)                       # regression; integer y: classes and scores
    table = fathom.load("results/spectra/quick")                           # a run's summary

Calls share one JVM, which starts with the first of them. Arrays pass through files in memory. Conventions: docs/theory.md; ``W_std`` and
``b_std`` are those of neural-tangents (docs/python.md). The launcher is the one beside this file, or the command in FATHOM.
"""
import atexit
import csv
import json
import os
import pathlib
import shlex
import shutil
import struct
import subprocess
import tempfile
import threading
from typing import NamedTuple

import numpy as np

__all__ = ["FathomError", "Prediction", "kernel", "predict", "dual", "spectrum", "run", "load", "lift", "close"]


class FathomError(RuntimeError):
    """What Fathom said, in its own sentence."""


class Prediction(NamedTuple):
    """Classification: the class of each row, and its scores, one column a class in ascending order."""
    classes: np.ndarray
    scores: np.ndarray


def _command():
    given = os.environ.get("FATHOM")
    return shlex.split(given) if given else [str(pathlib.Path(__file__).resolve().parents[2] / "fathom")]


class _Worker:
    """The JVM behind all calls. One call at a time; a second thread waits."""
    def __init__(self):
        self.lock = threading.RLock()
        self.process = None
        self.number = 0

    def _start(self):
        """Starts the process unless it runs."""
        if self.process is not None and self.process.poll() is None:
            return
        self.close()
        memory = "/dev/shm"
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="fathom-", dir=memory if os.path.isdir(memory) else None))
        self.log = open(self.folder / "stderr", "wb")
        self.process = subprocess.Popen([*_command(), "worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=self.log)

    def call(self, *arguments):
        """Runs one command; its standard output. What it says on standard error comes as a warning or an error."""
        with self.lock:
            return self._call(arguments)

    def _call(self, arguments):
        self._start()
        self.number += 1
        request = json.dumps({"id": self.number, "arguments": [str(a) for a in arguments]})
        try:
            os.write(self.process.stdin.fileno(), request.encode() + b"\n")
            line = self.process.stdout.readline()
        except OSError:
            line = None
        except BaseException:  # interrupted: the next answer would be that of this request
            self.close()
            raise
        if not line:
            code = self.process.wait()
            said = pathlib.Path(self.log.name).read_text(errors="replace").strip()
            self.close()
            raise FathomError(f"the Fathom process ended with exit code {code}: {said or 'it said nothing'}")
        answer = json.loads(line)
        if answer["code"]:
            raise FathomError(answer["err"].strip().removeprefix("fathom: ") or f"exit code {answer['code']}")
        return answer["out"]

    def close(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
            self.log.close()
            self.process = None
            shutil.rmtree(self.folder, ignore_errors=True)

    def arrays(self, inputs, arguments, output):
        """Writes arrays for options, runs, reads the .npy or .npz results of that name."""
        with self.lock:
            self._start()
            where = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
            try:
                for option, array in inputs.items():
                    np.save(where / f"{option}.npy", np.asarray(array))
                    arguments = [*arguments, f"--{option}", where / f"{option}.npy"]
                self.call(*arguments, "--output", where / output)
                found = {path.stem: np.load(path) for path in where.glob("*.np[yz]") if path.stem not in inputs}
                return {name: dict(value) if hasattr(value, "files") else value for name, value in found.items()}
            finally:
                shutil.rmtree(where, ignore_errors=True)


_worker = _Worker()


@atexit.register
def close():
    """Ends the process behind the calls; the next call starts another."""
    _worker.close()


def _word(value):
    return ",".join(map(str, value)) if isinstance(value, (list, tuple, range, np.ndarray)) else str(value)


def _options(W_std=None, b_std=None, inputs=None, **options):
    """Options of the command line from Python's names. neural-tangents: s = W_std^2 / d, w = W_std^2, b = b_std^2."""
    if W_std is not None:
        options.setdefault("input_scale", W_std ** 2 / inputs)
        options.setdefault("weight_variance", W_std ** 2)
    if b_std is not None:
        options.setdefault("bias_variance", b_std ** 2)
    arguments = []
    for name, value in options.items():
        if value is not None and value is not False:
            arguments += ["--" + name.replace("_", "-")] + ([] if value is True else [_word(value)])
    return arguments


def kernel(X, Y=None, *, depth=None, network=None, W_std=None, b_std=None, **options):
    """NNGP or tangent kernel between rows of X (n x d) and Y (m x d; default X): n x m.

    depth: hidden layers; a list gives a dict from depth to matrix. network: in its place an architecture such as
    "dense(512) relu dense(1)", "conv", or a .safetensors file from :func:`lift`, whose own tangent kernel it then is.
    Others as of `./fathom kernel`: kind="ntk", activation="relu", weight_variance, bias_variance, trained_bias, input_scale, frozen,
    unit, precision, window, padding, readout, initialiser.
    """
    X = np.asarray(X)
    several, arrays = isinstance(depth, (list, tuple, range)), {"input": X} if Y is None else {"input": X, "other": Y}
    options = _options(W_std, b_std, X.shape[-1], depth=depth, network=network, **options)
    found = _worker.arrays(arrays, ["kernel", *options], "K.npz" if several and len(depth) > 1 else "K.npy")["K"]
    return {L: found[f"depth{L}"] if len(depth) > 1 else found for L in depth} if several else found


def predict(X, y, T, *, depth, ridge=0, W_std=None, b_std=None, **options):
    """Kernel regression of y (n or n x m) at T; ridge r of K + n r I, or "auto".

    Integer vectors y are class labels and give a :class:`Prediction`. Others as of `./fathom predict`.
    """
    X, y, names = np.asarray(X), np.asarray(y), None
    if y.ndim == 1 and y.dtype.kind in "iub":
        names, y = np.unique(y, return_inverse=True)
    options = _options(W_std, b_std, X.shape[-1], depth=depth, ridge=ridge, **options)
    found = _worker.arrays({"train": X, "targets": y, "test": T}, ["predict", *options], "P.npy")
    return found["P"] if names is None else Prediction(names[found["P.classes"]], found["P"])


def dual(activation, at=(0, 0.5, 0.9, 1), variance=1):
    """Moments, dual activation, its derivative's dual and Hermite coefficients: a dict."""
    return json.loads(_worker.call("dual", *_options(activation=activation, at=at, variance=variance, format="json")))


def spectrum(dimension, depth=1, max_degree=20, **options):
    """Eigenvalues on the sphere S^(d-1) or the cube, degree by degree: a dict of columns."""
    arguments = _options(dimension=dimension, depth=depth, max_degree=max_degree, **options)
    return _columns(_worker.call("spectrum", *arguments))


def run(experiment, *, preset=None, seeds=None, name=None, out="results", data=None, options=(), **keys):
    """Runs an experiment, or goes on with it, with its progress on the screen; the run's summary.

    keys: settings, those with a section as {"lazy.depths": [1, 2]} by ``**``. options: further words of `./fathom run`.
    """
    arguments = _options(preset=preset, seeds=seeds, name=name, out=out, data=data)
    arguments += [*options, *(f"{key}={_word(value)}" for key, value in keys.items())]
    command = [*_command(), "run", str(experiment), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise FathomError(f"{shlex.join(command)} ended with exit code {done.returncode}")
    return load(pathlib.Path([word for word in done.stdout.split() if word.endswith("report.html")][-1]).parent)


def load(folder):
    """A run's summary.csv: a pandas DataFrame where pandas is installed, else a dict of arrays."""
    path = pathlib.Path(folder) / "summary.csv"
    if not path.is_file():
        raise FathomError(f"{path} does not exist: give the folder of a finished run, such as results/spectra/quick")
    try:
        import pandas
        return pandas.read_csv(path)
    except ImportError:
        return _columns(path.read_text(encoding="utf-8"))


def _columns(text):
    names, *rows = csv.reader(text.splitlines())
    return {name: _typed([row[i] for row in rows]) for i, name in enumerate(names)}


def _typed(texts):
    for kind in (int, float):
        try:
            return np.array([kind(text) if text or kind is int else np.nan for text in texts])
        except ValueError:
            pass
    return np.array(texts)


def lift(model, shape, path=None):
    """The architecture text of a torch.nn.Sequential and its weights; with a path they are written as .safetensors.

    shape: of one input, d or (channels, height, width). Known by their attributes, without torch: Linear, Conv2d, activations, BatchNorm,
    LayerNorm, MaxPool2d, AvgPool2d, AdaptiveAvgPool2d(1), Flatten, Dropout, Identity and nested Sequential.

        text, weights = fathom.lift(model, 30, "net.safetensors")
        fathom.kernel(X, network=text), fathom.kernel(X, network="net.safetensors")     # of the limit, of this network
    """
    shape = (shape,) if isinstance(shape, int) else tuple(shape)
    layers, weights = [f"input({'x'.join(map(str, shape))})"], {}
    for number, module in enumerate(_modules(model)):
        text, tensors, shape = _layer(module, shape)
        layers.append(text)
        for kind, tensor in tensors.items():
            weights[f"{text.split('(')[0]}{number}.{kind}"] = np.ascontiguousarray(_array(tensor), dtype=np.float32)
    if path is not None:
        header, offset = {"__metadata__": {"architecture": " ".join(layers)}}, 0
        for name, array in weights.items():
            end = offset + array.nbytes
            header[name], offset = {"dtype": "F32", "shape": array.shape, "data_offsets": [offset, end]}, end
        head = json.dumps(header).encode()
        head += b" " * (-len(head) % 8)
        with open(path, "wb") as file:
            file.write(struct.pack("<Q", len(head)) + head)
            file.writelines(array.tobytes() for array in weights.values())
    return " ".join(layers), weights


_PLAIN = {"ReLU": "relu", "Tanh": "tanh", "Sigmoid": "sigmoid", "SiLU": "silu", "SELU": "selu", "GELU": "gelu",
          "ELU": "elu(alpha={0.alpha})", "LeakyReLU": "leaky_relu(slope={0.negative_slope})", "Softplus": "softplus",
          "Identity": "identity", "Dropout": "dropout({0.p})"}


def _array(tensor):
    return np.asarray(tensor.detach().cpu() if hasattr(tensor, "detach") else tensor)


def _modules(model):
    for module in model:
        yield from _modules(module) if type(module).__name__ == "Sequential" else [module]


def _layer(m, shape):
    """Text, tensors and output shape of a module; images are rows pixel by pixel, where PyTorch has channel by channel."""
    name, pair = type(m).__name__, lambda value: value if isinstance(value, (tuple, list)) else (value, value)

    def window(stride):
        (h, w), (s, t), (p, q) = pair(m.kernel_size), pair(stride), pair(m.padding)
        out = (shape[1] + 2 * p - h) // s + 1, (shape[2] + 2 * q - w) // t + 1
        return f"{h}x{w}, stride={s}x{t}, padding={p}x{q}", out

    if name in ("Linear", "Conv2d") and m.bias is None:
        raise FathomError(f"{name} without a bias has no counterpart: Fathom's layers have trained biases")
    if name == "Linear":
        w = _array(m.weight)
        if len(shape) == 3:  # behind Flatten
            w = w.reshape(-1, *shape).transpose(0, 2, 3, 1).reshape(len(w), -1)
        return f"dense({len(w)})", {"weight": w.T, "bias": m.bias}, (len(w),)
    if name == "Conv2d" and m.groups == 1 and pair(m.dilation) == (1, 1) and not isinstance(m.padding, str):
        text, out = window(m.stride)
        w = _array(m.weight)
        return (f"convolution({len(w)}, {text})",
                {"weight": w.transpose(2, 3, 1, 0).reshape(-1, len(w)), "bias": m.bias}, (len(w), *out))
    if name in ("BatchNorm1d", "BatchNorm2d") and m.affine and m.momentum is not None:
        return (f"batchnorm(epsilon={m.eps}, momentum={m.momentum})",
                {"gain": m.weight, "bias": m.bias, "mean": m.running_mean, "variance": m.running_var}, shape)
    if name == "LayerNorm" and len(shape) == 1 and m.bias is not None:
        return f"layernorm(epsilon={m.eps})", {"gain": m.weight, "bias": m.bias}, shape
    if name == "MaxPool2d" or name == "AvgPool2d" and pair(m.padding) == (0, 0):
        text, out = window(m.stride)
        return f"{'maxpool' if name == 'MaxPool2d' else 'averagepool'}({text})", {}, (shape[0], *out)
    if name == "AdaptiveAvgPool2d" and pair(m.output_size) == (1, 1):
        return "globalaveragepool", {}, shape[:1]
    if name == "Flatten":
        return "flatten", {}, shape
    usual = {"beta": 1, "approximate": "none"}
    if name in _PLAIN and all(getattr(m, key, value) == value for key, value in usual.items()):
        return _PLAIN[name].format(m), {}, shape
    raise FathomError(f"{m!r} has no counterpart among Fathom's layers")
