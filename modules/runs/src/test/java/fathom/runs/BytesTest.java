package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "9949, 9.9 kB",
        "9950, 10 kB",
        "999499, 999 kB",
        "999500, 1.0 MB",
        "3200000000, 3.2 GB",
        "9223372036854775807, 9.2 EB"
    })
    void amountsInWords(long bytes, String words) {
        assertEquals(words, Bytes.words(bytes));
    }
}
