package fathom.experiments.conditioning.overfitting;

import fathom.runs.report.Table;
import java.util.List;

/** The tables of theorem 17. */
final class RiskTables {

    private RiskTables() {}

    /** A row for each depth, a column for each n. */
    static Table risk(RiskMeasured measured) {
        List<Integer> sizes = measured.chapter().sizes();
        String[] columns = new String[sizes.size() + 1];
        columns[0] = "hidden layers";
        for (int i = 0; i < sizes.size(); i++) {
            columns[i + 1] = "n = " + sizes.get(i);
        }
        Table table = Table.of(columns);
        for (int depth : RiskPictures.depths(measured)) {
            Object[] cells = new Object[columns.length];
            cells[0] = RiskPictures.name(depth);
            for (int i = 0; i < sizes.size(); i++) {
                cells[i + 1] = measured.interval(sizes.get(i), depth, RiskResult::excess)
                        .orElse(null);
            }
            table.row(cells);
        }
        return table;
    }

    /** What the theorem's terms are at its depth. */
    static Table theorem(RiskMeasured measured) {
        Table table = Table.of(
                "n",
                "depth",
                "excess risk",
                "predicting 0",
                "|v_S|^2",
                "|v*|^2",
                "bound, constant 1",
                "largest off-diagonal entry",
                "operator",
                "lemma 55");
        for (int n : measured.chapter().sizes()) {
            int depth = OverfittingChapter.THEOREM;
            if (measured.values(n, depth, RiskResult::excess).length > 0) {
                table.row(
                        n,
                        measured.exact(n, depth, RiskResult::depth)
                                .orElseThrow()
                                .intValue(),
                        measured.interval(n, depth, RiskResult::excess).orElse(null),
                        measured.exact(n, depth, RiskResult::zero).orElseThrow(),
                        measured.interval(n, depth, RiskResult::norm).orElse(null),
                        measured.exact(n, depth, RiskResult::targetNorm).orElseThrow(),
                        measured.exact(n, depth, RiskResult::bound).orElseThrow(),
                        measured.interval(n, depth, RiskResult::largest)
                                .orElseThrow()
                                .mean(),
                        measured.exact(n, depth, RiskResult::operator).orElseThrow(),
                        measured.exact(n, depth, RiskResult::operatorBound).orElseThrow());
            }
        }
        return table;
    }
}
