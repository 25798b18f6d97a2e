package fathom.runs;

import fathom.runs.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;

/**
 * What a run folder holds, read without the experiment's classes and without its lock, so that a run at work can be looked at.
 *
 * @param path the folder
 * @param experiment its experiment's name
 * @param settings values as users type them, by whole key
 * @param environment likewise, of the last run; "code" among them
 * @param trials the finished ones, in the order of the ledger
 */
public record SavedRun(
        Path path,
        String experiment,
        Map<String, String> settings,
        Map<String, String> environment,
        List<SavedTrial> trials) {

    /**
     * A finished trial.
     *
     * @param keys its configuration, values as users type them
     * @param metrics the numbers of its result, by whole name
     */
    public record SavedTrial(String sweep, Map<String, String> keys, Map<String, Double> metrics) {}

    public SavedRun {
        trials = List.copyOf(trials);
    }

    /** @throws UserError if the folder holds no run, or a damaged one */
    public static SavedRun of(Path folder) {
        Path config = folder.resolve("config.json");
        if (!Files.isRegularFile(config)) {
            throw new UserError("the folder " + folder
                    + " holds no run (no config.json), expected one such as results/<experiment>/<name>");
        }
        Map<String, String> saved = flat(config);
        Map<String, String> settings = new LinkedHashMap<>();
        saved.forEach((key, value) -> {
            if (key.startsWith("configuration.")) {
                settings.put(key.substring("configuration.".length()), value);
            }
        });
        Path file = folder.resolve("environment.json");
        List<SavedTrial> trials = new ArrayList<>();
        for (LedgerLine line :
                Ledger.view(folder.resolve("ledger.jsonl"), Code.here()).lines()) {
            trials.add(new SavedTrial(line.sweep(), Difference.flat(line.configuration()), numbers(line)));
        }
        return new SavedRun(
                folder,
                saved.getOrDefault("experiment", ""),
                settings,
                Files.isRegularFile(file) ? flat(file) : Map.of(),
                trials);
    }

    private static Map<String, String> flat(Path file) {
        try {
            return Difference.flat(Json.parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UserError("the file " + file + " cannot be read: " + Reason.of(e), e);
        } catch (JacksonException e) {
            throw new UserError("the file " + file + " is no JSON; run its experiment again", e);
        }
    }

    /** NaN and the infinities are numbers; texts, truth values and lists are none. */
    private static Map<String, Double> numbers(LedgerLine line) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Difference.flat(line.result()).forEach((name, text) -> {
            if (text.matches("-?[0-9][0-9.]*([eE][-+]?[0-9]+)?|NaN|-?Infinity")) {
                numbers.put(name, Double.parseDouble(text));
            }
        });
        return numbers;
    }

    /** For people: experiment/name. */
    public String name() {
        return experiment + "/" + path.toAbsolutePath().normalize().getFileName();
    }
}
