package fathom.experiments.fractal;

import fathom.experiments.protocol.Finding;
import fathom.runs.Finished;
import fathom.runs.report.Report;
import fathom.runs.report.Table;
import java.util.List;
import java.util.Locale;

/** Theorem 4 as numbers. */
record PiecesPart(List<Finished<PiecesCell, PiecesResult>> trials) {

    private static final String SENTENCE =
            "Theorem 4, on a line: depth t and width k < 2^s make at most 2^(st) affine pieces, and a function that changes its sign so seldom"
                    + " errs on at least (1 - 2^(st - j)) (1 - P(j)), for every j above st. Pieces are counted exactly, errors are integrated, and"
                    + " the least error of any function with so many changes of sign is found by dynamic programming over the cells and gaps.";

    boolean isEmpty() {
        return trials.isEmpty();
    }

    /** The count and the bound; a tie is broken by rounding alone. */
    Finding finding() {
        int drawn = 0;
        int beyond = 0;
        int below = 0;
        double tightest = 0;
        for (Finished<PiecesCell, PiecesResult> trial : trials) {
            PiecesResult result = trial.result();
            drawn += trial.configuration().draws();
            beyond += result.pieces() > trial.configuration().allowed() ? 1 : 0;
            below += result.least() < result.bound() || result.error() < result.least() - 1e-12 ? 1 : 0;
            tightest = Math.max(tightest, result.bound() / result.least());
        }
        return Finding.of(
                "Theorem 4: on a line, depth t and width below 2^s make at most 2^(st) pieces and err at least (1 - 2^(st - j)) (1 - P(j))",
                beyond + below == 0,
                String.format(
                        Locale.ROOT,
                        "%d random networks of %d shapes: more pieces in %d shapes, smaller errors in %d; the bound is up to %.0f %% of the least"
                                + " error that so many changes of sign allow. Supported if both are 0.",
                        drawn,
                        trials.size(),
                        beyond,
                        below,
                        100 * tightest));
    }

    void write(Report report) {
        report.subsection("Networks too narrow for a fractal").paragraph(SENTENCE);
        PiecesCell any = trials.getFirst().configuration();
        report.table(
                any.draws() + " random networks of each shape on the Cantor set of a line with " + any.n()
                        + " levels: the most pieces found, and errors; the bound at the j where it is greatest, the least possible with"
                        + " 2^(st) changes of sign, and the least found",
                table());
    }

    private Table table() {
        Table table = Table.of(
                "curve",
                "hidden layers t",
                "width k",
                "most pieces",
                "2^(st)",
                "j",
                "bound",
                "least possible",
                "least found");
        for (Finished<PiecesCell, PiecesResult> trial : trials) {
            PiecesCell cell = trial.configuration();
            PiecesResult result = trial.result();
            table.row(
                    "#" + cell.curve(),
                    cell.depth(),
                    cell.width(),
                    result.pieces(),
                    cell.allowed(),
                    result.level(),
                    result.bound(),
                    result.least(),
                    result.error());
        }
        return table;
    }
}
