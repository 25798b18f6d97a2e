package fathom.experiments.cli;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import fathom.data.Task;
import fathom.experiments.profile.Profile;
import fathom.experiments.profile.sample.CsvTable;
import fathom.experiments.profile.sample.Labelling;
import fathom.experiments.profile.sample.NamedSource;
import fathom.experiments.profile.sample.Samples;
import fathom.experiments.profile.sample.Scaling;
import fathom.experiments.profile.sample.Source;
import fathom.experiments.profile.sample.TableOptions;
import fathom.experiments.profile.sample.TableSource;
import fathom.runs.Reason;
import fathom.runs.UserError;
import fathom.runs.settings.Settings;
import fathom.simd.file.Tensor;
import fathom.simd.matrix.DoubleMatrix;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a profile is of.
 *
 * @param source the samples
 * @param settings the keys that they decide
 * @param title a folder's name
 */
record ProfileInput(Source source, List<String> settings, String title) {

    private static final int SAMPLES = 5000;
    private static final int DIGITS = 16;

    /** @throws UserError in one sentence, if there is nothing to learn from */
    static ProfileInput of(String target, TableOptions options, Path labels, Integer n, Consumer<String> notices) {
        String label = options.label();
        String task = options.task();
        if (!isTable(target)
                && (!options.header().isEmpty() || !options.ignored().isEmpty())) {
            throw new UserError("--header and --ignore go with a CSV file, not with --target " + target);
        }
        if (target.endsWith(".npy")) {
            return arrays(Path.of(target), label, labels, task, n, notices);
        }
        if (labels != null) {
            throw new UserError(
                    "--labels " + labels + " goes with inputs in an .npy file, not with --target " + target);
        }
        if (isTable(target)) {
            Path path = existing(Path.of(target), "--target");
            Samples all = CsvTable.read(path, options, notices);
            return file(path, digest(path), options.words(), all, n, notices);
        }
        if (!label.isEmpty()) {
            throw new UserError("--label " + label + " goes with a CSV file, not with the target " + target);
        }
        return named(target, task, n == null ? SAMPLES : n);
    }

    private static boolean isTable(String target) {
        return !target.endsWith(".npy")
                && (target.matches("(?i).*\\.(csv|tsv|txt|data)")
                        || !target.contains("(") && Files.isRegularFile(Path.of(target)));
    }

    private static ProfileInput named(String target, String task, int n) {
        boolean classification = !task.equals(Labelling.REGRESSION);
        Task known;
        try {
            known = Task.named(target);
        } catch (IllegalArgumentException e) {
            throw new UserError(
                    e.getMessage() + "; a table is a file whose name ends in .csv, and there is none named " + target,
                    e);
        }
        if (!task.isEmpty()) {
            Settings.known("task", task, List.of(Labelling.CLASSIFICATION, Labelling.REGRESSION));
        }
        return new ProfileInput(
                new NamedSource(known, classification),
                Profile.decided(
                        target.replace(" ", ""),
                        "",
                        "",
                        classification,
                        n,
                        known.inputs().dimension(),
                        1),
                target.replace(" ", "").replaceAll("[^A-Za-z0-9._=,+-]+", "-").replaceAll("-$", ""));
    }

    private static ProfileInput arrays(
            Path path, String label, Path labels, String task, Integer n, Consumer<String> notices) {
        if (!label.isEmpty()) {
            throw new UserError("--label " + label + " goes with a CSV file; the labels of " + path
                    + " are a file of their own: --labels Y.npy");
        }
        if (labels == null) {
            throw new UserError(
                    "the labels of " + path + " are missing, expected --labels Y.npy with one for each row");
        }
        DoubleMatrix inputs = ArrayFiles.matrix(existing(path, "--target"), silent());
        Tensor given = ArrayFiles.tensor(existing(labels, "--labels"));
        int rows = given.shape().isEmpty() ? 1 : given.shape().getFirst();
        if (rows != inputs.rows()) {
            throw new UserError(labels + " has " + rows + " rows and " + path + " has " + inputs.rows()
                    + ", expected one label for each input");
        }
        String digest = Hashing.sha256()
                .hashString(digest(path) + digest(labels), StandardCharsets.UTF_8)
                .toString()
                .substring(0, DIGITS);
        String what = "the file " + labels.getFileName();
        return file(path, digest, what, samples(inputs, given, labels, task, notices), n, notices);
    }

