package fathom.runs;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * The configurations of a sweep while they are listed. At most {@link #LARGEST} fit: nested loops over long lists end at the first
 * configuration too many, not when the memory is used up. Whoever lists configurations lists them here.
 *
 * <pre>{@code
 * List<Cell> plan = new Plan<>("network");
 * for (int depth : settings.depths()) {
 *     settings.seeds().forEach(seed -> plan.add(new Cell(depth, seed)));
 * }
 * }</pre>
 *
 * @param <C> the configuration of one trial
 */
public final class Plan<C> extends AbstractList<C> {

    /** More trials than this in one plan are taken for a mistake: their keys alone would take minutes. */
    public static final int LARGEST = 100_000;

    private final String name;
    private final List<C> configurations = new ArrayList<>();

    /** @param sweep its name, for the sentence that refuses it */
    public Plan(String sweep) {
        this.name = sweep;
    }

    /** Collects a stream, which is not drawn on beyond the first configuration too many. */
    public static <C> Collector<C, ?, List<C>> of(String sweep) {
        return Collectors.toCollection(() -> new Plan<>(sweep));
    }

    /** @throws UserError in one sentence, if it is one too many */
    @Override
    public boolean add(C configuration) {
        check("the plan of sweep " + name, configurations.size() + 1L);
        return configurations.add(configuration);
    }

    /** Refuses a number of trials. */
    public static void check(String plan, long trials) {
        if (trials > LARGEST) {
            throw new UserError(plan + " has more than " + LARGEST + " trials: give fewer values or fewer seeds");
        }
    }

    @Override
    public C get(int index) {
        return configurations.get(index);
    }

    @Override
    public int size() {
        return configurations.size();
    }
}
