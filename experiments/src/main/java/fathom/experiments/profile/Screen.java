package fathom.experiments.profile;

import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The result as it stands on the terminal. */
final class Screen {

    static final int WIDTH = 100;

    private Screen() {}

    /** Errors by model and depth. */
    static String errors(Measured measured) {
        Configuration c = measured.configuration();
        StringBuilder text = new StringBuilder();
        text.append(c.classification() ? "Test error" : "Squared error over variance")
                .append(String.format(
                        Locale.ROOT,
                        " (mean and 95 %% interval over %d seeds; %d training, %d test samples)%n%-10s",
                        c.seeds().size(),
                        c.training(),
                        c.testSamples(),
                        ""));
        c.depths().forEach(depth -> text.append(String.format(Locale.ROOT, "%-17s", "depth " + depth)));
        text.append(System.lineSeparator());
        for (String model : List.of(Measured.NETWORK, Limits.NTK, Limits.NNGP)) {
            text.append(String.format(
                    Locale.ROOT, "%-10s", model.equals(Measured.NETWORK) ? "networks" : Limits.words(model)));
            for (int depth : c.depths()) {
                text.append(
                        String.format(Locale.ROOT, "%-17s", words(measured.interval(measured.errors(model, depth)))));
            }
            text.append(System.lineSeparator());
        }
        text.append(String.format(Locale.ROOT, "%-10s%s", "trivial", words(measured.interval(measured.trivial()))));
        return text.toString().replaceAll(" +(?=\\R)", "");
    }

    private static String words(Optional<Interval> interval) {
        return interval.map(one -> one.n() == 1
                        ? String.format(Locale.ROOT, "%.3f", one.mean())
                        : String.format(Locale.ROOT, "%.3f ± %.3f", one.mean(), one.halfWidth()))
                .orElse("-");
    }

    /** Lines of at most so many characters, broken between words. */
    static String wrapped(String text, int width) {
        StringBuilder lines = new StringBuilder();
        int at = 0;
        for (String word : text.strip().split(" +")) {
            if (at > 0 && at + 1 + word.length() > width) {
                lines.append(System.lineSeparator());
                at = 0;
            } else if (at > 0) {
                lines.append(' ');
                at++;
            }
            lines.append(word);
            at += word.length();
        }
        return lines.toString();
    }
}
