package fathom.runs.figure;

import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.List;

/** One figure of each kind that experiments draw. */
public final class Gallery {

    private static final double[] DEPTHS = {1, 2, 3, 4, 6, 8};

    private Gallery() {}

    public static List<Figure> all() {
        return List.of(errors(), spectra(), forest(), maps(), cells(), clouds(), bars(), theory(), sets());
    }

    public static Figure errors() {
        double[] local = {0.41, 0.32, 0.27, 0.25, 0.245, 0.24};
        double[] global = {0.44, 0.45, 0.47, 0.46, 0.48, 0.49};
        Panel left = Panel.of("local target", "hidden layers L", "test error");
        left.line("network", DEPTHS, local, shifted(local, -0.02), shifted(local, 0.02));
        left.curve("NTK", DEPTHS, shifted(local, 0.05)).alike("NTK", "network");
        left.published("published", new double[] {1, 4}, new double[] {0.40, 0.26});
        left.level("chance", 0.5);
        double[] low = shifted(global, -0.03);
        double[] high = shifted(global, 0.03);
        low[3] = -3;
        high[3] = 4;
        Panel right = Panel.of("global target", "hidden layers L", "test error");
        right.line("network", DEPTHS, global, low, high)
                .curve("NTK", DEPTHS, shifted(global, 0.02))
                .level("chance", 0.5);
        return Figure.of("errors", "Test error by depth: mean over 5 seeds with 95 % intervals.", left, right)
                .titled("Depth helps the local target and not the global one")
                .withSharedY();
    }

    static Figure spectra() {
        List<Panel> panels = new ArrayList<>();
        for (String kernel : List.of("ntk", "nngp", "laplace")) {
            Panel panel = Panel.of(kernel, "degree k + (d − 2)/2", "eigenvalue")
                    .logX()
                    .logY();
            for (int depth : new int[] {1, 3, 10}) {
                double[] x = new double[30];
                double[] y = new double[30];
                for (int k = 0; k < x.length; k++) {
                    x[k] = k + 1;
                    y[k] = depth / (x[k] * x[k] * x[k] * (kernel.equals("ntk") ? 10 : x[k]));
                }
                panel.points("L=" + depth, x, y);
                panel.curve("theorem, L=" + depth, new double[] {1, 30}, new double[] {y[0] * 1.2, y[29] * 1.2});
                panel.alike("theorem, L=" + depth, "L=" + depth);
            }
            panels.add(panel);
        }
        return new Figure(
                "spectra", "Eigenvalues on the sphere by degree, and the theorem's power laws (dashed).", 3, panels);
    }

