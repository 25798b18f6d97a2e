package fathom.experiments.profile;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import fathom.data.Task;
import fathom.experiments.profile.sample.NamedSource;
import fathom.experiments.profile.sample.Samples;
import fathom.experiments.profile.sample.Source;
import fathom.experiments.protocol.Announcement;
import fathom.experiments.protocol.Experiment;
import fathom.experiments.protocol.Paces;
import fathom.experiments.protocol.Study;
import fathom.runs.Bytes;
import fathom.runs.Finished;
import fathom.runs.RunFolder;
import fathom.runs.Sweep;
import fathom.simd.matrix.DoubleMatrix;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Does depth help on this data, and why? Networks, limits, spectra and imitations on one set of samples, and a verdict. */
public final class Profile implements Experiment<Configuration> {

    public Profile() {}

    @Override
    public Title<Configuration> title() {
        return new Title<>(
                "profile",
                "does depth help on this data, and why?",
                Configuration.class,
                ImmutableMap.of(
                        "standard",
                                "depths 0, 1, 2, 4, five seeds: some minutes for 5,000 samples of 100 inputs on two cores",
                        "smoke", "a few seconds: shows that everything works, and nothing else"));
    }

    /** For a named target; of a profile of a file only the report can be made, whose samples are elsewhere. */
    @Override
    public Study study(Configuration configuration, int threads) {
        return study(
                configuration,
                threads,
                configuration.resampled()
                        ? new Absent(configuration.target())
                        : new NamedSource(Task.named(configuration.target()), configuration.classification()));
    }

    /** The trials on the samples of a source. */
    public Study study(Configuration configuration, int threads, Source source) {
        return new Trials(configuration, threads, source);
    }

    /** A file that was not given. */
    private record Absent(String name) implements Source {

        @Override
        public Samples samples(long seed, int n) {
            throw new IllegalStateException("the samples of " + name + " are not at hand");
        }

        @Override
        public Optional<DoubleMatrix> unlabelled(long seed, int n) {
            return Optional.empty();
        }
    }

    private record Trials(Configuration c, int threads, Source source) implements Study {

        @Override
        public ImmutableList<Sweep<?, ?>> sweeps() {
            return ImmutableList.of(networks(), kernels(), spectra(), conditioning());
        }

        private Sweep<NetworkCell, NetworkResult> networks() {
            return Sweep.of(
                            "network",
                            NetworkCell.class,
                            NetworkResult.class,
                            Plan.networks(c),
                            new NetworkTrial(source, threads))
                    .withCost(NetworkCell::cost)
                    .withBytes(NetworkTrial::bytes)
                    .withLabel(NetworkCell::label);
        }

        private Sweep<KernelCell, KernelResult> kernels() {
            return Sweep.of(
                            "kernel",
                            KernelCell.class,
                            KernelResult.class,
                            Plan.kernels(c),
                            new KernelTrial(source, threads))
                    .withCost(KernelCell::cost)
                    .withBytes(KernelTrial::bytes)
                    .withLabel(KernelCell::label);
        }

        private Sweep<SpectrumCell, SpectrumResult> spectra() {
            return Sweep.of(
                            "spectrum",
                            SpectrumCell.class,
                            SpectrumResult.class,
                            Plan.spectra(c),
                            new SpectrumTrial(source, threads))
                    .withCost(SpectrumCell::cost)
                    .withBytes(SpectrumTrial::bytes)
                    .withLabel(SpectrumCell::label);
        }

        private Sweep<ConditioningCell, ConditioningResult> conditioning() {
            return Sweep.of(
                            "conditioning",
                            ConditioningCell.class,
                            ConditioningResult.class,
                            Plan.conditioning(c),
                            new ConditioningTrial(source, threads))
                    .withCost(ConditioningCell::cost)
                    .withBytes(ConditioningTrial::bytes)
                    .withLabel(ConditioningCell::label);
        }

        @Override
        public String notice(RunFolder folder, int jobs) {
            Announcement announcement = new Announcement(folder.ledger(), jobs);
            Forecast forecast = new Forecast(Paces.of(jobs, threads));
            announcement.add(networks(), forecast::seconds);
            announcement.add(kernels(), forecast::seconds);
            announcement.add(spectra(), forecast::seconds);
            announcement.add(conditioning(), forecast::seconds);
            return announcement.trials() == 0
                    ? ""
                    : "profile of " + c.target() + ": " + announcement.time() + ", and " + Bytes.words(largest(jobs))
                            + " of memory.";
        }

        /** The memory of the largest trials that may run at once. */
        private long largest(int jobs) {
            return sweeps().stream()
                    .flatMap(Trials::bytes)
                    .sorted(Comparator.reverseOrder())
                    .limit(jobs)
                    .mapToLong(Long::longValue)
                    .sum();
        }

        private static <C extends Record> Stream<Long> bytes(Sweep<C, ?> sweep) {
            return sweep.plan().stream().map(cell -> sweep.bytes().applyAsLong(cell));
        }

        @Override
        public String report(RunFolder folder) {
            List<Finished<NetworkCell, NetworkResult>> networks =
                    folder.ledger().results(networks());
            List<Finished<KernelCell, KernelResult>> kernels = folder.ledger().results(kernels());
            List<Finished<SpectrumCell, SpectrumResult>> spectra =
                    folder.ledger().results(spectra());
            List<Finished<ConditioningCell, ConditioningResult>> conditioning =
                    folder.ledger().results(conditioning());
            Measured measured = new Measured(c, networks, kernels, spectra, conditioning);
            return new Story(folder, measured, folder.ledger().left(sweeps())).write();
        }
    }
}
