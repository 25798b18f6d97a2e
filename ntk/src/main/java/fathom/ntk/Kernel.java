package fathom.ntk;

/** Which limit of an infinitely wide network. */
public enum Kernel {
    /** S_L, the covariance of the outputs at initialisation: the network as a Gaussian process. */
    NNGP,
    /** T_L, the neural tangent kernel: what gradient flow on all weights follows. */
    NTK
}
