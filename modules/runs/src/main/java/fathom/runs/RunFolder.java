package fathom.runs;

import fathom.runs.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The folder of one run, {@code <root>/<experiment>/<name>/}:
 *
 * <pre>
 * config.json       the experiment and its resolved configuration
 * environment.json  where the last run of it happened, by which code, from which data files
 * ledger.jsonl      one finished trial a line
 * errors.txt        failed trials of the last run, if any
 * NAME.java         the experiment, if a user wrote it
 * summary.csv, figures/*.svg, report.html   made from the ledger
 * </pre>
 *
 * A run grows: opened with another configuration it keeps the trials that are there, and its report is of the configuration given last.
 * While it is open no other process can open it, only {@link Ledger#view} it; the lock is the operating system's and dies with the process, so
 * one left by a killed run does not block.
 */
public final class RunFolder implements AutoCloseable {

    private final Path path;
    private final String experiment;
    private final JsonNode configuration;
    private final FolderLock lock;
    private final Ledger ledger;
    private final Errors errors;
    private final Environment environment;
    private final Consumer<String> notices;

    private RunFolder(
            Path path,
            String experiment,
            JsonNode configuration,
            FolderLock lock,
            Ledger ledger,
            Environment environment,
            Consumer<String> notices) {
        this.environment = environment;
        this.notices = notices;
        this.path = path;
        this.experiment = experiment;
        this.configuration = configuration;
        this.lock = lock;
        this.ledger = ledger;
        this.errors = new Errors(path.resolve("errors.txt"));
    }

