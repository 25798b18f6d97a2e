package fathom.experiments.localglobal.problem;

import com.google.common.collect.ImmutableList;

/** The words that configurations, ledgers and tables use for targets, kernels, initialisers and losses. */
public final class Words {

    public static final String LOCAL = "local";
    public static final String GLOBAL = "global";
    public static final String NETWORK = "network";
    public static final String NTK = "ntk";
    public static final String UNBIASED = "ntk-unbiased";
    public static final String NNGP = "nngp";
    public static final String RANDOM = "random labels";

    public static final ImmutableList<String> TARGETS = ImmutableList.of(LOCAL, GLOBAL);
    public static final ImmutableList<String> KERNELS = ImmutableList.of(NTK, UNBIASED, NNGP);
    public static final ImmutableList<String> INITIALISERS = ImmutableList.of("glorot", "he", "ntk");
    public static final ImmutableList<String> LOSSES = ImmutableList.of("logistic", "hinge", "squared");

    private Words() {}
}
