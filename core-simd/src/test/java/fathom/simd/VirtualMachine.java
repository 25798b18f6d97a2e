package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.simd.machine.Backend;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a main class of the tests in a virtual machine of its own, on the class path. */
public final class VirtualMachine {

    private VirtualMachine() {}

    /** The lines that it prints, on either stream; fails unless it ends with exit code 0. */
    public static List<String> run(Class<?> main, String... options) throws Exception {
        return run(main, List.of(), List.of(options));
    }

    /** The same with arguments for the main class. */
    public static List<String> run(Class<?> main, List<String> arguments, List<String> options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xshare:auto");
        command.addAll(options);
        command.add("-cp");
        command.add(place(Backend.class) + File.pathSeparator + place(main));
        command.add(main.getName());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.lines()
                .filter(line -> !line.contains("Using incubator modules"))
                .toList();
    }

    /** The folder of compiled classes; tests are patched into the module, so it is found by the file's own address. */
    private static String place(Class<?> type) throws Exception {
        String name = type.getName().replace('.', '/') + ".class";
        String file = Path.of(type.getClassLoader().getResource(name).toURI()).toString();
        return file.substring(0, file.length() - name.length() - 1);
    }
}
