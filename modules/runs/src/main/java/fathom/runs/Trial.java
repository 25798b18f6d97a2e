package fathom.runs;

/**
 * One measurement: result = trial(configuration), a pure function. The configuration holds everything that the result depends on,
 * its seed included, so that the same configuration gives the same bits in any order, on any thread and on any machine.
 *
 * <p>A trial that is to run on a cluster too must be serialisable: a stateless class or a record.
 *
 * @param <C> the configuration, a record that Jackson can write and read
 * @param <R> the result, a record that Jackson can write and read
 */
@FunctionalInterface
public interface Trial<C extends Record, R extends Record> {

    /** The result for one configuration. Whatever it throws is kept as a failure; the other trials go on. */
    R run(C configuration) throws Exception;
}
