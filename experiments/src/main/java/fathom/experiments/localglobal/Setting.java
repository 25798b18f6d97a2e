package fathom.experiments.localglobal;

import java.util.Locale;

/**
 * A size at which depths are compared.
 *
 * @param k order of the targets
 * @param N training samples
 * @param H width of the hidden layers; 0 for kernels, which have none
 */
record Setting(int k, int N, int H) {

    /** The same for kernels. */
    Setting infinite() {
        return new Setting(k, N, 0);
    }

    /** In a few words; the sizes that all settings of the configuration share are left out. */
    String words(Configuration c) {
        return "k = " + k + (c.N().size() > 1 ? ", N = " + N : "") + (c.H().size() > 1 && H > 0 ? ", H = " + H : "");
    }

    /** As part of a file's name, as short as {@link #words}. */
    String name(Configuration c) {
        return String.format(
                Locale.ROOT, "k%d%s%s", k, c.N().size() > 1 ? "-N" + N : "", c.H().size() > 1 && H > 0 ? "-H" + H : "");
    }
}
