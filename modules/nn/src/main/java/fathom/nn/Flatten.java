package fathom.nn;

/** An image read as a row of numbers, pixel by pixel; nothing moves. */
public record Flatten() implements Layer {

    @Override
    public Shape output(Shape input) {
        return Shape.flat(input.size());
    }

    @Override
    public String name() {
        return "flatten";
    }
}
