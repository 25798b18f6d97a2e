package fathom.experiments.localglobal;

import module fathom.experiments;
import module java.base;

/** What depth does to a metric with keys {@code depth} and {@code target}. */
public final class Effects {

    private Effects() {}

    /** m(L = deep) - m(L = shallow), seed by seed. */
    public static Metric change(Metric metric, int shallow, int deep) {
        return metric.where("depth", deep).minus(metric.where("depth", shallow));
    }

    /**
     * How much more depth costs the global target than the local one, seed by seed.
     *
     * <pre>
     * [error(L = deep) - error(L = shallow)] of the global target - the same of the local one
     * </pre>
     */
    public static Metric dissociation(Metric error, int shallow, int deep) {
        return change(error.where("target", Words.GLOBAL), shallow, deep)
                .minus(change(error.where("target", Words.LOCAL), shallow, deep))
                .as("target", "global − local")
                .named("dissociation");
    }

    /** For instance "error(L=4) − error(L=1)". */
    public static String difference(String metric, int shallow, int deep) {
        return metric + "(L=" + deep + ") − " + metric + "(L=" + shallow + ")";
    }

    /** For instance "−0.055 [−0.068, −0.042]". */
    public static String words(Interval effect) {
        return Numbers.format("%+.3f [%+.3f, %+.3f]", effect.mean(), effect.low(), effect.high())
                .replace('-', '−');
    }
}
