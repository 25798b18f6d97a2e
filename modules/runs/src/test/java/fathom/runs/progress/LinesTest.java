package fathom.runs.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinesTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long now;
    private final Lines lines = new Lines(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> now);

    private String said() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void fewLinesAndEachComplete() {
        lines.begin("local-global/quick", 2, 9, () -> Optional.of(Duration.ofSeconds(95)));
        lines.update(3, 0);
        now = Duration.ofSeconds(6).toNanos();
        lines.update(4, 1);
        lines.update(5, 1);
        lines.notice("failed: one");
        lines.update(8, 1);
        lines.end();
        assertEquals("""
                local-global/quick: 2 of 9 trials, kept from an earlier run
                local-global/quick: 4 of 9 trials, 1 failed, 1 min 35 s left
                failed: one
                local-global/quick: 8 of 9 trials, 1 failed
                """, said());
    }

    @Test
    void longTrialsSayOnceAMinuteHowFarTheyAre() {
        lines.begin("fractal/paper", 0, 6, () -> Optional.of(Duration.ofMinutes(58)));
        lines.advance(2, 0.1);
        now = Duration.ofSeconds(61).toNanos();
        lines.advance(2, 0.2);
        lines.advance(2, 0.201);
        now = Duration.ofSeconds(130).toNanos();
        lines.advance(2, 0.3499);
        lines.update(1, 0);
        lines.end();
        assertEquals("""
                fractal/paper: 0 of 6 trials
                fractal/paper: 0 of 6 trials, 2 in flight, 20 % done, 58 min 00 s left
                fractal/paper: 0 of 6 trials, 2 in flight, 34 % done, 58 min 00 s left
                fractal/paper: 1 of 6 trials
                """, said());
    }

    @Test
    void aRunWithNothingToDoSaysSoOnce() {
        lines.begin("x/y", 9, 9, Optional::empty);
        lines.end();
        assertEquals("x/y: 9 of 9 trials, kept from an earlier run\n", said());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "59499, 59 s",
        "59500, 1 min 00 s",
        "3599000, 59 min 59 s",
        "7500000, 2 h 05 min",
        "273600000, 3 d 4 h"
    })
    void durationsInWords(long millis, String words) {
        assertEquals(words, Durations.words(Duration.ofMillis(millis)));
    }
}