    /**
     * Opens the folder of a run, making it when there is none.
     *
     * @param root the results' root, for instance {@code results}
     * @param experiment the experiment's name
     * @param name the run's name; one folder of its own
     * @param configuration the resolved configuration of the whole run
     * @param environment what is known of this machine and this build
     * @param notices receives sentences that the user should see
     * @throws UserError when the name is no folder name, the folder is in use or damaged, or holds a run of another experiment
     */
    public static RunFolder open(
            Path root,
            String experiment,
            String name,
            Record configuration,
            Environment environment,
            Consumer<String> notices) {
        Path path = root.resolve(experiment).resolve(RunName.checked(name));
        JsonNode tree = Json.tree(configuration);
        Path config = path.resolve("config.json");
        if (Files.exists(config)) {
            // Before the lock too, so that a refused folder is left as it is, to the byte.
            refuseOther(path, experiment, read(config));
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UserError(
                    "the folder " + path + " cannot be made: " + Reason.of(e) + "; give another place by --out", e);
        }
        FolderLock lock = FolderLock.take(path);
        AtomicFile.discardUnfinished(path);
        try {
            boolean there = Files.exists(config);
            if (there) {
                refuseOther(path, experiment, read(config));
            }
            Ledger ledger = Ledger.open(path.resolve("ledger.jsonl"), environment.code(), notices);
            RunFolder folder = new RunFolder(path, experiment, tree, lock, ledger, environment, notices);
            if (there) {
                folder.recordEnvironment(List.of());
            } else {
                folder.record(List.of());
            }
            return folder;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Opens a folder that is there already, to make its figures and report again from all that is there, whatever code made it.
     *
     * @throws UserError when it is not the folder of a run, or in use
     */
    public static RunFolder reopen(Path path, Consumer<String> notices) {
        return reopen(path, Code.here(), notices);
    }

    /** The same where this code makes the trials: where several have made one, its own counts. */
    public static RunFolder reopen(Path path, Code code, Consumer<String> notices) {
        Path config = path.resolve("config.json");
        if (!Files.isRegularFile(config)) {
            throw new UserError("the folder " + path
                    + " holds no run (no config.json), expected one such as results/<experiment>/<name>");
        }
        JsonNode saved = read(config);
        FolderLock lock = FolderLock.take(path);
        try {
            Environment environment = Environment.here().withCode(code);
            Ledger ledger = Ledger.open(path.resolve("ledger.jsonl"), environment.code(), notices);
            ledger.reuse(Ledger.Reuse.EVERYTHING);
            String experiment = saved.path("experiment").asString("");
            return new RunFolder(path, experiment, saved.path("configuration"), lock, ledger, environment, notices);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static JsonNode read(Path config) {
        try {
            JsonNode saved = Json.parse(Files.readString(config));
            if (saved.path("configuration").isObject()) {
                return saved;
            }
            throw new UserError(
                    "the file " + config + " holds no configuration; delete its folder or give another --name");
        } catch (IOException e) {
            throw new UserError("the file " + config + " cannot be read: " + Reason.of(e), e);
        } catch (JacksonException e) {
            throw new UserError("the file " + config + " is no JSON; delete its folder or give another --name", e);
        }
    }

    private static void refuseOther(Path path, String experiment, JsonNode saved) {
        String there = saved.path("experiment").asString("");
        if (!there.equals(experiment)) {
            throw new UserError("the folder " + path + " holds a run of experiment " + there + ", not of " + experiment
                    + "; give another --name");
        }
    }

    /** The folder itself. */
    public Path path() {
        return path;
    }

    /** The experiment that the folder belongs to. */
    public String experiment() {
        return experiment;
    }

    /** Two words for progress lines: experiment/name. */
    public String title() {
        return experiment + "/" + path.toAbsolutePath().getFileName();
    }

    /** The resolved configuration of the run. Throws {@link UserError} when the program's record has changed since. */
    public <C extends Record> C configuration(Class<C> type) {
        try {
            return Json.value(configuration, type);
        } catch (JacksonException e) {
            throw new UserError(
                    "the configuration in " + path + " is of another version of this program (" + e.getOriginalMessage()
                            + "); run it again under another --name",
                    e);
        }
    }

    JsonNode settings() {
        return configuration;
    }

    /** The resolved configuration as indented JSON. */
    public String configurationText() {
        return Json.pretty(configuration);
    }

    /** The environment of the last run as indented JSON; empty when it is not known. */
    public String environmentText() {
        try {
            return Files.readString(path.resolve("environment.json"));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Uses finished trials of other code, too, as far as their data files are the same; a run says how many these are. */
    public void reuseOlder() {
        ledger.reuse(Ledger.Reuse.OTHER_CODE);
    }

    /** Writes what this run is, where it happens and from which data files; tells how its configuration differs from the one before. */
    void record(Collection<DataFile> data) {
        Path config = path.resolve("config.json");
        ObjectNode saved = Json.object();
        saved.put("experiment", experiment);
        saved.set("configuration", configuration);
        String text = Json.pretty(saved);
        if (!Files.exists(config)) {
            AtomicFile.write(config, text);
        } else {
            List<Difference> differences = Difference.of(List.of(read(config).path("configuration"), configuration));
            if (!differences.isEmpty()) {
                AtomicFile.write(config, text);
                tell("The run " + title() + " goes on with other settings:\n" + Difference.changes(differences));
            }
        }
        recordEnvironment(data);
    }

    private void recordEnvironment(Collection<DataFile> data) {
        environment.write(path.resolve("environment.json"), data);
    }

    /**
     * The names of the folders that hold the data files of the last run, such as {@code mnist}; empty when its trials read none.
     *
     * @throws JacksonException if {@code environment.json} is damaged
     */
    public Set<String> dataFolders() {
        String text = environmentText();
        Set<String> folders = new TreeSet<>();
        if (!text.isEmpty()) {
            for (String file : Json.parse(text).path("data").propertyNames()) {
                Path folder = Path.of(file).toAbsolutePath().getParent();
                folders.add(String.valueOf(folder.getFileName()));
            }
        }
        return folders;
    }

    /** @throws RunError if the folder is no longer the one that was opened and locked */
    void checkThere() {
        if (!lock.holds(path) || !Files.exists(path.resolve("ledger.jsonl"))) {
            throw new RunError("the folder " + path
                    + " was deleted, moved or replaced while the run was at work: its results are lost; run it again");
        }
    }

    /** How far the run of a folder is, if a process, this one included, has it open. */
    public static Optional<AtWork> atWork(Path path) {
        return FolderLock.state(path);
    }

    void publish(AtWork state) {
        lock.publish(state);
    }

    /** Tells the user something before the trials run. */
    void tell(String sentence) {
        notices.accept(sentence);
    }

    /** The finished trials. */
    public Ledger ledger() {
        return ledger;
    }

    Errors errors() {
        return errors;
    }

    /** Writes a file of this folder, whole or not at all; the name may hold a folder, such as {@code figures/error.svg}. */
    public Path write(String name, String text) {
        checkThere();
        Path file = path.resolve(name);
        AtomicFile.write(file, text);
        return file;
    }

    /** Keeps a copy of the source files that a user wrote, from which the report is made again, in place of any that are there. */
    public void keep(Collection<Path> sources) {
        try {
            for (Path old : sources(path)) {
                if (sources.stream().noneMatch(source -> isSame(source, old))) {
                    Files.delete(old);
                }
            }
            for (Path source : sources) {
                write(source.getFileName().toString(), Files.readString(source));
            }
        } catch (IOException e) {
            throw new UserError("the experiment's file cannot be copied to " + path + ": " + Reason.of(e), e);
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    /** The source files that a run folder keeps; none if its experiment is one of the program. */
    public static List<Path> sources(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Closes the ledger and lets other processes in. */
    @Override
    public void close() {
        ledger.close();
        lock.close();
    }
}
