package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;

/** From a configuration to its trials, in the order of the tables: by order, model, target, depth and seed. */
final class Plan {

    private Plan() {}

    static ImmutableList<NetworkCell> networks(Configuration c) {
        NetworkCell.Training training = new NetworkCell.Training(
                c.H(), c.rates(), c.epochs(), c.batch(), c.initialiser(), c.loss(), c.validation());
        ImmutableList.Builder<NetworkCell> cells = ImmutableList.builder();
        for (int order : c.k()) {
            for (String target : c.targets()) {
                for (int depth : c.depths()) {
                    for (long seed : c.seeds()) {
                        cells.add(new NetworkCell(problem(c, order, seed), target, depth, training, c.perturbations()));
                    }
                }
            }
        }
        return cells.build();
    }

    /** No kernel has depth 0 here: that kernel is linear, and its matrix has rank d. */
    static ImmutableList<KernelCell> kernels(Configuration c) {
        ImmutableList.Builder<KernelCell> cells = ImmutableList.builder();
        for (int order : c.k()) {
            for (String kernel : c.kernels()) {
                for (int depth : c.depths()) {
                    for (long seed : c.seeds()) {
                        if (depth > 0) {
                            cells.add(new KernelCell(problem(c, order, seed), c.targets(), kernel, depth, c.ridge()));
                        }
                    }
                }
            }
        }
        return cells.build();
    }

    private static Problem problem(Configuration c, int order, long seed) {
        return new Problem(order, c.dimension(order), c.N(), c.testPoints(), seed);
    }
}
