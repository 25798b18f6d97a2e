package fathom.experiments.normalisedrelu;

import fathom.nn.Convolution;
import module fathom.experiments;
import module java.base;

/**
 * The shape of a network.
 *
 * <pre>
 * connected   depth x (dense of width, phi), dense
 * residual    convolution of 3 x 3, phi; three stages of depth blocks; mean over pixels; dense
 *             block   phi(x + convolution(phi(convolution(x)))), windows of 3 x 3
 *             stage   width, 2 width, 4 width channels; the first block of the second and third moves by 2 pixels, and its shortcut is a
 *                     convolution of 1 x 1 that does so too
 * </pre>
 *
 * So a residual network has 6 depth + 2 layers with weights on its way, as in He et al. (2016). Where nothing normalises, each sum is divided by
 * sqrt 2, so that lengths stay as they are however many sums there are.
 *
 * @param kind {@code connected} or {@code residual}
 * @param depth number of hidden layers, or of blocks in a stage
 * @param width units of a hidden layer, or channels of the first stage
 */
public record Body(String kind, int depth, int width) {

    static final String CONNECTED = "connected";
    static final String RESIDUAL = "residual";

    private static final int STAGES = 3;

    boolean residual() {
        return kind.equals(RESIDUAL);
    }

    /** A short name: FC-32, ResNet-32. */
    String name() {
        return residual() ? "ResNet-" + (2 * STAGES * depth + 2) : "FC-" + depth;
    }

    /** Layers with weights on the way, as the paper counts residual networks, or hidden layers. */
    int layers() {
        return residual() ? 2 * STAGES * depth + 2 : depth;
    }

    /** How many places there are whose cosines are taken, the inputs not counted. */
    int marked() {
        return residual() ? STAGES * depth + 1 : depth;
    }

    /** The whole network. */
    Architecture architecture(Shape input, NetworkName name) {
        List<Layer> layers = new ArrayList<>();
        blocks(name).forEach(layers::addAll);
        if (residual()) {
            layers.add(new GlobalAveragePool());
        }
        layers.add(new Dense(Problem.CLASSES));
        Shape shape = residual() ? input : Shape.flat(input.size());
        return new Architecture(shape, layers);
    }

    /** What the dot products are taken behind: the hidden layers, or the first convolution and the blocks. */
    List<List<Layer>> blocks(NetworkName name) {
        List<List<Layer>> blocks = new ArrayList<>();
        if (!residual()) {
            for (int l = 0; l < depth; l++) {
                blocks.add(name.behind(new Dense(width)));
            }
            return blocks;
        }
        blocks.add(name.behind(Convolution.same(width, 3)));
        for (int stage = 0; stage < STAGES; stage++) {
            for (int block = 0; block < depth; block++) {
                blocks.add(block(name, width << stage, stage > 0 && block == 0 ? 2 : 1));
            }
        }
        return blocks;
    }

    private static List<Layer> block(NetworkName name, int channels, int stride) {
        List<Layer> inner = new ArrayList<>(name.behind(new Convolution(channels, Window.square(3, stride, 1))));
        inner.add(Convolution.same(channels, 3));
        List<Layer> shortcut = new ArrayList<>();
        if (stride > 1) {
            shortcut.add(new Convolution(channels, Window.square(1, stride, 0)));
        }
        if (name.batch()) {
            inner.add(new BatchNorm());
            if (stride > 1) {
                shortcut.add(new BatchNorm());
            }
        }
        List<Layer> block = new ArrayList<>();
        block.add(new Residual(inner, shortcut));
        if (!name.normalises()) {
            block.add(new Scaled(Math.sqrt(0.5)));
        }
        block.add(new Activated(name.activation()));
        if (name.layer()) {
            block.add(new LayerNorm());
        }
        return block;
    }

    /** How many computed steps there are up to the end of each block, less 1: where metrics hold what comes out of it. */
    int[] marks(NetworkName name) {
        List<List<Layer>> blocks = blocks(name);
        int[] marks = new int[blocks.size()];
        int steps = 0;
        for (int b = 0; b < marks.length; b++) {
            steps += Metrics.steps(blocks.get(b));
            marks[b] = steps - 1;
        }
        return marks;
    }
}
