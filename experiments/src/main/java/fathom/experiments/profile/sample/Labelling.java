package fathom.experiments.profile.sample;

import fathom.runs.UserError;
import fathom.runs.settings.Settings;
import fathom.simd.matrix.DoubleMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Labels read as classes or as numbers. Numbers are compared as numbers: 1, 1.0 and +1 are one label.
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

    /** Beyond this not every whole number is a double. */
    private static final double LARGEST_EXACT = 0x1p53;

    /** The list is copied. */
    public Labelling {
        classes = List.copyOf(classes);
    }

    /**
     * @param what names the labels at the beginning of a sentence, such as {@code data.csv, column "y"}
     * @param texts the label of each sample, none of them empty
     * @param task {@code classification}, {@code regression}, or empty for the rule
     * @throws UserError if the labels do not suit the task, or are all equal
     */
    public static Labelling of(String what, List<String> texts, String task) {
        if (!task.isEmpty()) {
            Settings.known("task", task, List.of(CLASSIFICATION, REGRESSION));
        }
        List<String> labels = texts.stream().map(Labelling::canonical).toList();
        TreeSet<String> different = new TreeSet<>(labels);
        if (different.size() == 1) {
            throw new UserError(what + " holds the one label " + shown(List.copyOf(different))
                    + " only, expected at least two different ones: there is nothing to learn");
        }
        boolean numbers = different.stream().allMatch(Cell::isNumber);
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
        Map<String, Integer> numbered = new HashMap<>();
        names.forEach(name -> numbered.put(name, numbered.size()));
        DoubleMatrix answers = DoubleMatrix.zeros(labels.size(), 1);
        for (int i = 0; i < labels.size(); i++) {
            answers.set(i, 0, numbered.get(labels.get(i)));
        }
        String some = names.size() <= 12 ? shown(names) : shown(names.subList(0, 10)) + ", ...";
        return new Labelling(
                names, answers, what + " is read as " + names.size() + " classes (" + some + "), " + why + ".");
    }

    private static String shown(List<String> names) {
        return names.stream()
                .map(name ->
                        name.length() > 40 || name.chars().anyMatch(Character::isISOControl) ? Cell.quoted(name) : name)
                .collect(Collectors.joining(", "));
    }

    private static Labelling numbers(String what, List<String> labels, boolean numbers, String why) {
        DoubleMatrix answers = DoubleMatrix.zeros(labels.size(), 1);
        for (int i = 0; i < labels.size(); i++) {
            if (!numbers && !Cell.isNumber(labels.get(i))) {
                throw new UserError(what + " holds " + Cell.quoted(labels.get(i)) + ", which --task " + REGRESSION
                        + " cannot read as a number; leave --task away for classes");
            }
            answers.set(i, 0, Double.parseDouble(labels.get(i)));
        }
        return new Labelling(List.of(), answers, what + " is read as numbers to be regressed, " + why + ".");
    }

    /** One text for all that mean one number; other labels as they are. */
    private static String canonical(String label) {
        if (!Cell.isNumber(label)) {
            return label;
        }
        double value = Double.parseDouble(label) + 0.0; // -0 becomes 0
        return isWhole(value) && Math.abs(value) < LARGEST_EXACT ? Long.toString((long) value) : Double.toString(value);
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value);
    }
}
