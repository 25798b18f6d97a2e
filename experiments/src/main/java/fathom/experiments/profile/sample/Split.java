package fathom.experiments.profile.sample;

import fathom.runs.UserError;
import fathom.simd.Reduce;
import fathom.simd.matrix.DoubleMatrix;

/**
 * The samples of a seed in three parts, scaled by what the first of them says.
 *
 * @param training what models are fitted to
 * @param validation on which learning rates, ridges and the moment to stop are chosen
 * @param test on which errors are measured, and nothing else is done
 * @param scaling of the inputs, learned on the training part
 * @param classification whether classes are asked for
 */
public record Split(Part training, Part validation, Part test, Scaling scaling, boolean classification) {

    /** How many of n samples a share takes: at least 1. */
    public static int held(double share, int n) {
        return Math.max(1, (int) Math.rint(share * n));
    }

    /**
     * The first samples train, the next validate, the last test.
     *
     * @param validation share of the samples
     * @param test share of the samples
     */
    public static Split of(Samples samples, double validation, double test) {
        int n = samples.size();
        int forTest = held(test, n);
        int forValidation = held(validation, n);
        int forTraining = n - forTest - forValidation;
        Scaling inputs = Scaling.of(samples.inputs().rows(0, forTraining));
        DoubleMatrix targets = targets(samples, forTraining);
        int[] ends = {0, forTraining, forTraining + forValidation, n};
        Part[] parts = new Part[3];
        for (int p = 0; p < 3; p++) {
            parts[p] = new Part(inputs.of(samples.inputs(), ends[p], ends[p + 1]), targets.rows(ends[p], ends[p + 1]));
        }
        return new Split(parts[0], parts[1], parts[2], inputs, samples.classification());
    }

    /**
     * Whether every part can be learned from and judged: two classes at least, or numbers that differ.
     *
     * @param seed whose split it is, for the message
     * @param leading as many first samples of the training part must do as well, for their spectrum
     * @throws UserError that names the first part without
     */
    public void check(long seed, int leading) {
        check("training", training, seed);
        check(
                "spectrum's",
                new Part(training.inputs().rows(0, leading), training.targets().rows(0, leading)),
                seed);
        check("validation", validation, seed);
        check("test", test, seed);
    }

    private void check(String name, Part part, long seed) {
        if (!varies(part.targets())) {
            throw new UserError("the split of seed " + seed + " gives its " + name + " part (" + part.size() + " of "
                    + (training.size() + validation.size() + test.size()) + " samples) "
                    + (classification ? "one class only" : "targets that do not differ")
                    + ", so that nothing can be learned or judged there: give more samples, larger validation= and"
                    + " test= or spectrumSamples=, or fewer rows of the most frequent "
                    + (classification ? "class" : "target"));
        }
    }

    private static boolean varies(DoubleMatrix targets) {
        for (int i = 1; i < targets.rows(); i++) {
            for (int j = 0; j < targets.columns(); j++) {
                if (targets.get(i, j) != targets.get(0, j)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static DoubleMatrix targets(Samples samples, int forTraining) {
        DoubleMatrix answers = samples.answers();
        if (!samples.classification()) {
            return Scaling.of(answers.rows(0, forTraining)).of(answers, 0, answers.rows());
        }
        int classes = samples.classes().size();
        DoubleMatrix targets = DoubleMatrix.zeros(answers.rows(), classes == 2 ? 1 : classes);
        for (int i = 0; i < answers.rows(); i++) {
            int own = (int) answers.get(i, 0);
            if (classes == 2) {
                targets.set(i, 0, own == 1 ? 1 : -1);
            } else {
                for (int c = 0; c < classes; c++) {
                    targets.set(i, c, (c == own ? 1 : 0) - 1.0 / classes);
                }
            }
        }
        return targets;
    }

    /**
     * The error of outputs against the targets of a part.
     *
     * <pre>
     * classes      the share of rows of another class: by sign for two classes, by the largest output for more
     * numbers      sum (f - y)^2 / sum y^2,  y standardised on the training part: 1 for predicting the mean of the training part
     * </pre>
     *
     * @param outputs n x m
     * @param targets n x m, of a {@link Part}
     */
    public double error(DoubleMatrix outputs, DoubleMatrix targets) {
        if (!classification) {
            return squaredError(outputs, targets);
        }
        int wrong = 0;
        for (int i = 0; i < targets.rows(); i++) {
            wrong += category(outputs, i) == category(targets, i) ? 0 : 1;
        }
        return wrong / (double) targets.rows();
    }

    /** sum (f - y)^2 / sum y^2. */
    public static double squaredError(DoubleMatrix outputs, DoubleMatrix targets) {
        double missed = 0;
        double all = 0;
        for (int i = 0; i < targets.rows(); i++) {
            for (int j = 0; j < targets.columns(); j++) {
                double difference = outputs.get(i, j) - targets.get(i, j);
                missed = Math.fma(difference, difference, missed);
                all = Math.fma(targets.get(i, j), targets.get(i, j), all);
            }
        }
        return missed / all;
    }

    /** The test error of what knows the answers of the training part alone: its most frequent class, or its mean. */
    public double trivialError() {
        if (!classification) {
            return 1;
        }
        int[] counts = new int[Math.max(2, test.targets().columns())];
        for (int i = 0; i < training.size(); i++) {
            counts[category(training.targets(), i)]++;
        }
        int most = 0;
        for (int c = 1; c < counts.length; c++) {
            most = counts[c] > counts[most] ? c : most;
        }
        int wrong = 0;
        for (int i = 0; i < test.size(); i++) {
            wrong += category(test.targets(), i) == most ? 0 : 1;
        }
        return wrong / (double) test.size();
    }

    /** The class that a row of outputs, or of targets, stands for. */
    public static int category(DoubleMatrix outputs, int row) {
        return outputs.columns() == 1 ? (outputs.get(row, 0) >= 0 ? 1 : 0) : Reduce.argmax(outputs.row(row));
    }
}
