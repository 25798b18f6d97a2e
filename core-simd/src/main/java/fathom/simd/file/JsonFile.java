package fathom.simd.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JSON file of one object whose values are strings: what an array beside it is and where it comes from. */
public final class JsonFile {

    private static final long LONGEST = 1 << 24;

    private JsonFile() {}

    /**
     * Reads one file.
     *
     * @return the pairs in the order of the file
     * @throws FileFormatException if it is missing, is no such JSON, or a value is no string
     */
    public static Map<String, String> read(Path path) throws IOException {
        if (InputFile.size(path) > LONGEST) {
            throw new FileFormatException(path + " has more than the " + LONGEST + " bytes that are read");
        }
        String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        Map<String, String> pairs = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry :
                Json.object(text, path.toString()).entrySet()) {
            if (!(entry.getValue() instanceof String value)) {
                throw new FileFormatException(
                        path + ": the value of \"" + Quoted.of(entry.getKey()) + "\" must be a string");
            }
            pairs.put(entry.getKey(), value);
        }
        return Collections.unmodifiableMap(pairs);
    }

    /** Writes one file, one pair a line in the order of the map, replacing a file that is there. */
    public static void write(Path path, Map<String, String> pairs) throws IOException {
        StringBuilder text = new StringBuilder("{");
        String separator = "\n";
        for (Map.Entry<String, String> pair : pairs.entrySet()) {
            text.append(separator).append("  ").append(Json.quoted(pair.getKey()));
            text.append(": ").append(Json.quoted(pair.getValue()));
            separator = ",\n";
        }
        byte[] bytes = text.append("\n}\n").toString().getBytes(StandardCharsets.UTF_8);
        OutputFile.write(path, out -> out.write(bytes));
    }
}
