package fathom.experiments.conditioning;

import fathom.experiments.conditioning.MatrixTrial.MatrixCell;
import fathom.experiments.conditioning.MatrixTrial.MatrixPoint;
import fathom.experiments.conditioning.MatrixTrial.MatrixResult;
import fathom.runs.results.Rows;

/**
 * A kernel matrix at one depth, and bound less exact value (exact value less bound where it bounds from below) of each theorem there; NaN
 * where the theorem does not apply.
 */
record MatrixPlace(MatrixResult matrix, int n, MatrixPoint point) {

    /** One for each depth, with a key that names the inputs. */
    static Rows<MatrixCell, MatrixPlace> of(Rows<MatrixCell, MatrixResult> rows) {
        return rows.key("points", row -> words(row.configuration()))
                .expand(
                        "depth",
                        row -> row.result().points().stream()
                                .map(point -> new MatrixPlace(
                                        row.result(), row.configuration().n(), point))
                                .toList(),
                        (index, place) -> place.point.depth());
    }

    private static String words(MatrixCell cell) {
        return cell.inputs() + (cell.delta() > 0 ? ", δ = " + cell.delta() : "") + ", d = " + cell.d();
    }

    private Bounds separated() {
        return new Bounds(matrix.mu(), matrix.separation());
    }

    /** Under assumption B; the callers leave singular Gram matrices out. */
    private Bounds regular() {
        return new Bounds(matrix.mu(), matrix.eigenvalue());
    }

    private double ifRegular(double slack) {
        return matrix.eigenvalue() > 0 ? slack : Double.NaN;
    }

    double theorem3() {
        return separated().offDiagonal(point.depth()) - point.largest();
    }

    double theorem5() {
        return separated().tangentApplies(point.depth())
                ? separated().tangentOffDiagonal(point.depth()) - point.tangentLargest()
                : Double.NaN;
    }

    double corollary4() {
        return separated().condition(point.depth(), n) - point.condition();
    }

    double corollary6() {
        return separated().tangentCondition(point.depth(), n) - point.tangentCondition();
    }

    double theorem7() {
        return ifRegular(point.smallest() - (1 - regular().offDiagonal(point.depth())));
    }

    double corollary8() {
        return ifRegular(regular().conditionByEigenvalue(point.depth(), n) - point.condition());
    }

    double theorem9() {
        return ifRegular(
                regular().tangentApplies(point.depth())
                        ? point.tangentSmallest() - (1 - regular().tangentOffDiagonal(point.depth()))
                        : Double.NaN);
    }

    double corollary10() {
        return ifRegular(regular().tangentConditionByEigenvalue(point.depth(), n) - point.tangentCondition());
    }
}
