package fathom.experiments.cli;

import fathom.runs.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A source file compiled in memory against the modules of this program. */
final class Compilation {

    private Compilation() {}

    /**
     * The class files by name, in the order of the compiler.
     *
     * @throws UserError with the place of the first error
     */
    static Map<String, byte[]> of(Path file, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new UserError(file + " cannot be compiled by this Java, which has no compiler: use a whole JDK 25");
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();
        try (JavaFileManager files =
                new ForwardingJavaFileManager<JavaFileManager>(
                        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
                    @Override
                    public JavaFileObject getJavaFileForOutput(
                            Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                        return new ClassFile(name, kind, classes);
                    }
                }) {
            boolean done = compiler.getTask(
                            Writer.nullWriter(),
                            files,
                            diagnostics,
                            options(),
                            null,
                            List.of(new Text(file.toUri(), source)))
                    .call();
            if (!done) {
                throw refused(file, diagnostics.getDiagnostics(), source.lines().toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compile " + file, e);
        }
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        classes.forEach((name, stream) -> bytes.put(name, stream.toByteArray()));
        return bytes;
    }

    /** The modules where this program has them, or the class path. */
    private static List<String> options() {
        List<String> options = new ArrayList<>(List.of("-proc:none", "-g"));
        String modules = System.getProperty("jdk.module.path");
        if (modules != null) {
            options.addAll(List.of("--module-path", modules));
        }
        Module own = Compilation.class.getModule();
        if (own.isNamed()) {
            options.addAll(List.of("--add-modules", own.getName()));
        }
        String classes = System.getProperty("java.class.path", "");
        if (!classes.isEmpty()) {
            options.addAll(List.of("--class-path", classes));
        }
        return options;
    }

    private static UserError refused(
            Path file, List<Diagnostic<? extends JavaFileObject>> diagnostics, List<String> lines) {
        List<Diagnostic<? extends JavaFileObject>> errors = diagnostics.stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .toList();
        if (errors.isEmpty()) {
            return new UserError(file + " does not compile");
        }
        Diagnostic<?> first = errors.getFirst();
        StringBuilder text = new StringBuilder(file + " does not compile: ");
        if (first.getLineNumber() != Diagnostic.NOPOS) {
            text.append("line ")
                    .append(first.getLineNumber())
                    .append(", column ")
                    .append(first.getColumnNumber())
                    .append(": ");
        }
        text.append(first.getMessage(Locale.ROOT));
        if (first.getLineNumber() > 0 && first.getLineNumber() <= lines.size()) {
            text.append("\n  ")
                    .append(lines.get((int) first.getLineNumber() - 1).strip());
        }
        if (errors.size() > 1) {
            text.append("\n").append(errors.size() - 1).append(errors.size() == 2 ? " more error" : " more errors");
        }
        return new UserError(text.toString());
    }

    /** The source, read once. */
    private static final class Text extends SimpleJavaFileObject {

        private final String source;

        Text(URI place, String source) {
            super(place, Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }

    /** A class file to be. */
    private static final class ClassFile extends SimpleJavaFileObject {

        private final String name;
        private final Map<String, ByteArrayOutputStream> classes;

        ClassFile(String name, Kind kind, Map<String, ByteArrayOutputStream> classes) {
            super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
            this.name = name;
            this.classes = classes;
        }

        @Override
        public OutputStream openOutputStream() {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            classes.put(name, stream);
            return stream;
        }
    }
}
