package fathom.experiments.profile;

import fathom.experiments.profile.ProfileConditioningTrial.KernelConditions;
import fathom.experiments.profile.ProfileConditioningTrial.KernelConditions.KernelCondition;
import fathom.experiments.profile.ProfileConditioningTrial.SplitConditioning;
import fathom.experiments.profile.ProfileKernelTrial.ChosenRidge;
import fathom.experiments.profile.ProfileKernelTrial.SplitKernel;
import fathom.experiments.profile.ProfileNetworkTrial.ChosenNetwork;
import fathom.experiments.profile.ProfileNetworkTrial.ChosenNetwork.Student;
import fathom.experiments.profile.ProfileNetworkTrial.SplitNetworks;
import fathom.experiments.profile.ProfileSpectrumTrial.LabelSpectrum;
import fathom.experiments.profile.ProfileSpectrumTrial.LabelSpectrum.CurvePoint;
import fathom.experiments.profile.ProfileSpectrumTrial.SplitSpectrum;
import fathom.experiments.protocol.Listing;
import fathom.runs.figure.Panel;
import fathom.runs.results.Choice;
import fathom.runs.results.Curve;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import fathom.runs.results.Rows;
import fathom.runs.statistics.Interval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What the finished trials have measured, with one rule for all intervals.
 *
 * <pre>
 * fresh samples for every seed:   mean ± t sd / √J
 * splits of one file:             mean ± t sd √(1/J + test/training)
 * </pre>
 *
 * J seeds, t of J - 1 degrees of freedom at 95 %. Splits of one file share most of their training samples, so that they scatter less than
 * independent samples; the second rule is Nadeau and Bengio's (2003) correction. The interval of a difference of misclassified shares
 * reaches 3 / test each way at least, by the rule of three: where t test samples show no event, its share may still be 3 / t. Without it a
 * few seeds that happen to agree would count as certainty.
 */
final class ProfileMetrics {

    static final String NETWORK = "network";

    private static final double RULE_OF_THREE = 3;

    final ProfileSettings c;
    private final Rows<SplitNetworks, ChosenNetwork> networks;
    private final Rows<SplitKernel, ChosenRidge> kernels;
    private final Rows<SplitSpectrum, LabelSpectrum> spectra;
    private final Rows<SplitConditioning, KernelCondition> conditions;

    ProfileMetrics(ProfileSweeps sweeps, Results results) {
        c = sweeps.c();
        networks = results.of(sweeps.networks());
        kernels = results.of(sweeps.kernels());
        spectra = results.of(sweeps.spectra());
        conditions = results.of(sweeps.conditioning())
                .each("kernel", KernelConditions::rows, KernelCondition::kernel)
                .key("depth", row -> row.result().depth());
    }

    private Metric plain(Metric metric, String... keys) {
        return metric.keeping(keys).resampled(c.resampled() ? c.testSamples() / (double) c.training() : 0, 0);
    }

    /** With the intervals of differences of errors. */
    private Metric effect(Metric metric) {
        return metric.resampled(
                c.resampled() ? c.testSamples() / (double) c.training() : 0,
                c.classification() ? RULE_OF_THREE / c.testSamples() : 0);
    }

    /** Something of the networks by depth. */
    Metric networks(String name, ToDoubleFunction<ChosenNetwork> value) {
        return plain(networks.metric(name, value), "depth");
    }

    /** Test errors of networks, or of a kernel, by depth. */
    Metric errors(String model) {
        return model.equals(NETWORK)
                ? networks("test error", ChosenNetwork::error)
                : kernels("test error", ChosenRidge::error).where("kernel", model);
    }

    Metric kernels(String name, ToDoubleFunction<ChosenRidge> value) {
        return plain(kernels.metric(name, value), "kernel", "depth");
    }

    private Metric validation(String model) {
        return model.equals(NETWORK)
                ? networks("validation error", ChosenNetwork::validationError)
                : kernels("validation error", ChosenRidge::validationError).where("kernel", model);
    }

    /** The depth that the validation part prefers, for seeds that have all depths; of equals the shallowest. */
    private Choice preferred(String model, List<Integer> depths) {
        return whole(
                        validation(model).whereKeys(keys -> depths.contains(((Number) keys.get("depth")).intValue())),
                        depths.size())
                .least("depth");
    }

    /** The seeds that have so many values. */
    private static Metric whole(Metric metric, int count) {
        Map<Object, Integer> sizes = new HashMap<>();
        metric.by(Metric.SEED).forEach(one -> sizes.put(one.at(Metric.SEED), one.size()));
        return metric.whereKeys(keys -> sizes.get(keys.get(Metric.SEED)) == count);
    }

    /** Error of each other depth less that of the shallowest. */
    Metric differences(String model) {
        return effect(errors(model).minus("depth", c.shallow()));
    }

    /** Error of the deeper depth that validation prefers less that of the shallowest. */
    Metric depthEffect(String model) {
        return effect(preferred(model, c.deeper())
                .of(errors(model))
                .minus(errors(model).where("depth", c.shallow())));
    }

    /** The error of the network with hidden layers that validation prefers less the trivial predictor's. */
    Metric overTrivial() {
        return effect(chosen().minus(preferred(NETWORK, c.hidden()).of(trivial())));
    }

