package fathom.bench.peer;

/** What is timed: a contender with operands of its own, in this JVM or in a process of its own ({@link Guest}). */
public interface Work extends AutoCloseable {

    /** Makes the work that a {@link Guest} does; has a constructor without arguments, since it is found by name. */
    @FunctionalInterface
    interface Maker {

        /** The work that these arguments describe. */
        Work make(String... arguments) throws Throwable;
    }

    /** Seconds of that many runs; what restores the operands is not counted. */
    double seconds(int repeats) throws Exception;

    /**
     * Runs until it is as fast as it gets.
     *
     * @param least seconds to run in any case
     * @param longest seconds after which to stop in any case
     * @return the shortest time of one run, in seconds
     */
    default double warmUp(double least, double longest) throws Exception {
        return Turns.warmUp(this, least, longest);
    }

    /** The kernels that it runs, as its library names them; empty for our own. */
    default String kernels() {
        return "";
    }

    @Override
    default void close() {}

    /** Runs of a contender on that many threads. */
    static Work of(Contender contender, int threads) {
        return repeats -> Turns.seconds(contender, repeats, threads);
    }

    /** Runs of a job that destroys its operands, each restored before it. */
    static Work of(Task task, int threads) {
        return repeats -> {
            double seconds = 0;
            for (int i = 0; i < repeats; i++) {
                task.prepare();
                seconds += Turns.seconds(task::run, 1, threads);
            }
            return seconds;
        };
    }

    /** This work, warmed up on a smaller problem first, where the compilers learn the same code sooner. */
    default Work rehearsedBy(Work smaller) {
        Work work = this;
        return new Work() {
            @Override
            public double seconds(int repeats) throws Exception {
                return work.seconds(repeats);
            }

            @Override
            public double warmUp(double least, double longest) throws Exception {
                smaller.warmUp(least, longest);
                return work.seconds(1);
            }
        };
    }

    /** This work, naming its kernels. */
    default Work running(String kernels) {
        Work work = this;
        return new Work() {
            @Override
            public double seconds(int repeats) throws Exception {
                return work.seconds(repeats);
            }

            @Override
            public double warmUp(double least, double longest) throws Exception {
                return work.warmUp(least, longest);
            }

            @Override
            public String kernels() {
                return kernels;
            }
        };
    }
}
