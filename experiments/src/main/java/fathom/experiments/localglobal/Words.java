package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;

/** The words that configurations, ledgers and tables use for targets and kernels. */
public final class Words {

    public static final String LOCAL = "local";
    public static final String GLOBAL = "global";
    public static final String NETWORK = "network";
    public static final String NTK = "ntk";
    public static final String UNBIASED = "ntk-unbiased";
    public static final String NNGP = "nngp";

    public static final ImmutableList<String> TARGETS = ImmutableList.of(LOCAL, GLOBAL);

    private Words() {}
}
