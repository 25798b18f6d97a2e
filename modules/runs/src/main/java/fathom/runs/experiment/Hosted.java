package fathom.runs.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * An experiment that a program handed to the command line that hosts it: within {@link #by}, {@link Experiment#run} runs nothing.
 *
 * @param experiment which
 * @param arguments with which the program would have run it
 */
public record Hosted(Experiment<?> experiment, List<String> arguments) {

    private static final ScopedValue<List<Hosted>> HOST = ScopedValue.newInstance();

    public Hosted {
        arguments = List.copyOf(arguments);
    }

    /** Calls a program and returns the experiments that it would have run. Throws what the program throws. */
    public static List<Hosted> by(Callable<?> program) throws Exception {
        List<Hosted> experiments = new ArrayList<>();
        ScopedValue.where(HOST, experiments).call(program::call);
        return experiments;
    }

    /** Whether the experiment was handed over, so that there is nothing left to do. */
    static boolean took(Experiment<?> experiment, String... arguments) {
        if (!HOST.isBound()) {
            return false;
        }
        HOST.get().add(new Hosted(experiment, List.of(arguments)));
        return true;
    }
}
