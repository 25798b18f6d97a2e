package fathom.experiments.kernelregression;

import fathom.simd.math.DoubleFunctions;
import fathom.simd.matrix.DoubleMatrix;

/** The two targets of the paper's figure 1, functions of s = w.x on the sphere. */
enum SphereTarget {
    /** f1 = 1 where s >= 0.7, else 0: left and middle. */
    CAP {
        @Override
        double at(double s) {
            return s >= 0.7 ? 1 : 0;
        }
    },
    /** f2 = exp(-(1 - s)^(3/2)) + exp(-(1 + s)^(3/2)): right. */
    BUMPS {
        @Override
        double at(double s) {
            return DoubleFunctions.exp(-power(1 - s)) + DoubleFunctions.exp(-power(1 + s));
        }

        private static double power(double t) {
            double distance = Math.max(0, t);
            return distance * Math.sqrt(distance);
        }
    };

    abstract double at(double s);

    /** f of each row: n x 1. */
    DoubleMatrix values(DoubleMatrix x, double[] direction) {
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
