package fathom.bench.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RooflineTest {

    private static final Pattern LABEL = Pattern.compile(
            "<text x=\"([0-9.]+)\" y=\"([0-9.]+)\" text-anchor=\"(start|end)\">([a-z -]+ [0-9.]+)</text>");
    private static final Pattern POINT = Pattern.compile("<circle cx=\"([0-9.]+)\" cy=\"([0-9.]+)\"");

    /** Ladders of every kind: slow and fast machines, steps that gain much or nothing. */
    @Test
    void noLabelLiesOverAnotherOrOverAPoint() {
        long seed = 20_261_122;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int trial = 0; trial < 300; trial++) {
            String svg = Roofline.svg(rungs(random));
            List<Labels.Box> labels = labels(svg);
            assertEquals(8, labels.size(), svg);
            for (int i = 0; i < labels.size(); i++) {
                Labels.Box box = labels.get(i);
                assertTrue(box.left() > 80 && box.right() < 830 && box.top() > 60 && box.bottom() < 490, svg);
                for (int j = 0; j < i; j++) {
                    assertFalse(box.meets(labels.get(j)), svg);
                }
                Matcher point = POINT.matcher(svg);
                while (point.find()) {
                    double x = Double.parseDouble(point.group(1));
                    double y = Double.parseDouble(point.group(2));
                    assertFalse(box.meets(new Labels.Box(x - 5, y - 5, x + 5, y + 5)), svg);
                }
            }
        }
    }

    private static Rungs rungs(Random random) {
        Map<Step, Double> figures = new EnumMap<>(Step.class);
        double peak = 40 + 200 * random.nextDouble();
        figures.put(Step.PEAK, peak);
        figures.put(Step.FIRST_LEVEL, peak * (1 + 2 * random.nextDouble()));
        figures.put(Step.MEMORY, 4 + 20 * random.nextDouble());
        double speed = 0.4 + random.nextDouble();
        for (Step step : Step.values()) {
            if (step.isProduct()) {
                figures.put(step, speed);
                speed = Math.min(0.98 * peak, speed * (random.nextBoolean() ? 1.02 : 1 + 4 * random.nextDouble()));
            }
        }
        return new Rungs(768, random.nextBoolean() ? 8 : 16, figures);
    }

    private static List<Labels.Box> labels(String svg) {
        List<Labels.Box> boxes = new ArrayList<>();
        Matcher label = LABEL.matcher(svg);
        while (label.find()) {
            double x = Double.parseDouble(label.group(1));
            double base = Double.parseDouble(label.group(2));
            double width = 6.5 * label.group(4).length();
            double left = label.group(3).equals("start") ? x : x - width;
            boxes.add(new Labels.Box(left, base - 11, left + width, base + 3));
        }
        return boxes;
    }
}
