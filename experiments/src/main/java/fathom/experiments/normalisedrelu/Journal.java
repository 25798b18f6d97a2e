package fathom.experiments.normalisedrelu;

import fathom.experiments.normalisedrelu.NetworkTrial.NetworkCell;
import fathom.experiments.normalisedrelu.NetworkTrial.NetworkResult.Look;
import fathom.experiments.normalisedrelu.NetworkTrial.NetworkResult.Profile;
import module fathom.experiments;
import module java.base;

/** Looks at a network before its training and after every epoch, and remembers what it saw, through interruptions too. */
final class Journal implements Watcher {

    /** A loss that is greater, or no number, counts as this. */
    private static final double LARGEST_LOSS = 1e6;

    private static final int NUMBERS = 5;

    private final Examples training;
    private final Examples validation;
    private final Examples test;
    private final FloatMatrix probe;
    private final int[] marks;
    private final int epochs;
    /** The number of looks, then look by look their numbers and the cosines by layer. */
    private final double[] memory;

    Journal(NetworkCell cell, Split split) {
        this.training = split.training()
                .first(Math.min(split.training().size(), split.test().size()));
        this.validation = split.validation();
        this.test = split.test();
        this.probe = test.inputs().rows(0, Math.min(cell.problem().probe(), test.size()));
        this.marks = cell.body().marks(cell.name());
        this.epochs = cell.descent().epochs();
        this.memory = new double[1 + (epochs + 1) * row()];
    }

    private int row() {
        return NUMBERS + 1 + marks.length;
    }

    @Override
    public Verdict look(Moment moment) {
        see(moment.network(), moment.epoch() + 1);
        return Verdict.GO_ON;
    }

    /** Looks at the network after so many epochs. */
    void see(Network network, int epoch) {
        Evaluation trained = of(network, training);
        Evaluation tested = of(network, test);
        double[] numbers = {
            loss(trained), trained.error(), of(network, validation).error(), loss(tested), tested.error()
        };
        int at = 1 + epoch * row();
        System.arraycopy(numbers, 0, memory, at, NUMBERS);
        double[] overlaps = Metrics.overlaps(network, probe);
        memory[at + NUMBERS] = Metrics.meanCosine(probe);
        for (int b = 0; b < marks.length; b++) {
            memory[at + NUMBERS + 1 + b] = overlaps[marks[b]];
        }
        memory[0] = epoch + 1;
    }

    private static Evaluation of(Network network, Examples examples) {
        return Evaluation.of(network, examples.inputs(), examples.targets(), Loss.SOFTMAX_CROSS_ENTROPY);
    }

    private static double loss(Evaluation evaluation) {
        return evaluation.loss() <= LARGEST_LOSS ? evaluation.loss() : LARGEST_LOSS;
    }

    @Override
    public double[] memory() {
        return memory;
    }

    /** What was seen at every look. */
    List<Look> looks() {
        List<Look> looks = new ArrayList<>();
        for (int epoch = 0; epoch < memory[0]; epoch++) {
            int at = 1 + epoch * row();
            looks.add(new Look(
                    epoch,
                    memory[at],
                    memory[at + 1],
                    memory[at + 2],
                    memory[at + 3],
                    memory[at + 4],
                    memory[at + row() - 1]));
        }
        return looks;
    }

    /** The cosines by layer before the training, after 1, 2, 4, 8, ... epochs, and at the last look. */
    List<Profile> profiles() {
        List<Profile> profiles = new ArrayList<>();
        for (int epoch = 0; epoch < memory[0]; epoch++) {
            if (Integer.bitCount(epoch) <= 1 || epoch + 1 == (int) memory[0]) {
                List<Double> overlaps = new ArrayList<>();
                for (int b = 0; b <= marks.length; b++) {
                    overlaps.add(memory[1 + epoch * row() + NUMBERS + b]);
                }
                profiles.add(new Profile(epoch, overlaps));
            }
        }
        return profiles;
    }
}
