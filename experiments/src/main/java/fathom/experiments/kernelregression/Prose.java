package fathom.experiments.kernelregression;

/** The sentences of the report. */
final class Prose {

    static final String QUESTION =
            "Bietti and Bach prove that ReLU kernels of every depth have eigenvalues that decay at the same rate, and conclude that deep"
                    + " kernels learn nothing that shallow ones do not. Their experiments ask whether that is seen at finite samples: kernel"
                    + " ridge regression of an indicator of a cap on the sphere S^3, random features, and digits and garments."
                    + " Depth here is the number of hidden layers; the paper's L is one more, and its names stand beside ours.";

    static final String DRAW =
            "The points are those of the authors' code: NumPy's RandomState(42), 20,000 normal points first, then the direction of the target."
                    + " The panels' titles say 1e-9 and 1e-5 in the paper; their grids exclude that end point, so the smallest ridges are"
                    + " 1e-8 and 1e-4. The ridge is chosen on the test points, in the paper and here: errors are those of an oracle.";

    static final String FRESH =
            "The same with draws of our own. Intervals are Student's, 95 %, over draws of points and direction; the tests of the claims compare"
                    + " kernels draw by draw.";

    static final String FEATURES =
            "The published code computed the features of the training points and those of the test points by two calls, each with random"
                    + " weights of its own, so the fitted coefficients belong to features that the test points do not have. The left panel"
                    + " repeats that, the right one shares the weights. Both use the same fits. Published points are held against the"
                    + " distribution of ours: a published curve should be one more draw of it.";

    static final String TABLE =
            "One-against-all ridge regression on pixels / 255, splits by NumPy's RandomState(42 + s).permutation(60000), the last 10,000 of which"
                    + " choose the ridge. The authors' repository holds two grids, 1 to 1e-3 and 1 to 1e-7, and does not say which made"
                    + " table 1; both are shown. Accuracies are percentages of the 10,000 test images; an interval"
                    + " is over splits, and one split has none. Beyond 8,192 images K is worked through in float tiles by conjugate gradients"
                    + " with residuals in double, |residual| <= 1e-6 |targets|; below it is factorised.";

    static final String TARGETS =
            "f1 = 1 where w.x >= 0.7 (left and middle), f2 = exp(-(1 - w.x)^(3/2)) + exp(-(1 + w.x)^(3/2)) (right). Ours are integrals over S^3;"
                    + " those beside f2 were found on the authors' draw.";

    static final String ERRATA =
            "What the paper's experiments have wrong or leave unsaid. The errata of its theory are in the report of spectra. In the authors' code"
                    + " acc_curve() of mnist_figures.py uses a variable that is not defined; nothing calls it.";

    static final String NO_DATA =
            "Table 1 is left out: it needs the files of MNIST and Fashion-MNIST (train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz,"
                    + " t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz, in folders mnist/ and fashion-mnist/ of a folder that --data DIR"
                    + " or FATHOM_DATA names).";

    private Prose() {}
}
