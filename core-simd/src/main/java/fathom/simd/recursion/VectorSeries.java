package fathom.simd.recursion;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The recursion by series on whole vectors of pairs, operation by operation that of {@link ScalarSeries}. Clenshaw's rule is a chain of
 * dependent operations; two vectors and two series at once keep four chains under way.
 */
final class VectorSeries {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE));
    private static final int LANES = SPECIES.length();

    private VectorSeries() {}

    /** As {@link ScalarSeries#arguments}. */
    static void arguments(double[] v, int at, double[] y, int count) {
        int bound = SPECIES.loopBound(count);
        DoubleVector scale = DoubleVector.broadcast(SPECIES, ScalarSeries.SCALE);
        DoubleVector minusOne = DoubleVector.broadcast(SPECIES, -1);
        for (int j = 0; j < bound; j += LANES) {
            DoubleVector.fromArray(SPECIES, v, at + j)
                    .abs()
                    .sqrt()
                    .fma(scale, minusOne)
                    .intoArray(y, j);
        }
        ScalarSeries.arguments(v, at, y, bound, count);
    }

    /** As {@link ScalarSeries#radial}. */
    static void radial(SeriesRecursion.Row row, SeriesRecursion.Columns columns, int first, double[] bases, int count) {
        int bound = SPECIES.loopBound(count);
        double[] radial = row.radial();
        double[] basis = columns.basis();
        for (int j = 0; j < bound; j += LANES) {
            DoubleVector nu = DoubleVector.zero(SPECIES);
            for (int b = 0; b < radial.length; b++) {
                nu = DoubleVector.fromArray(SPECIES, basis, b * columns.count() + first + j)
                        .fma(DoubleVector.broadcast(SPECIES, radial[b]), nu);
            }
            DoubleVector gap = DoubleVector.broadcast(SPECIES, row.position())
                    .sub(DoubleVector.fromArray(SPECIES, columns.positions(), first + j));
            gap.mul(gap).mul(nu).intoArray(bases, j);
        }
        ScalarSeries.radial(row, columns, first, bases, bound, count);
    }

    /** As {@link ScalarSeries#evaluate}, for drops and, unless null, slopes. */
    static void evaluate(
            SeriesRecursion.Terms terms,
            SeriesRecursion.Columns columns,
            int first,
            double[] y,
            int count,
            double[] drops,
            double[] slopes) {
        int bound = count - count % (2 * LANES);
        for (int j = 0; j < bound; j += 2 * LANES) {
            if (slopes == null) {
                one(terms.lengths(), terms.drops(), columns.basis(), columns.count(), first + j, y, j, drops);
            } else {
                both(terms, columns.basis(), columns.count(), first + j, y, j, drops, slopes);
            }
        }
        ScalarSeries.evaluate(terms, terms.drops(), columns, first, y, bound, count, drops);
        if (slopes != null) {
            ScalarSeries.evaluate(terms, terms.slopes(), columns, first, y, bound, count, slopes);
        }
    }

    private static void one(
            int[] lengths, double[] a, double[] basis, int stride, int column, double[] y, int j, double[] sums) {
        DoubleVector y0 = DoubleVector.fromArray(SPECIES, y, j);
        DoubleVector y1 = DoubleVector.fromArray(SPECIES, y, j + LANES);
        DoubleVector twice0 = y0.add(y0);
        DoubleVector twice1 = y1.add(y1);
        DoubleVector sum0 = DoubleVector.zero(SPECIES);
        DoubleVector sum1 = DoubleVector.zero(SPECIES);
        int start = 0;
        for (int b = 0; b < lengths.length; b++) {
            DoubleVector p0 = DoubleVector.zero(SPECIES);
            DoubleVector p1 = DoubleVector.zero(SPECIES);
            DoubleVector before0 = DoubleVector.zero(SPECIES);
            DoubleVector before1 = DoubleVector.zero(SPECIES);
            for (int k = start + lengths[b] - 1; k > start; k--) {
                DoubleVector c = DoubleVector.broadcast(SPECIES, a[k]);
                DoubleVector next0 = twice0.fma(p0, c.sub(before0));
                DoubleVector next1 = twice1.fma(p1, c.sub(before1));
                before0 = p0;
                before1 = p1;
                p0 = next0;
                p1 = next1;
            }
            DoubleVector c = DoubleVector.broadcast(SPECIES, a[start]);
            int at = b * stride + column;
            sum0 = y0.fma(p0, c.sub(before0)).fma(DoubleVector.fromArray(SPECIES, basis, at), sum0);
            sum1 = y1.fma(p1, c.sub(before1)).fma(DoubleVector.fromArray(SPECIES, basis, at + LANES), sum1);
            start += lengths[b];
        }
        sum0.intoArray(sums, j);
        sum1.intoArray(sums, j + LANES);
    }

    private static void both(
            SeriesRecursion.Terms terms,
            double[] basis,
            int stride,
            int column,
            double[] y,
            int j,
            double[] drops,
            double[] slopes) {
        int[] lengths = terms.lengths();
        double[] a = terms.drops();
        double[] d = terms.slopes();
        DoubleVector y0 = DoubleVector.fromArray(SPECIES, y, j);
        DoubleVector y1 = DoubleVector.fromArray(SPECIES, y, j + LANES);
        DoubleVector twice0 = y0.add(y0);
        DoubleVector twice1 = y1.add(y1);
        DoubleVector drop0 = DoubleVector.zero(SPECIES);
        DoubleVector drop1 = DoubleVector.zero(SPECIES);
        DoubleVector slope0 = DoubleVector.zero(SPECIES);
        DoubleVector slope1 = DoubleVector.zero(SPECIES);
        int start = 0;
        for (int b = 0; b < lengths.length; b++) {
            DoubleVector p0 = DoubleVector.zero(SPECIES);
            DoubleVector p1 = DoubleVector.zero(SPECIES);
            DoubleVector before0 = DoubleVector.zero(SPECIES);
            DoubleVector before1 = DoubleVector.zero(SPECIES);
            DoubleVector q0 = DoubleVector.zero(SPECIES);
            DoubleVector q1 = DoubleVector.zero(SPECIES);
            DoubleVector last0 = DoubleVector.zero(SPECIES);
            DoubleVector last1 = DoubleVector.zero(SPECIES);
            for (int k = start + lengths[b] - 1; k > start; k--) {
                DoubleVector c = DoubleVector.broadcast(SPECIES, a[k]);
                DoubleVector e = DoubleVector.broadcast(SPECIES, d[k]);
                DoubleVector next0 = twice0.fma(p0, c.sub(before0));
                DoubleVector next1 = twice1.fma(p1, c.sub(before1));
                DoubleVector following0 = twice0.fma(q0, e.sub(last0));
                DoubleVector following1 = twice1.fma(q1, e.sub(last1));
                before0 = p0;
                before1 = p1;
                last0 = q0;
                last1 = q1;
                p0 = next0;
                p1 = next1;
                q0 = following0;
                q1 = following1;
            }
            DoubleVector c = DoubleVector.broadcast(SPECIES, a[start]);
            DoubleVector e = DoubleVector.broadcast(SPECIES, d[start]);
            DoubleVector basis0 = DoubleVector.fromArray(SPECIES, basis, b * stride + column);
            DoubleVector basis1 = DoubleVector.fromArray(SPECIES, basis, b * stride + column + LANES);
            drop0 = y0.fma(p0, c.sub(before0)).fma(basis0, drop0);
            drop1 = y1.fma(p1, c.sub(before1)).fma(basis1, drop1);
            slope0 = y0.fma(q0, e.sub(last0)).fma(basis0, slope0);
            slope1 = y1.fma(q1, e.sub(last1)).fma(basis1, slope1);
            start += lengths[b];
        }
        drop0.intoArray(drops, j);
        drop1.intoArray(drops, j + LANES);
        slope0.intoArray(slopes, j);
        slope1.intoArray(slopes, j + LANES);
    }

    /** As {@link ScalarSeries#finish}. */
    static void finish(
            double[] haversines,
            int at,
            double[] tangents,
            int tangentAt,
            double[] bases,
            double[] drops,
            double[] slopes,
            SeriesRecursion.Row row,
            SeriesRecursion.Columns columns,
            int first,
            int count,
            SeriesRecursion.Layer layer) {
        int bound = SPECIES.loopBound(count);
        boolean odd = layer.parity() == SeriesRecursion.Parity.ODD;
        boolean even = layer.parity() == SeriesRecursion.Parity.EVEN;
        for (int j = 0; j < bound; j += LANES) {
            DoubleVector v = DoubleVector.fromArray(SPECIES, haversines, at + j);
            VectorMask<Double> negative = v.compare(VectorOperators.LT, 0);
            DoubleVector zero = DoubleVector.zero(SPECIES);
            DoubleVector r = v.abs();
            r = zero.blend(r, r.compare(VectorOperators.GT, Double.MIN_NORMAL));
            DoubleVector z = (layer.stepped() ? r.sqrt() : r)
                    .fma(DoubleVector.fromArray(SPECIES, drops, j), DoubleVector.fromArray(SPECIES, bases, j));
            if (odd) {
                DoubleVector bias = DoubleVector.fromArray(SPECIES, columns.biases(), first + j)
                        .mul(row.bias());
                z = z.add(zero.blend(bias, negative));
            }
            DoubleVector next = signed(z, odd ? zero.blend(Double.MIN_NORMAL, negative) : zero);
            next = odd ? next.blend(next.neg(), negative) : next;
            next.intoArray(haversines, at + j);
            if (tangents != null) {
                DoubleVector slope = DoubleVector.fromArray(SPECIES, slopes, j);
                slope = even ? slope.blend(slope.neg(), negative) : slope;
                slope = DoubleVector.fromArray(SPECIES, columns.slopeRoots(), first + j)
                        .mul(row.slopeRoot())
                        .mul(slope);
                DoubleVector roots = DoubleVector.fromArray(SPECIES, columns.roots(), first + j)
                        .mul(row.root());
                DoubleVector tangent = DoubleVector.fromArray(SPECIES, tangents, tangentAt + j);
                slope.fma(tangent, own(next, roots, layer)).intoArray(tangents, tangentAt + j);
            }
        }
        ScalarSeries.finish(
                haversines, at, tangents, tangentAt, bases, drops, slopes, row, columns, first, bound, count, layer);
    }

    private static DoubleVector signed(DoubleVector z, DoubleVector least) {
        DoubleVector acute = z.max(least);
        DoubleVector obtuse =
                DoubleVector.broadcast(SPECIES, 1).sub(z).max(Double.MIN_NORMAL).neg();
        return obtuse.blend(acute, z.compare(VectorOperators.LE, 0.5));
    }

    /** trained S' + beta */
    private static DoubleVector own(DoubleVector next, DoubleVector roots, SeriesRecursion.Layer layer) {
        DoubleVector cosine = next.abs().fma(DoubleVector.broadcast(SPECIES, -2), DoubleVector.broadcast(SPECIES, 1));
        DoubleVector covariance = roots.mul(cosine.blend(cosine.neg(), next.compare(VectorOperators.LT, 0)));
        return covariance.fma(
                DoubleVector.broadcast(SPECIES, layer.trained()), DoubleVector.broadcast(SPECIES, layer.trainedBias()));
    }
}
