package fathom.experiments.fractal;

import fathom.nn.Classification;
import fathom.nn.Network;
import fathom.nn.Watcher;
import fathom.simd.matrix.FloatMatrix;
import java.util.ArrayList;
import java.util.List;

/** Remembers the parameters with which a network did best on validation examples; of equals the earliest. */
final class Best implements Watcher {

    private final FloatMatrix inputs;
    private final FloatMatrix targets;
    private final float[] parameters;
    private final List<Double> looks = new ArrayList<>();
    private double accuracy = -1;
    private long step;

    Best(FloatMatrix inputs, FloatMatrix targets, Network network) {
        this.inputs = inputs;
        this.targets = targets;
        this.parameters = network.parameters().clone();
    }

    @Override
    public Verdict look(Moment moment) {
        take(moment.network(), moment.step());
        return Verdict.GO_ON;
    }

    /** Looks at a network after so many steps. */
    void take(Network network, long now) {
        double share = 1 - Classification.error(network, inputs, targets);
        looks.add(share);
        if (share > accuracy) {
            accuracy = share;
            step = now;
            System.arraycopy(network.parameters(), 0, parameters, 0, parameters.length);
        }
    }

    /** Gives a network the best parameters. */
    void restore(Network network) {
        System.arraycopy(parameters, 0, network.parameters(), 0, parameters.length);
    }

    double accuracy() {
        return accuracy;
    }

    long step() {
        return step;
    }

    /** The accuracy at every look. */
    List<Double> looks() {
        return looks;
    }
}
