package fathom.nn;

/**
 * The mean of each channel over all pixels; its output is flat.
 *
 * <pre>
 * out_c = (1 / pixels) sum over i, j of in(i, j, c)
 * </pre>
 */
public record GlobalAveragePool() implements Layer {

    @Override
    public Shape output(Shape input) {
        return Shape.flat(input.channels());
    }

    @Override
    public String name() {
        return "globalaveragepool";
    }
}