    private Metric chosen() {
        return preferred(NETWORK, c.hidden()).of(errors(NETWORK));
    }

    /** The same less the linear model's. */
    Metric overLinear() {
        return effect(chosen().minus(errors(NETWORK).where("depth", 0)));
    }

    /** The same less that of the kernel that validation prefers, of either kind and any depth. */
    Metric overKernels() {
        Rows<SplitKernel, ChosenRidge> models = kernels.key(
                "model",
                row -> row.configuration().kernel() + row.configuration().depth());
        Metric validation =
                models.metric("validation error", ChosenRidge::validationError).keeping("model");
        Metric errors = models.metric("test error", ChosenRidge::error).keeping("model");
        return effect(chosen().minus(
                        whole(validation, LimitKernels.NAMES.size() * c.hidden().size())
                                .least("model")
                                .of(errors)));
    }

    /** The trivial predictor's error, the same at every depth. */
    Metric trivial() {
        return networks("trivial error", ChosenNetwork::trivialError);
    }

    /** Something of the spectra by kernel and depth. */
    Metric spectra(String name, ToDoubleFunction<LabelSpectrum> value) {
        return plain(spectra.metric(name, value), "kernel", "depth");
    }

    /** Something of the spectra by kernel, depth and index of the rank. */
    Metric byRank(String name, Function<LabelSpectrum, List<Double>> values) {
        return plain(spectra.each("rank", values).metric(name, Double::doubleValue), "kernel", "depth", "rank");
    }

    /** Something of the learning curves by kernel, depth and size. */
    Metric curve(String name, ToDoubleFunction<CurvePoint> value) {
        return plain(
                spectra.each("size", LabelSpectrum::curve, CurvePoint::n).metric(name, value),
                "kernel",
                "depth",
                "size");
    }

    /** Median of |predicted / measured - 1| over depths, sizes and seeds. */
    double deviation(String kernel) {
        return curve("predicted", CurvePoint::predicted)
                .over(curve("measured", CurvePoint::measured))
                .where("kernel", kernel)
                .map(ratio -> Math.abs(ratio - 1))
                .median();
    }

    /** S: the held-out share in the leading tenth of the NTK's eigenvectors at the shallowest depth. */
    Metric share() {
        return shares().where("depth", c.shallow());
    }

    /** C: the same at the deepest depth less S. */
    Metric shareChange() {
        return shares().where("depth", c.deepest()).minus(share());
    }

    private Metric shares() {
        return spectra("held-out energy in the leading tenth", LabelSpectrum::leading)
                .where("kernel", LimitKernels.NTK);
    }

    /** Something of the conditioning by kernel and depth. */
    Metric conditions(String name, ToDoubleFunction<KernelCondition> value) {
        return plain(conditions.metric(name, value), "kernel", "depth");
    }

    /** R: the median ratio of condition numbers, deepest over shallowest; NaN where one cannot be told from infinity. */
    double conditionRatio(String kernel) {
        Metric condition =
                conditions("condition number", KernelCondition::condition).where("kernel", kernel);
        return condition
                .where("depth", c.deepest())
                .over(condition.where("depth", c.shallow()))
                .median();
    }

    /** Something of the imitations by depth of the student. */
    Metric students(String name, ToDoubleFunction<Student> value) {
        return plain(
                networks.each("student", ChosenNetwork::students, Student::depth)
                        .metric(name, value),
                "student");
    }

    /** The student's error less its teacher's. */
    Metric overTeacher() {
        return effect(students("test error of the imitation", Student::error)
                .minus(errors(NETWORK).where("depth", c.deepest())));
    }

    /** The interval at one value of a key; nothing if nothing is measured there. */
    static Interval at(Metric metric, String key, Object value) {
        return cell(metric.where(key, value));
    }

    /** The interval; nothing if nothing is measured. */
    static Interval cell(Metric metric) {
        return metric.isEmpty() ? null : metric.overSeeds();
    }

    /** A number for a table; nothing if it is not known. */
    static Object known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** Means with intervals against a key, where anything is measured. */
    static void line(Panel panel, String name, Metric metric, String key) {
        Curve curve = metric.curve(key);
        if (curve.x().length > 0) {
            panel.line(name, curve.x(), curve.mean(), curve.low(), curve.high());
        }
    }

    /** The values that were chosen from a grid, each with how often, those at its edge with a remark. */
    static String selected(Metric chosen, List<Double> grid) {
        return Listing.selected(java.util.Arrays.stream(chosen.values()).boxed().toList(), grid);
    }

    /** What the rule of the intervals is, for the report. */
    String rule() {
        String rule = c.resampled()
                ? "Every seed splits the same rows anew, so the seeds are not independent: 95 % intervals are Student's, widened by"
                        + " Nadeau and Bengio's correction. They speak of other samples of the same kind, as far as one file can."
                : "Every seed draws fresh samples; intervals are Student's at 95 %.";
        return c.classification()
                ? rule
                        + " The interval of a difference of errors reaches at least 3 / (test samples) each way, so that a few seeds that"
                        + " agree by chance do not count as certainty."
                : rule;
    }
}
