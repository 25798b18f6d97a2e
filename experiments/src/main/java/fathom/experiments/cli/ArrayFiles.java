package fathom.experiments.cli;

import fathom.runs.Bytes;
import fathom.runs.Reason;
import fathom.runs.UserError;
import fathom.simd.file.FileFormatException;
import fathom.simd.file.Npy;
import fathom.simd.file.NpyHeader;
import fathom.simd.file.Npz;
import fathom.simd.file.Tensor;
import fathom.simd.matrix.DoubleMatrix;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** NumPy's files as the commands read and write them; what is wrong with one becomes a sentence with its path. */
final class ArrayFiles {

    /** Elements of one array. */
    private static final long MOST = Integer.MAX_VALUE - 64;

    private ArrayFiles() {}

    /**
     * An n x d matrix of finite numbers.
     *
     * @param notices receives a sentence when integers are converted
     */
    static DoubleMatrix matrix(Path path, PrintWriter notices) {
        Tensor tensor = tensor(path);
        if (tensor.shape().size() != 2) {
            throw new UserError(
                    path + " has the shape " + tensor.shape() + ", expected two dimensions: rows x entries");
        }
        if (isWhole(tensor)) {
            notices.println("fathom: " + path + " holds integers; they are converted to floating-point numbers");
        }
        return finite(tensor.toDoubleMatrix(), path);
    }

    static Tensor tensor(Path path) {
        try {
            NpyHeader header = Npy.header(path);
            if (header.heap() > Runtime.getRuntime().maxMemory()) {
                throw new UserError(path + " holds an array of " + Bytes.words(header.arrayBytes())
                        + ", for which the heap must have " + Bytes.words(header.heap()) + " and has "
                        + Bytes.words(Runtime.getRuntime().maxMemory())
                        + ": give a larger FATHOM_HEAP, or a part of it");
            }
            return Npy.read(path);
        } catch (FileFormatException e) {
            throw new UserError(e.getMessage(), e);
        } catch (IOException e) {
            throw new UserError(path + " cannot be read: " + Reason.of(e), e);
        }
    }

    static boolean isWhole(Tensor tensor) {
        return tensor.elements() instanceof Tensor.Ints || tensor.elements() instanceof Tensor.Longs;
    }

    static DoubleMatrix finite(DoubleMatrix matrix, Path path) {
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                if (!Double.isFinite(matrix.get(i, j))) {
                    throw new UserError(path + " holds " + matrix.get(i, j) + " at row " + i + ", column " + j
                            + " (from 0), expected finite numbers");
                }
            }
        }
        return matrix;
    }

    /** Refuses to write what is no number. */
    static DoubleMatrix finiteResult(DoubleMatrix matrix, Path path) {
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                if (!Double.isFinite(matrix.get(i, j))) {
                    throw new UserError(
                            path + " is not written: its row " + i + ", column " + j + " (from 0) would hold "
                                    + matrix.get(i, j)
                                    + ", since numbers overflow on the way; scale the inputs with --unit or --input-scale, or the targets");
                }
            }
        }
        return matrix;
    }

    /** Refuses, before anything is computed, an output that cannot be written. */
    static void checkOutput(Path path, String end) {
        Path folder = path.toAbsolutePath().getParent();
        if (!path.toString().endsWith(end)) {
            throw new UserError("--output " + path + " must end in " + end);
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new UserError(
                    "--output " + path + " cannot be written: " + folder + " is no folder that can be written to");
        }
    }

    /** Refuses matrices that do not fit into the heap, or into an array; files are streamed and take no more. */
    static void checkSize(long rows, long columns, int matrices) {
        long needed = rows * columns * Double.BYTES * (matrices + 1);
        long heap = Runtime.getRuntime().maxMemory() / 10 * 9;
        if (rows * columns > MOST || needed > heap) {
            throw new UserError(matrices + (matrices == 1 ? " matrix" : " matrices") + " of " + rows + " x " + columns
                    + " need about " + Bytes.words(needed) + "; there are " + Bytes.words(heap)
                    + " of heap, and one array takes "
                    + Bytes.words(MOST * Double.BYTES)
                    + " at most: give fewer rows or depths, or a larger FATHOM_HEAP");
        }
    }

    static void write(Path path, Tensor tensor) {
        try {
            Npy.write(path, tensor);
        } catch (IOException e) {
            throw new UserError(path + " cannot be written: " + Reason.of(e), e);
        }
    }

    static void write(Path path, Map<String, Tensor> tensors) {
        try {
            Npz.write(path, tensors);
        } catch (IOException e) {
            throw new UserError(path + " cannot be written: " + Reason.of(e), e);
        }
    }

    /** Scales every row to length 1, in place. */
    static void unit(DoubleMatrix x, Path path) {
        for (int i = 0; i < x.rows(); i++) {
            double square = 0;
            for (int j = 0; j < x.columns(); j++) {
                square = Math.fma(x.get(i, j), x.get(i, j), square);
            }
            double length = Math.sqrt(square);
            if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
                throw new UserError(
                        path + ": row " + i + " (from 0) has length " + length + ", which --unit cannot scale to 1");
            }
            for (int j = 0; j < x.columns(); j++) {
                x.set(i, j, x.get(i, j) / length);
            }
        }
    }

    /** As many entries in both, or a sentence with both shapes. */
    static void checkSameColumns(DoubleMatrix x, Path xPath, DoubleMatrix y, Path yPath) {
        if (x.columns() != y.columns()) {
            throw new UserError(xPath + " is " + x.shape() + " and " + yPath + " is " + y.shape()
                    + ", expected as many columns in both");
        }
    }

    /** A vector for what began as one, a matrix otherwise. */
    static Tensor shaped(DoubleMatrix values, boolean vector) {
        Tensor matrix = Tensor.of(values);
        return vector ? new Tensor(List.of(values.rows()), matrix.elements()) : matrix;
    }
}
