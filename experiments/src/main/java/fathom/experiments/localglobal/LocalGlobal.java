package fathom.experiments.localglobal;

import module fathom.experiments;
import module java.base;

/**
 * Does depth help to learn a local target and hurt for a global one? Modelled on Takashi Mori and Masahito Ueda, arXiv 2005.12488 and
 * 2201.12082.
 *
 * <p>Networks of several depths are trained on the labels of each target, and the kernels of infinitely wide networks regress on the same
 * samples. Errors are compared between depths in pairs, seed by seed.
 */
public final class LocalGlobal {

    /** The experiment. */
    public static final Experiment<LocalGlobalSettings> EXPERIMENT = Experiment.of(
                    "local-global",
                    "Does depth help to learn a local target and hurt for a global one?",
                    LocalGlobalSettings.class,
                    LocalGlobal::sections)
            .titled("Does depth help? Local and global targets")
            .source("T. Mori and M. Ueda, arXiv 2005.12488 and 2201.12082")
            .resources(LocalGlobal.class::getResourceAsStream)
            .preset("quick", "k = 3, L = 1, 2, 4, lazy training, five seeds; under five minutes on two cores")
            .preset("smoke", "a few seconds; shows that everything works")
            .preset("k1", "claim 3: k = 1, a linear perceptron and L = 1, 2, 4, ten seeds; minutes")
            .preset("targets", "parities, a staircase, hierarchies, a bump, harmonics: does depth help there? minutes")
            .preset(
                    "loss",
                    "logistic and squared loss crossed with d and N at k = 2: which one makes depth help? an hour or two")
            .preset("sweep", "k = 2 and 3, L = 1 to 6, three N, two widths, and lazy training in full; hours")
            .preset("paper", "k = 1, 2, 3 at the paper's size, L = 0 to 10, ten seeds; days, resumable");

    private LocalGlobal() {}

    private static List<Section> sections(LocalGlobalSettings s, Context context) {
        DepthSweeps sweeps = new DepthSweeps(s, context.threads());
        return List.of(
                new DepthSection(sweeps).section(),
                new SchurSection(s.schur(), s.kernels(), s.hiddenDepths(), context).section(),
                new LossSection(s.losses(), s, context).section(),
                new LazySection(s.lazy(), s.batch(), s.validation(), s.testPoints(), context).section(),
                new PerturbationSection(sweeps).section(),
                new RandomLabelSection(s, context).section(),
                new OtherTargetsSection(sweeps).section(),
                new TrainingSection(sweeps).section());
    }
}
