package fathom.experiments.fractal;

import fathom.experiments.fractal.FractalTrial.FractalCell.AdamSteps;
import fathom.experiments.protocol.Unfinished;
import fathom.nn.Outcome;
import module fathom.experiments;

/**
 * The authors' setting: Adam on the hinge loss, truncated normal weights of deviation 1 / sqrt(fan-in), all biases alike, points reshuffled
 * each epoch.
 */
record Fitting(AdamSteps training, double rate, int depth, int width) {

    Architecture architecture(int inputs) {
        return Architecture.fullyConnected(inputs, depth, width, 1);
    }

    Network network(int inputs, RandomStream random) {
        return Network.initialised(
                architecture(inputs),
                Initialiser.TRUNCATED_NORMAL,
                training.bias(),
                random.child("weights"),
                training.batch());
    }

    /** How often the network is evaluated in joint training. */
    int evaluations() {
        return training.steps() / training.look();
    }

    Training settings(int steps, int points) {
        return settings(Loss.HINGE, rate, training.batch(), steps, points);
    }

    /** Standard Adam for so many steps or a few more, up to the end of an epoch. */
    static Training settings(Loss loss, double rate, int batch, int steps, int points) {
        int inEpoch = Math.ceilDiv(points, batch);
        return Training.of(loss, rate, batch, Math.ceilDiv(steps, inEpoch))
                .with(Optimiser.Adam.standard())
                .withCheckEvery(0);
    }

    /** All layers together; says how it ended. */
    String joint(Network network, Dataset points, BestParameters best, RandomStream random, Unfinished unfinished) {
        int steps = training.steps();
        TrainingRun run = new TrainingRun(
                        network,
                        Batches.of(points.inputs(), points.targets()),
                        settings(steps, points.size()),
                        random.child("batches"))
                .watch(training.look(), best)
                .watch(steps, Stopping.afterSteps(steps));
        unfinished.finish(run);
        if (best.evaluations().isEmpty()) {
            best.take(network, 0);
        }
        return word(run.outcome());
    }

    /** As many steps in all as in joint training, the same for every layer; one evaluation, at the end. */
    String layerwise(Network network, Dataset points, BestParameters best, RandomStream random, Unfinished unfinished) {
        LayerwiseTraining run = new LayerwiseTraining(
                network,
                points.inputs(),
                points.targets(),
                settings(training.steps() / depth, points.size()),
                Initialiser.TRUNCATED_NORMAL,
                random.child("layers"));
        unfinished.finish(run);
        best.take(network, training.steps());
        return word(run.results().getLast().outcome());
    }

    private static String word(Outcome outcome) {
        return outcome == Outcome.DIVERGED ? "diverged" : "all steps";
    }
}
