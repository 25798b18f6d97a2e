package fathom.runs.progress;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** For tests and for programs that report by themselves. */
final class Silent implements Progress {

    @Override
    public void begin(String task, int done, int total, Supplier<Optional<Duration>> left) {}

    @Override
    public void update(int done, int failed) {}

    @Override
    public void advance(int trials, double share) {}

    @Override
    public void notice(String sentence) {}

    @Override
    public void end() {}
}
