package fathom.runs;

import fathom.runs.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of a ledger: a finished trial, the code and the data files that made it, how long it took, where and when. Configuration and
 * result stay trees until asked for. The line ends with check = the first 16 digits of SHA-256 over the line without it.
 *
 * @param code empty in lines of a program that did not know it
 * @param data the name of the data files' contents; empty when the trial read none
 * @param from the run that it was copied from; empty where it was made
 */
record LedgerLine(
        String sweep,
        String key,
        Code code,
        String data,
        JsonNode configuration,
        JsonNode result,
        double seconds,
        String host,
        String finished,
        String from) {

    private static final Pattern CHECK = Pattern.compile(",\"check\":\"([0-9a-f]{16})\"}$");

    static LedgerLine now(TrialTask<?, ?> task, Code code, String result, double seconds, String host) {
        return new LedgerLine(
                task.sweep(),
                task.key(),
                code,
                task.data(),
                Json.parse(task.configuration()),
                Json.parse(result),
                seconds,
                host,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                "");
    }

    /** The same trial in the ledger of another run; one that was copied before keeps where it was made. */
    LedgerLine copiedFrom(String run) {
        return new LedgerLine(
                sweep, key, code, data, configuration, result, seconds, host, finished, from.isEmpty() ? run : from);
    }

    String json() {
        ObjectNode line = Json.object();
        line.put("sweep", sweep);
        line.put("key", key);
        line.put("code", code.id());
        line.put("commit", code.commit());
        if (!data.isEmpty()) {
            line.put("data", data);
        }
        line.set("configuration", configuration);
        line.set("result", result);
        line.put("seconds", Math.rint(seconds * 1e3) / 1e3);
        line.put("host", host);
        line.put("finished", finished);
        if (!from.isEmpty()) {
            line.put("from", from);
        }
        String text = Json.line(line);
        return text.substring(0, text.length() - 1) + ",\"check\":\"" + Sha256.digits(text) + "\"}";
    }

    /**
     * Throws {@link JacksonException} or {@link IllegalArgumentException} when the text is not such a line, or not as the program wrote
     * it.
     */
    static LedgerLine parse(String text) {
        JsonNode tree = Json.parse(text);
        LedgerLine line = new LedgerLine(
                tree.path("sweep").asString(""),
                tree.path("key").asString(""),
                new Code(tree.path("code").asString(""), tree.path("commit").asString("")),
                tree.path("data").asString(""),
                tree.path("configuration"),
                tree.path("result"),
                tree.path("seconds").asDouble(0),
                tree.path("host").asString(""),
                tree.path("finished").asString(""),
                tree.path("from").asString(""));
        if (!line.configuration.isObject() || !line.result.isObject()) {
            throw new IllegalArgumentException("it has no configuration or no result");
        }
        if (!line.key.equals(TrialKey.ofCanonical(line.sweep, Json.canonical(line.configuration)))) {
            throw new IllegalArgumentException("its key is not that of its configuration");
        }
        Matcher check = CHECK.matcher(text);
        boolean checked = check.find();
        if (checked && !check.group(1).equals(Sha256.digits(text.substring(0, check.start()) + "}"))
                || !checked && !line.code.equals(Code.UNKNOWN)) {
            throw new IllegalArgumentException("its checksum is not that of its contents");
        }
        return line;
    }

    /** Whether both tell of the same trial, made by the same code from the same data. */
    boolean repeats(LedgerLine other) {
        return key.equals(other.key) && code.id().equals(other.code.id()) && data.equals(other.data);
    }
}
