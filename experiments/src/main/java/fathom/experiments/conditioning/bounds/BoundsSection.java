package fathom.experiments.conditioning.bounds;

import static fathom.experiments.conditioning.layer.Shown.format;

import fathom.data.image.ImageFolder;
import fathom.experiments.conditioning.bounds.DepthTrial.DepthCell;
import fathom.experiments.conditioning.bounds.DepthTrial.DepthPoint;
import fathom.experiments.conditioning.bounds.DepthTrial.DepthResult;
import fathom.experiments.conditioning.bounds.MatrixTrial.MatrixCell;
import fathom.experiments.conditioning.bounds.MatrixTrial.MatrixResult;
import fathom.experiments.conditioning.layer.Inputs;
import fathom.experiments.conditioning.layer.Shown;
import fathom.runs.DataFile;
import fathom.runs.Plan;
import fathom.runs.Sweep;
import fathom.runs.UserError;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.report.Numbers;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
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
public record BoundsSection(
        BoundsSettings settings, List<Double> deltas, List<Integer> depths, List<Long> seeds, Context context)
        implements Section {

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

    private Sweep<DepthCell, DepthResult> pairs() {
        List<DepthCell> plan = settings.activations.stream()
                .flatMap(activation -> deltas.stream().map(delta -> new DepthCell(activation, delta, depths)))
                .collect(Plan.of("depth"));
        return Sweep.of("depth", DepthCell.class, DepthResult.class, plan, new DepthTrial())
                .withCost(cell -> 1e7)
                .withLabel(DepthCell::label);
    }

    private Sweep<MatrixCell, MatrixResult> matrices() {
        List<MatrixCell> plan = new Plan<>("matrix");
        for (String activation : settings.activations) {
            for (String kind : settings.inputs) {
                for (int d : kind.equals(Inputs.MNIST) ? List.<Integer>of() : settings.d) {
                    for (double delta : kind.equals(Inputs.NEAR) ? deltas : List.of(0.0)) {
                        seeds.forEach(seed -> plan.add(cell(activation, kind, d, delta, seed)));
                    }
                }
            }
        }
        return sweep("matrix", plan, "");
    }

    private Sweep<MatrixCell, MatrixResult> images() {
        List<MatrixCell> plan = !settings.inputs.contains(Inputs.MNIST)
                ? List.of()
                : settings.activations.stream()
                        .flatMap(activation ->
                                seeds.stream().map(seed -> cell(activation, Inputs.MNIST, MNIST_DIMENSION, 0, seed)))
                        .collect(Plan.of("image matrix"));
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

    private MatrixCell cell(String activation, String inputs, int d, double delta, long seed) {
        return new MatrixCell(activation, true, inputs, settings.n, d, delta, seed, depths);
    }

    private Sweep<MatrixCell, MatrixResult> sweep(String name, List<MatrixCell> plan, String data) {
        return Sweep.of(name, MatrixCell.class, MatrixResult.class, plan, new MatrixTrial(context.threads(), data))
                .withCost(MatrixCell::cost)
                .withLabel(MatrixCell::label);
    }

    @Override
    public String title() {
        return "Bounds of centred activations: theorems 3 to 10";
    }

    @Override
    public List<Sweep<?, ?>> sweeps() {
        return List.of(pairs(), matrices(), images());
    }

    @Override
    public void report(Results results, SectionWriter page) {
        Rows<DepthCell, DepthPoint> pairs = results.of(pairs()).each("depth", DepthResult::points, DepthPoint::depth);
        List<Rows<MatrixCell, MatrixPlace>> matrices = Stream.of(results.of(matrices()), results.of(images()))
                .filter(rows -> !rows.isEmpty())
                .map(MatrixPlace::of)
                .toList();
        matrices.stream()
                .flatMap(
                        rows -> rows.metric("NTK", place -> place.point().tangentCondition()).by("activation").stream())
                .filter(metric -> metric.finite().size() > 0)
                .findFirst()
                .ifPresent(metric -> page.answer(answer(metric)));
        page.verdicts(new BoundsClaims(this, pairs, matrices).verdicts());
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
            for (Metric group : nngp.by("points")) {
                String words = group.at("points").toString();
                Metric tangent = ntk.where("points", words);
                page.figure(conditions(words, group, tangent));
                page.details(
                        "Condition number of the NNGP kernel: " + words + " (NaN: singular to rounding)",
                        Shown.regular(group).table("activation", "depth"));
                page.details(
                        "Condition number of the NTK: " + words + " (NaN: singular to rounding, or no NTK)",
                        Shown.regular(tangent).table("activation", "depth"));
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
            String name = exact.at("activation").toString();
            Rows<DepthCell, DepthPoint> one = rows.where("activation", name);
            Panel panel = Panel.of(name, "hidden layers L", "off-diagonal / diagonal")
                    .logX()
                    .logY()
                    .yRange(1e-12, 2);
            Shown.line(panel, "NNGP", exact, "depth");
            Shown.line(panel, "NTK", one.metric("", DepthPoint::tangent), "depth");
            Shown.curve(panel, "theorem 3", one.metric("", DepthPoint::bound), "depth");
            Shown.curve(panel, "theorem 5", one.metric("", DepthPoint::tangentBound), "depth");
            panels.add(panel.alike("theorem 3", "NNGP").alike("theorem 5", "NTK"));
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
        Panel nngp = slackPanel("theorem 3 / NNGP");
        Panel ntk = slackPanel("theorem 5 / NTK");
        for (Metric metric :
                rows.metric("", point -> ratio(point.bound(), point.exact())).by("activation")) {
            Shown.line(nngp, metric.at("activation").toString(), metric, "depth");
        }
        for (Metric metric : rows.metric("", point -> ratio(point.tangentBound(), point.tangent()))
                .by("activation")) {
            Shown.line(ntk, metric.at("activation").toString(), metric, "depth");
        }
        return Figure.of(
                "bounds-slack",
                "How loose theorems 3 and 5 are: bound over exact value where the bound applies, δ = "
                        + deltas.getFirst()
                        + ". Theorem 3 is tight near L = 1; both lose an exponential factor with depth.",
                nngp,
                ntk);
    }

    private static Panel slackPanel(String title) {
        return Panel.of(title, "hidden layers L", "bound / exact").logX().logY().yRange(0.5, 1e20);
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
                panel("NNGP", nngp),
                panel("NTK", ntk));
    }

    private static Panel panel(String title, Metric condition) {
        Panel panel =
                Panel.of(title, "hidden layers L", "condition number").logX().logY();
        for (Metric metric : Shown.regular(condition).by("activation")) {
            Shown.line(panel, metric.at("activation").toString(), metric, "depth");
        }
        return panel;
    }
}
