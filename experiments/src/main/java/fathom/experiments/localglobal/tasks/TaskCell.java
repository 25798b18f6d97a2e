package fathom.experiments.localglobal.tasks;

import fathom.data.Task;
import fathom.experiments.localglobal.training.Search;

/**
 * One network to train on a task.
 *
 * @param task its name, see {@link Task#named}
 */
public record TaskCell(String task, int N, int testPoints, int depth, long seed, Search training) {

    /** A few words for people. */
    String label() {
        return task + ", depth " + depth + ", seed " + seed;
    }

    double cost() {
        return training.cost(dimension(), depth, N);
    }

    int dimension() {
        return Task.named(task).target().dimension();
    }
}
