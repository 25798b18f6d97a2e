package fathom.experiments.cli;

import fathom.runs.Quoted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One process for many commands: it saves another program the start of a JVM for each.
 *
 * <pre>
 * standard input   {"id": 1, "arguments": ["kernel", "--depth", "3", "--input", "X.npy", "--output", "K.npy"]}
 * standard output  {"id": 1, "code": 0, "out": "K.npy\n", "err": ""}
 * </pre>
 *
 * One JSON object a line, one answer for each line, in order. It ends with its input.
 */
@Command(
        name = "worker",
        description = "Run commands for another program: a JSON object a line in, one a line out.",
        sortOptions = false,
        footer = {
            "",
            "In:      {\"id\": 1, \"arguments\": [\"dual\", \"--activation\", \"tanh\"]}",
            "Out:     {\"id\": 1, \"code\": 0, \"out\": \"...\", \"err\": \"\"}",
            "modules/python/fathom.py is a client."
        })
final class WorkerCommand implements Runnable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Spec
    private CommandSpec spec;

    WorkerCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(answer(line));
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to one line. */
    static String answer(String line) {
        ObjectNode answer = JSON.createObjectNode();
        try {
            JsonNode request = JSON.readTree(line);
            answer.set("id", request.path("id"));
            return answer(answer, arguments(request));
        } catch (JacksonException | IllegalArgumentException e) {
            return answered(answer, Failures.WRONG_INPUT, "", "fathom: not a request: " + Quoted.of(line) + "\n");
        }
    }

    private static List<String> arguments(JsonNode request) {
        List<String> arguments = new ArrayList<>();
        if (!request.path("arguments").isArray()) {
            throw new IllegalArgumentException("no list of arguments");
        }
        request.path("arguments").forEach(argument -> arguments.add(argument.asString()));
        if (arguments.contains("worker")) {
            throw new IllegalArgumentException("a worker in a worker");
        }
        return arguments;
    }

    private static String answer(ObjectNode answer, List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
        return answered(answer, code, out.toString(), err.toString());
    }

    private static String answered(ObjectNode answer, int code, String out, String err) {
        return JSON.writeValueAsString(answer.put("code", code).put("out", out).put("err", err));
    }
}
