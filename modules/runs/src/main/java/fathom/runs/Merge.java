package fathom.runs;

import fathom.runs.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Unites the ledgers of runs that hold parts of one sweep, such as those of {@code --shard}. */
public final class Merge {

    private Merge() {}

    /**
     * Adds to {@code target} the trials that it lacks. Nothing is written unless all parts can be united.
     *
     * @param parts run folders, none of which is being written
     * @param notices receives a sentence when a trial is in several parts with one result
     * @return how many trials were added
     * @throws UserError if a part is of other settings or other code than {@code target}, is in use or damaged, or two parts give one
     *     trial different results
     */
    public static int into(RunFolder target, List<Path> parts, Consumer<String> notices) {
        Code code = target.ledger().code();
        // As a file tells it, where a number has no Java type.
        JsonNode settings = Json.parse(target.configurationText());
        Map<String, LedgerLine> lines = new HashMap<>();
        List<LedgerLine> added = new ArrayList<>();
        int repeated = 0;
        for (Path part : parts) {
            try (RunFolder folder = RunFolder.reopen(part, code, notices)) {
                checkSettings(target, settings, folder);
                for (LedgerLine line : folder.ledger().lines()) {
                    checkCode(part, line.code(), code);
                    LedgerLine before = lines.putIfAbsent(line.key() + line.data(), line);
                    if (before != null) {
                        repeated++;
                        checkSame(part, before, line);
                    } else if (target.ledger().line(line.key(), line.data()).isEmpty()) {
                        added.add(line.copiedFrom(String.valueOf(part.getFileName())));
                    }
                }
            }
        }
        if (repeated > 0) {
            notices.accept(repeated + (repeated == 1 ? " trial is" : " trials are")
                    + " in several parts with the same result; the first of each is taken.");
        }
        if (!added.isEmpty()) {
            target.ledger().append(added);
        }
        return added.size();
    }

    private static void checkSettings(RunFolder target, JsonNode settings, RunFolder part) {
        if (!part.experiment().equals(target.experiment())) {
            throw new UserError(part.path() + " holds a run of experiment " + part.experiment() + ", not of "
                    + target.experiment() + ": merge the parts of one run");
        }
        if (part.settings().equals(settings)) {
            return;
        }
        Difference.of(List.of(settings, part.settings())).stream().findFirst().ifPresent(first -> {
            throw new UserError(part.path() + " was run with " + first.key() + "="
                    + Quoted.of(first.values().getLast()) + ", not "
                    + Quoted.of(first.values().getFirst()) + ": merge the parts of one run");
        });
    }

    private static void checkCode(Path part, Code made, Code here) {
        if (!made.id().equals(here.id())) {
            throw new UserError(part + " holds trials made by " + made + ", but this program is " + here
                    + ": merge with the program that ran the parts");
        }
    }

    private static void checkSame(Path part, LedgerLine before, LedgerLine line) {
        if (!Json.canonical(before.result()).equals(Json.canonical(line.result()))) {
            throw new UserError("trial " + line.key() + " of sweep " + line.sweep() + " has another result in " + part
                    + " than in a part before it: run './fathom replay' on both, and leave one out");
        }
    }
}
