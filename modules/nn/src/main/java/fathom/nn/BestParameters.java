package fathom.nn;

import fathom.simd.matrix.FloatMatrix;
import java.util.Arrays;
import java.util.List;

/** Remembers the parameters with which a network did best on validation examples; of equals the earliest. */
public final class BestParameters implements Watcher {

    private static final int ACCURACY = 0;
    private static final int STEP = 1;
    private static final int COUNT = 2;
    private static final int FIRST = 3;

    private final FloatMatrix inputs;
    private final FloatMatrix targets;
    private final int most;

    /** Best accuracy, its step, number of evaluations, their accuracies, and the best parameters: all that a resumed training needs. */
    private final double[] memory;

    /**
     * @param inputs of the validation examples
     * @param targets of the same
     * @param network whose parameters are the best until it is evaluated
     * @param evaluations how many there will be at most
     */
    public BestParameters(FloatMatrix inputs, FloatMatrix targets, Network network, int evaluations) {
        this.inputs = inputs;
        this.targets = targets;
        this.most = Math.max(1, evaluations);
        this.memory = new double[FIRST + most + network.parameters().length];
        memory[ACCURACY] = -1;
        keep(network);
    }

    @Override
    public Verdict look(Moment moment) {
        take(moment.network(), moment.step());
        return Verdict.GO_ON;
    }

    @Override
    public double[] memory() {
        return memory;
    }

    /** Evaluates a network after so many steps. */
    public void take(Network network, long now) {
        double share = 1 - Classification.error(network, inputs, targets);
        memory[FIRST + (int) memory[COUNT]++] = share;
        if (share > memory[ACCURACY]) {
            memory[ACCURACY] = share;
            memory[STEP] = now;
            keep(network);
        }
    }

    private void keep(Network network) {
        float[] parameters = network.parameters();
        for (int p = 0; p < parameters.length; p++) {
            memory[FIRST + most + p] = parameters[p];
        }
    }

    /** Gives a network the best parameters. */
    public void restore(Network network) {
        float[] parameters = network.parameters();
        for (int p = 0; p < parameters.length; p++) {
            parameters[p] = (float) memory[FIRST + most + p];
        }
    }

    /** Of the best evaluation. */
    public double accuracy() {
        return memory[ACCURACY];
    }

    /** After how many steps that was. */
    public long step() {
        return (long) memory[STEP];
    }

    /** The accuracy at every evaluation. */
    public List<Double> evaluations() {
        return Arrays.stream(memory, FIRST, FIRST + (int) memory[COUNT]).boxed().toList();
    }
}
