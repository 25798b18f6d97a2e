package fathom.experiments.fractal;

import fathom.experiments.fractal.FractalExperiment.FractalSettings;
import fathom.experiments.fractal.GradientTrial.GradientCell;
import fathom.experiments.fractal.GradientTrial.GradientResult;
import fathom.experiments.fractal.GradientTrial.GradientResult.LargestEntry;
import fathom.runs.Sweep;
import fathom.runs.experiment.Section;
import fathom.runs.experiment.SectionWriter;
import fathom.runs.figure.Figure;
import fathom.runs.figure.Panel;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import fathom.runs.results.Row;
import fathom.runs.results.Rows;
import fathom.runs.verdict.Ruling;
import fathom.runs.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Theorem 5 as numbers: the gradient at initialisation. */
record GradientSection(FractalSettings settings) implements Section {

    /** Biases that give networks kinks, as in the experiments; and those of theorem 5, as far as is known. */
    private static final List<Double> BIASES = List.of(0.1, 0.5);

    Sweep<GradientCell, GradientResult> gradients() {
        List<GradientCell> plan = new ArrayList<>();
        for (double bias : settings.gradient().levels().isEmpty() ? List.<Double>of() : BIASES) {
            for (int curve : LineSection.CURVES) {
                plan.add(new GradientCell(
                        curve,
                        bias,
                        settings.gradient().levels(),
                        settings.gradient().depth(),
                        settings.gradient().width(),
                        settings.gradient().draws(),
                        settings.seed()));
            }
        }
        return Sweep.of("gradient", GradientCell.class, GradientResult.class, plan, new GradientTrial())
                .withCost(cell -> 1e9)
                .withLabel(GradientCell::label);
    }

    @Override
    public String title() {
        return "The gradient at initialisation";
    }

    @Override
    public List<Sweep<?, ?>> sweeps() {
        return List.of(gradients());
    }

    @Override
    public void report(Results results, SectionWriter page) {
        Rows<GradientCell, GradientResult> gradients = results.of(gradients());
        Rows<GradientCell, LargestEntry> entries = entry(gradients);
        Metric[] largest = {
            entries.metric("largest gradient entry, mean", LargestEntry::mean),
            entries.metric("largest gradient entry, 90 % quantile", LargestEntry::ninetieth),
            entries.metric("largest gradient entry, maximum", LargestEntry::largest),
            entries.metric("5(P(j) - 1/2)", LargestEntry::bound).finite(),
            entries.metric("share within", LargestEntry::within).finite()
        };
        page.verdict(bound(gradients));
        page.text(
                "Theorem 5: for t hidden layers of width k with weights uniform in ±1/(2 fan-in), no entry of the population gradient at"
                        + " initialisation exceeds 5(P(j) - 1/2), j = ⌈log(t k²/δ)⌉, with probability 1 - δ, for fractals of n > log(4 t k²/δ)"
                        + " levels. The base of the logarithm is not printed; the covering in the proof asks for 3/2. The initial biases are not"
                        + " confirmed; they seem to be 1/2. Then every unit is active on all of [0, 1], the network is affine, both classes have mean"
                        + " 1/2, and the gradient is 0 on every curve. Biases of 0.1 give the network kinks. The integrals are exact.");
        page.figure(figure(gradients));
        page.details(
                String.format(
                        Locale.ROOT,
                        "Largest entry of the gradient over %d networks of %d hidden layers of width %d, δ = %s, j = %d",
                        settings.gradient().draws(),
                        settings.gradient().depth(),
                        settings.gradient().width(),
                        GradientTrial.DELTA,
                        level(1)),
                Metric.beside("curve, bias, n", largest));
        page.summary(largest);
    }

    private static Rows<GradientCell, LargestEntry> entry(Rows<GradientCell, GradientResult> gradients) {
        return gradients.key("levels", row -> "").each("n", GradientResult::points, LargestEntry::n);
    }

    private Verdict bound(Rows<GradientCell, GradientResult> gradients) {
        int beyond = 1 + level(4);
        List<Double> shares = gradients.stream()
                .flatMap(row -> row.result().points().stream())
                .filter(point -> point.n() >= beyond)
                .map(LargestEntry::within)
                .toList();
        double least = shares.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
        Verdict verdict = Verdict.of(
                        "Theorem 5: no entry of the gradient at initialisation exceeds 5(P(j) - 1/2), with probability 1 - δ")
                .scope(String.format(
                        Locale.ROOT,
                        "t = %d, k = %d; δ = %s; n ≥ %d",
                        settings.gradient().depth(),
                        settings.gradient().width(),
                        GradientTrial.DELTA,
                        beyond))
                .rule(String.format(
                        Locale.ROOT,
                        "Supported if at least %.0f %% of the networks keep the bound, up to rounding, at every n that the theorem covers.",
                        100 * (1 - GradientTrial.DELTA)));
        return shares.isEmpty()
                ? verdict.part("", Ruling.NOT_TESTED, "no n ≥ " + beyond + " among gradient.levels")
                : verdict.check(
                        "",
                        least >= 1 - GradientTrial.DELTA,
                        String.format(
                                Locale.ROOT,
                                "least share %.1f %% of %d networks, over %d curves, biases and n",
                                100 * least,
                                settings.gradient().draws(),
                                shares.size()));
    }

    private int level(int factor) {
        return GradientTrial.level(
                settings.gradient().depth(), settings.gradient().width(), factor);
    }

    private Figure figure(Rows<GradientCell, GradientResult> gradients) {
        return Figure.of(
                "gradient",
                "Largest entry of the population gradient at initialisation against the levels of the fractal, biases 0.1, and the theorem's bound"
                        + " on curve #1 (j = " + level(1)
                        + "). On curve #6 the gradient vanishes once the kinks of the network miss the fractal. With biases of 1/2 it is 0"
                        + " throughout and not drawn.",
                panel(gradients, "Mean over networks", LargestEntry::mean),
                panel(gradients, "90 % quantile", LargestEntry::ninetieth));
    }

    private static Panel panel(
            Rows<GradientCell, GradientResult> gradients, String title, ToDoubleFunction<LargestEntry> value) {
        Panel panel =
                Panel.of(title, "levels n of the fractal", "largest entry").logY();
        Rows<GradientCell, LargestEntry> kinked = entry(gradients).where("bias", BIASES.getFirst());
        for (int curve : LineSection.CURVES) {
            draw(panel::line, "curve #" + curve, kinked.where("curve", curve), value, 0);
        }
        draw(panel::curve, "bound, curve #1", kinked.where("curve", 1), LargestEntry::bound, 1);
        return panel;
    }

    /** How a series is drawn. */
    private interface Drawn {
        Panel add(String name, double[] x, double[] y);
    }

    /** Draws the values above rounding where there are more than {@code few}. */
    private static void draw(
            Drawn drawn,
            String name,
            Rows<GradientCell, LargestEntry> rows,
            ToDoubleFunction<LargestEntry> value,
            int few) {
        List<LargestEntry> points = rows.stream()
                .map(Row::result)
                .filter(point -> value.applyAsDouble(point) > GradientTrial.ROUNDING)
                .toList();
        if (points.size() > few) {
            drawn.add(
                    name,
                    points.stream().mapToDouble(LargestEntry::n).toArray(),
                    points.stream().mapToDouble(value).toArray());
        }
    }
}