    private static Samples samples(
            DoubleMatrix inputs, Tensor given, Path path, String task, Consumer<String> notices) {
        if (given.shape().size() > 2) {
            throw new UserError(path + " has the shape " + given.shape() + ", expected n or n x m");
        }
        DoubleMatrix values = given.shape().size() == 1
                ? DoubleMatrix.wrap(doubles(given), given.shape().getFirst(), 1)
                : given.toDoubleMatrix();
        ArrayFiles.finite(values, path);
        if (values.columns() > 1) {
            if (task.equals(Labelling.CLASSIFICATION)) {
                throw new UserError(path + " has " + values.columns()
                        + " columns, expected one of class labels; several columns are regressed");
            }
            notices.accept(path.getFileName() + " is read as " + values.columns() + " numbers to be regressed.");
            return new Samples(inputs, List.of(), values);
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < values.rows(); i++) {
            texts.add(Double.toString(values.get(i, 0)));
        }
        Labelling labelling = Labelling.of(path.getFileName().toString(), texts, task);
        notices.accept(labelling.sentence());
        return new Samples(inputs, labelling.classes(), labelling.answers());
    }

    private static double[] doubles(Tensor tensor) {
        double[] values = new double[tensor.elements().count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.elements().asDouble(i);
        }
        return values;
    }

    private static ProfileInput file(
            Path path, String digest, String label, Samples all, Integer n, Consumer<String> notices) {
        int rows = n == null ? all.size() : Math.min(n, all.size());
        if (n != null && n > all.size()) {
            notices.accept(path.getFileName() + " has " + all.size() + " rows; all are taken.");
        }
        int constant = all.inputs().columns() - Scaling.of(all.inputs()).varying();
        if (constant == all.inputs().columns()) {
            throw new UserError(path + " has no input column that varies: there is nothing to learn from");
        }
        if (constant > 0) {
            notices.accept(
                    constant + " of " + all.inputs().columns() + " input columns are constant and tell nothing.");
        }
        int classes = all.classes().size();
        String name = path.getFileName().toString();
        return new ProfileInput(
                new TableSource(all),
                Profile.decided(
                        name,
                        digest,
                        label,
                        all.classification(),
                        rows,
                        all.inputs().columns(),
                        all.classification()
                                ? (classes == 2 ? 1 : classes)
                                : all.answers().columns()),
                title(MoreFiles.getNameWithoutExtension(path), digest));
    }

    /** A folder's name: the file's in ASCII, and where letters are lost, digits that tell it from files of other names or contents. */
    static String title(String name, String digest) {
        String ascii = name.replaceAll("[^A-Za-z0-9._=,+-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        boolean lost = name.codePoints().anyMatch(c -> c > 127 && Character.isLetterOrDigit(c));
        if (!lost && !ascii.isEmpty()) {
            return ascii;
        }
        String digits = Hashing.sha256()
                .hashString(name + "\n" + digest, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 8);
        return (ascii + "-" + digits).replaceAll("^-+", "");
    }

    private static Path existing(Path path, String option) {
        if (!Files.isRegularFile(path)) {
            throw new UserError(option + " " + path + " is no file");
        }
        return path;
    }

    private static String digest(Path path) {
        try {
            return MoreFiles.asByteSource(path)
                    .hash(Hashing.sha256())
                    .toString()
                    .substring(0, DIGITS);
        } catch (IOException e) {
            throw new UserError(path + " cannot be read: " + Reason.of(e), e);
        }
    }

    private static PrintWriter silent() {
        return new PrintWriter(Writer.nullWriter());
    }
}
