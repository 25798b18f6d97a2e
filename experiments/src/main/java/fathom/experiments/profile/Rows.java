package fathom.experiments.profile;

/** The rows of the report's tables that clauses of the verdict rest on. */
final class Rows {

    static final String NETWORKS = "networks";
    static final String EFFECTS = "effects";
    static final String LIMITS = "limits";
    static final String LIMIT_EFFECTS = "limit-effects";
    static final String CURVE = "curve";
    static final String DEVIATIONS = "deviations";
    static final String SPECTRA = "spectra";
    static final String SHARES = "shares";
    static final String CONDITIONS = "conditions";
    static final String RATIOS = "ratios";
    static final String STUDENTS = "students";

    static final String DEPTH = EFFECTS + "-1";
    static final String TRIVIAL = EFFECTS + "-2";
    static final String LINEAR = EFFECTS + "-3";
    static final String NTK = LIMIT_EFFECTS + "-1";
    static final String NNGP = LIMIT_EFFECTS + "-2";
    static final String KERNELS = LIMIT_EFFECTS + "-3";
    static final String DEVIATION = DEVIATIONS + "-1";
    static final String SHARE = SHARES + "-1";
    static final String CHANGE = SHARES + "-2";
    static final String RATIO = RATIOS + "-1";
    static final String IMITATION = STUDENTS + "-1";

    private Rows() {}
}
