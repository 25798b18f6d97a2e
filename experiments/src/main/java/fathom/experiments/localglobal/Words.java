package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;

/** The words that configurations, ledgers and tables use for targets, kernels, initialisers and losses. */
final class Words {

    static final String LOCAL = "local";
    static final String GLOBAL = "global";
    static final String NETWORK = "network";
    static final String NTK = "ntk";
    static final String UNBIASED = "ntk-unbiased";
    static final String NNGP = "nngp";

    static final ImmutableList<String> TARGETS = ImmutableList.of(LOCAL, GLOBAL);
    static final ImmutableList<String> KERNELS = ImmutableList.of(NTK, UNBIASED, NNGP);
    static final ImmutableList<String> INITIALISERS = ImmutableList.of("glorot", "he", "ntk");
    static final ImmutableList<String> LOSSES = ImmutableList.of("logistic", "hinge", "squared");

    private Words() {}
}
