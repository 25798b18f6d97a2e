package fathom.experiments.fractal;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** From a configuration to its trials, in the order of the tables. */
final class Plan {

    private Plan() {}

    static ImmutableList<NetworkCell> networks(Configuration c) {
        ImmutableList.Builder<NetworkCell> cells = ImmutableList.builder();
        for (String system : c.systems()) {
            for (String curve : c.curves()) {
                boolean first = curve.equals(c.curves().getFirst());
                for (int depth : first ? c.depths() : List.of(c.deepest())) {
                    for (int width : c.widths()) {
                        add(cells, c, system, curve, NetworkCell.JOINT, depth, width);
                    }
                }
            }
            for (int depth : c.depths()) {
                for (int width : c.layerwise()) {
                    add(cells, c, system, c.curves().getFirst(), NetworkCell.LAYERWISE, depth, width);
                }
            }
        }
        return cells.build();
    }

    private static void add(
            ImmutableList.Builder<NetworkCell> cells,
            Configuration c,
            String system,
            String curve,
            String procedure,
            int depth,
            int width) {
        for (long seed : c.seeds()) {
            Problem problem = c.problem(system, curve, seed);
            boolean drawn = seed == c.seeds().getFirst()
                    && curve.equals(c.curves().getFirst())
                    && width == c.widths().getLast()
                    && procedure.equals(NetworkCell.JOINT)
                    && problem.iterated().dimension() == 2;
            for (double rate : c.rates()) {
                cells.add(new NetworkCell(problem, procedure, depth, width, rate, c.adam(), drawn ? c.picture() : 0));
            }
        }
    }
}
