package fathom.bench.factor;

import fathom.bench.peer.NativeLapack;
import fathom.bench.peer.Peer;
import fathom.bench.peer.Work;
import fathom.simd.matrix.DoubleMatrix;
import java.util.Locale;

/** A peer's factorisation, in its own process. */
public final class FactorWork implements Work.Maker {

    /** Found by name. */
    public FactorWork() {}

    /** @param arguments peer, operation, n, precision, threads */
    @Override
    public Work make(String... arguments) throws Throwable {
        Peer peer = Peer.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        Operation operation = Operation.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        DoubleMatrix problem = Operation.problem(Integer.parseInt(arguments[2]));
        int threads = Integer.parseInt(arguments[4]);
        return Work.of(operation.theirs(NativeLapack.of(peer, threads), problem, arguments[3]), threads)
                .running(peer.kernels(threads));
    }
}
