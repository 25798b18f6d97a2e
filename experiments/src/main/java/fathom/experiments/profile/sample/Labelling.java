package fathom.experiments.profile.sample;

import fathom.runs.UserError;
import fathom.runs.settings.Settings;
import fathom.simd.matrix.DoubleMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Labels read as classes or as numbers.
 *
 * <p>The rule, where the user does not say: labels are classes if one of them is no number, or if all are whole numbers, at most 20 of
 * them different and each there 5 times on average; else they are numbers.
 *
 * @param classes the names of the classes, whole numbers in their order and other names in that of the alphabet; empty for numbers
 * @param answers n x 1: numbers of classes, or numbers
 * @param sentence what was decided, and why
 */
public record Labelling(List<String> classes, DoubleMatrix answers, String sentence) {

    /** The task that asks for classes. */
    public static final String CLASSIFICATION = "classification";

    /** The task that asks for numbers. */
    public static final String REGRESSION = "regression";

    private static final int MOST_WHOLE = 20;
    private static final int LEAST_TIMES = 5;
    private static final int MOST_CLASSES = 100;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** The list is copied. */
    public Labelling {
        classes = List.copyOf(classes);
    }

    /**
     * @param what names the labels at the beginning of a sentence, such as {@code data.csv, column "y"}
     * @param labels one for each sample, none of them empty
     * @param task {@code classification}, {@code regression}, or empty for the rule
     * @throws UserError if the labels do not suit the task, or are all equal
     */
    public static Labelling of(String what, List<String> labels, String task) {
        if (!task.isEmpty()) {
            Settings.known("task", task, List.of(CLASSIFICATION, REGRESSION));
        }
        TreeSet<String> different = new TreeSet<>(labels);
        if (different.size() == 1) {
            throw new UserError(what + " holds the one label " + different.first()
                    + " only, expected at least two different ones: there is nothing to learn");
        }
        boolean numbers = different.stream().allMatch(Labelling::isNumber);
        boolean few = different.size() <= MOST_WHOLE && different.size() * LEAST_TIMES <= labels.size();
        boolean whole = numbers && different.stream().allMatch(text -> isWhole(Double.parseDouble(text)));
        boolean classes = task.isEmpty() ? !numbers || whole && few : task.equals(CLASSIFICATION);
        String why = !task.isEmpty()
                ? "as --task says"
                : !numbers
                        ? "since some are no numbers"
                        : classes
                                ? "since they are " + different.size() + " different whole numbers"
                                : whole
                                        ? "since they are " + different.size()
                                                + " different whole numbers, too many for classes"
                                        : "since they are not all whole";
        return classes ? classes(what, labels, different, numbers, why) : numbers(what, labels, numbers, why);
    }

    private static Labelling classes(
            String what, List<String> labels, TreeSet<String> different, boolean numbers, String why) {
        List<String> names = new ArrayList<>(
                numbers
                        ? different.stream()
                                .sorted(Comparator.comparingDouble(Double::parseDouble))
                                .toList()
                        : different);
        if (names.size() > MOST_CLASSES) {
            throw new UserError(what + " holds " + names.size() + " different labels, expected at most " + MOST_CLASSES
                    + " classes; numbers are regressed with --task " + REGRESSION);
        }
        DoubleMatrix answers = DoubleMatrix.zeros(labels.size(), 1);
        for (int i = 0; i < labels.size(); i++) {
            answers.set(i, 0, names.indexOf(labels.get(i)));
        }
        String some = names.size() <= 12
                ? String.join(", ", names)
                : names.stream().limit(10).collect(Collectors.joining(", ")) + ", ...";
        return new Labelling(
                names, answers, what + " is read as " + names.size() + " classes (" + some + "), " + why + ".");
    }

    private static Labelling numbers(String what, List<String> labels, boolean numbers, String why) {
        DoubleMatrix answers = DoubleMatrix.zeros(labels.size(), 1);
        for (int i = 0; i < labels.size(); i++) {
            if (!numbers && !isNumber(labels.get(i))) {
                throw new UserError(what + " holds \"" + labels.get(i) + "\", which --task " + REGRESSION
                        + " cannot read as a number; leave --task away for classes");
            }
            answers.set(i, 0, Double.parseDouble(labels.get(i)));
        }
        return new Labelling(List.of(), answers, what + " is read as numbers to be regressed, " + why + ".");
    }

    /** Whether a text is a finite decimal number. */
    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value);
    }
}