    public static Figure forest() {
        Panel panel = Panel.forest("Change from L=1 to L=4", "difference of test errors");
        panel.effect("local targets", "k=3, d=30, N=2000, Glorot normal", -0.078, -0.088, -0.068);
        panel.effect("local targets", "k=5, d=30", -0.02, -0.05, 0.01);
        panel.effect("global targets", "parity of all entries, d=30", 0.012, -0.4, 0.5);
        panel.effect(
                "global targets",
                "sign of a quadratic form with a label that is far too long for one line",
                0.03,
                0.01,
                0.05);
        panel.effect("global targets", "one seed", 0.02, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        panel.effect("global targets", "not run", Double.NaN, Double.NaN, Double.NaN);
        panel.upright("no change", 0);
        return Figure.of("effects", "Paired differences over seeds with 95 % intervals.", panel);
    }

    static Figure maps() {
        double[][] values = new double[60][60];
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 60; j++) {
                double x = (j - 29.5) / 15;
                double y = (i - 29.5) / 15;
                values[i][j] = x * x * x - y * x + 0.3 * y;
            }
        }
        values[0][0] = Double.NaN;
        Panel map = Panel.of("values", "x1", "x2").square();
        map.heat(HeatMap.of(-2, 2, -2, 2, values, HeatMap.Scale.DIVERGING, "f"));
        double[][] signs = new double[60][60];
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 60; j++) {
                signs[i][j] = Math.signum(values[i][j]);
            }
        }
        Panel classes = Panel.of("classes", "x1", "x2").square();
        classes.heat(new HeatMap(-2, 2, -2, 2, signs, HeatMap.Scale.DIVERGING, -1.6, 1.6, ""));
        classes.points("samples", new double[] {-1, 0.5, 1.2}, new double[] {0.4, -1.3, 1.1});
        Panel stability = Panel.of("noise stability", "correlation of the inputs", "E y y'")
                .yRange(-0.1, 1.02);
        stability.ribbon(
                "label",
                new double[] {0, 0.5, 1},
                new double[] {0, 0.2, 1},
                new double[] {-0.02, 0.1, 0.9},
                new double[] {0.05, 0.3, 1.1});
        return Figure.of("target", "A target seen from above: values and classes.", map, classes, stability);
    }

    static Figure cells() {
        double[][] values = {{0.91, 0.5, Double.NaN, 1}, {0.123, 0.2, 0.7, 0.31}};
        Panel panel = Panel.of("accuracy", "width", "");
        panel.cells(
                List.of("50", "100", "200", "400"),
                List.of("L=1", "L=2"),
                values,
                HeatMap.Scale.SEQUENTIAL,
                "accuracy");
        return Figure.of("cells", "A table as colours.", panel);
    }

    static Figure clouds() {
        double[] x = new double[1500];
        double[] y = new double[1500];
        for (int i = 0; i < x.length; i++) {
            x[i] = i * 0.618033988749895 % 1 * 2 - 1;
            y[i] = i / 750.0 - 1;
        }
        Panel plane = Panel.of("plane", "x1", "x2")
                .square()
                .xRange(-1, 1)
                .yRange(-1, 1)
                .dots("positive", x, y);
        Panel line = Panel.of("line", "x", "").xRange(-1, 1).rows(List.of("negative", "positive"));
        for (int i = 0; i < y.length; i++) {
            y[i] = 0.1 + i % 80 / 100.0;
        }
        line.dots("positive", x, shifted(y, 1)).dots("negative", x, y);
        return Figure.of("clouds", "Samples of the data.", plane, line);
    }

    static Figure bars() {
        Panel panel = Panel.of("accuracy by model", "", "test accuracy");
        panel.columns(
                List.of("linear model", "NTK of a fully connected network", "trained network", "convolutional NTK"));
        panel.bars(
                "MNIST",
                List.of(
                        Interval.of(0.9, 0.91, 0.92),
                        Interval.of(0.95, 0.96),
                        Interval.exactly(0.97),
                        Interval.of(0.99)));
        panel.bars("Fashion-MNIST", new double[] {0.8, 0.85, 0.9, Double.NaN});
        Panel histogram = Panel.of("residuals", "residual", "count");
        histogram
                .histogram("all", new double[] {-2, -1, 0, 1, 2}, new double[] {3, 20, 17, 4})
                .upright("mean", 0.1);
        return Figure.of("bars", "Bars and a histogram.", panel, histogram);
    }

    static Figure theory() {
        double[] x = {50, 100, 200, 400};
        Panel widths = Panel.of("by width", "width H", "drift").log2X().logY();
        widths.line(
                "measured",
                x,
                new double[] {0.4, 0.21, 0.1, 0.052},
                new double[] {0.3, 0.15, 0.08, -0.1},
                new double[] {0.5, 0.3, 0.12, 0.2});
        Panel steps = Panel.of("energy", "rank k", "share in the first k").logX();
        steps.steps("measured", new double[] {1, 2, 4, 8, 100}, new double[] {0.1, 0.2, 0.5, 0.8, 1});
        Panel near = Panel.of("a short range", "x", "value").logY();
        near.line("measured", new double[] {1, 2, 3}, new double[] {1.02e-7, 1.05e-7, 1.09e-7});
        return Figure.of("theory", "Log axes.", widths, steps, near);
    }

    static Figure sets() {
        Panel panel = Panel.of("Curve #4", "x", "").xRange(0, 1).rows(List.of("network", "gap 2", "gap 1", "C2"));
        panel.bands("positive", new double[] {0, 0.11, 0.22, 0.33, 0.66, 0.77, 0.88, 1}, new int[] {3, 3, 3, 3});
        panel.bands("negative", new double[] {0.36, 0.63, 0.12, 0.2, 0.8, 0.86, 0.1, 0.5}, new int[] {2, 1, 1, 0});
        return Figure.of("sets", "Sets of the line.", panel);
    }

    static double[] shifted(double[] values, double by) {
        double[] moved = values.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += by;
        }
        return moved;
    }
}
