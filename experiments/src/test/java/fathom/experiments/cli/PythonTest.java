package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The worker, and modules/python with the system's Python where it has NumPy. */
class PythonTest {

    private static final Path MODULE = Path.of("..", "modules", "python");

    @TempDir
    private Path folder;

    private static JsonNode answer(String line) {
        return JsonMapper.builder().build().readTree(WorkerCommand.answer(line));
    }

    @Test
    void everyLineGetsItsAnswer() {
        JsonNode dual = answer("{\"id\": 7, \"arguments\": [\"dual\", \"--activation\", \"relu\"]}");
        assertEquals(7, dual.path("id").asInt());
        assertEquals(0, dual.path("code").asInt());
        assertTrue(dual.path("out").asString().contains("second_moment"), dual.toString());
        JsonNode wrong = answer("{\"id\": \"a\", \"arguments\": [\"dual\"]}");
        assertEquals("a", wrong.path("id").asString());
        assertEquals(2, wrong.path("code").asInt());
        assertTrue(wrong.path("err").asString().startsWith("fathom: --activation is missing"), wrong.toString());
        for (String line :
                new String[] {"", "[", "{}", "{\"arguments\": 3}", "{\"arguments\": [\"worker\"]}", "{} {}"}) {
            assertEquals(2, answer(line).path("code").asInt(), line);
            assertTrue(answer(line).path("err").asString().startsWith("fathom: not a request: "), line);
        }
    }

    @Test
    void theModulesOwnTestsPass() throws Exception {
        assumeTrue(
                run("check", "python3", "-c", "import numpy") == 0,
                "no python3 with NumPy here: modules/python is not tested");
        int code = run("tests", "python3", "-m", "unittest", "discover", MODULE.toString());
        assertEquals(0, code, Files.readString(folder.resolve("tests")));
    }

    private int run(String name, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment()
                .put(
                        "FATHOM",
                        "'" + Path.of(System.getProperty("java.home"), "bin", "java")
                                + "' -XX:TieredStopAtLevel=1 --module-path '" + System.getProperty("jdk.module.path")
                                + "' --module fathom.experiments/fathom.experiments.cli.Main");
        Path log = folder.resolve(name);
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor(300, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return -1;
        } catch (IOException e) {
            return -1; // no such program
        }
    }
}
