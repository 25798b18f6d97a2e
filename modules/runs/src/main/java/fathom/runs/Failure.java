package fathom.runs;

/** One trial that threw: which one, and the error in one line. Its stack stands in the run folder's {@code errors.txt}. */
public record Failure(String sweep, String key, String label, String error) {

    @Override
    public String toString() {
        return sweep + " trial " + key + " (" + label + "): " + error;
    }
}
