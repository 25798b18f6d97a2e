package fathom.runs.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    @TempDir
    private Path folder;

    /** CRC-32C as its definition says, bit by bit with the reflected polynomial 0x82f63b78. */
    private static int checksum(byte[] bytes) {
        int c = -1;
        for (byte b : bytes) {
            c ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                c = c >>> 1 ^ ((c & 1) != 0 ? 0x82f63b78 : 0);
            }
        }
        return ~c;
    }

    private static int masked(byte[] bytes) {
        int c = checksum(bytes);
        return (c >>> 15 | c << 17) + 0xa282ead8;
    }

    private static List<byte[]> records(Path file) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> records = new ArrayList<>();
        while (buffer.hasRemaining()) {
            byte[] length = new byte[8];
            buffer.get(length);
            assertEquals(masked(length), buffer.getInt());
            byte[] data = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            buffer.get(data);
            assertEquals(masked(data), buffer.getInt());
            records.add(data);
        }
        return records;
    }

    /** The check value that every catalogue of checksums gives for CRC-32C. */
    @Test
    void theChecksumOfTheTestIsTheStandardOne() {
        assertEquals(0xe3069283, checksum("123456789".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(masked(new byte[] {1, 2, 3}), Frame.masked(new byte[] {1, 2, 3}));
    }

    /** Event {wall_time: 1.5} with version, then {wall_time, step: 300, summary {value {tag: "loss", simple_value: 0.25}}}. */
    @Test
    void theBytesAreTheMessagesOfTheFormat() throws IOException {
        Path path;
        try (EventFile file = EventFile.in(folder, () -> 1.5)) {
            file.scalar("loss", 300, 0.25);
            path = file.path();
        }
        List<byte[]> records = records(path);
        assertEquals(2, records.size());
        assertArrayEquals(
                HexFormat.of().parseHex("09000000000000f83f" + "1a0d" + "627261696e2e4576656e743a32"), records.get(0));
        assertArrayEquals(
                HexFormat.of().parseHex("09000000000000f83f" + "10ac02" + "2a0d0a0b" + "0a046c6f7373" + "150000803e"),
                records.get(1));
    }

    @Test
    void negativeStepsAndLargeValuesKeepTheirFrames() throws IOException {
        Path path;
        try (EventFile file = EventFile.in(folder)) {
            file.scalar("a/b", -1, Double.NaN);
            file.flush();
            file.scalar("c", Long.MAX_VALUE, Double.POSITIVE_INFINITY);
            path = file.path();
        }
        assertEquals(3, records(path).size());
    }

    @Test
    void noFileIsOverwritten() {
        try (EventFile one = EventFile.in(folder, () -> 7);
                EventFile two = EventFile.in(folder, () -> 7)) {
            assertNotEquals(one.path(), two.path());
        }
    }
}
