package fathom.runs.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KEYS =
            List.of("k", "d", "n", "width", "depths", "targets", "learningRates", "seeds", "maxEpochs", "tests");

    @ParameterizedTest
    @CsvSource({
        "kitten, sitting, 3",
        "ab, ba, 1",
        "ca, abc, 3",
        "depth, depths, 1",
        "'', abc, 3",
        "same, same, 0",
        "wdith, width, 1"
    })
    void distancesByHand(String a, String b, int expected) {
        assertEquals(expected, Nearest.distance(a, b));
    }

    @ParameterizedTest
    @CsvSource({
        "depth, depths",
        "dephts, depths",
        "WIDTH, width",
        "seed, seeds",
        "rates, learningRates",
        "epochs, maxEpochs"
    })
    void theNameMeantComesFirst(String typed, String meant) {
        assertEquals(meant, Nearest.names(typed, KEYS).getFirst());
    }

    @ParameterizedTest
    @CsvSource({"zebra", "momentum", "qqqqqqqq"})
    void nothingNearGivesAllNames(String typed) {
        assertEquals(List.of(), Nearest.names(typed, KEYS));
        assertEquals("expected one of " + String.join(", ", KEYS), Nearest.clause(typed, KEYS));
    }

    @Property(tries = 300)
    void distanceIsSymmetricAndBounded(
            @ForAll @AlphaChars @StringLength(max = 9) String a, @ForAll @AlphaChars @StringLength(max = 9) String b) {
        int distance = Nearest.distance(a, b);
        assertEquals(distance, Nearest.distance(b, a));
        assertTrue(distance >= Math.abs(a.length() - b.length()) && distance <= Math.max(a.length(), b.length()));
        assertEquals(a.equals(b), distance == 0);
    }
}
