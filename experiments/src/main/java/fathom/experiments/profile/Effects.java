package fathom.experiments.profile;

import fathom.runs.statistics.Interval;

/**
 * Intervals over seeds, one rule for all of a profile's.
 *
 * <pre>
 * fresh samples for every seed:   mean +- t sd / sqrt(J)
 * splits of one file:             mean +- t sd sqrt(1/J + test/training)
 * </pre>
 *
 * differences of misclassified shares: the half-width is 3 / test at least
 *
 * J seeds, t of J - 1 degrees of freedom at 95 %. Splits of one file share most of their training samples, so that their scatter is less than
 * that of independent samples; the second rule is Nadeau and Bengio's (2003) correction for that. The last is the rule of three: where t test
 * samples show no event, its share may still be 3 / t; without it a few seeds that happen to agree would count as certainty.
 *
 * @param share test samples over training samples of one file's splits; 0 for fresh samples
 * @param least of the half-widths of differences of errors; 0 where numbers are regressed
 */
record Effects(double share, double least) {

    private static final double RULE_OF_THREE = 3;

    static Effects of(Configuration c) {
        return new Effects(
                c.resampled() ? c.testSamples() / (double) c.training() : 0,
                c.classification() ? RULE_OF_THREE / c.testSamples() : 0);
    }

    /** Of the mean of anything measured once for every seed. */
    Interval interval(double... values) {
        return widened(0, values);
    }

    /** Of the mean of differences of two errors. */
    Interval difference(double... values) {
        return widened(least, values);
    }

    private Interval widened(double floor, double... values) {
        Interval plain = Interval.of(values);
        if (plain.n() < 2) {
            return plain;
        }
        double half = plain.halfWidth() * Math.sqrt(1 + plain.n() * share);
        if (half < floor) {
            half = floor;
        }
        return new Interval(
                plain.mean(),
                plain.mean() - half,
                plain.mean() + half,
                plain.standardDeviation(),
                plain.n(),
                plain.level());
    }

    /** What the rule is, for the report. */
    String words() {
        String rule = share == 0
                ? "Every seed draws fresh samples; intervals are Student's at 95 %."
                : "Every seed splits the same rows anew, so the seeds are not independent: 95 % intervals are Student's, widened by"
                        + " Nadeau and Bengio's correction. They speak of other samples of the same kind, as far as one file can.";
        return least == 0
                ? rule
                : rule
                        + " That of a difference of errors reaches 3 / (test samples) each way at least, for the sake of seeds that agree"
                        + " by chance.";
    }
}
