package fathom.experiments.localglobal.schur;

import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import java.util.function.ToDoubleFunction;

/** The tables of claim 4. */
final class ValueTables {

    private ValueTables() {}

    /** Errors of values, and their difference. */
    static Table values(ValueMeasured measured) {
        return of(measured, ValueResult.Score::local, ValueResult.Score::global);
    }

    /** Errors of labels, and their difference. */
    static Table labels(ValueMeasured measured) {
        return of(measured, ValueResult.Score::localLabels, ValueResult.Score::globalLabels);
    }

    private static Table of(
            ValueMeasured measured,
            ToDoubleFunction<ValueResult.Score> local,
            ToDoubleFunction<ValueResult.Score> global) {
        Table table = Table.of("k", "N", "kernel", "depth", "ridge", "local", "global", "local less global");
        for (ValueMeasured.Cell cell : measured.cells()) {
            table.row(
                    cell.k(),
                    cell.N(),
                    cell.kernel(),
                    cell.depth(),
                    cell.ridge(),
                    measured.interval(cell, local).map(Interval::mean).orElse(null),
                    measured.interval(cell, global).map(Interval::mean).orElse(null),
                    measured.interval(cell, score -> local.applyAsDouble(score) - global.applyAsDouble(score))
                            .orElse(null));
        }
        return table;
    }
}
