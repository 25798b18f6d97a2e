package fathom.runs;

import java.util.ArrayList;
import java.util.List;

/** The sweep of these tests: cheap, pure, with numbers that JSON finds hard. */
public final class Waves {

    private Waves() {}

    public enum Shape {
        SINE,
        SQUARE
    }

    public record Wave(Shape shape, int steps, double pitch, long seed) {}

    public record Sound(double sum, double worst, List<Double> parts, boolean good) {}

    public static Sound sound(Wave wave) {
        double x = wave.pitch() + wave.seed();
        for (int i = 0; i < wave.steps(); i++) {
            x = wave.shape() == Shape.SINE ? 3.7 * x * (1 - x) : Math.sqrt(Math.abs(x) + 1 / (1.0 + i));
        }
        return new Sound(x, wave.steps() % 3 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY, List.of(x / 3, -0.0), x > 0);
    }

    static List<Wave> plan(int size) {
        List<Wave> plan = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            plan.add(new Wave(Shape.values()[i % 2], i, 0.1 + i / 7.0, i));
        }
        return plan;
    }

    static Sweep<Wave, Sound> sweep(int size) {
        return Sweep.of("waves", Wave.class, Sound.class, plan(size), Waves::sound)
                .withCost(wave -> wave.steps() % 5);
    }

    /** What an experiment writes as summary.csv. */
    static String summary(Outcome outcome, Sweep<Wave, Sound> sweep) {
        StringBuilder text = new StringBuilder();
        outcome.results(sweep)
                .forEach(one ->
                        text.append(one.configuration()).append(one.result()).append('\n'));
        return text.toString();
    }
}
