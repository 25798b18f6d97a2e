package fathom.simd.eigen;

import fathom.simd.machine.Parallelism;
import fathom.simd.machine.Workers;

/**
 * T = Q B Q' for a band B and a tridiagonal T. Sweep s makes row s tridiagonal by a reflection of the next WIDTH rows and columns; what spills
 * over is reflected away from the first row in which it stands, which spills over further down, and so on to the end: step k of sweep s acts on
 * the WIDTH rows from s + 1 + k WIDTH on, and on as many columns beyond them.
 *
 * <pre>
 * step k of sweep s follows step k - 1 of its own sweep and step k + 1 of sweep s - 1
 * </pre>
 *
 * Steps that are not so ordered touch nothing in common. So a group of sweeps passes over the band, two steps behind each other, while
 * it is in the cache; and several such groups are on their way at once, on several threads. Source: B. Lang, "A parallel
 * algorithm for reducing symmetric banded matrices to tridiagonal form", 1993.
 */
final class BulgeChase implements Workers.Part {

    /** Sweeps of a group: on one thread more, for the cache, on several fewer, so that more groups are on their way. No bit depends on it. */
    private static final int ALONE = 8;

    private static final int TOGETHER = 4;

    private final int n;
    private final int groupSize;

    /** Steps of its first sweep that a group goes before the next group may go as many: so that a group is two parts ahead of the next. */
    private final int partSteps;

    private final int sweeps;
    private final int groups;
    private final int parts;
    private final BulgeStep[][] steps;
    private int wave;
    private int firstGroup;

    BulgeChase(Band band) {
        this(band, Parallelism.threads() == 1 ? ALONE : TOGETHER);
    }

    /** @param groupSize sweeps of a group */
    BulgeChase(Band band, int groupSize) {
        n = band.n;
        this.groupSize = groupSize;
        partSteps = 2 * groupSize;
        sweeps = Math.max(n - 2, 0);
        groups = (sweeps + groupSize - 1) / groupSize;
        int longest = (n - 2) / Band.WIDTH + 1 + 2 * (groupSize - 1);
        parts = (longest + partSteps - 1) / partSteps;
        steps = new BulgeStep[Math.min(groups, parts / 2 + 1)][groupSize];
        for (BulgeStep[] group : steps) {
            for (int i = 0; i < groupSize; i++) {
                group[i] = new BulgeStep(band);
            }
        }
    }

    void run() {
        // In wave number w, group g does its part w - 2 g.
        for (wave = 0; wave < 2 * (groups - 1) + parts; wave++) {
            firstGroup = Math.max(0, (wave - parts + 2) / 2);
            int lastGroup = Math.min(groups - 1, wave / 2);
            Workers.forEach(lastGroup - firstGroup + 1, this);
        }
    }

    @Override
    public void run(int index) {
        int group = firstGroup + index;
        int part = wave - 2 * group;
        BulgeStep[] own = steps[group % steps.length];
        int first = group * groupSize;
        int count = Math.min(groupSize, sweeps - first);
        for (int time = part * partSteps; time < part * partSteps + partSteps; time++) {
            for (int i = 0; i < count; i++) {
                int k = time - 2 * i;
                int row = first + i + 1 + k * Band.WIDTH;
                if (k >= 0 && row < n - 1) {
                    if (k == 0) {
                        own[i].begin(first + i);
                    }
                    own[i].go(row);
                }
            }
        }
    }
}
