package fathom.experiments.localglobal.stability;

import fathom.data.GaussianInputs;
import fathom.experiments.localglobal.training.Fit;
import fathom.nn.Network;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.Serializable;
import java.util.List;

/**
 * What a network does between samples that say nothing: labels are coins, so whatever locality its answers have is its own. No held-out
 * sample can choose the learning rate; it is the one that learns the samples, fastest.
 *
 * @param threads how many threads a kernel may use; no result depends on it
 */
record RandomLabelTrial(int threads) implements Trial<RandomLabelCell, RandomLabelResult>, Serializable {

    @Override
    public RandomLabelResult run(RandomLabelCell cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    static long bytes(RandomLabelCell cell) {
        return (cell.samples() + (long) cell.points()) * (cell.d() + 8L) * Float.BYTES
                + 3
                        * Network.bytes(
                                Fit.architecture(cell.d(), cell.depth(), cell.training()),
                                cell.training().batch());
    }

    private static RandomLabelResult measure(RandomLabelCell cell) {
        RandomStream random = RandomStream.of(cell.seed(), "local-global random labels");
        GaussianInputs inputs = new GaussianInputs(cell.d());
        FloatMatrix x = inputs.sample(cell.samples(), random.child("training"));
        FloatMatrix y = FloatMatrix.zeros(cell.samples(), 1);
        for (int i = 0; i < cell.samples(); i++) {
            y.set(i, 0, random.child("labels").below(2, i) == 0 ? -1 : 1);
        }
        Fit best = null;
        for (double rate : cell.training().rates()) {
            Fit fit = Fit.of(cell.depth(), cell.training(), x, y, rate, random, "network");
            best = best == null || better(fit, best) ? fit : best;
        }
        FloatMatrix points = inputs.sample(cell.points(), random.child("test"));
        return new RandomLabelResult(
                best.diverged() ? 1 : best.result().trainingError(),
                best.rate(),
                best.result().epochs(),
                best.diverged() ? List.of() : answers(cell, best.network(), points, random));
    }

    private static boolean better(Fit fit, Fit other) {
        if (fit.diverged() || other.diverged()) {
            return other.diverged() && !fit.diverged();
        }
        int order = Double.compare(fit.result().trainingError(), other.result().trainingError());
        return order < 0 || order == 0 && fit.result().epochs() < other.result().epochs();
    }

    private static List<RandomLabelResult.Answers> answers(
            RandomLabelCell cell, Network network, FloatMatrix points, RandomStream random) {
        return cell.perturbations().stream()
                .map(length -> {
                    fathom.nn.Stability stability =
                            fathom.nn.Stability.of(network, points, length, random.child("perturbations"));
                    return new RandomLabelResult.Answers(length, stability.oneEntry(), stability.allEntries());
                })
                .toList();
    }
}
