package fathom.data;

import fathom.simd.math.DoubleFunctions;
import fathom.simd.matrix.DoubleMatrix;

/** The two targets of figure 1 of Bietti and Bach (2021), functions of s = w.x on the sphere S^3. */
public enum SphereTarget {
    /** f1 = 1 where s >= 0.7, else 0: left and middle. */
    CAP {
        @Override
        public double at(double s) {
            return s >= 0.7 ? 1 : 0;
        }
    },
    /** f2 = exp(-(1 - s)^(3/2)) + exp(-(1 + s)^(3/2)): right. */
    BUMPS {
        @Override
        public double at(double s) {
            return DoubleFunctions.exp(-power(1 - s)) + DoubleFunctions.exp(-power(1 + s));
        }

        private static double power(double t) {
            double distance = Math.max(0, t);
            return distance * Math.sqrt(distance);
        }
    };

    private static final int STEPS = 200_000;

    /** f at s = w.x. */
    public abstract double at(double s);

    /** E (f - c)^p = (2 / pi) int_0^pi (f(cos theta) - c)^p sin^2(theta) dtheta, by the midpoint rule in the angle. */
    public double moment(double centre, int power) {
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            double theta = (i + 0.5) * Math.PI / STEPS;
            double sine = DoubleFunctions.sin(theta);
            double value = at(DoubleFunctions.cos(theta)) - centre;
            double product = 1;
            for (int p = 0; p < power; p++) {
                product *= value;
            }
            sum = Math.fma(product, sine * sine, sum);
        }
        return 2 * sum / STEPS;
    }

    /** f of each row: n x 1. */
    public DoubleMatrix values(DoubleMatrix x, double[] direction) {
        DoubleMatrix values = DoubleMatrix.zeros(x.rows(), 1);
        for (int i = 0; i < x.rows(); i++) {
            double s = 0;
            for (int j = 0; j < direction.length; j++) {
                s = Math.fma(x.get(i, j), direction[j], s);
            }
            values.set(i, 0, at(s));
        }
        return values;
    }
}
