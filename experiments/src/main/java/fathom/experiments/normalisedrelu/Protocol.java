package fathom.experiments.normalisedrelu;

import module fathom.experiments;

/**
 * What networks are compared under.
 *
 * @param batch examples in a step
 * @param varied the batch and the momentum in words, where the settings vary them
 */
record Protocol(Inputs inputs, int batch, double momentum, String varied) {

    Metric of(Metric metric) {
        return inputs.of(metric).where("batch", batch).where("momentum", momentum);
    }

    String data() {
        return inputs.data();
    }

    String words() {
        return inputs.words() + varied;
    }

    /** For names of files. */
    String fileName() {
        return inputs.fileName() + varied.replace(",", "").replace(" ", "-");
    }
}
