package fathom.experiments.cli;

import fathom.runs.ClassFiles;
import fathom.runs.Reason;
import fathom.runs.UserError;
import fathom.runs.experiment.Hosted;
import fathom.simd.machine.Parallelism;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An experiment in a Java file of the user's own, a compact source file or one with classes: compiled in memory, its main method called,
 * and the experiment taken over that this would have run.
 */
final class UserFile {

    private UserFile() {}

    /** @throws UserError if the file cannot be read or compiled, or runs no experiment */
    static Chosen load(Path file, List<String> arguments) {
        Map<String, byte[]> classes = Compilation.of(file, read(file));
        ClassLoader loader = loader(file, classes);
        Method main = classes.keySet().stream()
                .filter(name -> !name.contains("$"))
                .flatMap(name -> main(loaded(loader, name)).stream())
                .findFirst()
                .orElseThrow(
                        () -> new UserError(
                                file
                                        + " has no main method: end it with void main(String... args) { Experiment.of(...)...run(args); }"));
        List<Hosted> experiments = experiments(file, main, arguments);
        if (experiments.size() != 1) {
            throw new UserError(file + " runs "
                    + (experiments.isEmpty() ? "no experiment" : experiments.size() + " experiments")
                    + ": its main method must run one, by Experiment.of(...)...run(args)");
        }
        Hosted only = experiments.getFirst();
        return new Chosen(only.experiment().kernels(Parallelism::call), only.arguments());
    }

    private static String read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserError("there is no file " + file + "; './fathom new NAME' writes NAME.java to begin with");
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UserError(file + " cannot be read as UTF-8: " + Reason.of(e), e);
        }
    }

    /** Classes that say they come from the file, by which their code is told from other code. */
    private static ClassLoader loader(Path file, Map<String, byte[]> classes) {
        ProtectionDomain domain;
        try {
            domain = new ProtectionDomain(new CodeSource(file.toUri().toURL(), (Certificate[]) null), null);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no file: " + file, e);
        }
        return new Loader(classes, domain);
    }

    private static final class Loader extends ClassLoader implements ClassFiles {

        private final Map<String, byte[]> classes;
        private final ProtectionDomain domain;

        Loader(Map<String, byte[]> classes, ProtectionDomain domain) {
            super(UserFile.class.getClassLoader());
            this.classes = classes;
            this.domain = domain;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length, domain);
        }

        @Override
        public Map<String, byte[]> classFiles() {
            return classes;
        }
    }

    private static Class<?> loaded(ClassLoader loader, String name) {
        try {
            return loader.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("compiled, but not there: " + name, e);
        }
    }

    /** As Java looks for it: with arguments first. */
    private static Optional<Method> main(Class<?> type) {
        return Stream.of(new Class<?>[] {String[].class}, new Class<?>[0])
                .flatMap(parameters -> Stream.of(type.getDeclaredMethods())
                        .filter(method -> method.getName().equals("main")
                                && !Modifier.isPrivate(method.getModifiers())
                                && List.of(method.getParameterTypes()).equals(List.of(parameters))))
                .findFirst();
    }

    private static List<Hosted> experiments(Path file, Method main, List<String> arguments) {
        try {
            main.setAccessible(true);
            Object self = null;
            if (!Modifier.isStatic(main.getModifiers())) {
                Constructor<?> constructor = main.getDeclaringClass().getDeclaredConstructor();
                constructor.setAccessible(true);
                self = constructor.newInstance();
            }
            Object object = self;
            Object[] given =
                    main.getParameterCount() == 0 ? new Object[0] : new Object[] {arguments.toArray(String[]::new)};
            return Hosted.by(() -> main.invoke(object, given));
        } catch (InvocationTargetException e) {
            throw failed(file, e.getCause());
        } catch (Exception e) {
            throw failed(file, e);
        }
    }

    private static UserError failed(Path file, Throwable failure) {
        if (failure instanceof UserError error) {
            return error;
        }
        String name = String.valueOf(file.getFileName());
        String place = Stream.of(failure.getStackTrace())
                .filter(frame -> name.equals(frame.getFileName()))
                .findFirst()
                .map(frame -> " at line " + frame.getLineNumber())
                .orElse("");
        return new UserError(file + " failed" + place + " before its experiment ran: " + failure, failure);
    }
}
