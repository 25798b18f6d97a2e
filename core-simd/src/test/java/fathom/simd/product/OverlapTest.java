package fathom.simd.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OverlapTest {

    private record Window(int offset, int rows, int columns, int rowStride, int columnStride) {
        BitSet places() {
            BitSet places = new BitSet();
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    places.set(offset + i * rowStride + j * columnStride);
                }
            }
            return places;
        }

        boolean meets(Window other) {
            return Overlap.between(
                    offset,
                    rows,
                    columns,
                    rowStride,
                    columnStride,
                    other.offset,
                    other.rows,
                    other.columns,
                    other.rowStride,
                    other.columnStride);
        }
    }

    @Test
    void isExactForWindowsAndTransposesOfOneMatrix() {
        long seed = 7;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int width = 9;
        int height = 8;
        for (int trial = 0; trial < 20_000; trial++) {
            Window x = window(random, width, height);
            Window y = window(random, width, height);
            assertEquals(x.places().intersects(y.places()), x.meets(y), x + " and " + y);
        }
    }

    private static Window window(Random random, int width, int height) {
        int row = random.nextInt(height);
        int column = random.nextInt(width);
        int rows = random.nextInt(height - row + 1);
        int columns = random.nextInt(width - column + 1);
        int offset = row * width + column;
        return random.nextBoolean()
                ? new Window(offset, rows, columns, width, 1)
                : new Window(offset, columns, rows, 1, width);
    }

    @Test
    void isExactForWindowsOfAnyStrides() {
        Random random = new Random(8);
        for (int trial = 0; trial < 50_000; trial++) {
            Window x = anything(random);
            Window y = anything(random);
            assertEquals(x.places().intersects(y.places()), x.meets(y), x + " and " + y);
        }
    }

    private static Window anything(Random random) {
        return new Window(
                random.nextInt(40), random.nextInt(5), random.nextInt(5), random.nextInt(12), random.nextInt(12));
    }

    @Test
    void refusesAResultThatWritesOnePlaceTwice() {
        assertThrows(IllegalArgumentException.class, () -> Overlap.checkResult(2, 3, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> Overlap.checkResult(3, 2, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> Overlap.checkResult(3, 3, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> Overlap.checkResult(3, 3, 2, 1));
        Overlap.checkResult(3, 3, 3, 1);
        Overlap.checkResult(3, 1, 1, 1);
        Overlap.checkResult(1, 3, 0, 1);
        Overlap.checkResult(0, 3, 0, 0);
    }
}
