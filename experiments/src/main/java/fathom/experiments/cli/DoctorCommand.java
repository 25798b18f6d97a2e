package fathom.experiments.cli;

import fathom.runs.Bytes;
import fathom.simd.machine.Backend;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What this machine offers, what is missing, and the remedy. */
@Command(name = "doctor", description = "Show the JDK, vector width, cores and heap, and what is missing.")
final class DoctorCommand implements Runnable {

    /** Below this the paper presets do not fit; the quick ones need about a quarter of it. */
    private static final long COMFORTABLE_HEAP = 4_000_000_000L;

    @Spec
    private CommandSpec spec;

    private final List<String> missing = new ArrayList<>();

    DoctorCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Runtime machine = Runtime.getRuntime();
        line(out, "fathom", Version.number());
        line(out, "JDK", System.getProperty("java.runtime.version") + ", " + System.getProperty("java.home"));
        line(out, "system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        line(out, "kernels", Backend.name());
        line(out, "cores", Integer.toString(machine.availableProcessors()));
        line(out, "heap", "at most " + Bytes.words(machine.maxMemory()));
        line(out, "results", results());
        line(
                out,
                "data files",
                "optional: MNIST and Fashion-MNIST for kernel-regression, by --data DIR or FATHOM_DATA");
        line(out, "GPU", "not used");
        check(machine);
        out.println(missing.isEmpty() ? "Nothing is missing." : "Missing:");
        missing.forEach(sentence -> out.println("  " + sentence));
    }

    private void check(Runtime machine) {
        if (!Backend.available()) {
            missing.add(
                    "The vector unit is not used, so everything is slow: start by the launcher, or add the JVM option"
                            + " --add-modules jdk.incubator.vector.");
        }
        if (machine.maxMemory() < COMFORTABLE_HEAP) {
            missing.add(
                    "The heap is small for the paper presets: set FATHOM_HEAP, for instance FATHOM_HEAP=6g, on a machine with enough"
                            + " memory.");
        }
    }

    /** Where results go unless --out says otherwise, and whether they can. */
    private String results() {
        Path folder = Path.of("results").toAbsolutePath();
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            missing.add("Results cannot be written to " + folder + ": start elsewhere or give --out.");
        }
        return folder.toString();
    }

    private static void line(PrintWriter out, String what, String value) {
        out.printf(Locale.ROOT, "%-11s %s%n", what, value);
    }
}
