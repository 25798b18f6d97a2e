package fathom.data.fractal;

import com.google.common.collect.ImmutableMap;
import fathom.data.Dataset;
import fathom.data.Provenance;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.Arrays;

/**
 * Labelled points on the levels of a fractal, as the authors' generator draws them.
 *
 * <pre>
 * begin in the whole cube; for j = 1..n:
 *     with probability h_j:  y = -1, x uniform where the negatives of this cell lie; done
 *     else:                  go into one of the r images, each as likely
 * after level n:             y = +1, x uniform in the cell
 * </pre>
 *
 * Every level has its random choice of cell, so a level's negatives are spread evenly over its r^(j-1) cells. Pr(+) = 1/2 exactly.
 *
 * @param system the fractal
 * @param curve how negatives are spread over its levels; also says how many levels there are
 * @param margin 0 in the authors' generator. With a positive one, positives lie that deep in their cell of K_n, negatives that far from
 *     K_n (in the greatest coordinate): what comes nearer is drawn again from its cell
 */
public record FractalDistribution(IteratedSystem system, ApproximationCurve curve, double margin) {

    /** Beyond so many draws for one point the margin leaves next to nothing of its cell. */
    private static final int MOST_DRAWS = 100_000;

    /** @throws IllegalArgumentException if the margin is negative */
    public FractalDistribution {
        if (!(margin >= 0)) {
            throw new IllegalArgumentException("a margin is 0 or positive, not " + margin);
        }
    }

    /** The authors' own: without margin. */
    public static FractalDistribution of(IteratedSystem system, ApproximationCurve curve) {
        return new FractalDistribution(system, curve, 0);
    }

    /** n labelled points; the first do not depend on n. */
    public Dataset sample(int n, RandomStream stream) {
        FloatMatrix inputs = FloatMatrix.zeros(n, system.dimension());
        FloatMatrix labels = FloatMatrix.zeros(n, 1);
        for (int i = 0; i < n; i++) {
            labels.set(i, 0, draw(new Draws(stream.child(i)), inputs, i));
        }
        return new Dataset(inputs, labels, provenance(n, stream));
    }

    /** Writes one point and returns its label. */
    private int draw(Draws draws, FloatMatrix inputs, int row) {
        int d = system.dimension();
        double[] middle = new double[d];
        double[] half = new double[d];
        Arrays.fill(half, 1);
        int label = 1;
        for (int level = 1; level <= curve.levels() && label > 0; level++) {
            if (draws.uniform() < curve.hazard(level)) {
                label = -1;
            } else {
                AxisMap map = system.maps().get(draws.below(system.maps().size()));
                for (int j = 0; j < d; j++) {
                    middle[j] += half[j] * map.shift(j);
                    half[j] *= map.scale(j);
                }
            }
        }
        double[] u = new double[d];
        double[] x = new double[d];
        for (int tries = 0; tries < MOST_DRAWS; tries++) {
            for (int j = 0; j < d; j++) {
                u[j] = draws.coordinate() * (label < 0 && system.centre() > 0 ? system.centre() : 1);
                x[j] = middle[j] + half[j] * u[j];
            }
            if ((label > 0 || system.negative(u)) && keepsMargin(x, label)) {
                for (int j = 0; j < d; j++) {
                    inputs.set(row, j, (float) x[j]);
                }
                return label;
            }
        }
        throw new IllegalArgumentException("the margin " + margin + " leaves nothing of a cell of level "
                + curve.levels() + " of the system " + system.name() + ", expected a smaller one");
    }

    private boolean keepsMargin(double[] x, int label) {
        return margin == 0
                || (label > 0
                        ? system.contains(x, curve.levels(), -margin)
                        : !system.contains(x, curve.levels(), margin));
    }

    private Provenance provenance(int n, RandomStream stream) {
        ImmutableMap<String, String> parameters = ImmutableMap.of(
                "system", system.toString(),
                "weights", curve.weights().toString(),
                "margin", Double.toString(margin),
                "samples", Integer.toString(n),
                "stream", Long.toString(stream.stream()));
        return new Provenance("fractal", parameters, stream.seed());
    }
}
