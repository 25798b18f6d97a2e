package fathom.experiments.protocol;

import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;

/**
 * A trial whose kernels use several threads.
 *
 * @param threads at most so many; no result depends on it
 */
public record Threaded<C extends Record, R extends Record>(int threads, Trial<C, R> trial) implements Trial<C, R> {

    @Override
    public R run(C configuration) throws Exception {
        return Parallelism.call(threads, () -> trial.run(configuration));
    }
}
