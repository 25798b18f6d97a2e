package fathom.nn;

import fathom.simd.file.FileFormatException;
import fathom.simd.file.Safetensors;
import fathom.simd.file.Tensor.Floats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network's numbers as a safetensors file: every tensor of {@link Architecture#tensors} and {@link Architecture#states} under its name,
 * in single precision, weights as fanIn x outputs (the transpose of what PyTorch stores), rows as one dimension. The architecture stands
 * in the metadata, as {@link Architecture#parse} reads it: equal shapes do not make equal networks.
 */
public final class Weights {

    private static final String KEY = "architecture";

    private Weights() {}

    /** Writes the file; it appears whole or not at all. */
    public static void write(Network network, Path file) throws IOException {
        Map<String, fathom.simd.file.Tensor> tensors = new LinkedHashMap<>();
        put(network.architecture().tensors(), network.parameters(), tensors);
        put(network.architecture().states(), network.state(), tensors);
        Map<String, String> metadata = Map.of(KEY, network.architecture().toString());
        new Safetensors(tensors, metadata).write(file);
    }

    /**
     * Takes the numbers of a file over into {@code network}. Other floating-point types are rounded. A file that says nothing of its
     * architecture, as one made elsewhere, is known by its tensors alone.
     *
     * @throws FileFormatException if the file is missing or damaged, names another architecture, lacks a tensor of the network or has one
     *     more, or a tensor has another shape; nothing has then been changed
     */
    public static void read(Network network, Path file) throws IOException {
        Safetensors stored = Safetensors.read(file);
        if (stored.metadata().containsKey(KEY)) {
            Architecture theirs = architecture(stored, file);
            if (!theirs.equals(network.architecture())) {
                throw new FileFormatException(file + " holds the weights of another architecture: " + theirs
                        + ", and this network is " + network.architecture()
                        + "; Network.load makes the network that belongs to the file");
            }
        }
        take(network, stored.tensors(), file);
    }

    /** The network that a file describes. */
    static Network load(Path file, int batch) throws IOException {
        Safetensors stored = Safetensors.read(file);
        if (!stored.metadata().containsKey(KEY)) {
            throw new FileFormatException(file + " does not say which architecture its tensors belong to (metadata \""
                    + KEY + "\"): make the network, and let Weights.read fill it");
        }
        Network network = new Network(architecture(stored, file), batch);
        take(network, stored.tensors(), file);
        return network;
    }

    private static Architecture architecture(Safetensors stored, Path file) throws FileFormatException {
        try {
            return Architecture.parse(stored.metadata().get(KEY));
        } catch (IllegalArgumentException e) {
            throw new FileFormatException(file + ", metadata \"" + KEY + "\": " + e.getMessage());
        }
    }

    private static void take(Network network, Map<String, fathom.simd.file.Tensor> tensors, Path file)
            throws FileFormatException {
        List<Tensor> own = network.architecture().tensors();
        List<Tensor> states = network.architecture().states();
        float[] parameters = new float[network.parameters().length];
        float[] state = new float[network.state().length];
        take(own, tensors, parameters, file);
        take(states, tensors, state, file);
        if (tensors.size() > own.size() + states.size()) {
            Map<String, fathom.simd.file.Tensor> others = new LinkedHashMap<>(tensors);
            own.forEach(tensor -> others.remove(tensor.name()));
            states.forEach(tensor -> others.remove(tensor.name()));
            throw new FileFormatException(file + " holds the tensor "
                    + others.keySet().iterator().next() + ", which this network does not have");
        }
        System.arraycopy(parameters, 0, network.parameters(), 0, parameters.length);
        System.arraycopy(state, 0, network.state(), 0, state.length);
    }

    private static void put(List<Tensor> list, float[] values, Map<String, fathom.simd.file.Tensor> tensors) {
        for (Tensor tensor : list) {
            float[] copy = Arrays.copyOfRange(values, tensor.offset(), tensor.offset() + tensor.size());
            tensors.put(tensor.name(), new fathom.simd.file.Tensor(shape(tensor), new Floats(copy)));
        }
    }

    private static void take(List<Tensor> list, Map<String, fathom.simd.file.Tensor> tensors, float[] values, Path file)
            throws FileFormatException {
        for (Tensor tensor : list) {
            fathom.simd.file.Tensor stored = tensors.get(tensor.name());
            if (stored == null) {
                throw new FileFormatException(file + " lacks the tensor " + tensor.name() + "; it holds "
                        + String.join(", ", tensors.keySet()));
            }
            if (!stored.shape().equals(shape(tensor))) {
                throw new FileFormatException(file + ", tensor " + tensor.name() + ": its shape is " + stored.shape()
                        + ", and this network needs " + shape(tensor));
            }
            for (int i = 0; i < tensor.size(); i++) {
                values[tensor.offset() + i] = (float) stored.elements().asDouble(i);
            }
        }
    }

    private static List<Integer> shape(Tensor tensor) {
        return tensor.kind() == Tensor.Kind.WEIGHT
                ? List.of(tensor.rows(), tensor.columns())
                : List.of(tensor.columns());
    }
}
