package fathom.experiments.profile;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** From a configuration to its trials, in the order of the tables. */
final class Plan {

    /** Conditioning is cheap, and shown to this depth at least. */
    private static final int CONDITIONING_DEPTH = 8;

    private Plan() {}

    static ImmutableList<NetworkCell> networks(Configuration c) {
        NetworkCell.Training training =
                new NetworkCell.Training(c.width(), c.rates(), c.steps(), c.batch(), c.unlabelled());
        ImmutableList.Builder<NetworkCell> cells = ImmutableList.builder();
        for (int depth : c.depths()) {
            for (long seed : c.seeds()) {
                cells.add(new NetworkCell(
                        c.problem(seed),
                        c.inputs(),
                        c.outputs(),
                        depth,
                        training,
                        depth == c.deepest() ? students(c) : List.of()));
            }
        }
        return cells.build();
    }

    static ImmutableList<KernelCell> kernels(Configuration c) {
        ImmutableList.Builder<KernelCell> cells = ImmutableList.builder();
        for (String kernel : Limits.NAMES) {
            for (int depth : c.hidden()) {
                for (long seed : c.seeds()) {
                    cells.add(new KernelCell(c.problem(seed), c.inputs(), c.outputs(), kernel, depth, c.ridges()));
                }
            }
        }
        return cells.build();
    }

    static ImmutableList<SpectrumCell> spectra(Configuration c) {
        ImmutableList.Builder<SpectrumCell> cells = ImmutableList.builder();
        for (String kernel : Limits.NAMES) {
            for (int depth : c.hidden()) {
                for (long seed : c.seeds()) {
                    cells.add(new SpectrumCell(
                            c.problem(seed),
                            c.inputs(),
                            c.outputs(),
                            kernel,
                            depth,
                            c.spectrum(),
                            c.curveRidge(),
                            c.draws()));
                }
            }
        }
        return cells.build();
    }

    static ImmutableList<ConditioningCell> conditioning(Configuration c) {
        int samples = Math.min(c.conditioningSamples(), c.training());
        return c.seeds().stream()
                .map(seed -> new ConditioningCell(c.problem(seed), c.inputs(), samples, conditioningDepth(c)))
                .collect(ImmutableList.toImmutableList());
    }

    /** The depths that imitate the deepest: the other hidden ones. */
    static List<Integer> students(Configuration c) {
        return c.hidden().subList(0, c.hidden().size() - 1);
    }

    static int conditioningDepth(Configuration c) {
        return Math.max(CONDITIONING_DEPTH, c.deepest());
    }
}
