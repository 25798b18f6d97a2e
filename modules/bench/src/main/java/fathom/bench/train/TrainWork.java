package fathom.bench.train;

import fathom.bench.peer.Work;

/** PyTorch's training step, in its own process. */
public final class TrainWork implements Work.Maker {

    /** Found by name. */
    public TrainWork() {}

    /** @param arguments shape, threads */
    @Override
    public Work make(String... arguments) throws Exception {
        int threads = Integer.parseInt(arguments[1]);
        TrainPeer peer = TrainPeer.pytorch();
        return Work.of(peer.contender(TrainShape.parse(arguments[0]), threads), threads)
                .running(peer.kernels());
    }
}
