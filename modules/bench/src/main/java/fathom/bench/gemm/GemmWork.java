package fathom.bench.gemm;

import fathom.bench.peer.Contender;
import fathom.bench.peer.GemmShape;
import fathom.bench.peer.Peer;
import fathom.bench.peer.Problem;
import fathom.bench.peer.Work;
import java.util.Locale;

/** Products of one shape: ours, and each peer's in its own process. */
public final class GemmWork implements Work.Maker {

    private static final double LARGE = 1e9;

    /** What makes a contender of a problem. */
    private interface Library {
        Contender contender(Problem problem) throws Throwable;
    }

    /** Found by name. */
    public GemmWork() {}

    /** @param arguments peer, shape, precision, threads */
    @Override
    public Work make(String... arguments) throws Throwable {
        Peer peer = Peer.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        int threads = Integer.parseInt(arguments[3]);
        return work(problem -> peer.contender(problem, threads), GemmShape.parse(arguments[1]), arguments[2], threads)
                .running(peer.kernels(threads));
    }

    static Work ours(GemmShape shape, String precision, int threads) throws Exception {
        return work(Contender::ours, shape, precision, threads);
    }

    /** Half of A A', of a shape whose B stands for A transposed. */
    static Work half(GemmShape shape, String precision, int threads) throws Exception {
        return work(Contender::half, shape, precision, threads);
    }

    private static Work work(Library library, GemmShape shape, String precision, int threads) throws Exception {
        boolean doubles = precision.equals("double");
        try {
            Work work = Work.of(library.contender(new Problem(shape, doubles)), threads);
            if (shape.flops() <= LARGE) {
                return work;
            }
            // The compilers learn the kernels as well on a smaller problem, and sooner.
            GemmShape small = new GemmShape(512, 512, 512, shape.transposeA(), shape.transposeB());
            return work.rehearsedBy(Work.of(library.contender(new Problem(small, doubles)), threads));
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
