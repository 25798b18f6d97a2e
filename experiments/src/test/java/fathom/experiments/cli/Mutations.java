package fathom.experiments.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Inputs that are almost right: bytes changed, numbers made extreme, parts left out, repeated, exchanged, and ends cut off. */
final class Mutations {

    private static final long[] EXTREMES = {
        0, 1, -1, 127, 128, 255, 65535, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32
    };
    private static final List<String> TOKENS = List.of(
            "9223372036854775807",
            "-1",
            "2147483648",
            "99999999999999999999999999",
            "[[[[[[[[",
            "{\"a\":{\"a\":",
            "\"",
            "'",
            "\u001b[31m",
            "\u0000",
            "NaN",
            "1e999",
            ",",
            ";",
            "\n",
            "(",
            "L",
            "True",
            "\\u12",
            "\ufeff",
            "1".repeat(3000),
            "(".repeat(3000));

    private final SplittableRandom random;

    Mutations(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A proper beginning. */
    byte[] cut(byte[] input) {
        return Arrays.copyOf(input, random.nextInt(input.length));
    }

    /** One to four changes. */
    byte[] mutate(byte[] input, byte[] other) {
        byte[] mutant = input.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            mutant = change(mutant, other);
        }
        return mutant;
    }

    private byte[] change(byte[] input, byte[] other) {
        if (input.length < 2) {
            return other.clone();
        }
        // Headers stand in front: half of the changes are made there.
        int at = random.nextInt(random.nextBoolean() ? input.length : Math.min(input.length, 100));
        int length = 1 + random.nextInt(Math.min(64, input.length - at));
        byte[] changed = input.clone();
        switch (random.nextInt(9)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt();
            case 2 -> extreme(changed, at);
            case 3 -> {
                return cut(input);
            }
            case 4 -> {
                return spliced(input, at, new byte[0], at + length);
            }
            case 5 -> {
                return spliced(input, at + length, Arrays.copyOfRange(input, at, at + length), at + length);
            }
            case 6 -> {
                byte[] token = TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
                return spliced(input, at, token, random.nextBoolean() ? at : at + length);
            }
            case 7 -> {
                int from = random.nextInt(other.length);
                return spliced(input, at, Arrays.copyOfRange(other, from, other.length), input.length);
            }
            default -> {
                for (int i = at; i < at + length; i++) {
                    if (changed[i] >= '0' && changed[i] <= '9') {
                        changed[i] = (byte) ('0' + random.nextInt(10));
                    }
                }
            }
        }
        return changed;
    }

    private void extreme(byte[] changed, int at) {
        ByteBuffer buffer =
                ByteBuffer.allocate(8).order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long value = EXTREMES[random.nextInt(EXTREMES.length)];
        int bytes = 1 << 1 + random.nextInt(3);
        switch (bytes) {
            case 2 -> buffer.putShort((short) value);
            case 4 -> buffer.putInt((int) value);
            default -> buffer.putLong(value);
        }
        System.arraycopy(buffer.array(), 0, changed, at, Math.min(bytes, changed.length - at));
    }

    private static byte[] spliced(byte[] input, int end, byte[] middle, int from) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(input, 0, end);
        spliced.writeBytes(middle);
        spliced.write(input, from, input.length - from);
        return spliced.toByteArray();
    }
}
