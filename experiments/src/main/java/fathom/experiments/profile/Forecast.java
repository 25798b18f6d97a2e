package fathom.experiments.profile;

import fathom.nn.Batches;
import fathom.nn.Initialiser;
import fathom.nn.Loss;
import fathom.nn.Network;
import fathom.nn.Optimiser;
import fathom.nn.Training;
import fathom.nn.TrainingRun;
import fathom.ntk.Resources;
import fathom.runs.Bytes;
import fathom.runs.Ledger;
import fathom.runs.Sweep;
import fathom.runs.progress.Durations;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long a profile will take and what memory, from a few steps of each network and one product, taken now. Nothing of it enters a result. */
final class Forecast {

    private static final int STEPS = 10;

    /** Epochs of the first network, in which the compiler warms up, and the least of every other. */
    private static final int COLD = 60;

    private static final int WARM = 3;
    private static final int PRODUCTS = 5;

    /** Nanoseconds to spend on every network at least. */
    private static final long SPENT = 100_000_000;

    private Forecast() {}

    static String notice(Configuration c, List<Sweep<?, ?>> sweeps, Ledger ledger, int jobs) {
        List<NetworkCell> networks = missing(sweeps, ledger, NetworkCell.class);
        double operations = missing(sweeps, ledger, KernelCell.class).stream()
                        .mapToDouble(KernelCell::cost)
                        .sum()
                + missing(sweeps, ledger, SpectrumCell.class).stream()
                        .mapToDouble(SpectrumCell::cost)
                        .sum()
                + missing(sweeps, ledger, ConditioningCell.class).stream()
                        .mapToDouble(ConditioningCell::cost)
                        .sum();
        if (networks.isEmpty() && operations == 0) {
            return "";
        }
        double seconds;
        try {
            seconds = Parallelism.call(1, () -> networkSeconds(networks) + productSeconds(operations));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return "profile of " + c.target() + ": about "
                + Durations.words(Duration.ofMillis((long) (seconds / jobs * 1000)))
                + " at " + jobs + (jobs == 1 ? " trial" : " trials") + " at once, and "
                + Bytes.words(largest(sweeps, jobs)) + " of memory.";
    }

    /** The best of several measurements: the first ones are taken before the compiler is done with the product. */
    private static double productSeconds(double operations) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < PRODUCTS; i++) {
            best = Math.min(best, new Resources(0, operations).seconds());
        }
        return best;
    }

    private static <C extends Record> List<C> missing(List<Sweep<?, ?>> sweeps, Ledger ledger, Class<C> type) {
        List<C> cells = new ArrayList<>();
        for (Sweep<?, ?> sweep : sweeps) {
            if (sweep.configurationType() == type) {
                add(sweep, ledger, type, cells);
            }
        }
        return cells;
    }

    private static <C extends Record, D extends Record> void add(
            Sweep<D, ?> sweep, Ledger ledger, Class<C> type, List<C> cells) {
        for (D cell : sweep.plan()) {
            if (!ledger.contains(sweep.key(cell))) {
                cells.add(type.cast(cell));
            }
        }
    }

    /** The memory of the largest trials that may run at once. */
    private static long largest(List<Sweep<?, ?>> sweeps, int jobs) {
        List<Long> bytes = new ArrayList<>();
        sweeps.forEach(sweep -> addBytes(sweep, bytes));
        bytes.sort(Collections.reverseOrder());
        return bytes.stream().limit(jobs).mapToLong(Long::longValue).sum();
    }

    private static <D extends Record> void addBytes(Sweep<D, ?> sweep, List<Long> bytes) {
        sweep.plan().forEach(cell -> bytes.add(sweep.bytes().applyAsLong(cell)));
    }

    private static double networkSeconds(List<NetworkCell> cells) {
        Map<Integer, Double> paces = new HashMap<>();
        double seconds = 0;
        for (NetworkCell cell : cells) {
            seconds += NetworkCell.steps(cell.training()) * pace(cell, cell.depth(), paces);
            for (int student : cell.students()) {
                seconds += NetworkCell.steps(cell.training()) * pace(cell, student, paces);
            }
        }
        return seconds;
    }

    /** Seconds a step: the best of several epochs, which other work on the machine delays least. */
    private static double pace(NetworkCell cell, int depth, Map<Integer, Double> paces) {
        Double known = paces.get(depth);
        if (known != null) {
            return known;
        }
        RandomStream random = RandomStream.of(0, "profile forecast");
        int batch = cell.training().batch();
        FloatMatrix inputs = FloatMatrix.zeros(STEPS * batch, cell.inputs());
        random.fillNormal(inputs, 0);
        FloatMatrix targets = FloatMatrix.zeros(STEPS * batch, cell.outputs());
        random.fillNormal(targets, (long) STEPS * batch * cell.inputs());
        Network network =
                Network.initialised(NetworkTrial.architecture(cell, depth), Initialiser.GLOROT, random, batch);
        TrainingRun run = new TrainingRun(
                network,
                Batches.of(inputs, targets),
                Training.of(Loss.SQUARED, 1e-6, batch, Integer.MAX_VALUE).with(Optimiser.Adam.standard()),
                random.child("batches"));
        run.epoch();
        long begin = System.nanoTime();
        double best = Double.POSITIVE_INFINITY;
        int least = paces.isEmpty() ? COLD : WARM;
        for (int epochs = 0; epochs < least || System.nanoTime() - begin < SPENT; epochs++) {
            long start = System.nanoTime();
            run.epoch();
            best = Math.min(best, (System.nanoTime() - start) / 1e9 / STEPS);
        }
        paces.put(depth, best);
        return best;
    }
}
