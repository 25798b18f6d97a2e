package fathom.experiments.normalisedrelu;

import fathom.nn.Architecture;
import fathom.nn.Convolution;
import fathom.nn.Dense;
import fathom.nn.Initialiser;
import fathom.nn.Layer;
import fathom.nn.Loss;
import fathom.nn.Optimiser;
import fathom.nn.Residual;
import fathom.nn.Schedule;
import fathom.nn.Shape;
import fathom.nn.Training;
import java.util.List;
import java.util.Locale;

/**
 * One network, trained once at one learning rate.
 *
 * @param network what stands behind its layers, see {@link NetworkName}
 * @param rate learning rate before it falls
 */
public record NetworkCell(Problem problem, String network, Body body, double rate, Descent descent) {

    /**
     * How it is trained: by gradient descent with momentum on the cross-entropy.
     *
     * @param epochs passes over the training examples
     * @param batch examples in a step
     * @param momentum mu
     * @param weightDecay lambda
     * @param phases parts of the training, after each of which the rate falls
     * @param decay by which factor
     * @param initialiser of the weights; biases begin at 0
     */
    public record Descent(
            int epochs, int batch, double momentum, double weightDecay, int phases, double decay, String initialiser) {

        Initialiser weights() {
            return weights(initialiser);
        }

        /** By its name in configurations, such as {@code truncated-normal}. */
        static Initialiser weights(String name) {
            return Initialiser.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        /** As the trainer reads it, for so many examples. */
        Training settings(double rate, int examples) {
            long every = (long) Math.ceilDiv(examples, batch) * Math.ceilDiv(epochs, phases);
            return Training.of(Loss.SOFTMAX_CROSS_ENTROPY, rate, batch, epochs)
                    .with(new Optimiser.Momentum(momentum, false, weightDecay))
                    .with(new Schedule.Steps(every, decay))
                    .withCheckEvery(0);
        }
    }

    NetworkName name() {
        return new NetworkName(network);
    }

    Architecture architecture() {
        return body.architecture(problem.shape(), name());
    }

    Training settings(int examples) {
        return descent.settings(rate, examples);
    }

    /** A few words for people. */
    String label() {
        return problem.data() + ", " + body.name() + ", " + network + ", rate " + rate + ", seed " + problem.seed();
    }

    /** Whatever takes as long for each example. */
    String kind() {
        return problem.shape() + " " + body + " " + network + " " + descent.batch();
    }

    /** Rough floating-point operations, which order the queue and scale the time left. */
    double cost() {
        double looks = 2.0 * problem.test() + problem.validation();
        return descent.epochs() * (6.0 * problem.training() + 2 * looks) * multiplications();
    }

    /** Multiplications of weights for one example; what a layer costs besides counts as 64 for each of its units. */
    double multiplications() {
        Architecture architecture = architecture();
        return multiplications(architecture.input(), architecture.layers());
    }

    private static double multiplications(Shape input, List<Layer> layers) {
        double sum = 0;
        Shape shape = input;
        for (Layer layer : layers) {
            Shape out = layer.output(shape);
            sum += 64.0 * out.size();
            sum += switch (layer) {
                case Dense _ -> (double) shape.size() * out.size();
                case Convolution(int outputs, var window) ->
                    (double) window.height() * window.width() * shape.channels() * outputs * out.pixels();
                case Residual(List<Layer> inner, List<Layer> shortcut) ->
                    multiplications(shape, inner) + multiplications(shape, shortcut);
                default -> 0;
            };
            shape = out;
        }
        return sum;
    }
}
