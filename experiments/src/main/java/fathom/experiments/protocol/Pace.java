package fathom.experiments.protocol;

import fathom.nn.TrainingRun;

/** How fast a training goes on this machine, now. Nothing of it enters a result. */
public final class Pace {

    private Pace() {}

    /**
     * The best of several epochs, which other work on the machine delays least; the first one, which evaluates the data too, is left out.
     *
     * @param run not begun
     * @param stepsInEpoch by which an epoch's time is divided
     * @param least epochs to look at, at least
     * @param spent nanoseconds to spend at least, unless the training ends before
     */
    public static double secondsPerStep(TrainingRun run, int stepsInEpoch, int least, long spent) {
        run.epoch();
        long begin = System.nanoTime();
        double best = Double.POSITIVE_INFINITY;
        for (int epochs = 0; !run.finished() && (epochs < least || System.nanoTime() - begin < spent); epochs++) {
            long start = System.nanoTime();
            run.epoch();
            best = Math.min(best, (System.nanoTime() - start) / 1e9 / stepsInEpoch);
        }
        return Double.isInfinite(best) ? 0 : best;
    }
}
