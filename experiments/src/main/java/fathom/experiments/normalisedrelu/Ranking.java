package fathom.experiments.normalisedrelu;

import fathom.experiments.normalisedrelu.Measured.Quantity;
import fathom.experiments.normalisedrelu.Measured.Series;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which network is best at a body, in a sentence whose words follow from paired differences of test accuracies. */
final class Ranking {

    /** Beyond guessing by less, a network has learned nothing worth the name. */
    private static final double LITTLE = 0.05;

    private Ranking() {}

    /**
     * The best mean test accuracy; the networks that the 95 % intervals of paired differences cannot tell from it; those that these put below it;
     * and those whose mean is within {@value #LITTLE} of guessing. Empty while nothing is finished.
     */
    static String sentence(Measured measured, String data, Body body) {
        List<Series> finished = measured.series(data, body).stream()
                .filter(series -> accuracy(measured, series).length > 0)
                .sorted(Comparator.comparingDouble(series -> -mean(measured, series)))
                .toList();
        if (finished.isEmpty()) {
            return "";
        }
        Series best = finished.getFirst();
        List<String> alike = new ArrayList<>();
        List<String> below = new ArrayList<>();
        List<String> guessing = new ArrayList<>();
        for (Series other : finished) {
            if (mean(measured, other) < 1 - NetworkResult.GUESSING + LITTLE) {
                guessing.add(words(measured, other));
            } else if (!other.equals(best)) {
                double[] lead = measured.differences(best, Quantity.accuracy(), other, Quantity.accuracy());
                boolean clear = lead.length > 1 && Interval.of(lead).low() > 0;
                (clear ? below : alike).add(words(measured, other));
            }
        }
        StringBuilder text = new StringBuilder(data + ", " + body.name() + ": the best is " + words(measured, best));
        say(text, alike, "not told apart from it at this n: ");
        say(text, below, "below it: ");
        say(text, guessing, "no better than guessing by 0.05: ");
        return text.append('.').toString();
    }

    private static void say(StringBuilder text, List<String> networks, String what) {
        if (!networks.isEmpty()) {
            text.append("; ").append(what).append(networks.stream().collect(Collectors.joining(", ")));
        }
    }

    private static double[] accuracy(Measured measured, Series series) {
        return measured.values(series, Quantity.accuracy());
    }

    private static double mean(Measured measured, Series series) {
        return Interval.of(accuracy(measured, series)).mean();
    }

    private static String words(Measured measured, Series series) {
        double[] values = accuracy(measured, series);
        return String.format(Locale.ROOT, "%s (%.3f, n = %d)", series.network(), mean(measured, series), values.length);
    }
}
