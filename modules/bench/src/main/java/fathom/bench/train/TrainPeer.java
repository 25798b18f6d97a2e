package fathom.bench.train;

import fathom.bench.peer.Contender;

/** Another library's training step: forward, the loss that ours has, backward and a step of plain gradient descent. */
public interface TrainPeer {

    /** Name in tables. */
    String label();

    /** The library's version. */
    String kernels();

    /** One step on a batch of its own, of the same sizes, ready to run again and again. */
    Contender contender(TrainShape shape, int threads) throws Exception;

    /** Whether the library is there: the Maven profile {@code peers} compiles what calls it and fetches it. */
    static boolean present() {
        try {
            Class.forName("fathom.bench.train.PyTorch", false, TrainPeer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** PyTorch, called through DJL. */
    static TrainPeer pytorch() throws ReflectiveOperationException {
        return (TrainPeer) Class.forName("fathom.bench.train.PyTorch")
                .getDeclaredConstructor()
                .newInstance();
    }
}
