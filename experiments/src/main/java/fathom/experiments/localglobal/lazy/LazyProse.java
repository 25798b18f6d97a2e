package fathom.experiments.localglobal.lazy;

import com.google.common.collect.ImmutableList;

/** What the report says of claim 5 in sentences. */
final class LazyProse {

    static final String TEXT =
            "A wide network whose output is large beside what its weights must do for it barely moves them: it is trained lazily, as if it were"
                    + " linear in its weights, and its tangent kernel stays what it was. Two sweeps lead there: the output scale alpha, and the"
                    + " width. If the difference between local and global targets comes from feature learning, it should fade along both,"
                    + " towards what regression with the limit's kernel shows.";

    static final String ORDERS =
            "Drift is |K1 - K0| / |K0| (Frobenius) of the tangent kernel on test points between initialisation and end; alignment is the cosine"
                    + " between both. For smooth models drift is of the order 1 / alpha (Chizat, Oyallon and Bach 2019). By width the first bounds"
                    + " were of the order n^(-1/2) (Jacot, Gabriel and Hongler 2018; Lee et al. 2019), the order itself is 1 / n for smooth"
                    + " activations (Huang and Yau 2020; Dyer and Gur-Ari 2020). ReLU's kinks lie between: of n units about a share n^(-1/2)"
                    + " cross theirs for a training point, with random effect on the kernel, which makes n^(-3/4). Alignment with the labels is"
                    + " centred; on so few points it is rough.";

    private LazyProse() {}

    static ImmutableList<String> setUp(LazyChapter chapter) {
        return ImmutableList.of(
                "Model g = alpha (f(x) - f(x) at initialisation), f in the NTK parameterisation with acting weights of variance 2 / fan-in and"
                        + " biases that begin at 0 and are trained; squared loss on labels, batches of "
                        + chapter.descent().batch() + ", until the training error is 0, or "
                        + chapter.descent().epochs() + " epochs.",
                "Targets of order " + chapter.k() + " over d = " + chapter.d() + " entries, N = " + chapter.N()
                        + " samples scaled to length sqrt d, where the limit of infinite width is the NTK with trained biases of the other"
                        + " sections, and " + chapter.seeds() + " seeds, each with fresh samples and weights.",
                "Learning rates: shares " + chapter.descent().factors()
                        + " of 2 B / lambda_max of the initial tangent kernel on a batch of B, where"
                        + " a step ceases to be stable; so the rate falls as 1 / alpha^2. The share is chosen on a validation split.",
                "Alpha is swept at width " + chapter.H() + ", the width at alpha = " + chapter.widthAlpha() + ".");
    }
}
