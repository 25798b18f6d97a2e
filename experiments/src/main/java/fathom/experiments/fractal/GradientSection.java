package fathom.experiments.fractal;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.fractal.FractalExperiment.FractalSettings;
import fathom.experiments.fractal.FractalExperiment.GradientSettings;
import fathom.experiments.fractal.GradientTrial.GradientCell;
import fathom.experiments.fractal.GradientTrial.GradientResult;
import fathom.experiments.fractal.GradientTrial.GradientResult.LargestEntry;
import module fathom.experiments;
import module java.base;

/** Theorem 5 as numbers: the gradient at initialisation. */
record GradientSection(GradientSettings gradient, FractalSettings settings) {

    /** Biases that give networks kinks, as in the experiments; and those of theorem 5, as far as is known. */
    private static final List<Double> BIASES = List.of(0.1, 0.5);

    private Sweep<GradientCell, GradientResult> sweep() {
        List<GradientCell> plan = Grid.of(GradientCell.class)
                .each("bias", gradient.levels().isEmpty() ? List.of() : BIASES)
                .each("curve", LineSection.CURVES)
                .with("levels", gradient.levels())
                .with("depth", gradient.depth())
                .with("width", gradient.width())
                .with("draws", gradient.draws())
                .with("seed", settings.seed())
                .plan();
        return Sweep.of("gradient", GradientCell.class, GradientResult.class, plan, new GradientTrial())
                .withCost(cell -> 1e9)
                .withLabel(GradientCell::label);
    }

    Section section() {
        return Section.of("The gradient at initialisation", this::report, sweep());
    }

    private void report(Results results, SectionWriter page) {
        Rows<GradientCell, LargestEntry> entries =
                results.of(sweep()).key("levels", row -> "").each("n", GradientResult::points, LargestEntry::n);
        Metric mean = entries.metric("largest gradient entry, mean", LargestEntry::mean);
        Metric ninetieth = entries.metric("largest gradient entry, 90 % quantile", LargestEntry::ninetieth);
        Metric bound = entries.metric("5(P(j) - 1/2)", LargestEntry::bound).finite();
        Metric[] largest = {
            mean,
            ninetieth,
            entries.metric("largest gradient entry, maximum", LargestEntry::largest),
            bound,
            entries.metric("share within", LargestEntry::within).finite()
        };
        page.verdict(verdict(entries));
        page.text(
                "Theorem 5: for t hidden layers of width k with weights uniform in ±1/(2 fan-in), with probability 1 - δ no entry of the population"
                        + " gradient at initialisation exceeds 5(P(j) - 1/2), j = ⌈log(t k²/δ)⌉, on fractals of n > log(4 t k²/δ) levels. The base"
                        + " of the logarithm is not printed; the covering in the proof asks for 3/2. The initial biases are not confirmed; they"
                        + " seem to be 1/2. Then every unit is active on all of [0, 1], the network is affine, both classes have mean 1/2, and the"
                        + " gradient is 0 on every curve. Biases of 0.1 give the network kinks. The integrals are exact.");
        page.figure(Figure.of(
                "gradient",
                "Largest entry of the population gradient at initialisation against the levels of the fractal, biases 0.1, and the theorem's bound"
                        + " on curve #1 (j = " + level(1)
                        + "). On curve #6 the gradient vanishes once the kinks of the network miss the fractal. With biases of 1/2 it is 0"
                        + " throughout and not drawn.",
                panel("Mean over networks", mean, bound),
                panel("90 % quantile", ninetieth, bound)));
        page.details(
                format(
                        "Largest entry of the gradient over %d networks of %d hidden layers of width %d, δ = %s, j = %d",
                        gradient.draws(), gradient.depth(), gradient.width(), GradientTrial.DELTA, level(1)),
                Metric.beside("curve, bias, n", largest));
        page.summary(largest);
    }

    private Verdict verdict(Rows<GradientCell, LargestEntry> entries) {
        int beyond = 1 + level(4);
        Metric shares = entries.where(row -> row.result().n() >= beyond).metric("", LargestEntry::within);
        Verdict verdict = Verdict.of(
                        "Theorem 5: no entry of the gradient at initialisation exceeds 5(P(j) - 1/2), with probability 1 - δ")
                .scope(format(
                        "t = %d, k = %d; δ = %s; n ≥ %d",
                        gradient.depth(), gradient.width(), GradientTrial.DELTA, beyond))
                .rule(format(
                        "Supported if at least %.0f %% of the networks keep the bound, up to rounding, at every n that the theorem covers.",
                        100 * (1 - GradientTrial.DELTA)));
        return verdict.check(
                "",
                !shares.isEmpty(),
                shares.min() >= 1 - GradientTrial.DELTA,
                shares.isEmpty()
                        ? "no n ≥ " + beyond + " among gradient.levels"
                        : format(
                                "least share %.1f %% of %d networks, over %d curves, biases and n",
                                100 * shares.min(), gradient.draws(), shares.size()));
    }

    private int level(int factor) {
        return GradientTrial.level(gradient.depth(), gradient.width(), factor);
    }

    /** What exceeds rounding, at the biases that give kinks. */
    private static Panel panel(String title, Metric largest, Metric bound) {
        Metric kinked = largest.where("bias", BIASES.getFirst())
                .map(entry -> entry > GradientTrial.ROUNDING ? entry : Double.NaN);
        return Panel.of(title, "levels n of the fractal", "largest entry")
                .logY()
                .lines("curve #", kinked, "curve", "n")
                .curve("bound, curve #1", bound.where("bias", BIASES.getFirst()).where("curve", 1), "n");
    }
}
