package fathom.bench.peer;

import fathom.bench.QuietRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A contender in a process of its own. It runs only in its turns: between them the process is stopped, so that threads which wait busily
 * for their next call (OpenBLAS's do for milliseconds) take no processor from another contender.
 *
 * <p>One line asks and one line answers: {@code warm LEAST LONGEST} and {@code turn REPEATS} give seconds, {@code kernels} the kernels
 * that its library chose. Its environment holds no variable that steers a peer, such as {@code OPENBLAS_CORETYPE}, unless the user passed
 * one by {@code --peer-env}.
 */
public final class Guest implements Work {

    /** Begins the answers, since native libraries write to standard output too. */
    static final String ANSWER = "answer ";

    /** The system property in which {@code --peer-env} travels to the measured JVM: assignments, one a line. */
    public static final String ENVIRONMENT = "fathom.bench.peer-env";

    /** Variables by which the peers' libraries are steered. */
    private static final Pattern STEERING =
            Pattern.compile("(OPENBLAS|GOTO|MKL|OMP|GOMP|KMP|BLIS|DNNL|ONEDNN|ATEN|TORCH)_.*");

    private final Process process;
    private final BufferedReader answers;

    /** What it said on standard error: shown only when it fails. */
    private final StringBuffer said = new StringBuffer();

    private final Thread end;

    private Guest(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        Thread.ofVirtual()
                .start(() -> process.errorReader(StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> said.append('\n').append(line)));
    }

    /**
     * Starts the process and leaves it stopped.
     *
     * @param maker makes its work from the arguments
     */
    public static Guest start(Class<? extends Maker> maker, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(QuietRun.jvmArguments(List.of("-Xmx4g", "-Dai.djl.offline=true"))));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), GuestMain.class.getName()));
        command.add(maker.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        clean(builder.environment(), System.getProperty(ENVIRONMENT, ""));
        try {
            Guest guest = new Guest(builder.start());
            guest.answer();
            return guest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what steers a peer, then sets what the user passed, one assignment a line. */
    static void clean(Map<String, String> environment, String passed) {
        environment.keySet().removeIf(name -> STEERING.matcher(name).matches());
        passed.lines().forEach(line -> {
            int equals = line.indexOf('=');
            environment.put(line.substring(0, equals), line.substring(equals + 1));
        });
    }

    @Override
    public double seconds(int repeats) {
        return Double.parseDouble(ask("turn " + repeats));
    }

    @Override
    public double warmUp(double least, double longest) {
        return Double.parseDouble(ask("warm " + least + " " + longest));
    }

    @Override
    public String kernels() {
        return ask("kernels");
    }

    private String ask(String question) {
        try {
            Signals.send(process.pid(), Signals.CONTINUE);
            process.outputWriter(StandardCharsets.UTF_8).write(question + "\n");
            process.outputWriter(StandardCharsets.UTF_8).flush();
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException("the peer's process ended" + said, e);
        }
    }

    /** The next answer, after which the process is stopped. */
    private String answer() throws IOException {
        for (String line; (line = answers.readLine()) != null; ) {
            if (line.startsWith(ANSWER)) {
                Signals.send(process.pid(), Signals.STOP);
                return line.substring(ANSWER.length());
            }
        }
        throw new IOException("the peer's process ended without an answer:" + said);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(end);
    }
}
