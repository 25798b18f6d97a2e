package fathom.runs;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a run at work is.
 *
 * @param done finished trials of its plan
 * @param total trials of its plan; 0 while it is being made
 * @param left the time left as last estimated, empty while nothing is known
 */
public record AtWork(int done, int total, Optional<Duration> left) {}
