package fathom.experiments.conditioning.width;

import fathom.runs.report.Table;
import java.util.List;

/** The tables of networks of finite width. */
final class WidthTables {

    private WidthTables() {}

    /** A row for each network and width, and for its limit. */
    static Table conditions(WidthMeasured measured, boolean tangent) {
        List<Integer> depths = measured.chapter().depths();
        String[] columns = new String[depths.size() + 2];
        columns[0] = "network";
        columns[1] = "width";
        for (int i = 0; i < depths.size(); i++) {
            columns[i + 2] = "L = " + depths.get(i);
        }
        Table table = Table.of(columns);
        for (String network : measured.chapter().networks()) {
            for (int width : measured.chapter().widths()) {
                Object[] cells = new Object[columns.length];
                cells[0] = network;
                cells[1] = Integer.toString(width);
                for (int i = 0; i < depths.size(); i++) {
                    cells[i + 2] = measured.width(network, width, depths.get(i), tangent)
                            .map(interval -> Double.isFinite(interval.mean()) ? (Object) interval : "singular")
                            .orElse(null);
                }
                table.row(cells);
            }
            Object[] cells = new Object[columns.length];
            cells[0] = network;
            cells[1] = "infinite";
            for (int i = 0; i < depths.size(); i++) {
                cells[i + 2] = measured.limit(network, depths.get(i), tangent)
                        .map(interval -> Double.isFinite(interval.mean()) ? (Object) interval : "singular")
                        .orElse(null);
            }
            if (cells[2] != null) {
                table.row(cells);
            }
        }
        return table;
    }

    static void summarise(Table summary, WidthMeasured measured) {
        for (String network : measured.chapter().networks()) {
            for (int width : measured.chapter().widths()) {
                for (int depth : measured.chapter().depths()) {
                    measured.width(network, width, depth, false)
                            .ifPresent(value -> summary.row(
                                    "finite width", network, "width " + width, depth, "log10 nngp condition", value));
                    measured.width(network, width, depth, true)
                            .ifPresent(value -> summary.row(
                                    "finite width", network, "width " + width, depth, "log10 ntk condition", value));
                }
            }
        }
    }
}
