package fathom.runs.experiment;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a section may use; no result depends on it.
 *
 * @param threads for the kernels within one trial
 * @param data the folder of published data sets, if the user gave one
 * @param scratch a folder where long trials keep what they have so far; it need not exist
 */
public record Context(int threads, Optional<Path> data, Path scratch) {

    /** To read a ledger, not to run anything. */
    public static Context reading(Path folder) {
        return new Context(1, Optional.empty(), folder.resolve("scratch"));
    }
}
