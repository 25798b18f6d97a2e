package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.Listing;
import fathom.runs.Finished;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What the reader should know of how training went before trusting a comparison of depths. */
final class Descents {

    private Descents() {}

    static ImmutableList<String> warnings(Configuration c, List<Finished<NetworkCell, NetworkResult>> networks) {
        ImmutableList.Builder<String> warnings = ImmutableList.builder();
        List<Double> rates = c.rates();
        if (rates.size() > 1) {
            edge(c, networks, Collections.max(rates), "largest", warnings);
            edge(c, networks, Collections.min(rates), "smallest", warnings);
        } else {
            warnings.add(
                    "There was one learning rate and so no choice: depths may differ because it suits one better than another.");
        }
        long limited = count(networks, trial -> trial.result().outcome().equals("epoch limit"));
        if (limited > 0) {
            double worst = networks.stream()
                    .filter(trial -> trial.result().outcome().equals("epoch limit"))
                    .mapToDouble(trial -> trial.result().trainingError())
                    .max()
                    .orElse(0);
            warnings.add(String.format(
                    Locale.ROOT,
                    "%d of %d networks were stopped by the limit of %d epochs before their training error was 0; the largest training error"
                            + " among them is %.4f.",
                    limited,
                    networks.size(),
                    c.epochs(),
                    worst));
        }
        long diverged = count(networks, trial -> trial.result().outcome().equals("diverged"));
        if (diverged > 0) {
            warnings.add(
                    diverged + " of " + networks.size()
                            + " networks diverged at the rate that they had chosen; their test error counts as 0.5, which is chance.");
        }
        return warnings.build();
    }

    /** Names the depths where a seed chose a rate at the edge of the grid: a better one may lie beyond. */
    private static void edge(
            Configuration c,
            List<Finished<NetworkCell, NetworkResult>> networks,
            double rate,
            String which,
            ImmutableList.Builder<String> warnings) {
        ImmutableList.Builder<String> places = ImmutableList.builder();
        for (int k : c.k()) {
            for (String target : c.paperTargets()) {
                for (int depth : c.depths()) {
                    long chosen = count(
                            networks,
                            trial -> trial.configuration().problem().k() == k
                                    && trial.configuration().target().equals(target)
                                    && trial.configuration().depth() == depth
                                    && trial.result().rate() == rate);
                    if (chosen > 0) {
                        places.add(k + "-" + target + " depth " + depth + " (" + chosen + ")");
                    }
                }
            }
        }
        List<String> all = places.build();
        if (!all.isEmpty()) {
            warnings.add("The " + which + " learning rate offered, " + Listing.word(rate)
                    + ", was chosen by (number of seeds): " + String.join(", ", all)
                    + ". A better one may lie beyond it.");
        }
    }

    private static long count(
            List<Finished<NetworkCell, NetworkResult>> networks,
            Predicate<Finished<NetworkCell, NetworkResult>> which) {
        return networks.stream().filter(which).count();
    }
}
