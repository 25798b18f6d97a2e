package fathom.experiments.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Passes on the first of all sentences that differ in their numbers alone, and counts the others. */
final class OncePerKind implements Consumer<String> {

    private final Consumer<String> listener;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<String, String> firsts = new LinkedHashMap<>();

    OncePerKind(Consumer<String> listener) {
        this.listener = listener;
    }

    @Override
    public void accept(String sentence) {
        String kind = sentence.replaceAll("[-+0-9.E]+", "#");
        if (counts.merge(kind, 1, Integer::sum) == 1) {
            firsts.put(kind, sentence);
            listener.accept(sentence);
        }
    }

    /** How often each kind came again. */
    void tellRest() {
        counts.forEach((kind, count) -> {
            if (count > 1) {
                listener.accept(
                        (count - 1) + " more like this: " + firsts.get(kind).replaceAll("[:;].*", ""));
            }
        });
    }
}
