package fathom.experiments.profile;

import fathom.experiments.profile.ProfileConditioningTrial.KernelConditions;
import fathom.experiments.profile.ProfileConditioningTrial.SplitConditioning;
import fathom.experiments.profile.ProfileKernelTrial.ChosenRidge;
import fathom.experiments.profile.ProfileKernelTrial.SplitKernel;
import fathom.experiments.profile.ProfileNetworkTrial.ChosenNetwork;
import fathom.experiments.profile.ProfileNetworkTrial.SplitNetworks;
import fathom.experiments.profile.ProfileSpectrumTrial.LabelSpectrum;
import fathom.experiments.profile.ProfileSpectrumTrial.SplitSpectrum;
import fathom.experiments.profile.sample.Source;
import fathom.runs.Plan;
import fathom.runs.Sweep;
import java.util.List;

/**
 * The trials of a profile.
 *
 * @param threads of each trial; no result depends on it
 */
record ProfileSweeps(ProfileSettings c, Source source, int threads) {

    Sweep<SplitNetworks, ChosenNetwork> networks() {
        SplitNetworks.Budget budget = new SplitNetworks.Budget(
                c.network().width(),
                c.network().rates(),
                c.network().steps(),
                c.network().batch(),
                c.network().unlabelled());
        List<SplitNetworks> plan = new Plan<>("network");
        for (int depth : c.depths()) {
            for (long seed : c.seeds()) {
                plan.add(new SplitNetworks(
                        c.problem(seed),
                        c.data().inputs(),
                        c.data().outputs(),
                        depth,
                        budget,
                        depth == c.deepest() ? c.students() : List.of()));
            }
        }
        return Sweep.of(
                        "network",
                        SplitNetworks.class,
                        ChosenNetwork.class,
                        plan,
                        new ProfileNetworkTrial(source, threads))
                .withCost(SplitNetworks::cost)
                .withBytes(ProfileNetworkTrial::bytes)
                .withLabel(SplitNetworks::label);
    }

    /** What is made of a kernel, a depth and a seed. */
    @FunctionalInterface
    private interface Limit<C> {
        C of(String kernel, int depth, ProfileProblem problem);
    }

    private <C> List<C> limits(Limit<C> limit) {
        List<C> plan = new Plan<>("kernel");
        for (String kernel : LimitKernels.NAMES) {
            for (int depth : c.hidden()) {
                for (long seed : c.seeds()) {
                    plan.add(limit.of(kernel, depth, c.problem(seed)));
                }
            }
        }
        return plan;
    }

    Sweep<SplitKernel, ChosenRidge> kernels() {
        return Sweep.of(
                        "kernel",
                        SplitKernel.class,
                        ChosenRidge.class,
                        limits((kernel, depth, problem) -> new SplitKernel(
                                problem,
                                c.data().inputs(),
                                c.data().outputs(),
                                kernel,
                                depth,
                                c.kernel().ridges())),
                        new ProfileKernelTrial(source, threads))
                .withCost(SplitKernel::cost)
                .withBytes(ProfileKernelTrial::bytes)
                .withLabel(SplitKernel::label);
    }

    Sweep<SplitSpectrum, LabelSpectrum> spectra() {
        return Sweep.of(
                        "spectrum",
                        SplitSpectrum.class,
                        LabelSpectrum.class,
                        limits((kernel, depth, problem) -> new SplitSpectrum(
                                problem,
                                c.data().inputs(),
                                c.data().outputs(),
                                kernel,
                                depth,
                                c.spectrum(),
                                c.kernel().curveRidge(),
                                c.kernel().draws())),
                        new ProfileSpectrumTrial(source, threads))
                .withCost(SplitSpectrum::cost)
                .withBytes(ProfileSpectrumTrial::bytes)
                .withLabel(SplitSpectrum::label);
    }

    Sweep<SplitConditioning, KernelConditions> conditioning() {
        return Sweep.of(
                        "conditioning",
                        SplitConditioning.class,
                        KernelConditions.class,
                        c.seeds().stream()
                                .map(seed -> new SplitConditioning(
                                        c.problem(seed), c.data().inputs(), c.conditioned(), c.conditioningDepth()))
                                .toList(),
                        new ProfileConditioningTrial(source, threads))
                .withCost(SplitConditioning::cost)
                .withBytes(ProfileConditioningTrial::bytes)
                .withLabel(SplitConditioning::label);
    }
}
