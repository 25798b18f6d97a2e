package fathom.runs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import fathom.runs.progress.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Durations hold the same characters in every locale: some have digits of their own, some a decimal comma. */
class LocaleTest {

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @Test
    void everythingIsTheSameInEveryLocale() {
        Locale.setDefault(Locale.ROOT);
        String duration = Durations.words(Duration.ofSeconds(3723));
        for (String tag : List.of("ar-EG", "fa-IR", "bn-BD", "mr-IN", "de-DE", "tr-TR")) {
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertEquals(duration, Durations.words(Duration.ofSeconds(3723)), tag);
        }
        // The test could not fail in a JDK without these locales.
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        assertNotEquals("1.5", "%.1f".formatted(1.5));
    }

    @Test
    void listsOfWholeNumbersWithoutAGapAreARange() {
        assertEquals("1 to 4", Numbers.list(List.of(1, 2, 3, 4)));
        assertEquals("1, 2, 3", Numbers.list(List.of(1, 2, 3)));
        assertEquals("1, 2, 4, 5", Numbers.list(List.of(1, 2, 4, 5)));
        assertEquals("0.1, 1", Numbers.list(List.of(0.1, 1.0)));
        assertEquals("", Numbers.list(List.of()));
    }
}
