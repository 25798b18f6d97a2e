package fathom.experiments.fractal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import fathom.data.image.ImageFolder;
import fathom.experiments.protocol.Announcement;
import fathom.experiments.protocol.DataSets;
import fathom.experiments.protocol.Experiment;
import fathom.experiments.protocol.Paces;
import fathom.experiments.protocol.Study;
import fathom.runs.Ledger;
import fathom.runs.RunFolder;
import fathom.runs.Sweep;
import fathom.runs.UserError;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Is deeper better only when shallow is good? E. Malach and S. Shalev-Shwartz, NeurIPS 2019: networks trained on fractal distributions whose
 * negatives lie in coarse or in fine gaps, the paper's explicit networks, and its gradient at initialisation.
 */
public final class Fractals implements Experiment<Configuration> {

    public Fractals() {}

    @Override
    public Title<Configuration> title() {
        return new Title<>(
                "fractal",
                "is deeper better only when shallow is good? (Malach and Shalev-Shwartz)",
                Configuration.class,
                ImmutableMap.of(
                        "quick",
                                "Cantor in the plane, depths 1 to 5, three curves, and the theory: under five minutes on two cores",
                        "smoke", "a few seconds: shows that everything works, and nothing else",
                        "row",
                                "figure 4 at widths 10, 20, 50 and 10^5 steps, depths 1 to 5, three seeds: under an hour on two cores",
                        "paper", "all four fractals at the paper's size, 10^6 steps: weeks; stop and resume at will"));
    }

    @Override
    public Study study(Configuration configuration, int threads) {
        return study(configuration, threads, Optional.empty());
    }

    @Override
    public Study study(Configuration configuration, int threads, Optional<Path> data) {
        return study(configuration, threads, data, Path.of("scratch"));
    }

    @Override
    public Study study(Configuration configuration, int threads, Optional<Path> data, Path scratch) {
        Optional<ImageFolder> folder = data.map(ImageFolder::new);
        if (!configuration.images().isEmpty() && folder.isPresent()) {
            check(folder.get());
        }
        return new Trials(configuration, threads, folder, new DataSets(folder), scratch.toString());
    }

    /** Reads the images once before any work, so that a wrong file is the user's error and not a failed trial. */
    private static void check(ImageFolder folder) {
        try {
            for (ImageFolder.Part part : ImageFolder.Part.values()) {
                folder.read(ImageTrial.DATA_SET, part);
            }
        } catch (NoSuchFileException e) {
            // Left out, and the report says so.
        } catch (IOException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private record Trials(Configuration c, int threads, Optional<ImageFolder> data, DataSets files, String scratch)
            implements Study {

        @Override
        public ImmutableList<Sweep<?, ?>> sweeps() {
            return sweeps(availableImages());
        }

        private ImmutableList<Sweep<?, ?>> sweeps(ImmutableList<ImageCell> images) {
            return ImmutableList.of(networks(), lines(), constructions(), pieces(), gradients(), images(images));
        }

        private Sweep<NetworkCell, NetworkResult> networks() {
            return Sweep.of(
                            "network",
                            NetworkCell.class,
                            NetworkResult.class,
                            Plan.networks(c),
                            new NetworkTrial(threads, scratch))
                    .withCost(NetworkCell::cost)
                    .withBytes(NetworkTrial::bytes)
                    .withLabel(NetworkCell::label);
        }

        private Sweep<LineCell, LineResult> lines() {
            return Sweep.of(
                            "line",
                            LineCell.class,
                            LineResult.class,
                            PlanTheory.lines(c),
                            new LineTrial(threads, scratch))
                    .withCost(LineCell::cost)
                    .withLabel(LineCell::label);
        }

        private Sweep<PiecesCell, PiecesResult> pieces() {
            return Sweep.of("pieces", PiecesCell.class, PiecesResult.class, PlanTheory.pieces(c), new PiecesTrial())
                    .withCost(cell -> 1e8)
                    .withLabel(PiecesCell::label);
        }

        private Sweep<ConstructionCell, ConstructionResult> constructions() {
            return Sweep.of(
                            "construction",
                            ConstructionCell.class,
                            ConstructionResult.class,
                            PlanTheory.constructions(c),
                            new ConstructionTrial())
                    .withCost(cell -> 1e9)
                    .withLabel(ConstructionCell::label);
        }

        private Sweep<GradientCell, GradientResult> gradients() {
            return Sweep.of(
                            "gradient",
                            GradientCell.class,
                            GradientResult.class,
                            PlanTheory.gradients(c),
                            new GradientTrial())
                    .withCost(cell -> 1e9)
                    .withLabel(GradientCell::label);
        }

        private Sweep<ImageCell, ImageResult> images(ImmutableList<ImageCell> plan) {
            String path = data.map(folder -> folder.path().toString()).orElse("");
            return Sweep.of("image", ImageCell.class, ImageResult.class, plan, new ImageTrial(threads, path, scratch))
                    .withCost(ImageCell::cost)
                    .withBytes(ImageTrial::bytes)
                    .withLabel(ImageCell::label)
                    .withData(cell -> files.files(ImageTrial.DATA_SET));
        }

        private ImmutableList<ImageCell> availableImages() {
            return data.isPresent() && data.get().has(ImageTrial.DATA_SET) ? PlanTheory.images(c) : ImmutableList.of();
        }

        @Override
        public String notice(RunFolder folder, int jobs) {
            Announcement announcement = new Announcement(folder.ledger(), jobs);
            Forecast forecast = new Forecast(Paces.of(jobs, threads));
            announcement.add(networks(), forecast::seconds);
            announcement.add(lines(), forecast::seconds);
            int networks = announcement.trials();
            announcement.add(images(availableImages()), forecast::seconds);
            int images = announcement.trials() - networks;
            if (announcement.trials() == 0) {
                return "";
            }
            List<String> kinds = new ArrayList<>();
            if (networks > 0) {
                kinds.add(String.format(Locale.ROOT, "%d networks to train, %,d steps each", networks, c.steps()));
            }
            if (images > 0) {
                kinds.add(String.format(Locale.ROOT, "%d networks on images, %,d steps each", images, c.imageSteps()));
            }
            boolean without = !c.images().isEmpty() && availableImages().isEmpty();
            return String.join(", and ", kinds) + ": " + announcement.time() + "."
                    + (without ? " Figure 6 is left out: " + ImagePart.NEEDED : "");
        }

        @Override
        public String report(RunFolder folder) {
            Ledger ledger = folder.ledger();
            Measured measured = new Measured(c, ledger.results(networks()));
            folder.write("summary.csv", Tables.summary(measured).csv());
            Theory theory = new Theory(
                    c,
                    ledger.results(constructions()),
                    new PiecesPart(ledger.results(pieces())),
                    ledger.results(gradients()));
            LinePart line = new LinePart(c, ledger.results(lines()));
            ImagePart images = new ImagePart(c, ledger.results(images(PlanTheory.images(c))));
            // The images count where the run was given some.
            boolean given = folder.dataFolders().contains(ImageTrial.DATA_SET);
            int missing = ledger.left(sweeps(given ? PlanTheory.images(c) : ImmutableList.of()));
            return new Story(folder, measured, line, theory, images, missing).write();
        }
    }
}
