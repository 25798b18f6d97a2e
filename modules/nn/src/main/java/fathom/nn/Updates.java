package fathom.nn;

import fathom.nn.update.AdadeltaUpdate;
import fathom.nn.update.AdamUpdate;
import fathom.nn.update.MomentumUpdate;
import fathom.nn.update.SgdUpdate;
import fathom.nn.update.Update;

/** From an optimiser's description to its loops over one network's parameters. */
final class Updates {

    private Updates() {}

    /** The optimiser at the beginning of a training: its state is all zero. */
    static Update of(Optimiser optimiser, float[] parameters, float[] gradient) {
        return switch (optimiser) {
            case Optimiser.Sgd(double decay) -> new SgdUpdate(parameters, gradient, (float) decay);
            case Optimiser.Momentum(double momentum, boolean nesterov, double decay) ->
                new MomentumUpdate(parameters, gradient, (float) momentum, nesterov, (float) decay);
            case Optimiser.Adam(double beta1, double beta2, double epsilon, double decay, boolean decoupled) ->
                new AdamUpdate(
                        parameters,
                        gradient,
                        new AdamUpdate.Constants(
                                (float) beta1, (float) beta2, (float) epsilon, (float) decay, decoupled));
            case Optimiser.Adadelta(double rho, double epsilon) ->
                new AdadeltaUpdate(parameters, gradient, (float) rho, (float) epsilon);
        };
    }
}
