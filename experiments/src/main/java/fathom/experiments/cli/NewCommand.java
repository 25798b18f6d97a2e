package fathom.experiments.cli;

import fathom.runs.Reason;
import fathom.runs.UserError;
import fathom.runs.settings.Require;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** An experiment to begin with, in one file. */
@Command(
        name = "new",
        description = "Write NAME.java, a small experiment to begin your own with.",
        sortOptions = false,
        footer = {"", "Example: fathom new mine"})
final class NewCommand implements Runnable {

    @Parameters(paramLabel = "NAME", description = "The file's name, without .java.")
    private String name;

    @Spec
    private CommandSpec spec;

    NewCommand() {}

    @Override
    public void run() {
        String java = name.replaceAll("\\.java$", "");
        Require.that(
                java.matches("[A-Za-z][A-Za-z0-9_]*") && !SourceVersion.isKeyword(java),
                "NAME",
                name,
                "a Java name: letters, digits and _, with a letter first");
        Path file = Path.of(java + ".java");
        try {
            Files.writeString(file, text(java), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new UserError(file + " is there already: give another name, or delete it", e);
        } catch (IOException e) {
            throw new UserError(file + " cannot be written: " + Reason.of(e), e);
        }
        spec.commandLine().getOut().println("Wrote " + file + ". Run it: ./fathom run " + file);
    }

    /** The file's text, for that name. */
    static String text(String name) throws IOException {
        try (InputStream stream = NewCommand.class.getResourceAsStream("/templates/experiment.txt")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("NAME", name)
                    .replace("TITLE", name.toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }
}
