package fathom.bench.math;

import fathom.simd.MathFunction;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench check-math}: the functions of one float on all 2^32 floats, against their stated errors. */
@Command(
        name = "check-math",
        description = {
            "Compares the functions of one float with their double namesakes, for all 2^32 floats.",
            "The latter are right to 2^-28 of a float's ulp. Exit code 1 if an error exceeds what is stated.",
            "A minute or two a function."
        },
        mixinStandardHelpOptions = true)
public final class CheckMathCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--function", split = ",", description = "the functions to check, such as exp,tanh (default: all)")
    private List<String> names = List.of();

    @Option(
            names = "--stride",
            defaultValue = "1",
            description = "checks every so many floats only (default: ${DEFAULT-VALUE})")
    private long stride;

    @Override
    public Integer call() {
        if (stride < 1) {
            throw new ParameterException(spec.commandLine(), "--stride must be at least 1");
        }
        List<MathFunction> chosen = names.isEmpty()
                ? List.of(MathFunction.values())
                : names.stream()
                        .map(name -> function(name)
                                .orElseThrow(() -> new ParameterException(spec.commandLine(), unknown(name))))
                        .toList();
        PrintStream out = System.out;
        out.println("function,floats,largest_error_ulp,argument,stated_ulp,wrong");
        boolean right = true;
        for (MathFunction function : chosen) {
            Exhaustive.Finding finding = new Exhaustive(function, bound(function)).run(stride);
            out.printf(
                    Locale.ROOT,
                    "%s,%d,%.4f,%s,%s,%d%n",
                    function.symbol(),
                    finding.checked(),
                    finding.largest(),
                    finding.argument(),
                    bound(function),
                    finding.wrong());
            right &= finding.wrong() == 0;
        }
        return right ? 0 : 1;
    }

    /** The errors that FloatFunctions states. */
    private static double bound(MathFunction function) {
        return switch (function) {
            case SOFTPLUS, ERFC, NORMAL_CDF, NORMAL_DENSITY -> 2;
            case SQRT -> 0.5000001;
            default -> 1;
        };
    }

    /** The function of this symbol. */
    static Optional<MathFunction> function(String name) {
        return Arrays.stream(MathFunction.values())
                .filter(candidate -> candidate.symbol().equals(name))
                .findFirst();
    }

    /** The sentence about a name that is no function's. */
    static String unknown(String name) {
        return "there is no function " + name + "; they are "
                + Arrays.stream(MathFunction.values()).map(MathFunction::symbol).collect(Collectors.joining(", "));
    }
}
