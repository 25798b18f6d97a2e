package fathom.experiments.normalisedrelu;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import fathom.data.image.ImageFolder;
import fathom.experiments.protocol.Announcement;
import fathom.experiments.protocol.DataSets;
import fathom.experiments.protocol.Experiment;
import fathom.experiments.protocol.Paces;
import fathom.experiments.protocol.Study;
import fathom.runs.RunFolder;
import fathom.runs.Sweep;
import fathom.runs.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Do deep networks train without normalisation layers once their activation is normalised? N. Agarwal, P. Awasthi and S. Kale, ALT 2021, section
 * 7: fully connected and residual networks with NormReLU, beside batch normalisation, layer normalisation, SELU and plain ReLU.
 */
public final class NormalisedRelus implements Experiment<Configuration> {

    public NormalisedRelus() {}

    @Override
    public Title<Configuration> title() {
        return new Title<>(
                "normalised-relu",
                "do deep networks train without normalisation layers once their ReLU is normalised? (Agarwal, Awasthi and Kale, section 7)",
                Configuration.class,
                ImmutableMap.of(
                        "quick",
                                "five networks of depth 32 and 64 on a mixture that needs no file: under five minutes on two cores",
                        "smoke", "a few seconds: shows that everything works, and nothing else",
                        "images",
                                "the same on Fashion-MNIST and CIFAR-10 (--data DIR), three seeds: an hour or two on two cores",
                        "residual",
                                "networks of ResNet-32's shape on CIFAR-10 (--data DIR), 4 to 16 channels: an hour or two",
                        "paper",
                                "the paper's sizes on CIFAR-10 (--data DIR), ten seeds: years; says so before it begins"));
    }

    @Override
    public Study study(Configuration configuration, int threads) {
        return study(configuration, threads, Optional.empty(), Path.of("scratch"));
    }

    @Override
    public Study study(Configuration configuration, int threads, Optional<Path> data, Path scratch) {
        return new Trials(configuration, threads, data, new DataSets(data.map(ImageFolder::new)), scratch);
    }

    private record Trials(Configuration c, int threads, Optional<Path> data, DataSets files, Path scratch)
            implements Study {

        /** @throws UserError if a data set is not there, before anything is written */
        @Override
        public ImmutableList<Sweep<?, ?>> sweeps() {
            check();
            return ImmutableList.of(networks(), beginnings(), limits());
        }

        private Sweep<NetworkCell, NetworkResult> networks() {
            return Sweep.of(
                            "network",
                            NetworkCell.class,
                            NetworkResult.class,
                            Plan.networks(c),
                            new NetworkTrial(threads, folder(), scratch.toString()))
                    .withCost(NetworkCell::cost)
                    .withBytes(NetworkTrial::bytes)
                    .withLabel(NetworkCell::label)
                    .withData(cell -> files.files(cell.problem().data()));
        }

        private Sweep<BeginningCell, BeginningResult> beginnings() {
            return Sweep.of(
                            "beginning",
                            BeginningCell.class,
                            BeginningResult.class,
                            Plan.beginnings(c),
                            new BeginningTrial(threads, folder()))
                    .withCost(BeginningCell::cost)
                    .withBytes(BeginningTrial::bytes)
                    .withLabel(BeginningCell::label)
                    .withData(cell -> files.files(cell.problem().data()));
        }

        private Sweep<LimitCell, LimitResult> limits() {
            return Sweep.of(
                            "limit",
                            LimitCell.class,
                            LimitResult.class,
                            Plan.limits(c),
                            new LimitTrial(threads, folder()))
                    .withCost(cell -> 1e9)
                    .withLabel(LimitCell::label)
                    .withData(cell -> files.files(cell.problem().data()));
        }

        private String folder() {
            return data.map(Path::toString).orElse("");
        }

        private void check() {
            for (String set : c.data()) {
                if (set.equals(Problem.MIXTURE)) {
                    continue;
                }
                if (data.isEmpty() || !new ImageFolder(data.get()).has(set)) {
                    throw new UserError("data=" + set + " needs the published files"
                            + (data.isEmpty()
                                    ? ""
                                    : ", which are not in " + data.get().resolve(set))
                            + ": give the folder that holds " + set
                            + "/ by --data DIR or FATHOM_DATA, or take data=mixture, which needs no file");
                }
                try {
                    Split.of(c.problem(set, c.seeds().getFirst()), folder());
                } catch (IOException e) {
                    throw new UserError(e.getMessage(), e);
                }
            }
        }

        @Override
        public String notice(RunFolder folder, int jobs) {
            Announcement announcement = new Announcement(folder.ledger(), jobs);
            Forecast forecast = new Forecast(Paces.of(jobs, threads));
            announcement.add(networks(), forecast::seconds);
            int networks = announcement.trials();
            announcement.add(beginnings(), forecast::seconds);
            announcement.add(limits(), forecast::seconds);
            int trials = announcement.trials();
            return trials == 0
                    ? ""
                    : trials + " trials, " + networks + " of them networks to train: " + announcement.time() + ".";
        }

        @Override
        public String report(RunFolder folder) {
            Measured measured = new Measured(
                    c,
                    folder.ledger().results(networks()),
                    folder.ledger().results(beginnings()),
                    folder.ledger().results(limits()));
            folder.write("summary.csv", Tables.summary(measured).csv());
            int missing = folder.ledger().left(List.of(networks(), beginnings(), limits()));
            return new Story(folder, measured, missing).write();
        }
    }
}
