package fathom.nn;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A fully connected ReLU network of one input and one output, cut into the pieces on which it is affine: exactly, by following its units'
 * zeros from layer to layer.
 */
public final class LineNetwork {

    /** Zeros nearer to the end of a piece are the end. */
    private static final double ROUNDING = 1e-13;

    private final int layers;
    private final double[][][] weights;
    private final double[][] biases;

    /** @throws IllegalArgumentException if the network is not from one number to one number, by dense layers and ReLUs */
    public LineNetwork(Architecture architecture, double[] parameters) {
        List<Tensor> tensors = architecture.tensors();
        if (architecture.inputs() != 1 || architecture.outputs() != 1 || tensors.size() % 2 != 0) {
            throw new IllegalArgumentException(
                    "a network on a line has one input, one output and dense layers, not " + architecture.layers());
        }
        layers = tensors.size() / 2;
        weights = new double[layers][][];
        biases = new double[layers][];
        for (int l = 0; l < layers; l++) {
            Tensor weight = tensors.get(2 * l);
            Tensor bias = tensors.get(2 * l + 1);
            weights[l] = new double[weight.rows()][];
            for (int i = 0; i < weight.rows(); i++) {
                int from = weight.offset() + i * weight.columns();
                weights[l][i] = Arrays.copyOfRange(parameters, from, from + weight.columns());
            }
            biases[l] = Arrays.copyOfRange(parameters, bias.offset(), bias.offset() + bias.columns());
        }
    }

    /** The network with its weights as they are, in double. */
    public static LineNetwork of(Network network) {
        float[] parameters = network.parameters();
        double[] wide = IntStream.range(0, parameters.length)
                .mapToDouble(p -> parameters[p])
                .toArray();
        return new LineNetwork(network.architecture(), wide);
    }

    /**
     * A piece. What unit i of layer l reads there is {@code slopes[l][i] x + offsets[l][i]}; the last pair is the network's output.
     */
    public record Piece(double from, double to, double[][] slopes, double[][] offsets) {

        /** Of the output. */
        public double slope() {
            return slopes[slopes.length - 1][0];
        }

        /** Of the output. */
        public double offset() {
            return offsets[offsets.length - 1][0];
        }

        /** Where the output is {@code level} inside the piece, or the nearer end: where it would be beyond. */
        public double crossing(double level) {
            return Math.clamp((level - offset()) / slope(), from, to);
        }
    }

    /** Weights of layer l: inputs x outputs; not a copy. */
    public double[][] weights(int l) {
        return weights[l];
    }

    /** Hidden layers and readout. */
    public int layers() {
        return layers;
    }

    /** Shows all pieces of an interval from left to right. */
    public void pieces(double from, double to, Consumer<Piece> visitor) {
        double[][] slopes = new double[layers + 1][];
        double[][] offsets = new double[layers + 1][];
        slopes[0] = new double[] {1};
        offsets[0] = new double[] {0};
        cut(0, from, to, slopes, offsets, visitor);
    }

    private void cut(
            int layer, double from, double to, double[][] slopes, double[][] offsets, Consumer<Piece> visitor) {
        int units = biases[layer].length;
        double[] slope = new double[units];
        double[] offset = biases[layer].clone();
        for (int i = 0; i < weights[layer].length; i++) {
            for (int o = 0; o < units; o++) {
                slope[o] += slopes[layer][i] * weights[layer][i][o];
                offset[o] += offsets[layer][i] * weights[layer][i][o];
            }
        }
        if (layer == layers - 1) {
            slopes[layers] = slope;
            offsets[layers] = offset;
            visitor.accept(new Piece(from, to, slopes.clone(), offsets.clone()));
            return;
        }
        double left = from;
        for (double right : ends(slope, offset, from, to)) {
            if (right == to || right > left + ROUNDING && right < to - ROUNDING) {
                double middle = (left + right) / 2;
                slopes[layer + 1] = new double[units];
                offsets[layer + 1] = new double[units];
                for (int o = 0; o < units; o++) {
                    if (slope[o] * middle + offset[o] > 0) {
                        slopes[layer + 1][o] = slope[o];
                        offsets[layer + 1][o] = offset[o];
                    }
                }
                cut(layer + 1, left, right, slopes, offsets, visitor);
                left = right;
            }
        }
    }

    /** Where units are 0 inside an interval, ascending, and its right end. */
    private static double[] ends(double[] slope, double[] offset, double from, double to) {
        return IntStream.rangeClosed(0, slope.length)
                .mapToDouble(o -> o == slope.length ? to : -offset[o] / slope[o])
                .filter(zero -> zero > from && zero <= to)
                .sorted()
                .toArray();
    }

    /** How many affine functions the network is made of on an interval, neighbours that are equal counted once. */
    public int regions(double from, double to) {
        int[] count = {0};
        double[] last = {Double.NaN, Double.NaN};
        pieces(from, to, piece -> {
            double scale = Math.abs(piece.slope()) + Math.abs(piece.offset()) + Math.abs(last[0]) + Math.abs(last[1]);
            boolean same = Math.abs(piece.slope() - last[0]) + Math.abs(piece.offset() - last[1]) <= 1e-9 * scale;
            count[0] += same ? 0 : 1;
            last[0] = piece.slope();
            last[1] = piece.offset();
        });
        return count[0];
    }
}
