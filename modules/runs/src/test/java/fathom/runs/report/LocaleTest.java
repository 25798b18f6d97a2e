package fathom.runs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import fathom.runs.progress.Durations;
import fathom.runs.statistics.Interval;
import fathom.runs.tensorboard.EventFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and messages hold the same characters in every locale: some have digits of their own, some a decimal comma. */
class LocaleTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    private static String page() {
        double[] x = {1, 2, 1234.5};
        Panel panel = Panel.of("a", "x", "y")
                .line("l", x, List.of(Interval.of(.2, .3), Interval.of(.1, .12), Interval.of(.2, .21)))
                .curve("c", x, new double[] {3, 4, 5});
        double[][] values = {{-0.5, 2}, {1e-9, Double.NaN}};
        Panel heat = Panel.of("b", "x", "y").heat(HeatMap.of(0, 3, 0, 2, values, HeatMap.Scale.DIVERGING, "v"));
        return Report.titled("t", "s")
                .section("Errors")
                .figure(Figure.of("errors", "Errors.", panel, heat))
                .table("errors", "Errors", Table.of("depth", "error").row(1234, Interval.of(1, 2)))
                .html();
    }

    private static String event(Path folder) {
        try (EventFile file = EventFile.in(folder)) {
            return file.path().getFileName().toString().replaceAll("[0-9]+", "0");
        }
    }

    @Test
    void everythingIsTheSameInEveryLocale(@TempDir Path folder) {
        Locale.setDefault(Locale.ROOT);
        String page = page();
        String event = event(folder);
        String duration = Durations.words(Duration.ofSeconds(3723));
        for (String tag : List.of("ar-EG", "fa-IR", "bn-BD", "mr-IN", "de-DE", "tr-TR")) {
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertEquals(page, page(), tag);
            assertEquals(event, event(folder), tag);
            assertEquals(duration, Durations.words(Duration.ofSeconds(3723)), tag);
        }
        // The test could not fail in a JDK without these locales.
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        assertNotEquals("1.5", "%.1f".formatted(1.5));
    }
}
