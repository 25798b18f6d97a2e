package fathom.nn;

import fathom.simd.math.DoubleFunctions;

/** What the learning rate is multiplied by at each step, as a value. */
public sealed interface Schedule {

    /**
     * The factor at a step.
     *
     * @param step 0, 1, ..., steps - 1
     * @param steps of the whole training, if it reaches its epoch limit
     */
    double factor(long step, long steps);

    /** 1 at every step. */
    static Schedule constant() {
        return new Constant();
    }

    /** 1 at every step. */
    record Constant() implements Schedule {
        @Override
        public double factor(long step, long steps) {
            return 1;
        }
    }

    /**
     * Falls at equal distances.
     *
     * <pre>
     * factor(s) = decay^floor(s / every)
     * </pre>
     *
     * @param every steps between falls, at least 1
     * @param decay in (0, 1]
     */
    record Steps(long every, double decay) implements Schedule {

        /** @throws IllegalArgumentException if a number is out of range */
        public Steps {
            if (every < 1) {
                throw new IllegalArgumentException("a learning rate falls every 1 or more steps, not every " + every);
            }
            if (!(decay > 0 && decay <= 1)) {
                throw new IllegalArgumentException("the decay must be greater than 0 and at most 1, not " + decay);
            }
        }

        @Override
        public double factor(long step, long steps) {
            double factor = 1;
            for (long fall = step / every; fall > 0 && factor > 0; fall--) {
                factor *= decay;
            }
            return factor;
        }
    }

    /**
     * Half a cosine, from 1 down to a floor (Loshchilov and Hutter 2017, without restarts).
     *
     * <pre>
     * factor(s) = floor + (1 - floor) (1 + cos(pi s / steps)) / 2
     * </pre>
     *
     * @param floor in [0, 1)
     */
    record Cosine(double floor) implements Schedule {

        /** @throws IllegalArgumentException if the floor is out of range */
        public Cosine {
            Ranges.fraction(floor, "the floor of a cosine schedule");
        }

        @Override
        public double factor(long step, long steps) {
            return floor + (1 - floor) * (1 + DoubleFunctions.cos(Math.PI * step / steps)) / 2;
        }
    }

    /**
     * A straight rise, then another schedule for the steps that remain.
     *
     * <pre>
     * factor(s) = (s + 1) / warm   for s &lt; warm,   else then.factor(s - warm, steps - warm)
     * </pre>
     *
     * @param warm steps of the rise, at least 1
     * @param then what follows
     */
    record WarmUp(long warm, Schedule then) implements Schedule {

        /** @throws IllegalArgumentException if there is no step to rise in */
        public WarmUp {
            if (warm < 1) {
                throw new IllegalArgumentException("a warm-up takes at least 1 step, not " + warm);
            }
        }

        @Override
        public double factor(long step, long steps) {
            return step < warm ? (step + 1.0) / warm : then.factor(step - warm, Math.max(1, steps - warm));
        }
    }
}
