package fathom.simd.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhiloxTest {

    /** The three answers for philox4x32-10 in the file kat_vectors of Random123 1.14 (D. E. Shaw Research). */
    @ParameterizedTest
    @CsvSource({
        "00000000 00000000 00000000 00000000, 00000000 00000000, 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
        "ffffffff ffffffff ffffffff ffffffff, ffffffff ffffffff, 408f276d 41c83b0e a20bc7c6 6d5451fd",
        "243f6a88 85a308d3 13198a2e 03707344, a4093822 299f31d0, d16cfe09 94fdcceb 5001e420 24126ea1"
    })
    void knownAnswers(String counter, String key, String answer) {
        assertArrayEquals(words(answer), Philox.block(words(counter), words(key)));
    }

    @Test
    void bitsAreTheHalvesOfTheBlock() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 1000; trial++) {
            long seed = random.nextLong();
            long stream = random.nextLong();
            long index = random.nextLong();
            long block = index >>> 1;
            int[] x = Philox.block(
                    new int[] {(int) block, (int) (block >>> 32), (int) stream, (int) (stream >>> 32)},
                    new int[] {(int) seed, (int) (seed >>> 32)});
            int half = 2 * (int) (index & 1);
            assertEquals(x[half], (int) Philox.bits(seed, stream, index));
            assertEquals(x[half + 1], (int) (Philox.bits(seed, stream, index) >>> 32));
        }
    }

    @Test
    void blocksOfAnotherShapeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Philox.block(new int[3], new int[2]));
        assertThrows(IllegalArgumentException.class, () -> Philox.block(new int[4], new int[1]));
    }

    private static int[] words(String hexadecimal) {
        String[] parts = hexadecimal.split(" ");
        int[] words = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            words[i] = Integer.parseUnsignedInt(parts[i], 16);
        }
        return words;
    }
}
