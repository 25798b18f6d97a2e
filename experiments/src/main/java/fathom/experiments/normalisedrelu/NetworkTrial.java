package fathom.experiments.normalisedrelu;

import module fathom.experiments;
import module java.base;

/**
 * One training, epoch by epoch.
 *
 * @param data the folder of published data sets; may be empty for a mixture
 * @param scratch where a training that takes long keeps what it has so far
 */
record NetworkTrial(String data, String scratch)
        implements Trial<NetworkTrial.NetworkCell, NetworkTrial.NetworkResult> {

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
                int epochs,
                int batch,
                double momentum,
                double weightDecay,
                int phases,
                double decay,
                String initialiser) {

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
            return problem.name() + ", " + body.name() + ", " + network + ", batch " + descent.batch() + ", momentum "
                    + descent.momentum() + ", rate " + rate + ", seed " + problem.seed();
        }

        /** Whatever takes as long for each example. */
        String kind() {
            return problem.shape() + " " + body + " " + network + " " + descent.batch();
        }

        /** Rough floating-point operations, which order the queue and scale the time left. */
        double cost() {
            double looks = 2.0 * problem.test() + problem.validation();
            return descent.epochs()
                    * (6.0 * problem.training() + 2 * looks)
                    * architecture().multiplications();
        }
    }

    /**
     * What one training came to. Errors are shares of wrongly classified examples; all is taken as the network is in evaluation.
     *
     * @param outcome {@code all epochs}, or {@code diverged}
     * @param trained training examples
     * @param tested test examples
     * @param looks before the first epoch and after every one
     * @param profiles before the first epoch, after a few and after the last
     */
    public record NetworkResult(String outcome, int trained, int tested, List<Look> looks, List<Profile> profiles) {

        static final String DIVERGED = "diverged";
        static final String WHOLE = "all epochs";

        /** Of a training that diverged: that of guessing. */
        static final double GUESSING = 1 - 1.0 / Problem.CLASSES;

        /**
         * After so many epochs.
         *
         * @param trainingLoss mean cross-entropy of as many training examples as there are test examples
         * @param trainingError of the same
         * @param validationError of the examples that choose the learning rate
         * @param testLoss mean cross-entropy of the test examples
         * @param testError of the same
         * @param overlap mean cosine of two test inputs behind the last hidden layer
         */
        public record Look(
                int epoch,
                double trainingLoss,
                double trainingError,
                double validationError,
                double testLoss,
                double testError,
                double overlap) {}

        /**
         * Mean cosines of two test inputs after so many epochs.
         *
         * @param overlaps of the inputs, then behind each hidden layer or block
         */
        public record Profile(int epoch, List<Double> overlaps) {}

        boolean diverged() {
            return outcome.equals(DIVERGED);
        }

        /** The last look. */
        Look last() {
            return looks.getLast();
        }

        /** What chooses the learning rate. */
        double validationError() {
            return diverged() ? GUESSING : last().validationError();
        }

        double testError() {
            return diverged() ? GUESSING : last().testError();
        }
    }

    /** The published files, the examples, the network with its momentum, and a copy of it. */
    static long bytes(NetworkCell cell) {
        Problem problem = cell.problem();
        long examples = (long) problem.training() + problem.validation() + problem.test();
        return (problem.published() ? 200_000_000L : 0)
                + examples * problem.shape().size() * Float.BYTES
                + 2 * Network.bytes(cell.architecture(), cell.descent().batch());
    }

    @Override
    public NetworkResult run(NetworkCell cell) throws IOException {
        Path file = file(cell);
        Session session = Session.open(cell, Split.of(cell.problem(), data), file);
        session.finish(file);
        return session.result();
    }

    /** Where a cell's training is kept. */
    Path file(NetworkCell cell) {
        return Path.of(scratch).resolve(cell.label().replaceAll("[^A-Za-z0-9.-]+", "_") + ".checkpoint");
    }
}
