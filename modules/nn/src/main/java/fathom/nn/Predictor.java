package fathom.nn;

import fathom.nn.stage.Noise;
import fathom.nn.stage.Stage;
import fathom.simd.matrix.FloatMatrix;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A network's outputs as it was when {@link Network#predictor} was called, for any number of threads at once.
 *
 * <p>It holds one copy of the parameters, and buffers for as many calls as were ever under way together.
 */
public final class Predictor {

    private final Architecture architecture;
    private final float[] parameters;
    private final float[] state;
    private final Queue<Inference> idle = new ConcurrentLinkedQueue<>();

    Predictor(Architecture architecture, float[] parameters, float[] state) {
        this.architecture = architecture;
        this.parameters = parameters.clone();
        this.state = state.clone();
    }

    public Architecture architecture() {
        return architecture;
    }

    /**
     * F := the network's outputs, with the same bits as {@link Network#forward}.
     *
     * @param x n x inputs, any n
     * @return n x outputs, fresh
     * @throws fathom.simd.matrix.ShapeMismatchException if {@code x} does not have the network's number of inputs
     */
    public FloatMatrix forward(FloatMatrix x) {
        architecture.checkInputs(x);
        Inference taken = idle.poll();
        Inference inference = taken == null ? inference() : taken;
        FloatMatrix outputs = inference.outputs(x);
        idle.add(inference);
        return outputs;
    }

    /** Passes forward neither read nor write gradients, so the parameters stand in for them. */
    private Inference inference() {
        List<Stage> stages = Stages.of(architecture, new Stages.Room(parameters, parameters, state, new Noise()));
        return new Inference(Stages.frozen(stages), Stages.widths(architecture.inputs(), stages));
    }
}
