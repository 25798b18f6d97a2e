package fathom.bench;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;

/** Runs one benchmark without a word: what the forked JVMs print is shown only if they fail. */
public final class QuietRun {

    private QuietRun() {}

    /** Options that every measured JVM needs, then these. */
    public static String[] jvmArguments(List<String> further) {
        List<String> arguments = new ArrayList<>(List.of(
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        arguments.addAll(further);
        return arguments.toArray(String[]::new);
    }

    public static RunResult run(Options options) throws RunnerException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream quiet = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(quiet);
            System.setErr(quiet);
            return new Runner(options).runSingle();
        } catch (RunnerException failure) {
            err.println(said.toString(StandardCharsets.UTF_8));
            throw failure;
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
