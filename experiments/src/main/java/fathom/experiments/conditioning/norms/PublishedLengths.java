package fathom.experiments.conditioning.norms;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.PublishedResource;
import fathom.runs.report.Comparison;
import fathom.runs.verdict.PublishedNumbers;

/** The numbers of the paper's figure 6 and of theorem 60, beside NormReLU's closed forms. */
public final class PublishedLengths {

    private PublishedLengths() {}

    /** Every row, whatever the configuration. */
    public static ImmutableList<Comparison> all() {
        NormRelu relu = new NormRelu(-1.5975);
        ImmutableList.Builder<Comparison> rows = ImmutableList.builder();
        for (PublishedNumbers.Row row : PublishedResource.of("agarwal-normrelu").rows()) {
            String name = row.text("quantity");
            double ours = switch (name) {
                case "lambda" -> relu.lambda();
                case "b" -> relu.b();
                case "mu" -> relu.mu();
                case "s_l(1/2)" -> relu.value(0.5);
                case "s_l'(1)" -> relu.slope(1);
                case "bias(1/2)" -> relu.bias(0.5);
                case "bias(2)" -> relu.bias(2);
                case "alpha-" -> relu.alphaMinus();
                case "alpha+" -> relu.alphaPlus();
                case "delta'" -> relu.separation();
                default -> throw new IllegalArgumentException(name);
            };
            rows.add(Comparison.of(
                    "NormReLU: " + name + " (" + row.text("source") + ")",
                    row.number("value"),
                    ours,
                    row.number("units") * row.unit("value"),
                    row.text("reason")));
        }
        return rows.build();
    }
}
