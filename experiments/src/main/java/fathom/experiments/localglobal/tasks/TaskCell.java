package fathom.experiments.localglobal.tasks;

import fathom.data.Task;
import fathom.experiments.localglobal.training.Forecast;
import fathom.experiments.localglobal.training.Search;
import java.util.List;

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

    /** All but the seed. */
    Object kind() {
        return List.of(task, N, depth, training);
    }

    double seconds(double share, Forecast forecast) {
        return forecast.seconds(
                training, dimension(), depth, training.passes(N), share, training.looks(N) + testPoints);
    }

    double cost() {
        return training.cost(dimension(), depth, N);
    }

    int dimension() {
        return Task.named(task).target().dimension();
    }
}
