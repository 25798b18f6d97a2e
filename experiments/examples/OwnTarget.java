import module fathom.experiments;
import fathom.data.Target;

/*
 * The depth profile of a target of one's own: networks, infinite-width kernels, spectra and imitations at several depths.
 *
 *     ./fathom run experiments/examples/OwnTarget.java depths=0,1,2,4 --seeds 5
 *     ./fathom explain experiments/examples/OwnTarget.java
 */

/** f(x) = sin(frequency (x_1 + ... + x_k) / sqrt(k)): a wave along one direction, blind to all others. */
record Wave(double frequency, int directions, int dimension) implements Target {

    public String name() {
        return "wave";
    }

    public double value(FloatMatrix inputs, int row) {
        double sum = 0;
        for (int j = 0; j < directions; j++) {
            sum += inputs.get(row, j);
        }
        return DoubleFunctions.sin(frequency * sum / Math.sqrt(directions));
    }
}

void main(String... args) {
    Task task = new Task(new Wave(3, 2, 20), new GaussianInputs(20));
    Profile.of("own-target", "Does depth help to learn a wave, and why?", task, 2000).run(args);
}
