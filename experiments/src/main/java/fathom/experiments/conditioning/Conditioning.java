package fathom.experiments.conditioning;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import fathom.experiments.protocol.Experiment;
import fathom.experiments.protocol.Study;
import fathom.runs.RunFolder;
import fathom.runs.Sweep;

/**
 * Does depth make a network's kernels well conditioned? N. Agarwal, P. Awasthi, S. Kale, A deep conditioning treatment of neural networks (ALT
 * 2021): its bounds beside exact values, and condition numbers at finite width, which the paper does not measure.
 */
public final class Conditioning implements Experiment<Configuration> {

    public Conditioning() {}

    @Override
    public String name() {
        return "conditioning";
    }

    @Override
    public String question() {
        return "does depth make a network's kernels well conditioned? (Agarwal, Awasthi and Kale)";
    }

    @Override
    public Class<Configuration> configurationType() {
        return Configuration.class;
    }

    @Override
    public ImmutableMap<String, String> presets() {
        return ImmutableMap.of(
                "quick",
                        "eight activations to depth 512, matrices of 64 inputs, widths 64 to 1,024: under three minutes on two cores",
                "smoke", "a few seconds: shows that everything works, and nothing else",
                "paper", "as quick, with 256 inputs, widths to 4,096 and ten seeds: hours");
    }

    @Override
    public Study study(Configuration configuration, int threads) {
        return new Trials(configuration, threads);
    }

    private record Trials(Configuration c, int threads) implements Study {

        @Override
        public ImmutableList<Sweep<?, ?>> sweeps() {
            return ImmutableList.of(depths(), matrices(), widths(), limits());
        }

        private Sweep<DepthCell, DepthResult> depths() {
            ImmutableList.Builder<DepthCell> cells = ImmutableList.builder();
            for (String activation : c.activations()) {
                c.deltas().forEach(delta -> cells.add(new DepthCell(activation, delta, c.depths())));
            }
            return Sweep.of("depth", DepthCell.class, DepthResult.class, cells.build(), new DepthTrial())
                    .withCost(cell -> 1e7)
                    .withLabel(DepthCell::label);
        }

        private Sweep<MatrixCell, MatrixResult> matrices() {
            ImmutableList.Builder<MatrixCell> cells = ImmutableList.builder();
            for (String activation : c.activations()) {
                for (int dimension : c.d()) {
                    for (long seed : c.seeds()) {
                        cells.add(new MatrixCell(
                                activation, c.n(), dimension, c.deltas().getFirst(), seed, c.depths()));
                    }
                }
            }
            return Sweep.of("matrix", MatrixCell.class, MatrixResult.class, cells.build(), new MatrixTrial(threads))
                    .withCost(MatrixCell::cost)
                    .withLabel(MatrixCell::label);
        }

        /** The matrices of infinite width on the same inputs as the networks, where a network has a normalised activation. */
        private Sweep<MatrixCell, MatrixResult> limits() {
            ImmutableList.Builder<MatrixCell> cells = ImmutableList.builder();
            for (String network : c.networks()) {
                for (long seed : c.seeds()) {
                    Measured.limit(network)
                            .ifPresent(activation -> cells.add(new MatrixCell(
                                    activation,
                                    c.widthInputs(),
                                    c.widthInputs(),
                                    c.deltas().getFirst(),
                                    seed,
                                    c.widthDepths())));
                }
            }
            ImmutableList<MatrixCell> plan = cells.build().stream().distinct().collect(ImmutableList.toImmutableList());
            return Sweep.of("limit", MatrixCell.class, MatrixResult.class, plan, new MatrixTrial(threads))
                    .withCost(MatrixCell::cost)
                    .withLabel(cell -> "limit of " + cell.label());
        }

        private Sweep<WidthCell, WidthResult> widths() {
            ImmutableList.Builder<WidthCell> cells = ImmutableList.builder();
            for (String network : c.networks()) {
                for (int width : c.widths()) {
                    for (long seed : c.seeds()) {
                        cells.add(new WidthCell(
                                network,
                                width,
                                c.widthInputs(),
                                c.widthInputs(),
                                c.deltas().getFirst(),
                                seed,
                                c.widthDepths()));
                    }
                }
            }
            return Sweep.of("width", WidthCell.class, WidthResult.class, cells.build(), new WidthTrial(threads))
                    .withCost(WidthCell::cost)
                    .withBytes(WidthCell::bytes)
                    .withLabel(WidthCell::label);
        }

        @Override
        public String report(RunFolder folder) {
            Measured measured = new Measured(
                    c,
                    folder.ledger().results(depths()),
                    folder.ledger().results(matrices()),
                    folder.ledger().results(widths()),
                    folder.ledger().results(limits()));
            folder.write("summary.csv", Tables.summary(measured).csv());
            int planned =
                    sweeps().stream().mapToInt(sweep -> sweep.plan().size()).sum();
            return new Story(folder, measured, planned - measured.trials()).write();
        }
    }
}
