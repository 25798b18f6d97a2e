package fathom.runs.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar on a terminal. */
final class Bar implements Progress {

    /** JLine, which measures the width, would ask the terminal about its emojis, wait for an answer and leave marks on the screen. */
    private static final String ASK_NOTHING = "org.jline.terminal.graphemeCluster";

    private final PrintStream out;
    private ProgressBar bar;
    private String failures = "";
    private Supplier<Optional<Duration>> left = Optional::empty;

    Bar(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void begin(String task, int done, int total, Supplier<Optional<Duration>> left) {
        if (System.getProperty(ASK_NOTHING) == null) {
            System.setProperty(ASK_NOTHING, "false");
        }
        this.left = left;
        bar = ProgressBar.builder()
                .setTaskName(task)
                .setInitialMax(total)
                .startsFrom(done, Duration.ZERO)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(500)
                .continuousUpdate()
                .hideEta()
                .setConsumer(new ConsoleProgressBarConsumer(out))
                .build();
    }

    @Override
    public synchronized void update(int done, int failed) {
        bar.stepTo(done);
        failures = failed == 0 ? "" : failed + " failed  ";
        bar.setExtraMessage(failures + timeLeft());
    }

    @Override
    public synchronized void advance(int trials, double share) {
        if (bar != null) {
            bar.setExtraMessage(failures + timeLeft() + Flights.words(trials, share));
        }
    }

    /** In words, where the bar itself would write 75:00:00. */
    private String timeLeft() {
        return left.get().map(time -> Durations.words(time) + " left  ").orElse("");
    }

    @Override
    public synchronized void notice(String sentence) {
        // Back to the first column and clear: the bar draws itself again below the sentence.
        out.println("\r\u001b[K" + sentence);
    }

    @Override
    public synchronized void end() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
