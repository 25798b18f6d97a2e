package fathom.runs.experiment;

import fathom.runs.Code;
import fathom.runs.Origins;
import fathom.runs.settings.Require;
import fathom.runs.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A question, and how settings become an answer: presets, a record of settings, and sections made of these.
 *
 * <pre>{@code
 * Experiment.of("spectra", "Does depth change how fast a kernel's eigenvalues decay?", Settings.class,
 *                 (settings, context) -> List.of(new Spectra(settings)))
 *         .resources(Spectra.class::getResourceAsStream)
 *         .preset("quick", "five kernels, d = 3, 4, 5, depths 1 to 10")
 *         .preset("smoke", "a few seconds: shows that everything works")
 * }</pre>
 *
 * An experiment that fits in one file begins with {@link #of(String, String)}.
 *
 * @param <S> the settings; their components are the keys that users set, those of nested records with dots
 */
public final class Experiment<S extends Record> {

    /** From settings to sections. Must not run anything, nor need the data that a run needs. */
    @FunctionalInterface
    public interface Sections<S extends Record> {
        List<Section> of(S settings, Context context);
    }

    /** Calls work whose kernels may use that many threads. */
    @FunctionalInterface
    public interface Kernels extends Serializable {
        <T> T call(int threads, Callable<T> work) throws Exception;
    }

    private final String name;
    private final String question;
    private final Class<S> settingsType;
    private final Sections<S> sections;
    private final Map<String, String> presets = new LinkedHashMap<>();
    private final Map<String, Supplier<InputStream>> sources = new LinkedHashMap<>();
    private Function<String, InputStream> resources = path -> null;
    private final Set<Class<?>> parts = new LinkedHashSet<>();
    private Kernels kernels = Experiment::unbounded;
    private String title;
    private String source = "";

    private Experiment(String name, String question, Class<S> settingsType, Sections<S> sections) {
        this.name = Require.that(
                name.matches("[A-Za-z0-9][A-Za-z0-9._=,+-]*"),
                "experiment",
                name,
                "a folder's name: letters, digits and . _ - = , + with a letter or digit first");
        this.question = question;
        this.title = question;
        this.settingsType = settingsType;
        this.sections = sections;
        parts(settingsType, sections.getClass());
    }

    /**
     * An experiment of several sections.
     *
     * @param name that users type
     * @param question in a line, ending with a question mark
     */
    public static <S extends Record> Experiment<S> of(
            String name, String question, Class<S> settingsType, Sections<S> sections) {
        return new Experiment<>(name, question, settingsType, sections);
    }

    /** An experiment of one section, to be written in one file; its settings come next. */
    public static OneFile of(String name, String question) {
        return new OneFile(name, question);
    }

    /** Adds a preset, whose settings are the resource {@code /presets/<experiment>/<preset>.json}; the first one is the default. */
    public Experiment<S> preset(String preset, String words) {
        presets.put(preset, words);
        sources.put(preset, () -> resource("/presets/" + name + "/" + preset + ".json"));
        return this;
    }

    /** Adds a preset whose settings are given here. */
    public Experiment<S> preset(String preset, String words, S settings) {
        presets.put(preset, words);
        String json = fathom.runs.json.Json.pretty(fathom.runs.json.Json.tree(settings));
        sources.put(preset, () -> new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** Where resources are found: presets, and published numbers. Give {@code SomeClass.class::getResourceAsStream}. */
    public Experiment<S> resources(Function<String, InputStream> finder) {
        resources = finder;
        return this;
    }

    /** The heading of the report, where it is not the question. */
    public Experiment<S> titled(String heading) {
        title = heading;
        return this;
    }

    /** The paper that the experiment tests, as it is cited. */
    public Experiment<S> source(String paper) {
        source = paper;
        return this;
    }

    public String name() {
        return name;
    }

    public String question() {
        return question;
    }

    public String title() {
        return title;
    }

    public String source() {
        return source;
    }

    public Class<S> settingsType() {
        return settingsType;
    }

    /** Names of the presets with a line on each, the default first. */
    public Map<String, String> presets() {
        return Collections.unmodifiableMap(presets);
    }

    /** The settings of a preset, to be overridden; the user's error with the nearest names if there is none. */
    public Settings<S> preset(String preset) {
        return Settings.of(settingsType).preset(preset, open(preset));
    }

    /** The same as JSON. */
    public InputStream open(String preset) {
        return sources.get(Settings.known("preset", preset, presets.keySet())).get();
    }

    /** A resource; throws {@link IllegalArgumentException} when there is none of that path. */
    InputStream resource(String path) {
        InputStream stream = resources.apply(path);
        if (stream == null) {
            throw new IllegalArgumentException("no resource " + path);
        }
        return stream;
    }

    /** How the trials of an experiment in one file are told the number of threads; unless a host says so, they are not. */
    public Experiment<S> kernels(Kernels caller) {
        kernels = caller;
        return this;
    }

    Kernels kernels() {
        return kernels;
    }

    private static <T> T unbounded(int threads, Callable<T> work) throws Exception {
        return work.call();
    }

    /** Names classes whose code makes the trials. */
    Experiment<S> parts(Class<?>... classes) {
        parts.addAll(List.of(classes));
        return this;
    }

    /** Where it comes from, unless from this program itself. */
    public Origins origins() {
        return Origins.of(parts);
    }

    /** The code that makes its trials: this program's, and that of a user's own files. */
    public Code code() {
        return origins().code();
    }

    /** The sections for these settings. */
    public Prepared<S> prepare(S settings, Context context) {
        return new Prepared<>(this, settings, sections.of(settings, context));
    }

    /**
     * Runs it as a program of its own: {@code key=value}, {@code --seeds}, {@code --name}, {@code --help} and the rest; ends the process with the
     * exit code unless it is 0. Where a command line {@linkplain Hosted hosts} the program, that one runs it after the program's end.
     */
    public void run(String... arguments) {
        parts(StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).getCallerClass());
        if (Hosted.took(this, arguments)) {
            return;
        }
        int code = Launch.run(this, System.out, System.err, arguments);
        if (code != 0) {
            System.exit(code);
        }
    }
}
