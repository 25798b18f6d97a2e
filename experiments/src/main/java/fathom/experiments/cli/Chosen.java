package fathom.experiments.cli;

import fathom.runs.experiment.Experiment;
import java.util.List;

/**
 * An experiment that a user means.
 *
 * @param overrides {@code key=value}; those of a user's file pass through its main method
 */
record Chosen(Experiment<?> experiment, List<String> overrides) {}
