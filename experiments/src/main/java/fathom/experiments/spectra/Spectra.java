package fathom.experiments.spectra;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import fathom.experiments.protocol.Experiment;
import fathom.experiments.protocol.Study;
import fathom.runs.RunFolder;
import fathom.runs.Sweep;

/**
 * Does depth change how fast a kernel's eigenvalues decay? Theorem 1 and the corollaries of A. Bietti and F. Bach, Deep equals shallow for ReLU
 * networks in kernel regimes (ICLR 2021), on computed spectra; the paper computes none.
 */
public final class Spectra implements Experiment<Configuration> {

    public Spectra() {}

    @Override
    public Title<Configuration> title() {
        return new Title<>(
                "spectra",
                "does depth change how fast a kernel's eigenvalues decay? (Bietti and Bach, theorem 1)",
                Configuration.class,
                ImmutableMap.of(
                        "quick",
                                "five kernels, d = 3, 4, 5, depths 1 to 10, degrees up to 400: under three minutes on two cores",
                        "smoke", "a few seconds: shows that everything works, and nothing else",
                        "paper", "as quick, with d up to 10 and degrees up to 1,000: about half an hour"));
    }

    @Override
    public Study study(Configuration configuration, int threads) {
        return new Trials(configuration);
    }

    private record Trials(Configuration configuration) implements Study {

        @Override
        public ImmutableList<Sweep<?, ?>> sweeps() {
            return ImmutableList.of(spectra());
        }

        private Sweep<SpectrumCell, SpectrumResult> spectra() {
            return Sweep.of("spectrum", SpectrumCell.class, SpectrumResult.class, plan(), new SpectrumTrial())
                    .withCost(SpectrumCell::cost)
                    .withLabel(SpectrumCell::label);
        }

        private ImmutableList<SpectrumCell> plan() {
            ImmutableList.Builder<SpectrumCell> cells = ImmutableList.builder();
            for (String kernel : configuration.kernels()) {
                for (int dimension : configuration.dimensions()) {
                    for (int depth : Family.parse(kernel).isLayered() ? configuration.depths() : ImmutableList.of(1)) {
                        cells.add(new SpectrumCell(kernel, depth, dimension, configuration.maxDegree()));
                    }
                }
            }
            return cells.build();
        }

        @Override
        public String report(RunFolder folder) {
            Measured measured = new Measured(configuration, folder.ledger().results(spectra()));
            folder.write("summary.csv", Tables.summary(measured).csv());
            return new Story(folder, measured, plan().size() - measured.trials().size()).write();
        }
    }
}
