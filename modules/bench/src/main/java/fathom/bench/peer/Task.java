package fathom.bench.peer;

/** One way to do a job that destroys its operands: they are restored, untimed, before each timed run. */
public interface Task {

    /** Restores the operands. */
    void prepare();

    /** Does the job once. */
    void run() throws Throwable;
}
