package fathom.experiments.conditioning.norms;

import com.google.common.collect.ImmutableList;
import fathom.experiments.conditioning.layer.Slack;
import fathom.experiments.protocol.Finding;
import fathom.runs.Finished;
import java.util.List;

/** Theorems 13, 38 and 60 wherever they apply. */
final class NormFindings {

    private NormFindings() {}

    static ImmutableList<Finding> of(List<Finished<NormCell, NormResult>> trials) {
        if (trials.isEmpty()) {
            return ImmutableList.of();
        }
        Slack lengths = new Slack();
        Slack normReluLengths = new Slack();
        Slack corrected = new Slack();
        Slack printed = new Slack();
        Slack normRelu = new Slack();
        for (Finished<NormCell, NormResult> trial : trials) {
            boolean relu = trial.configuration().activation().startsWith("normrelu");
            for (NormResult.Point point : trial.result().points()) {
                double slack = Math.min(
                        point.lengthBound() - Math.abs(point.length() - 1),
                        point.otherBound() - Math.abs(point.otherLength() - 1));
                (relu ? normReluLengths : lengths).add(slack);
                (relu ? normRelu : corrected).add(point.bound() - Math.abs(point.correlation()));
                if (!relu) {
                    printed.add(point.printed() - Math.abs(point.correlation()));
                }
            }
        }
        String over = "pairs of lengths, separations and depths";
        return ImmutableList.of(
                lengths.finding(
                        "Theorem 38: | |x|^2 - 1 | <= (1 - alpha)^L of its start, for odd sigmoidal activations", over),
                normReluLengths.finding("The same for NormReLU, with alpha' of theorem 60", over),
                corrected.finding(
                        "Theorem 13 with Lhat = (1/alpha) log(...): correlations of inputs of other lengths", over),
                printed.finding("Theorem 13 as printed, with Lhat = alpha log(...)", over),
                normRelu.finding("Theorem 60: correlations under NormReLU", over));
    }
}
