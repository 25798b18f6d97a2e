package fathom.nn;

/** How layers act that know the difference: batch normalisation and dropout. */
enum Mode {
    TRAINING,
    EVALUATION
}
