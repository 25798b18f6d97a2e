package fathom.nn;

/** A function applied to every element. */
public enum Activation {
    /** phi(z) = z where z is positive, else 0; its derivative at 0 is 0. */
    RELU
}
