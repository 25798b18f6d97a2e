package fathom.runs;

import java.io.Serializable;

/**
 * One measurement: result = trial(configuration), a pure function. The configuration holds everything that the result depends on,
 * its seed included, so that the same configuration gives the same bits in any order, on any thread and on any machine.
 *
 * <p>A trial travels to the machine that runs it: it must hold serialisable values only, as a record of numbers and texts does, or a
 * method that captures nothing.
 *
 * @param <C> the configuration, a record that Jackson can write and read
 * @param <R> the result, a record that Jackson can write and read
 */
@FunctionalInterface
public interface Trial<C extends Record, R extends Record> extends Serializable {

    /** The result for one configuration. Whatever it throws is kept as a failure; the other trials go on. */
    R run(C configuration) throws Exception;
}
