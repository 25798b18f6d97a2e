package fathom.cluster;

import fathom.runs.Executor;
import fathom.runs.TrialTask;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Tasks on their way to other machines, the longest first, and what comes back of them in any order. A cluster may run a parcel twice (a
 * machine was lost, or is slow) and so answer twice; the first answer counts.
 */
public final class Shipment {

    private final List<Parcel> parcels = new ArrayList<>();
    private final Executor.Listener listener;
    private final BitSet answered = new BitSet();

    /** Packs the tasks; {@code listener} hears of each once. */
    public Shipment(List<? extends TrialTask<?, ?>> tasks, Executor.Listener listener) {
        this.listener = listener;
        List<TrialTask<?, ?>> order = new ArrayList<>(tasks);
        order.sort(Comparator.<TrialTask<?, ?>>comparingDouble(TrialTask::cost).reversed());
        for (TrialTask<?, ?> task : order) {
            parcels.add(new Parcel(parcels.size(), task));
        }
    }

    /** Refuses, by a UserError, tasks whose trial cannot travel. One of each sweep tells for all. */
    public static void check(List<? extends TrialTask<?, ?>> tasks) {
        List<String> sweeps = new ArrayList<>();
        for (TrialTask<?, ?> task : tasks) {
            if (!sweeps.contains(task.sweep())) {
                sweeps.add(task.sweep());
                new Parcel(0, task).check();
            }
        }
    }

    /** What is to be sent, the longest first. */
    public List<Parcel> parcels() {
        return List.copyOf(parcels);
    }

    /** Takes an answer, from any thread. */
    public synchronized void take(Parcel.Reply reply) {
        if (answered.get(reply.index())) {
            return;
        }
        answered.set(reply.index());
        reply.attempt().report(parcels.get(reply.index()).task(), listener);
    }

    /** Whether every parcel has been answered. */
    public synchronized boolean complete() {
        return answered.cardinality() == parcels.size();
    }
}
