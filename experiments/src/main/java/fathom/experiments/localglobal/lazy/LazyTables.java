package fathom.experiments.localglobal.lazy;

import fathom.experiments.localglobal.lazy.LazyChapter.Regime;
import fathom.experiments.localglobal.problem.Words;
import fathom.runs.report.Table;
import java.util.ArrayList;
import java.util.List;

/** The tables of claim 5. */
final class LazyTables {

    private LazyTables() {}

    /** A row for each regime, target and depth; the limit last. */
    static Table regimes(LazyMeasured measured) {
        Table table = Table.of(
                "alpha",
                "width",
                "target",
                "depth",
                "test error",
                "kernel drift",
                "alignment with the beginning",
                "with labels before",
                "with labels after",
                "outcome");
        for (Regime regime : all(measured)) {
            for (String target : Words.TARGETS) {
                for (int depth : measured.chapter().depths()) {
                    table.row(
                            alpha(regime),
                            width(regime),
                            target,
                            depth,
                            LazyMeasured.interval(measured.errors(regime, target, depth))
                                    .orElse(null),
                            LazyMeasured.interval(measured.changes(regime, target, depth, KernelChange::drift))
                                    .orElse(null),
                            LazyMeasured.interval(measured.changes(regime, target, depth, KernelChange::alignment))
                                    .orElse(null),
                            LazyMeasured.interval(measured.changes(regime, target, depth, KernelChange::labelsBefore))
                                    .orElse(null),
                            LazyMeasured.interval(measured.changes(regime, target, depth, KernelChange::labelsAfter))
                                    .orElse(null),
                            measured.outcomes(regime, target, depth));
                }
            }
        }
        return table;
    }

    /** A row for each regime; the limit last. */
    static Table dissociations(LazyMeasured measured) {
        Table table = Table.of("alpha", "width", "dissociation", "kernel drift");
        for (Regime regime : all(measured)) {
            table.row(
                    alpha(regime),
                    width(regime),
                    LazyMeasured.interval(measured.dissociations(regime)).orElse(null),
                    LazyMeasured.interval(measured.drifts(regime)).orElse(null));
        }
        return table;
    }

    static void summarise(Table summary, LazyMeasured measured) {
        if (!measured.any()) {
            return;
        }
        for (Regime regime : all(measured)) {
            String variant = "alpha=" + alpha(regime) + " width=" + width(regime);
            for (String target : Words.TARGETS) {
                for (int depth : measured.chapter().depths()) {
                    LazyMeasured.interval(measured.errors(regime, target, depth))
                            .ifPresent(value -> summary.row("lazy", target, variant, depth, "test error", value));
                    LazyMeasured.interval(measured.changes(regime, target, depth, KernelChange::drift))
                            .ifPresent(value -> summary.row("lazy", target, variant, depth, "kernel drift", value));
                }
            }
            LazyMeasured.interval(measured.dissociations(regime))
                    .ifPresent(value -> summary.row("lazy", "both", variant, measured.deep(), "dissociation", value));
        }
    }

    private static List<Regime> all(LazyMeasured measured) {
        List<Regime> all = new ArrayList<>(measured.chapter().regimes());
        all.add(LazyMeasured.LIMIT);
        return all;
    }

    private static String alpha(Regime regime) {
        return regime.equals(LazyMeasured.LIMIT) ? "limit" : Double.toString(regime.alpha());
    }

    private static String width(Regime regime) {
        return regime.equals(LazyMeasured.LIMIT) ? "infinite" : Integer.toString(regime.width());
    }
}
