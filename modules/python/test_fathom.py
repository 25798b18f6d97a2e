"""Tests of fathom.py; run by PythonTest in experiments, or: python3 -m unittest discover modules/python"""
import math
import pathlib
import sys
import tempfile
import unittest

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import fathom

SEED = 20


def relu_kernels(X, depth, W_std, b_std):
    """NNGP and tangent kernel of serial(Dense, Relu, ..., Dense) by the closed forms of Cho and Saul, in NumPy."""
    S = W_std ** 2 * X @ X.T / X.shape[1] + b_std ** 2
    T = S.copy()
    for _ in range(depth):
        norm = np.sqrt(np.outer(np.diag(S), np.diag(S)))
        angle = np.arccos(np.clip(S / norm, -1, 1))
        D = W_std ** 2 * (math.pi - angle) / (2 * math.pi)
        S = W_std ** 2 * norm * (np.sin(angle) + (math.pi - angle) * np.cos(angle)) / (2 * math.pi) + b_std ** 2
        T = S + D * T
    return S, T


class Module:
    """What fathom.lift sees of a PyTorch module: its class's name and attributes."""

    def __init__(self, **attributes):
        self.__dict__.update(attributes)


def module(name, **attributes):
    return type(name, (Module,), {})(**attributes)


class Sequential(list):
    pass


class FathomTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.random = np.random.default_rng(SEED)
        cls.X = cls.random.normal(size=(6, 5))

    @classmethod
    def tearDownClass(cls):
        fathom.close()

    def test_kernels_are_those_of_neural_tangents(self):
        for depth in (1, 2, 4):
            nngp, ntk = relu_kernels(self.X, depth, 1.5, 0.05)
            found = {kind: fathom.kernel(self.X, kind=kind, depth=depth, W_std=1.5, b_std=0.05) for kind in ("nngp", "ntk")}
            # arccos loses half of the digits beside 1: the diagonal and the rest
            np.testing.assert_allclose(found["nngp"], nngp, rtol=1e-7)
            np.testing.assert_allclose(found["ntk"], ntk, rtol=1e-7)
        K = fathom.kernel(self.X, self.X[:2], depth=[1, 2], W_std=1.5, b_std=0.05)
        self.assertEqual([1, 2], list(K))
        np.testing.assert_allclose(K[2], relu_kernels(self.X, 2, 1.5, 0.05)[1][:, :2], rtol=1e-7)

    def test_predict_is_the_regression_with_the_kernel(self):
        X, T, y = self.X[:4], self.X[4:], self.random.normal(size=4)
        options = dict(depth=2, W_std=1.5, b_std=0.1)
        K, k = fathom.kernel(X, **options), fathom.kernel(T, X, **options)
        expected = k @ np.linalg.solve(K + 4 * 1e-2 * np.eye(4), y)
        np.testing.assert_allclose(fathom.predict(X, y, T, ridge=1e-2, **options), expected, rtol=1e-10)

    def test_classes(self):
        labels = np.array([3, 7, 3, 7, 3, 7])
        classes, scores = fathom.predict(self.X, labels, self.X, depth=2)
        np.testing.assert_array_equal(classes, labels)
        self.assertEqual((6, 2), scores.shape)

    def test_dual_and_spectrum(self):
        dual = fathom.dual("relu", at=[0, 1])
        np.testing.assert_allclose(dual["dual"], [1 / (2 * math.pi), 0.5], rtol=1e-14)
        spectrum = fathom.spectrum(3, depth=1, kind="nngp", max_degree=3)
        np.testing.assert_array_equal(spectrum["degree"], range(4))
        # odd degrees above one vanish
        self.assertLess(abs(spectrum["eigenvalue"][3]), 1e-15)

    def test_errors_are_fathoms_sentences(self):
        with self.assertRaisesRegex(fathom.FathomError, "the nearest names are"):
            fathom.kernel(self.X, depth=1, activation="rleu")
        with self.assertRaisesRegex(fathom.FathomError, "exit code"):
            fathom._worker.process.kill()
            fathom._worker.process.wait()
            fathom._worker._start = lambda start=fathom._worker._start: None
            try:
                fathom.dual("relu")
            finally:
                del fathom._worker._start
        self.assertEqual((6, 6), fathom.kernel(self.X, depth=1).shape)

    def test_a_run_and_its_summary(self):
        with tempfile.TemporaryDirectory() as out:
            summary = fathom.run("spectra", preset="smoke", out=out)
            self.assertIn("metric", list(summary))
            self.assertEqual(list(summary), list(fathom.load(pathlib.Path(out) / "spectra" / "smoke")))
        with self.assertRaisesRegex(fathom.FathomError, "does not exist"):
            fathom.load("absent")

    def test_lift_gives_the_kernel_of_the_network_at_hand(self):
        """The tangent kernel of a small convolutional network against central differences in NumPy, in PyTorch's layout."""
        r = self.random
        weights = [r.normal(size=(3, 2, 3, 3)) / 4, r.normal(size=3) / 4, r.normal(size=(4, 3 * 4 * 5)) / 8,
                   r.normal(size=4) / 4, r.normal(size=(1, 4)) / 2, r.normal(size=1)]

        def forward(w, x):  # x: channels, height, width
            padded = np.pad(x, ((0, 0), (1, 1), (1, 1)))
            patches = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
            h = np.tanh(np.einsum("chwij,fcij->fhw", patches, w[0]) + w[1][:, None, None])
            return (w[4] @ np.tanh(w[2] @ h.ravel() + w[3]) + w[5])[0]

        model = Sequential([
            Sequential([module("Conv2d", weight=weights[0], bias=weights[1], kernel_size=(3, 3), stride=(1, 1), padding=(1, 1),
                               dilation=(1, 1), groups=1), module("Tanh")]),
            module("Flatten"), module("Linear", weight=weights[2], bias=weights[3]), module("Tanh"),
            module("Linear", weight=weights[4], bias=weights[5])])
        x = r.normal(size=(3, 2, 4, 5))
        step = 1e-5
        jacobian = []
        for tensor in weights:
            for i in np.ndindex(tensor.shape):
                keep = tensor[i]
                tensor[i] = keep + step
                above = [forward(weights, image) for image in x]
                tensor[i] = keep - step
                below = [forward(weights, image) for image in x]
                tensor[i] = keep
                jacobian.append((np.array(above) - below) / (2 * step))
        expected = np.array(jacobian).T @ np.array(jacobian)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "net.safetensors"
            text, _ = fathom.lift(model, (2, 4, 5), path)
            found = fathom.kernel(x.transpose(0, 2, 3, 1), network=path)
        self.assertTrue(text.startswith("input(2x4x5) convolution(3, 3x3, stride=1x1, padding=1x1) tanh flatten dense(4)"))
        np.testing.assert_allclose(found, expected, rtol=2e-5)  # weights and passes in single precision

    def test_lift_of_a_perceptron_has_its_limit(self):
        model = Sequential([module("Linear", weight=self.random.normal(size=(8, 5)), bias=np.zeros(8)), module("ReLU"),
                            module("Linear", weight=self.random.normal(size=(1, 8)), bias=np.zeros(1))])
        text, weights = fathom.lift(model, 5)
        self.assertEqual("input(5) dense(8) relu dense(1)", text)
        self.assertEqual((5, 8), weights["dense0.weight"].shape)
        nngp = fathom.kernel(self.X, kind="nngp", network=text, initialiser="he")
        np.testing.assert_allclose(nngp, relu_kernels(self.X, 1, math.sqrt(2), 0)[0], rtol=1e-7)

    def test_layers_without_a_counterpart_are_named(self):
        with self.assertRaisesRegex(fathom.FathomError, "without a bias"):
            fathom.lift(Sequential([module("Linear", weight=np.ones((1, 5)), bias=None)]), 5)
        with self.assertRaisesRegex(fathom.FathomError, "no counterpart"):
            fathom.lift(Sequential([module("GRU")]), 5)


if __name__ == "__main__":
    unittest.main()
