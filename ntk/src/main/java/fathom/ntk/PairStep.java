package fathom.ntk;

import fathom.simd.Elementwise;

/** What a layer does to pairs of rows, in place. */
interface PairStep {

    void apply(PairBlock pairs);

    /** Numbers of each row, and of each column; the same array where the columns are the rows. */
    record Sides(double[] rows, double[] columns) {}

    /** Keeps a copy for what goes round. */
    record Fork() implements PairStep {
        @Override
        public void apply(PairBlock pairs) {
            pairs.fork();
        }
    }

    /** T := factor T */
    record Scale(double factor) implements PairStep {
        @Override
        public void apply(PairBlock pairs) {
            if (pairs.tangents != null) {
                Elementwise.scale(factor, pairs.tangents);
            }
        }
    }
}
