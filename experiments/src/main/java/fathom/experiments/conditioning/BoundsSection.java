package fathom.experiments.conditioning;

import static fathom.runs.report.Numbers.format;

import fathom.data.image.ImageFolder;
import fathom.experiments.conditioning.DepthTrial.DepthCell;
import fathom.experiments.conditioning.DepthTrial.DepthPoint;
import fathom.experiments.conditioning.DepthTrial.DepthResult;
import fathom.experiments.conditioning.MatrixTrial.MatrixCell;
import fathom.experiments.conditioning.MatrixTrial.MatrixResult;
import fathom.runs.DataFile;
import fathom.runs.Sweep;
import fathom.runs.UserError;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Grid;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.report.Numbers;
import fathom.runs.results.Metric;
import fathom.runs.results.Rows;
import fathom.runs.settings.Key;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The theorems on centred activations beside exact values, for two inputs and for matrices.
 *
 * @param deltas separations
 * @param depths numbers of hidden layers
 * @param seeds one set of inputs each
 */
record BoundsSection(
        BoundsSettings settings, List<Double> deltas, List<Integer> depths, List<Long> seeds, Context context) {

    /** What users set. */
    public record BoundsSettings(
            @Key(
                    value = "activations, normalised to mean 0 and second moment 1",
                    empty = "leaves the section out",
                    example = "relu,tanh",
                    was = "activations")
            List<String> activations,

            @Key(
                    value = "inputs of the kernel matrices; near has a pair at each separation",
                    among = {Inputs.SPHERE, Inputs.NEAR, Inputs.MNIST},
                    empty = "leaves kernel matrices out",
                    was = "inputs")
            List<String> inputs,

            @Key(value = "inputs of a kernel matrix", symbol = "n", min = 2, max = 2000, was = "n")
            int n,

            @Key(
                    value = "dimensions of the inputs; theorems 7 to 10 need d >= n",
                    symbol = "d",
                    min = 2,
                    max = 100_000,
                    was = "d")
            List<Integer> d) {

        public BoundsSettings {
            Shown.activations("bounds.activations", activations);
        }
    }

    private static final int MNIST_DIMENSION = 784;
    private static final double LEAST = 1e-200;

    private static final String METHOD =
            "Inputs are uniform on the sphere (sphere), the same with the second at a chosen separation from the first (near), or MNIST images"
                    + " divided by their length (mnist). Theorems 3 and 5 and corollaries 4 and 6 need only that the inputs are separated"
                    + " (assumption A); theorems 7 and 9 and corollaries 8 and 10 need a regular Gram matrix (assumption B), hence d ≥ n."
                    + " Where μ = 0 (identity) every depth of the theorems is infinite and the bounds say nothing.";

    Section section() {
        List<DepthCell> plan = Grid.of(DepthCell.class)
                .each("activation", settings.activations)
                .each("delta", deltas)
                .with("depths", depths)
                .plan();
        Sweep<DepthCell, DepthResult> pairs = Sweep.of(
                        "depth", DepthCell.class, DepthResult.class, plan, new DepthTrial())
                .withCost(cell -> 1e7)
                .withLabel(DepthCell::label);
        Sweep<MatrixCell, MatrixResult> matrices = matrices();
        Sweep<MatrixCell, MatrixResult> images = images();
        return Section.of(
                "Bounds of centred activations: theorems 3 to 10",
                (results, page) -> report(
                        results.of(pairs).each("depth", DepthResult::points, DepthPoint::depth),
                        Stream.of(results.of(matrices), results.of(images))
                                .filter(rows -> !rows.isEmpty())
                                .map(MatrixPlace::of)
                                .toList(),
                        page),
                pairs,
                matrices,
                images);
    }

    private Grid<MatrixCell> grid(boolean wanted) {
        return Grid.of(MatrixCell.class)
                .each("activation", wanted ? settings.activations : List.of())
                .with("centred", true)
                .with("n", settings.n)
                .with("depths", depths);
    }

    private Sweep<MatrixCell, MatrixResult> matrices() {
        List<String> kinds = settings.inputs.stream()
                .filter(kind -> !kind.equals(Inputs.MNIST))
                .toList();
        return sweep(
                "matrix",
                grid(true)
                        .each("inputs", kinds)
                        .each("d", settings.d)
                        .each("delta", cell -> cell.text("inputs").equals(Inputs.NEAR) ? deltas : List.of(0.0))
                        .each("seed", seeds)
                        .plan(),
                "");
    }

    private Sweep<MatrixCell, MatrixResult> images() {
        List<MatrixCell> plan = grid(settings.inputs.contains(Inputs.MNIST))
                .with("inputs", Inputs.MNIST)
                .with("d", MNIST_DIMENSION)
                .with("delta", 0.0)
                .each("seed", seeds)
                .plan();
        Optional<Path> folder = plan.isEmpty() ? Optional.empty() : folder();
        Sweep<MatrixCell, MatrixResult> sweep =
                sweep("image matrix", plan, folder.map(Path::toString).orElse(""));
        return plan.isEmpty()
                ? sweep
                : folder.map(path -> sweep.withData(cell -> DataFile.in(path.resolve(Inputs.MNIST))))
                        .orElseGet(() -> sweep.unavailable("it needs --data DIR with the four IDX files in mnist/"));
    }

    /** The folder of data if it holds the images: reading them once makes a wrong file the user's error. */
    private Optional<Path> folder() {
        try {
            if (context.data().isPresent()) {
                new ImageFolder(context.data().get()).read(Inputs.MNIST, ImageFolder.Part.TRAINING);
            }
            return context.data();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private Sweep<MatrixCell, MatrixResult> sweep(String name, List<MatrixCell> plan, String data) {
        return Sweep.of(name, MatrixCell.class, MatrixResult.class, plan, new MatrixTrial(context.threads(), data))
                .withCost(MatrixCell::cost)
                .withLabel(MatrixCell::label);
    }

    private void report(
            Rows<DepthCell, DepthPoint> pairs, List<Rows<MatrixCell, MatrixPlace>> matrices, SectionWriter page) {
        matrices.stream()
                .flatMap(
                        rows -> rows.metric("NTK", place -> place.point().tangentCondition()).by("activation").stream())
                .filter(metric -> metric.finite().size() > 0)
                .findFirst()
                .ifPresent(metric -> page.answer(answer(metric)));
        page.verdicts(
                new BoundsClaims(deltas, depths, "n = " + settings.n + "; " + seeds.size() + " seeds", pairs, matrices)
                        .verdicts());
        Rows<DepthCell, DepthPoint> shown = pairs.where("delta", deltas.getFirst());
        if (!shown.isEmpty()) {
            page.lead(bounds(shown));
            page.figure(slack(shown));
            for (Metric exact : shown.metric("NNGP", DepthPoint::exact).by("activation")) {
                Rows<DepthCell, DepthPoint> one = shown.where("activation", exact.at("activation"));
                page.details(
                        "Exact values and bounds: " + exact.at("activation") + ", δ = " + deltas.getFirst(),
                        Metric.beside(
                                "depth",
                                exact.named("NNGP"),
                                one.metric("theorem 3", DepthPoint::bound),
                                one.metric("NTK / diagonal", DepthPoint::tangent),
                                one.metric("equation 7 as printed", DepthPoint::tangentPrinted),
                                one.metric("theorem 5", DepthPoint::tangentBound)));
            }
        }
        page.heading("Kernel matrices");
        page.text(METHOD);
        for (Rows<MatrixCell, MatrixPlace> rows : matrices) {
            Metric nngp = rows.metric("nngp condition", place -> place.point().condition());
            Metric ntk = rows.metric("ntk condition", place -> place.point().tangentCondition());
            for (Metric group : Shown.regular(nngp).by("points")) {
                String words = group.at("points").toString();
                Metric tangent = Shown.regular(ntk).where("points", words);
                page.figure(conditions(words, group, tangent));
                page.details(
                        "Condition number of the NNGP kernel: " + words + " (NaN: singular to rounding)",
                        group.table("activation", "depth"));
                page.details(
                        "Condition number of the NTK: " + words + " (NaN: singular to rounding, or no NTK)",
                        tangent.table("activation", "depth"));
            }
            page.summary(Shown.plain(nngp, ntk));
        }
        page.summary(Shown.plain(
                pairs.metric("nngp", DepthPoint::exact),
                pairs.metric("theorem 3", DepthPoint::bound),
                pairs.metric("ntk over diagonal", DepthPoint::tangent),
                pairs.metric("theorem 5", DepthPoint::tangentBound)));
    }

    private String answer(Metric condition) {
        Metric group = condition.by("points").getFirst();
        return format(
                "At infinite width depth conditions the kernels of separated inputs: the NTK of normalised %s on %d inputs (%s) has the"
                        + " condition number %s at L = %d and %s at L = %d.",
                condition.at("activation"),
                settings.n,
                group.at("points"),
                Numbers.words(group.where("depth", depths.getFirst()).overSeeds()),
                depths.getFirst(),
                Numbers.words(group.where("depth", depths.getLast()).overSeeds()),
                depths.getLast());
    }

    /** A panel for each activation: exact off-diagonal entries and the bounds of theorems 3 and 5. */
    private Figure bounds(Rows<DepthCell, DepthPoint> rows) {
        List<Panel> panels = new ArrayList<>();
        for (Metric exact : rows.metric("exact", DepthPoint::exact).by("activation")) {
            Rows<DepthCell, DepthPoint> one = rows.where("activation", exact.at("activation"));
            panels.add(Shown.layers(exact.at("activation").toString(), "off-diagonal / diagonal")
                    .yRange(1e-12, 2)
                    .line("NNGP", exact, "depth")
                    .line("NTK", one.metric("", DepthPoint::tangent), "depth")
                    .curve("theorem 3", one.metric("", DepthPoint::bound), "depth")
                    .curve("theorem 5", one.metric("", DepthPoint::tangentBound), "depth")
                    .alike("theorem 3", "NNGP")
                    .alike("theorem 5", "NTK"));
        }
        return new Figure(
                "bounds",
                "Kernels of two inputs of correlation 1 − δ, δ = " + deltas.getFirst()
                        + ", over their diagonal, against depth. Dashed: the bounds where they apply.",
                3,
                panels);
    }

    /** Bound over exact value of both kernels, all activations. */
    private Figure slack(Rows<DepthCell, DepthPoint> rows) {
        return Figure.of(
                "bounds-slack",
                "How loose theorems 3 and 5 are: bound over exact value where the bound applies, δ = "
                        + deltas.getFirst()
                        + ". Theorem 3 is tight near L = 1; both lose an exponential factor with depth.",
                slack("theorem 3 / NNGP", rows.metric("", point -> ratio(point.bound(), point.exact()))),
                slack("theorem 5 / NTK", rows.metric("", point -> ratio(point.tangentBound(), point.tangent()))));
    }

    private static Panel slack(String title, Metric ratio) {
        return Shown.layers(title, "bound / exact").yRange(0.5, 1e20).lines("", ratio, "activation", "depth");
    }

    private static double ratio(double bound, double exact) {
        return Math.abs(exact) > LEAST ? bound / Math.abs(exact) : Double.NaN;
    }

    /** Condition numbers of kernel matrices by depth, NNGP beside NTK, for one kind of inputs. */
    private Figure conditions(String words, Metric nngp, Metric ntk) {
        return Figure.of(
                "conditions-" + words.replaceAll("[^a-z0-9.]+", "-"),
                "Condition numbers of the kernel matrices of " + settings.n + " inputs (" + words
                        + ") against depth: means over seeds with 95 % intervals. Depths at which the smallest eigenvalue of any seed is"
                        + " lost in rounding are left out.",
                Shown.layers("NNGP", "condition number").lines("", nngp, "activation", "depth"),
                Shown.layers("NTK", "condition number").lines("", ntk, "activation", "depth"));
    }
}
