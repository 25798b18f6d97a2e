package fathom.runs.results;

import fathom.runs.statistics.Interval;

/**
 * How the interval of a mean over seeds is made: Student's half-width t sd / sqrt(n), times sqrt(1 + n ratio), and at least {@code least}.
 *
 * @param ratio test samples over training samples of splits of one sample (Nadeau and Bengio 2003); 0 for independent seeds
 * @param least the least half-width
 */
record Spread(double ratio, double least) {

    static final Spread STUDENT = new Spread(0, 0);

    Spread {
        if (!(ratio >= 0 && least >= 0)) {
            throw new IllegalArgumentException(
                    "a ratio of samples and a half-width are at least 0, not " + ratio + " and " + least);
        }
    }

    Interval interval(double... values) {
        Interval plain = Interval.of(values);
        if (equals(STUDENT) || plain.n() < 2) {
            return plain;
        }
        double half = Math.max(plain.halfWidth() * Math.sqrt(1 + plain.n() * ratio), least);
        return new Interval(
                plain.mean(),
                plain.mean() - half,
                plain.mean() + half,
                plain.standardDeviation(),
                plain.n(),
                plain.level());
    }
}
