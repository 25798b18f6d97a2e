package fathom.runs;

import fathom.runs.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One line of a ledger: a finished trial, how long it took, where and when. Configuration and result stay trees until asked for. */
record LedgerLine(
        String sweep,
        String key,
        JsonNode configuration,
        JsonNode result,
        double seconds,
        String host,
        String finished) {

    static LedgerLine now(Task<?, ?> task, String result, double seconds, String host) {
        return new LedgerLine(
                task.sweep(),
                task.key(),
                Json.parse(task.configuration()),
                Json.parse(result),
                seconds,
                host,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    String json() {
        ObjectNode line = Json.object();
        line.put("sweep", sweep);
        line.put("key", key);
        line.set("configuration", configuration);
        line.set("result", result);
        line.put("seconds", Math.rint(seconds * 1e3) / 1e3);
        line.put("host", host);
        line.put("finished", finished);
        return Json.line(line);
    }

    /** Throws {@link JacksonException} or {@link IllegalArgumentException} when the text is not such a line. */
    static LedgerLine parse(String text) {
        JsonNode tree = Json.parse(text);
        LedgerLine line = new LedgerLine(
                tree.path("sweep").asString(""),
                tree.path("key").asString(""),
                tree.path("configuration"),
                tree.path("result"),
                tree.path("seconds").asDouble(0),
                tree.path("host").asString(""),
                tree.path("finished").asString(""));
        if (line.key.isEmpty() || !line.configuration.isObject() || !line.result.isObject()) {
            throw new IllegalArgumentException("it has no key, no configuration or no result");
        }
        return line;
    }
}
