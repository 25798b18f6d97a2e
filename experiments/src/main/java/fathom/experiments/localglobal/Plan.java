package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;
import fathom.experiments.localglobal.problem.Problem;
import fathom.experiments.localglobal.regression.KernelCell;

/** From a configuration to its trials, in the order of the tables: by order, size, model, target, depth and seed. */
final class Plan {

    private Plan() {}

    static ImmutableList<NetworkCell> networks(Configuration c) {
        ImmutableList.Builder<NetworkCell> cells = ImmutableList.builder();
        for (int order : c.k()) {
            for (int samples : c.N()) {
                for (int width : c.H()) {
                    for (String target : c.paperTargets()) {
                        for (int depth : c.depths()) {
                            for (long seed : c.seeds()) {
                                cells.add(new NetworkCell(
                                        problem(c, order, samples, seed),
                                        target,
                                        depth,
                                        c.search(width),
                                        c.perturbations()));
                            }
                        }
                    }
                }
            }
        }
        return cells.build();
    }

    /** No kernel has depth 0 here: that kernel is linear, and its matrix has rank d. */
    static ImmutableList<KernelCell> kernels(Configuration c) {
        ImmutableList.Builder<KernelCell> cells = ImmutableList.builder();
        for (int order : c.paperTargets().isEmpty() ? ImmutableList.<Integer>of() : c.k()) {
            for (int samples : c.N()) {
                for (String kernel : c.kernels()) {
                    for (int depth : c.depths()) {
                        for (long seed : c.seeds()) {
                            if (depth > 0) {
                                cells.add(new KernelCell(
                                        problem(c, order, samples, seed), c.paperTargets(), kernel, depth, c.ridge()));
                            }
                        }
                    }
                }
            }
        }
        return cells.build();
    }

    private static Problem problem(Configuration c, int order, int samples, long seed) {
        return new Problem(order, c.dimension(order), samples, c.testPoints(), seed);
    }
}
