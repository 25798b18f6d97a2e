package fathom.experiments.normalisedrelu;

import module fathom.experiments;
import module java.base;

/**
 * What stands behind every layer with weights.
 *
 * <pre>
 * phi          phi
 * batch(phi)   batch normalisation, then phi              Ioffe and Szegedy 2015
 * layer(phi)   phi, then layer normalisation              the form of the paper's lemma 1
 * </pre>
 *
 * @param text such as {@code selu}, {@code normrelu(c=-1.5975)} or {@code batch(relu)}
 */
record NetworkName(String text) {

    static final String RELU = "relu";

    private static final Pattern WRAPPED = Pattern.compile("(batch|layer)\\((.*)\\)");

    private String wrapping() {
        Matcher wrapped = WRAPPED.matcher(text);
        return wrapped.matches() ? wrapped.group(1) : "";
    }

    /** @throws IllegalArgumentException if there is no such activation */
    Activation activation() {
        Matcher wrapped = WRAPPED.matcher(text);
        return Activation.parse(wrapped.matches() ? wrapped.group(2) : text);
    }

    boolean batch() {
        return wrapping().equals("batch");
    }

    boolean layer() {
        return wrapping().equals("layer");
    }

    /** Whether anything normalises. */
    boolean normalises() {
        return batch() || layer();
    }

    /** Whether it is NormReLU without normalisation. */
    boolean normRelu() {
        return !normalises() && activation().kind() == ActivationKind.NORMRELU;
    }

    /** A layer with weights and what stands behind it. */
    List<Layer> behind(Layer weighted) {
        Layer phi = new Activated(activation());
        return batch()
                ? List.of(weighted, new BatchNorm(), phi)
                : layer() ? List.of(weighted, phi, new LayerNorm()) : List.of(weighted, phi);
    }
}
