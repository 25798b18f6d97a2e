package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import fathom.experiments.protocol.Experiment;
import fathom.experiments.protocol.PaperClaim;
import fathom.experiments.protocol.Study;
import fathom.runs.Finished;
import fathom.runs.RunFolder;
import fathom.runs.Sweep;
import java.util.List;

/**
 * Does depth help to learn a local target and hurt for a global one? Modelled on S. Mori and M. Ueda, arXiv 2005.12488 and
 * 2201.12082.
 *
 * <p>Networks of several depths are trained on the labels of both targets, and the kernels of infinitely wide networks regress on
 * the same samples. Errors are compared between depths in pairs, seed by seed.
 */
public final class LocalGlobal implements Experiment<Configuration> {

    public LocalGlobal() {}

    @Override
    public String name() {
        return "local-global";
    }

    @Override
    public String question() {
        return "does depth help to learn a local target and hurt for a global one? (Mori and Ueda)";
    }

    @Override
    public Class<Configuration> configurationType() {
        return Configuration.class;
    }

    @Override
    public ImmutableMap<String, String> presets() {
        return ImmutableMap.of(
                "quick", "k = 3, depths 1, 2, 4, five seeds: under three minutes on two cores",
                "smoke", "a few seconds: shows that everything works, and nothing else",
                "paper", "k = 1, 2, 3 at the paper's size, depths 0 to 10, ten seeds: days; stop and resume at will");
    }

    @Override
    public Study study(Configuration configuration, int threads) {
        return new Trials(configuration, threads);
    }

    private record Trials(Configuration configuration, int threads) implements Study {

        @Override
        public ImmutableList<Sweep<?, ?>> sweeps() {
            return ImmutableList.of(networks(), kernels());
        }

        private Sweep<NetworkCell, NetworkResult> networks() {
            return Sweep.of(
                            "network",
                            NetworkCell.class,
                            NetworkResult.class,
                            Plan.networks(configuration),
                            new NetworkTrial(threads))
                    .withCost(NetworkCell::cost)
                    .withBytes(NetworkTrial::bytes)
                    .withLabel(NetworkCell::label);
        }

        private Sweep<KernelCell, KernelResult> kernels() {
            return Sweep.of(
                            "kernel",
                            KernelCell.class,
                            KernelResult.class,
                            Plan.kernels(configuration),
                            new KernelTrial(threads))
                    .withCost(KernelCell::cost)
                    .withBytes(KernelTrial::bytes)
                    .withLabel(KernelCell::label);
        }

        @Override
        public String report(RunFolder folder) {
            List<Finished<NetworkCell, NetworkResult>> networks =
                    folder.ledger().results(networks());
            List<Finished<KernelCell, KernelResult>> kernels = folder.ledger().results(kernels());
            Measurements measured = new Measurements(configuration, networks, kernels);
            folder.write("summary.csv", Tables.summary(measured, networks).csv());
            ImmutableList<PaperClaim> claims = Claims.of(measured);
            int planned = networks().plan().size() + kernels().plan().size();
            new Page(folder, measured, networks, claims, planned - networks.size() - kernels.size()).write();
            return Screen.text(measured, claims);
        }
    }
}
