package fathom.experiments.cli;

import fathom.ntk.dual.DualActivation;
import fathom.runs.UserError;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** What one infinitely wide layer does to a covariance. */
@Command(
        name = "dual",
        description = "Print moments, duals and Hermite coefficients of an activation.",
        sortOptions = false,
        footer = {"", "Example: fathom dual --activation tanh --at 0,0.5,0.9,1"})
final class DualCommand implements Runnable {

    private static final int HERMITE = 8;

    @Option(names = "--activation", required = true, description = "Such as tanh or leaky_relu(slope=0.1).")
    private String activation;

    @Option(
            names = "--at",
            split = ",",
            defaultValue = "0,0.5,0.9,1",
            description = "Correlations (default: ${DEFAULT-VALUE}).")
    private List<Double> correlations;

    @Option(
            names = "--variance",
            paramLabel = "Q",
            defaultValue = "1",
            description = "Variance of both inputs (default: ${DEFAULT-VALUE}).")
    private double variance;

    @Option(names = "--format", defaultValue = "text", description = "text or json (default: ${DEFAULT-VALUE}).")
    private String format;

    @Spec
    private CommandSpec spec;

    DualCommand() {}

    @Override
    public void run() {
        if (!format.equals("text") && !format.equals("json")) {
            throw new UserError("--format must be text or json, not \"" + format + "\"");
        }
        Map<String, Object> numbers;
        try {
            numbers = numbers();
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format.equals("json")) {
            out.println(JsonMapper.builder().build().writeValueAsString(numbers));
        } else {
            numbers.forEach((name, value) -> out.printf(Locale.ROOT, "%-22s %s%n", name, value));
        }
    }

    private Map<String, Object> numbers() {
        DualActivation dual = new DualActivation(NetworkOptions.activation(activation));
        List<Double> values = new ArrayList<>();
        List<Double> derivatives = new ArrayList<>();
        for (double u : correlations) {
            values.add(dual.value(variance, variance, u));
            if (dual.phi().differentiable()) {
                derivatives.add(dual.derivative(variance, variance, u));
            }
        }
        List<Double> hermite = new ArrayList<>();
        for (double coefficient : dual.hermite(variance, HERMITE)) {
            hermite.add(coefficient);
        }
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("activation", dual.phi().name());
        numbers.put("variance", variance);
        numbers.put("mean", dual.mean(variance));
        numbers.put("second_moment", dual.secondMoment(variance));
        numbers.put("nonlinearity_mu", dual.nonlinearity(variance));
        numbers.put("correlation", correlations);
        numbers.put("dual", values);
        if (dual.phi().differentiable()) {
            numbers.put("dual_of_derivative", derivatives);
        }
        numbers.put("hermite", hermite);
        numbers.forEach((name, value) -> {
            if (value instanceof Double number && !Double.isFinite(number)
                    || value instanceof List<?> list && list.stream().anyMatch(x -> !Double.isFinite((Double) x))) {
                throw new UserError(name + " of " + dual.phi().name() + " at variance " + variance + " is " + value
                        + ": it overflows the range of double precision; give a smaller --variance");
            }
        });
        return numbers;
    }
}
