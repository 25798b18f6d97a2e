package fathom.simd.factor;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.product.Engine;
import fathom.simd.product.Overlap;
import fathom.simd.product.SolvedPanel;

/** Cholesky's factorisation of one double matrix in place, and the systems that its factor solves. */
public record DoubleFactor(DoubleMatrix a) {

    /** A = L L': the lower triangle becomes L, the strict upper one is neither read nor written. */
    public void factorise() {
        if (Backend.available()) {
            BlockedCholesky.factorise(new Panels(a, Engine.panel(a)), 0, a.rows());
        } else {
            ScalarDoubleTriangle.factorise(a, 0);
        }
    }

    /** @throws IllegalArgumentException if the right-hand sides share an element with this matrix */
    public void checkApart(DoubleMatrix b) {
        boolean shared = a.array() == b.array()
                && Overlap.between(
                        a.offset(),
                        a.rows(),
                        a.columns(),
                        a.rowStride(),
                        a.columnStride(),
                        b.offset(),
                        b.rows(),
                        b.columns(),
                        b.rowStride(),
                        b.columnStride());
        if (shared) {
            throw new IllegalArgumentException(
                    "B, " + b.shape() + ", shares elements with the triangle, " + a.shape() + "; solve in a copy of B");
        }
    }

    /** L X = B, in place of B. */
    public void solveLower(DoubleMatrix b) {
        BlockedSolve.lower(new Lower(a, b), 0, b.rows());
    }

    /** L' X = B, in place of B. */
    public void solveUpper(DoubleMatrix b) {
        BlockedSolve.upper(new Upper(a, b), 0, b.rows());
    }

    /** On vectors, by panels that are packed once. */
    private record Panels(DoubleMatrix a, SolvedPanel<double[]> panel) implements BlockedCholesky.Steps {

        @Override
        public void factorise(int at, int size) {
            VectorDoubleTriangle.factorise(a.window(at, at, size, size), at);
        }

        @Override
        public void solve(int at, int size, int rows) {
            panel.solve(at, size, rows);
        }

        @Override
        public void subtract(int ahead, Runnable then) {
            panel.subtract(ahead, then);
        }

        @Override
        public BlockedCholesky.Steps within() {
            return new Panels(a, Engine.panel(a));
        }
    }

    private record Lower(DoubleMatrix l, DoubleMatrix b) implements BlockedSolve.Steps {

        @Override
        public void solve(int at, int size) {
            DoubleTriangle.lower(l.window(at, at, size, size), b.rows(at, at + size));
        }

        @Override
        public void subtract(int row, int rows, int at, int size) {
            Products.subtract(l.window(row, at, rows, size), b.rows(at, at + size), b.rows(row, row + rows));
        }
    }

    private record Upper(DoubleMatrix l, DoubleMatrix b) implements BlockedSolve.Steps {

        @Override
        public void solve(int at, int size) {
            DoubleTriangle.upper(l.window(at, at, size, size), b.rows(at, at + size));
        }

        @Override
        public void subtract(int row, int rows, int at, int size) {
            Products.subtract(
                    l.window(at, row, size, rows).transposed(), b.rows(at, at + size), b.rows(row, row + rows));
        }
    }
}
