package fathom.experiments.normalisedrelu;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** From a configuration to its trials, in the order of the tables. */
final class Plan {

    private Plan() {}

    /** The bodies of all networks. */
    static ImmutableList<Body> bodies(Configuration c) {
        ImmutableList.Builder<Body> bodies = ImmutableList.builder();
        if (!c.networks().isEmpty()) {
            c.depths().forEach(depth -> bodies.add(new Body(Body.CONNECTED, depth, c.width())));
        }
        if (!c.residualNetworks().isEmpty()) {
            c.blocks().forEach(count -> bodies.add(new Body(Body.RESIDUAL, count, c.channels())));
        }
        return bodies.build();
    }

    /** What stands behind the layers of a body. */
    static List<String> names(Configuration c, Body body) {
        return body.residual() ? c.residualNetworks() : c.networks();
    }

    static ImmutableList<NetworkCell> networks(Configuration c) {
        ImmutableList.Builder<NetworkCell> cells = ImmutableList.builder();
        for (String set : c.data()) {
            for (Body body : bodies(c)) {
                for (String name : names(c, body)) {
                    for (long seed : c.seeds()) {
                        Problem problem = body.residual() ? c.residualProblem(set, seed) : c.problem(set, seed);
                        for (double rate : c.rates(body, new NetworkName(name))) {
                            NetworkCell.Descent descent = c.descent(body.residual() ? c.residualEpochs() : c.epochs());
                            cells.add(new NetworkCell(problem, name, body, rate, descent));
                        }
                    }
                }
            }
        }
        return cells.build();
    }

    /** Untrained networks of the greatest depth; batch normalisation needs a batch, and is left out. */
    static ImmutableList<BeginningCell> beginnings(Configuration c) {
        ImmutableList.Builder<BeginningCell> cells = ImmutableList.builder();
        for (String set : c.data()) {
            for (String name : c.networks()) {
                for (int width : new NetworkName(name).batch() ? List.<Integer>of() : c.widths()) {
                    cells.add(new BeginningCell(
                            c.problem(set, c.seeds().getFirst()),
                            name,
                            new Body(Body.CONNECTED, c.depths().getLast(), width),
                            c.draws(),
                            c.initialiser()));
                }
            }
        }
        return cells.build();
    }

    /** Infinitely wide networks of the greatest depth, of which the others are the beginning; batch normalisation has no limit here. */
    static ImmutableList<LimitCell> limits(Configuration c) {
        ImmutableList.Builder<LimitCell> cells = ImmutableList.builder();
        for (String set : c.data()) {
            for (String name : c.networks()) {
                if (!new NetworkName(name).batch()) {
                    for (long seed : c.seeds()) {
                        cells.add(new LimitCell(
                                c.problem(set, seed), name, c.depths().getLast(), c.initialiser()));
                    }
                }
            }
        }
        return cells.build();
    }
}
