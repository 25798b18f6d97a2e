package fathom.runs.results;

import java.util.Map;

/**
 * One value of a metric.
 *
 * @param keys where it was measured, the seed included
 * @param value the number; NaN where the measurement gave none
 */
record Sample(Map<String, Object> keys, double value) {}
