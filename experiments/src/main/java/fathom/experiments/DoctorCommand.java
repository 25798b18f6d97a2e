package fathom.experiments;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What this machine offers, what is missing, and the remedy. */
@Command(name = "doctor", description = "Show the JDK, vector width, cores and heap, and what is missing.")
final class DoctorCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    DoctorCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Runtime machine = Runtime.getRuntime();
        line(out, "fathom", Version.number());
        line(out, "JDK", System.getProperty("java.runtime.version") + ", " + System.getProperty("java.home"));
        line(out, "system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        line(out, "cores", Integer.toString(machine.availableProcessors()));
        line(out, "heap", String.format(Locale.ROOT, "%.1f GiB at most", machine.maxMemory() / 0x1p30));
    }

    private static void line(PrintWriter out, String what, String value) {
        out.printf(Locale.ROOT, "%-14s %s%n", what, value);
    }
}
