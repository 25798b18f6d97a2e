package fathom.experiments.protocol;

import fathom.data.NoiseStability;
import fathom.data.TargetMap;
import fathom.data.Task;
import fathom.runs.figure.Figure;
import fathom.runs.figure.HeatMap;
import fathom.runs.figure.Panel;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a target looks like: its values and its classes on a section of the inputs, and how its label stands noise. */
public final class TargetPicture {

    private static final int CELLS = 60;
    private static final int INPUTS = 4000;
    private static final int STEPS = 20;

    /** As strong as the colours of the classes get. */
    private static final double CLASS = 1.6;

    private TargetPicture() {}

    /**
     * Up to three panels: values, classes, and the noise stability of the label where the law of the inputs has one.
     *
     * @param name of the figure's file
     * @param task one with a name, see {@link Task#named}
     */
    public static Figure of(String name, Task task) {
        TargetMap section = TargetMap.of(task, CELLS);
        List<Panel> panels = new ArrayList<>();
        panels.add(values(section, task.target().name()));
        panels.add(classes(section));
        stability(task).ifPresent(panels::add);
        return new Figure(
                name,
                "The " + task.target().name() + " target of " + task.inputs().name()
                        + " inputs with " + task.target().dimension()
                        + " entries: values and classes (orange +1, blue -1)"
                        + " on a section of two dimensions"
                        + (panels.size() > 2
                                ? ", and the mean product of the labels of two inputs by their correlation, which falls faster the higher the"
                                        + " degrees of the target."
                                : "."),
                panels.size(),
                panels);
    }

    private static Panel values(TargetMap section, String title) {
        Panel panel = Panel.of(title, section.horizontal(), section.vertical());
        if (!section.columns().isEmpty()) {
            return panel.cells(section.columns(), section.rows(), section.values(), HeatMap.Scale.DIVERGING, "f");
        }
        return panel.heat(HeatMap.of(
                section.low(),
                section.high(),
                section.low(),
                section.high(),
                section.values(),
                HeatMap.Scale.DIVERGING,
                "f"));
    }

    private static Panel classes(TargetMap section) {
        double[][] signs = new double[section.values().length][];
        for (int row = 0; row < signs.length; row++) {
            signs[row] = section.values()[row].clone();
            for (int j = 0; j < signs[row].length; j++) {
                signs[row][j] = Double.isNaN(signs[row][j]) ? Double.NaN : signs[row][j] >= 0 ? 1 : -1;
            }
        }
        double low = section.columns().isEmpty() ? section.low() : 0;
        double high = section.columns().isEmpty() ? section.high() : signs[0].length;
        double top = section.columns().isEmpty() ? section.high() : signs.length;
        return Panel.of("classes", section.horizontal(), section.vertical())
                .heat(new HeatMap(low, high, low, top, signs, HeatMap.Scale.DIVERGING, -CLASS, CLASS, ""));
    }

    private static Optional<Panel> stability(Task task) {
        double[] rho = new double[STEPS + 1];
        double[] values = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            rho[i] = (double) i / STEPS;
            Optional<Double> value =
                    NoiseStability.of(task, rho[i], INPUTS, RandomStream.of(1, "noise stability of a target"));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values[i] = value.get();
        }
        return Optional.of(Panel.of("noise stability", "correlation of the inputs", "E y y'")
                .yRange(-0.1, 1.02)
                .line("label", rho, values)
                .curve("degree 1 alone", new double[] {0, 1}, new double[] {0, 1}));
    }
}
