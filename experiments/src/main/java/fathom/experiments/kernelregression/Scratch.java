package fathom.experiments.kernelregression;

import fathom.experiments.kernelregression.ImageTrial.ImageCell;
import module fathom.experiments;
import module java.base;

/**
 * The folder of one cell in tiles: its weights while it is not finished, and {@code steps.txt}, which stays.
 *
 * @param folder of this cell alone
 */
record Scratch(Path folder) {

    /** A folder of the code that runs: what other code left is of no use to it. */
    static Scratch of(String root, ImageCell cell) {
        return new Scratch(
                Path.of(root).resolve(cell.folder() + "-" + Code.here().id()));
    }

    void make() throws IOException {
        Files.createDirectories(folder);
    }

    /** Adds a line to the steps. */
    void note(String sentence) {
        try {
            Files.write(
                    folder.resolve("steps.txt"),
                    List.of(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + sentence),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UserError(folder + " cannot be written to: " + Reason.of(e), e);
        }
    }

    /** Deletes the weights, which a finished cell needs no more. */
    void discard() throws IOException {
        Files.deleteIfExists(folder.resolve("weights.npy"));
        Files.deleteIfExists(folder.resolve("weights.json"));
    }
}
