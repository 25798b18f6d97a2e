package fathom.experiments.normalisedrelu;

import module fathom.experiments;

/**
 * Examples that need no file: ten classes, each of several clusters, all on one side of the sphere, as images are.
 *
 * <pre>
 * x = z / |z|,   z = offset e + m_kj + noise g / sqrt(d)      d = side^2,   e = (1, ..., 1) / sqrt(d)
 * </pre>
 *
 * class k and cluster j uniform, m_kj uniform on the unit sphere, g standard normal. Two inputs have a mean cosine of about offset^2 / (offset^2 +
 * 1 + noise^2). Inputs are grey images of side x side, which only networks with convolutions know.
 */
public record Mixture(
        @Key(value = "the mixture's inputs have side x side entries", min = 4, max = 64, was = "side")
        int side,

        @Key(value = "clusters in each of its classes", min = 1, max = 1000, was = "clusters")
        int clusters,

        @Key(value = "length of its noise, a cluster's centre having length 1", min = 0, max = 100, was = "noise")
        double noise,

        @Key(value = "length of the shift that all its inputs share", min = 0, max = 100, was = "offset")
        double offset) {

    int dimension() {
        return side * side;
    }

    /**
     * n examples z, not scaled yet.
     *
     * @param middles where the clusters' middles come from
     * @param points where the examples come from
     */
    Examples sample(int n, RandomStream middles, RandomStream points) {
        int d = dimension();
        FloatMatrix m = FloatMatrix.zeros(Problem.CLASSES * clusters, d);
        middles.fillSphere(m, 0);
        FloatMatrix x = FloatMatrix.zeros(n, d);
        points.child("noise").fillNormal(x, 0);
        RandomStream choice = points.child("clusters");
        int[] classes = new int[n];
        double spread = noise / Math.sqrt(d);
        double shift = offset / Math.sqrt(d);
        for (int i = 0; i < n; i++) {
            int cluster = choice.below(m.rows(), i);
            classes[i] = cluster / clusters;
            for (int j = 0; j < d; j++) {
                x.set(i, j, (float) (Math.fma(spread, x.get(i, j), shift) + m.get(cluster, j)));
            }
        }
        return new Examples(x, Classification.targets(classes, Problem.CLASSES));
    }
}
