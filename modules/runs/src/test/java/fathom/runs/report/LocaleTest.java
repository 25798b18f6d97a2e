package fathom.runs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import fathom.runs.progress.Durations;
import fathom.runs.tensorboard.EventFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event files and durations hold the same characters in every locale: some have digits of their own, some a decimal comma. */
class LocaleTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    private static String event(Path folder) {
        try (EventFile file = EventFile.in(folder)) {
            return file.path().getFileName().toString().replaceAll("[0-9]+", "0");
        }
    }

    @Test
    void everythingIsTheSameInEveryLocale(@TempDir Path folder) {
        Locale.setDefault(Locale.ROOT);
        String event = event(folder);
        String duration = Durations.words(Duration.ofSeconds(3723));
        for (String tag : List.of("ar-EG", "fa-IR", "bn-BD", "mr-IN", "de-DE", "tr-TR")) {
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertEquals(event, event(folder), tag);
            assertEquals(duration, Durations.words(Duration.ofSeconds(3723)), tag);
        }
        // The test could not fail in a JDK without these locales.
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        assertNotEquals("1.5", "%.1f".formatted(1.5));
    }
}
