package fathom.experiments.localglobal;

import module fathom.experiments;

/**
 * A target and its inputs. {@code local} of order k over d entries is the task {@code local(k=...,d=...)}, likewise {@code global}: both
 * spellings are one target with one set of samples. Any other task goes by its own name.
 *
 * @param name {@code local}, {@code global} or the name of another task, see {@link Task#named}
 * @param k order of a local or global target, 0 for others
 * @param d input dimension
 */
public record NamedTarget(String name, int k, int d) {

    /** The target of a task's name. Throws {@link IllegalArgumentException} in one sentence if there is no such task. */
    public static NamedTarget of(String text) {
        Task task = Task.named(text);
        int d = task.target().dimension();
        if (!(task.inputs() instanceof GaussianInputs)) {
            return new NamedTarget(text, 0, d);
        }
        return switch (task.target()) {
            case LocalTarget local -> new NamedTarget(Words.LOCAL, local.order(), d);
            case GlobalTarget global -> new NamedTarget(Words.GLOBAL, global.order(), d);
            default -> new NamedTarget(text, 0, d);
        };
    }

    /** Whether it is one of the paper's. */
    public boolean isOfThePaper() {
        return k > 0;
    }

    /** The task. */
    public Task task() {
        return isOfThePaper()
                ? new Task(
                        name.equals(Words.LOCAL) ? new LocalTarget(k, d) : new GlobalTarget(k, d),
                        new GaussianInputs(d))
                : Task.named(name);
    }
}
