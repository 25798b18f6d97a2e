package fathom.experiments.normalisedrelu;

import module fathom.experiments;

/** A data set as networks see it: as it is, or with each channel centred and standardised. */
record Inputs(String data, boolean centred) {

    Metric of(Metric metric) {
        return metric.where("data", data).where("centred", centred);
    }

    String words() {
        return data + (centred ? ", centred" : "");
    }

    /** For names of files. */
    String fileName() {
        return data + (centred ? "-centred" : "");
    }
}
