package fathom.experiments.spectra;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.PublishedResource;
import fathom.ntk.spectrum.EndpointLaw;
import fathom.runs.report.Comparison;
import fathom.runs.report.Table;
import fathom.runs.verdict.PublishedNumbers;
import java.util.List;
import java.util.Optional;

/** The tables of summary.csv and of the report. */
final class Tables {

    private static final int SHOWN_DEGREES = 12;

    private Tables() {}

    /** Every eigenvalue, for programs. */
    static Table summary(Measured measured) {
        Table table = Table.of("kernel", "depth", "d", "degree", "eigenvalue", "resolved");
        measured.trials().forEach(trial -> {
            SpectrumCell cell = trial.configuration();
            for (int k = 0; k < trial.result().eigenvalues().size(); k++) {
                table.row(
                        cell.kernel(),
                        cell.depth(),
                        cell.dimension(),
                        k,
                        trial.result().eigenvalues().get(k),
                        trial.result().resolved().get(k));
            }
        });
        return table;
    }

    /** The first eigenvalues of a family on one sphere, a row for each depth. */
    static Table eigenvalues(Measured measured, String kernel, int dimension) {
        String[] columns = new String[SHOWN_DEGREES + 1];
        columns[0] = "hidden layers";
        for (int k = 0; k < SHOWN_DEGREES; k++) {
            columns[k + 1] = "k = " + k;
        }
        Table table = Table.of(columns);
        for (int depth : measured.depths(kernel)) {
            measured.result(kernel, depth, dimension).ifPresent(result -> {
                Object[] cells = new Object[SHOWN_DEGREES + 1];
                cells[0] = depth;
                for (int k = 0; k < SHOWN_DEGREES; k++) {
                    cells[k + 1] = result.eigenvalues().get(k);
                }
                table.row(cells);
            });
        }
        return table;
    }

    /** Exponents and constants of a family beside the theorem's, a row for each sphere, depth and parity. */
    static Table laws(Measured measured, String kernel) {
        Table table = Table.of(
                "d",
                "L",
                "degrees",
                "exponent",
                "theorem",
                "spread",
                "constant",
                "closed form",
                "ratio",
                "over the printed");
        for (Measured.Entry entry : measured.entries(kernel)) {
            SpectrumResult.Law law = entry.law();
            table.row(
                    entry.cell().dimension(),
                    entry.cell().depth(),
                    entry.even() ? "even" : "odd",
                    law.resolved() ? law.exponent() : "not resolved",
                    entry.exponent(),
                    law.spread(),
                    entry.constantResolved() ? law.constant() : "not resolved",
                    entry.constant(),
                    entry.constantResolved() ? law.constant() / entry.constant() : null,
                    entry.constantResolved() ? law.constant() / entry.printedConstant() : null);
        }
        return table;
    }

    /** C(d, nu) of the sheet, and the constants of every depth, those of eigenvalues beside those of the sheet's table. */
    static ImmutableList<Comparison> constants(Measured measured) {
        ImmutableList.Builder<Comparison> rows = ImmutableList.builder();
        for (PublishedNumbers.Row row :
                PublishedResource.of("derived-sphere-constants").rows()) {
            rows.add(Comparison.of(
                    "C(" + row.text("d") + ", " + row.text("nu") + "), closed form",
                    row.number("C"),
                    EndpointLaw.unit(row.whole("d"), row.number("nu")),
                    5e-6 * Math.abs(row.number("C")),
                    "six digits are given"));
        }
        for (PublishedNumbers.Row row :
                PublishedResource.of("derived-depth-constants").rows()) {
            int depth = row.whole("L_paper") - 1;
            rows.add(Comparison.of(
                    "Pi, L = " + depth, row.number("Pi"), Family.far(depth), 1e-6, "six digits are given"));
            for (String kernel : List.of("nngp", "ntk")) {
                for (boolean even : new boolean[] {true, false}) {
                    double published = row.number(kernel + (even ? "_even" : "_odd"));
                    if (published == 0) {
                        measured.result(kernel, depth, 4)
                                .ifPresent(result -> rows.add(Comparison.of(
                                        kernel + ", L = " + depth + ", odd degrees: largest eigenvalue from k = 3 on",
                                        0,
                                        largestOdd(result),
                                        1e-15,
                                        "by quadrature")));
                        continue;
                    }
                    measured(measured, kernel, depth, even)
                            .ifPresent(ours -> rows.add(Comparison.of(
                                    kernel + ", L = " + depth + (even ? ", even" : ", odd")
                                            + " degrees, from eigenvalues",
                                    published,
                                    ours,
                                    1e-4 * published,
                                    "the limit at these degrees")));
                }
            }
        }
        return rows.build();
    }

    private static double largestOdd(SpectrumResult result) {
        double largest = 0;
        for (int k = 3; k < result.eigenvalues().size(); k += 2) {
            largest = Math.max(largest, Math.abs(result.eigenvalues().get(k)));
        }
        return largest;
    }

    /** |c_1 +- c_{-1}| from the eigenvalues on the first sphere that has them. */
    private static Optional<Double> measured(Measured measured, String kernel, int depth, boolean even) {
        return measured.entries(kernel).stream()
                .filter(entry -> entry.cell().depth() == depth && entry.even() == even && entry.constantResolved())
                .map(entry -> Math.abs(entry.law().constant()
                        / EndpointLaw.unit(
                                entry.cell().dimension(),
                                Family.parse(kernel).law(depth).nu())))
                .findFirst();
    }

    /** The eigenvalues on S^3 that were computed elsewhere, beside ours. */
    static ImmutableList<Comparison> references(Measured measured) {
        ImmutableList.Builder<Comparison> rows = ImmutableList.builder();
        for (PublishedNumbers.Row row :
                PublishedResource.of("derived-spectrum-sphere-d4").rows()) {
            String kernel = row.text("kernel").equals("RF") ? "nngp" : "ntk";
            int degree = row.whole("degree");
            Optional<SpectrumResult> result = measured.result(kernel, row.whole("L_paper") - 1, row.whole("d"));
            result.ifPresent(found -> rows.add(Comparison.of(
                    kernel + ", " + (row.whole("L_paper") - 1) + " hidden layers, k = " + degree,
                    row.number("mu"),
                    found.eigenvalues().get(degree),
                    2e-6 * Math.abs(row.number("mu")),
                    "seven digits are given")));
        }
        return rows.build();
    }
}
