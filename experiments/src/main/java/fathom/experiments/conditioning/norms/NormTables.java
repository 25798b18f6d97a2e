package fathom.experiments.conditioning.norms;

import fathom.runs.Finished;
import fathom.runs.report.Table;
import java.util.List;

/** The tables of inputs of other lengths. */
final class NormTables {

    private NormTables() {}

    static Table depths(List<Finished<NormCell, NormResult>> trials) {
        Table table = Table.of(
                "activation", "|x|^2", "|y|^2", "delta", "mu", "alpha-", "alpha+", "delta'", "Lhat", "Lhat as printed");
        for (Finished<NormCell, NormResult> trial : trials) {
            NormCell cell = trial.configuration();
            NormResult result = trial.result();
            table.row(
                    cell.activation(),
                    cell.q(),
                    cell.other(),
                    cell.delta(),
                    result.mu(),
                    result.alphaMinus(),
                    result.alphaPlus(),
                    result.loss(),
                    result.warmUp(),
                    result.warmUpPrinted());
        }
        return table;
    }

    /** Of the pair of lengths farthest from each other. */
    static Table values(List<Finished<NormCell, NormResult>> trials, double delta) {
        Table table = Table.of(
                "activation",
                "hidden layers",
                "| |x|^2 - 1 |",
                "theorem 38",
                "correlation",
                "bound",
                "theorem 13 as printed");
        for (Finished<NormCell, NormResult> trial : NormPictures.farthest(trials, delta)) {
            NormCell cell = trial.configuration();
            boolean relu = cell.activation().startsWith("normrelu");
            for (NormResult.Point point : trial.result().points()) {
                table.row(
                        cell.activation(),
                        point.depth(),
                        Math.abs(point.length() - 1),
                        point.lengthBound(),
                        point.correlation(),
                        Double.isNaN(point.bound()) ? null : point.bound(),
                        relu || Double.isNaN(point.printed()) ? null : point.printed());
            }
        }
        return table;
    }
}
