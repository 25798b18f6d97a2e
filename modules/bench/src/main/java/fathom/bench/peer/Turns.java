package fathom.bench.peer;

/** What lies between the turns of contenders in one JVM. */
public final class Turns {

    /** Longer than the threads of the native peers wait busily for their next call: OpenBLAS's for 2^26 cycles, GNU OpenMP's for some milliseconds. */
    private static final long REST_MILLISECONDS = 50;

    private Turns() {}

    /**
     * Waits until the threads of the last contender sleep. On as many processors as threads they would take one of them from the next
     * contender; a single thread has no company.
     */
    public static void rest(int threads) throws InterruptedException {
        if (threads > 1) {
            Thread.sleep(REST_MILLISECONDS);
        }
    }
}
