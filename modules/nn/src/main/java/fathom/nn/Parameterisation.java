package fathom.nn;

/**
 * What stands between a stored weight and the one that acts: Z = c A W + e 1 b, with fixed factors c and e. Factors change how fast
 * gradient descent moves a layer, and so what becomes of a wide network: n is a hidden width, d the number of inputs, and "acting" weights
 * are c W.
 *
 * <pre>
 *                  first layer           hidden layers          last layer
 * STANDARD         c = 1,       e = 1    c = 1,       e = 1     c = 1,         e = 1
 * NTK              c = 1/sqrt d,e = 1    c = 1/sqrt n,e = 1     c = 1/sqrt n,  e = 1
 * MAXIMAL_UPDATE   c = sqrt n,  e=sqrt n c = 1,       e=sqrt n  c = 1/sqrt n,  e = 1
 * </pre>
 *
 * Acting weights begin with the initialiser's variance in each of them, but for the last layer of MAXIMAL_UPDATE, whose variance is
 * divided by n (so that the output begins near 0). Under NTK and a constant learning rate a wide network's tangent kernel stays as it was
 * (Jacot et al. 2018); under MAXIMAL_UPDATE, which for one hidden layer is the mean-field scaling, every layer's features move as far as
 * they can without diverging (Yang and Hu 2021, table 1: a = (-1/2, 0, 1/2), b = 1/2, c = 0). A network of one layer acts as in STANDARD
 * under MAXIMAL_UPDATE.
 */
public enum Parameterisation {
    /** Weights act as stored. */
    STANDARD {
        @Override
        double weightFactor(int fanIn, int fanOut, boolean first, boolean last) {
            return 1;
        }
    },

    /** Weights of unit size, divided by sqrt(fanIn). */
    NTK {
        @Override
        double weightFactor(int fanIn, int fanOut, boolean first, boolean last) {
            return 1 / Math.sqrt(fanIn);
        }
    },

    /** Every layer learns features, at every width. */
    MAXIMAL_UPDATE {
        @Override
        double weightFactor(int fanIn, int fanOut, boolean first, boolean last) {
            if (first == last) {
                return 1;
            }
            return first ? Math.sqrt(fanOut) : 1 / Math.sqrt(fanIn);
        }

        @Override
        double biasFactor(int fanOut, boolean last) {
            return last ? 1 : Math.sqrt(fanOut);
        }

        @Override
        double initialScale(int fanIn, boolean first, boolean last) {
            return last && !first ? 1 / Math.sqrt(fanIn) : 1;
        }
    };

    /** c: what a stored weight is multiplied by. */
    abstract double weightFactor(int fanIn, int fanOut, boolean first, boolean last);

    /** e: what a stored bias is multiplied by. */
    double biasFactor(int fanOut, boolean last) {
        return 1;
    }

    /** What the standard deviation of an acting weight is multiplied by at the beginning. */
    double initialScale(int fanIn, boolean first, boolean last) {
        return 1;
    }
}
