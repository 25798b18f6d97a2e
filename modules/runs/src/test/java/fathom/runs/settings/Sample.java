package fathom.runs.settings;

import java.util.List;

/** A configuration with a component of every kind. */
public final class Sample {

    private Sample() {}

    public enum Target {
        LOCAL,
        NEARLY_GLOBAL
    }

    public record Config(
            int width,
            long samples,
            double ridge,
            boolean biased,
            String activation,
            Target first,
            List<Integer> depths,
            List<Long> seeds,
            List<Double> rates,
            List<Target> targets,
            List<String> activations) {

        public Config {
            Require.atLeast("width", width, 1);
            Require.distinct("seeds", seeds);
            if (depths.contains(0)) {
                throw new IllegalArgumentException("depths holds 0, expected at least 1");
            }
        }
    }
}
