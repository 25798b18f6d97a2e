package fathom.experiments.conditioning.uncentred;

import java.util.List;

/**
 * Two inputs of correlation 1 - delta, and two of correlation delta - 1, through the layers of a network that is not centred.
 *
 * @param activation divided by the root of its second moment, and not shifted
 * @param depths at which distances to the fixed point are compared with bounds
 */
public record UncentredCell(String activation, double delta, List<Integer> depths) {

    String label() {
        return activation + " not centred, delta = " + delta;
    }
}
