package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import fathom.experiments.localglobal.lazy.LazyChapter;
import fathom.experiments.localglobal.regression.KernelCell;
import fathom.experiments.localglobal.regression.KernelResult;
import fathom.experiments.localglobal.regression.KernelTrial;
import fathom.experiments.localglobal.schur.ValueChapter;
import fathom.experiments.localglobal.stability.RandomLabelChapter;
import fathom.experiments.localglobal.tasks.TaskChapter;
import fathom.experiments.localglobal.training.Forecast;
import fathom.experiments.protocol.Announcement;
import fathom.experiments.protocol.Chapter;
import fathom.experiments.protocol.Experiment;
import fathom.experiments.protocol.MatrixPaces;
import fathom.experiments.protocol.Paces;
import fathom.experiments.protocol.PaperClaim;
import fathom.experiments.protocol.Study;
import fathom.runs.Finished;
import fathom.runs.Ledger;
import fathom.runs.RunFolder;
import fathom.runs.Sweep;
import fathom.runs.report.Table;
import java.util.List;

/**
 * Does depth help to learn a local target and hurt for a global one? Modelled on S. Mori and M. Ueda, arXiv 2005.12488 and
 * 2201.12082.
 *
 * <p>Networks of several depths are trained on the labels of both targets, and the kernels of infinitely wide networks regress on
 * the same samples. Errors are compared between depths in pairs, seed by seed. What has trials of its own is a {@link Chapter}: regression
 * of values, lazy training, random labels, and targets beyond the paper.
 */
public final class LocalGlobal implements Experiment<Configuration> {

    public LocalGlobal() {}

    @Override
    public Title<Configuration> title() {
        return new Title<>(
                "local-global",
                "does depth help to learn a local target and hurt for a global one? (Mori and Ueda)",
                Configuration.class,
                ImmutableMap.of(
                        "quick", "k = 3, depths 1, 2, 4, lazy training, five seeds: under five minutes on two cores",
                        "smoke", "a few seconds: shows that everything works, and nothing else",
                        "k1", "claim 3: k = 1, a linear perceptron and depths 1, 2, 4, ten seeds: minutes",
                        "targets",
                                "parities, a staircase, hierarchies, a bump, harmonics: does depth help there? minutes",
                        "sweep", "k = 2 and 3, depths 1 to 6, three N, two widths, and lazy training in full: hours",
                        "paper",
                                "k = 1, 2, 3 at the paper's size, depths 0 to 10, ten seeds: days; stop and resume at will"));
    }

    @Override
    public Study study(Configuration configuration, int threads) {
        return new Trials(configuration, threads);
    }

    private record Trials(Configuration configuration, int threads) implements Study {

        @Override
        public ImmutableList<Sweep<?, ?>> sweeps() {
            ImmutableList.Builder<Sweep<?, ?>> sweeps = ImmutableList.builder();
            sweeps.add(networks(), kernels());
            chapters().forEach(chapter -> sweeps.addAll(chapter.sweeps()));
            return sweeps.build();
        }

        private ImmutableList<Chapter> chapters() {
            return ImmutableList.of(values(), lazy(), random(), tasks());
        }

        private ValueChapter values() {
            Configuration c = configuration;
            return new ValueChapter(
                    c.schurK(),
                    c.schurD(),
                    c.schurN(),
                    c.kernels(),
                    c.hiddenDepths(),
                    c.schurRidges(),
                    c.schurSeeds(),
                    threads);
        }

        private LazyChapter lazy() {
            Configuration c = configuration;
            return new LazyChapter(
                    c.alphas(),
                    c.widths(),
                    c.lazyK(),
                    c.lazyD(),
                    c.lazyN(),
                    c.lazyH(),
                    c.widthAlpha(),
                    c.lazyDepths(),
                    c.descent(),
                    c.lazySeeds(),
                    c.testPoints(),
                    threads);
        }

        private RandomLabelChapter random() {
            Configuration c = configuration;
            return new RandomLabelChapter(
                    c.d().getFirst(),
                    c.randomLabels(),
                    c.testPoints(),
                    c.depths(),
                    c.seeds(),
                    c.search(c.H().getFirst()),
                    c.perturbations(),
                    threads);
        }

        private TaskChapter tasks() {
            Configuration c = configuration;
            return new TaskChapter(
                    c.tasks(),
                    c.N(),
                    c.depths(),
                    c.seeds(),
                    c.testPoints(),
                    c.H().stream().map(c::search).toList(),
                    c.kernels(),
                    c.ridge(),
                    threads);
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
        public String notice(RunFolder folder, int jobs) {
            Announcement announcement = new Announcement(folder.ledger(), jobs);
            Paces paces = Paces.of(jobs, threads);
            Forecast forecast = new Forecast(paces);
            announcement.add(
                    networks(),
                    NetworkCell::kind,
                    trial -> (double) trial.result().epochs() / configuration.epochs(),
                    (cell, share) -> cell.seconds(share, forecast));
            MatrixPaces matrices = new MatrixPaces(paces);
            announcement.add(kernels(), cell -> cell.seconds(matrices));
            chapters().forEach(chapter -> chapter.announce(announcement, paces));
            int trials = announcement.trials();
            return trials == 0 ? "" : trials + " trials: " + announcement.time() + ".";
        }

        @Override
        public String report(RunFolder folder) {
            Ledger ledger = folder.ledger();
            List<Finished<NetworkCell, NetworkResult>> networks = ledger.results(networks());
            List<Finished<KernelCell, KernelResult>> kernels = ledger.results(kernels());
            Measurements measured = new Measurements(configuration, networks, kernels);
            folder.write("summary.csv", Tables.summary(measured, networks).csv());
            Table chapters = Table.of("part", "model", "variant", "depth", "quantity", "value");
            chapters().forEach(chapter -> chapter.summarise(chapters, ledger));
            folder.write("chapters.csv", chapters.csv());

            ImmutableList<PaperClaim> claims = ImmutableList.<PaperClaim>builder()
                    .addAll(Claims.of(measured, values().tests(ledger), values().remarks(ledger)))
                    .add(lazy().claim(ledger))
                    .add(StabilityClaim.of(measured, random().test(ledger)))
                    .build();
            new Page(folder, measured, networks, claims, chapters(), ledger.left(sweeps())).write();
            return Screen.text(measured, claims) + Screen.findings(chapters(), ledger);
        }
    }
}
